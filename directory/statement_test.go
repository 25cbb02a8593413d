package directory

import (
	"context"
	"encoding/json"
	"path/filepath"
	"testing"
	"time"
)

func day(text string) time.Time {
	at, err := time.Parse(dayLayout, text)
	if err != nil {
		panic(err)
	}
	return at.Add(12 * time.Hour)
}

func TestStatement(t *testing.T) {
	ctx := context.Background()
	d, clock := openAt(t, filepath.Join(t.TempDir(), "a.db"), Config{Name: "Acme"})
	price := Price{MonthlyCents: 490, Currency: "EUR"}
	_, err := d.Statement("2026-11", price)
	wantCode(t, err, NotFound)
	list, err := d.Statements(price)
	if err != nil || len(list) > 0 {
		t.Errorf("statements %v, %v", list, err)
	}
	for _, c := range []struct {
		day     string
		enabled int
	}{{"2026-09-15", 10}, {"2026-09-20", 12}, {"2026-09-20", 8}, {"2026-11-03", 0}} {
		wantCode(t, d.RecordDay(ctx, day(c.day), c.enabled), "")
	}
	wantCode(t, d.RecordDay(ctx, day("2026-11-04"), -1), Invalid)
	for _, test := range []struct {
		name, month string
		days, users int
		cents       int64
		complete    bool
		want        Code
	}{
		{"from the first day that is known, the most of a day counting", "2026-09", 16, 5*10 + 12 + 10*8, (142*490 + 15) / 30, true, ""},
		{"a month in which nothing changed", "2026-10", 31, 31 * 8, 8 * 490, true, ""},
		{"the month that is not over", "2026-11", 22, 2*8 + 8, (24*490 + 15) / 30, false, ""},
		{"a month to come", "2026-12", 0, 0, 0, false, NotFound},
		{"a month before all", "2026-08", 0, 0, 0, false, NotFound},
		{"no month", "2026-13", 0, 0, 0, false, Invalid},
		{"a day", "2026-11-01", 0, 0, 0, false, Invalid},
	} {
		t.Run(test.name, func(t *testing.T) {
			s, err := d.Statement(test.month, price)
			wantCode(t, err, test.want)
			if err != nil {
				return
			}
			if len(s.Days) != test.days || s.UserDays != test.users || s.Cents != test.cents || s.Complete != test.complete {
				t.Errorf("%d days, %d user-days, %d cents, complete %v", len(s.Days), s.UserDays, s.Cents, s.Complete)
			}
		})
	}
	list, err = d.Statements(price)
	wantCode(t, err, "")
	var months []string
	for _, s := range list {
		months = append(months, s.Month)
	}
	if got, _ := json.Marshal(months); string(got) != `["2026-11","2026-10","2026-09"]` {
		t.Errorf("months %s", got)
	}
	clock.move(24 * time.Hour)
	s, err := d.Statement("2026-11", price)
	if err != nil || len(s.Days) != 23 || s.Days[22] != (LicenceDay{Day: "2026-11-23"}) {
		t.Errorf("the day after: %+v, %v", s, err)
	}
	raw, err := json.Marshal(s)
	var read Statement
	if err != nil || json.Unmarshal(raw, &read) != nil || read.UserDays != s.UserDays {
		t.Errorf("written as %s, %v", raw, err)
	}
	wantSound(t, d)
}

func TestRecordingTheSameTwiceChangesNothing(t *testing.T) {
	ctx := context.Background()
	d := open(t)
	wantCode(t, d.RecordDay(ctx, d.now(), 3), "")
	revision := d.Revision()
	wantCode(t, d.RecordDay(ctx, d.now(), 3), "")
	if d.Revision() != revision {
		t.Error("a batch was made")
	}
}

func TestStatementsOnTheLastDayOfALongMonth(t *testing.T) {
	ctx := context.Background()
	d, clock := openAt(t, filepath.Join(t.TempDir(), "a.db"), Config{Name: "Acme"})
	wantCode(t, d.RecordDay(ctx, day("2026-11-30"), 1), "")
	clock.move(99 * 24 * time.Hour) // 2027-03-01
	clock.move(30 * 24 * time.Hour) // 2027-03-31
	list, err := d.Statements(Price{})
	if err != nil || len(list) != 5 || list[0].Month != "2027-03" || list[4].Month != "2026-11" {
		t.Errorf("statements %+v, %v", list, err)
	}
}

func TestTheDayIsRecordedOnceAndOnlyWhereSomebodyEverWasEnabled(t *testing.T) {
	ctx := context.Background()
	d, clock := openAt(t, filepath.Join(t.TempDir(), "a.db"), Config{Name: "Acme"})
	unchanged := func(why string) {
		t.Helper()
		revision := d.Revision()
		wantCode(t, d.RecordToday(ctx), "")
		if d.Revision() != revision {
			t.Errorf("%s: something is recorded", why)
		}
	}
	unchanged("nobody ever was enabled")
	wantCode(t, d.RecordDay(ctx, d.now(), 0), "")
	unchanged("the day is recorded already")
	clock.move(24 * time.Hour)
	wantCode(t, d.RecordToday(ctx), "")
	unchanged("the next day is recorded already")
	s, err := d.Statements(Price{})
	wantCode(t, err, "")
	if days := s[0].Days; len(days) != 2 || days[1].Day != d.now().Format(dayLayout) {
		t.Errorf("%+v", days)
	}
	wantSound(t, d)
}
