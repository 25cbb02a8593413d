package dit

import (
	"testing"
	"time"
)

func TestParseGeneralizedTime(t *testing.T) {
	for _, c := range []struct{ name, in, want string }{
		{"seconds", "20261122030405Z", "2026-11-22T03:04:05Z"},
		{"minutes", "202611220304Z", "2026-11-22T03:04:00Z"},
		{"hours", "2026112203Z", "2026-11-22T03:00:00Z"},
		{"fraction of a second", "20261122030405.25Z", "2026-11-22T03:04:05.25Z"},
		{"fraction of a minute with a comma", "202611220304,5Z", "2026-11-22T03:04:30Z"},
		{"fraction of an hour", "2026112203.25Z", "2026-11-22T03:15:00Z"},
		{"long fraction", "2026112203.333333333333333333Z", "2026-11-22T03:19:59.999999997Z"},
		{"east of Greenwich", "20261122030405+0130", "2026-11-22T01:34:05Z"},
		{"west, hours alone", "20261122230405-05", "2026-11-23T04:04:05Z"},
		{"leap second", "20161231235960Z", "2017-01-01T00:00:00Z"},
		{"no zone", "20261122030405", ""},
		{"day", "20261122Z", ""},
		{"no such month", "20261322030405Z", ""},
		{"no such day", "20260229030405Z", ""},
		{"no such hour", "20261122250405Z", ""},
		{"odd number of digits", "2026112203040Z", ""},
		{"empty fraction", "20261122030405.Z", ""},
		{"no such offset", "20261122030405+2500", ""},
		{"offset of three digits", "20261122030405+010", ""},
		{"more behind the zone", "20261122030405Zx", ""},
		{"sign alone", "20261122030405+", ""},
		{"beyond four digits of year", "99991231235959-01", ""},
		{"before all years", "00000101000000Z", ""},
		{"empty", "", ""},
	} {
		t.Run(c.name, func(t *testing.T) {
			at, ok := parseGeneralizedTime(c.in)
			if got := at.Format(time.RFC3339Nano); ok != (c.want != "") || ok && got != c.want {
				t.Errorf("got %s, %v", got, ok)
			}
		})
	}
}

// FuzzGeneralizedTime: what is read has a year of four digits, so that times compare as their texts do.
func FuzzGeneralizedTime(f *testing.F) {
	f.Add("20261122030405.25+0130")
	f.Fuzz(func(t *testing.T, s string) {
		if at, ok := parseGeneralizedTime(s); ok && len(at.Format(generalizedTime)) != len(generalizedTime) {
			t.Errorf("%q is %v", s, at)
		}
	})
}
