package ldapserver

import (
	"strings"
	"testing"
	"time"
)

func TestDefaultLimitsAreValid(t *testing.T) {
	if err := DefaultLimits().Validate(); err != nil {
		t.Error(err)
	}
}

func TestLimitsAtBelowAndAboveTheirBounds(t *testing.T) {
	type limit struct {
		name string
		set  func(l *Limits, v int64)
		min  int64
		max  int64
	}
	for _, lim := range []limit{
		{"connections", func(l *Limits, v int64) { l.Connections = int(v) }, 1, 1_000_000},
		{"connections_per_address", func(l *Limits, v int64) { l.PerAddress = int(v) }, 1, 1_000_000},
		{"anonymous_message_bytes", func(l *Limits, v int64) { l.AnonymousMessage = int(v) }, 1 << 10, 64 << 20},
		{"bound_message_bytes", func(l *Limits, v int64) { l.BoundMessage = int(v) }, 1 << 10, 64 << 20},
		{"filter_depth", func(l *Limits, v int64) { l.FilterDepth = int(v) }, 1, 1_000},
		{"filter_nodes", func(l *Limits, v int64) { l.FilterNodes = int(v) }, 1, 100_000},
		{"attributes", func(l *Limits, v int64) { l.Attributes = int(v) }, 1, 100_000},
		{"first_request", func(l *Limits, v int64) { l.FirstRequest = time.Duration(v) }, int64(time.Second), int64(24 * time.Hour)},
		{"idle", func(l *Limits, v int64) { l.Idle = time.Duration(v) }, int64(time.Second), int64(24 * time.Hour)},
		{"write_stall", func(l *Limits, v int64) { l.WriteStall = time.Duration(v) }, int64(time.Second), int64(24 * time.Hour)},
		{"drain", func(l *Limits, v int64) { l.Drain = time.Duration(v) }, 0, int64(24 * time.Hour)},
	} {
		t.Run(lim.name, func(t *testing.T) {
			for v, valid := range map[int64]bool{lim.min - 1: false, lim.min: true, lim.max: true, lim.max + 1: false} {
				l := DefaultLimits()
				l.AnonymousMessage, l.BoundMessage = minMessage, maxMessage
				lim.set(&l, v)
				err := l.Validate()
				switch {
				case valid && err != nil:
					t.Errorf("%d: %v", v, err)
				case !valid && err == nil:
					t.Errorf("%d is accepted", v)
				case !valid && !strings.HasPrefix(err.Error(), lim.name+" is "):
					t.Errorf("%d: %q does not name %s", v, err, lim.name)
				}
			}
		})
	}
}

func TestABoundClientMayNotSendLessThanAnAnonymousOne(t *testing.T) {
	l := DefaultLimits()
	l.BoundMessage = l.AnonymousMessage
	if err := l.Validate(); err != nil {
		t.Error(err)
	}
	l.BoundMessage--
	if l.Validate() == nil {
		t.Error("bound_message_bytes below anonymous_message_bytes is accepted")
	}
}
