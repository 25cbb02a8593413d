package directory

import (
	"context"
	"fmt"
	"time"

	"annuaire/directory/store"
)

// dayLayout and monthLayout are how days and months are written (ISO 8601).
const (
	dayLayout   = "2006-01-02"
	monthLayout = "2006-01"
)

// LicenceDay is how many users were enabled on a day.
type LicenceDay struct {
	Day  string `json:"day"`  // "2026-11-22", UTC
	Most int    `json:"most"` // the most at any time of the day: what is counted
	Last int    `json:"last"` // at the end: what the following days have until they say otherwise
}

// Price is what an enabled user costs.
type Price struct {
	// MonthlyCents is for one user in one month, in hundredths of the currency.
	MonthlyCents int64  `json:"monthly_cents"`
	Currency     string `json:"currency"` // ISO 4217
}

// Statement is the licences used in a month ("invoice").
type Statement struct {
	Month    string       `json:"month"` // "2026-11"
	Days     []LicenceDay `json:"days"`  // every day from the first that is known, up to the month's last or today
	UserDays int          `json:"user_days"`
	Price    Price        `json:"price"`
	// Cents is the price of the user-days: each costs the monthly price divided by the days of the month. Rounded once, half up.
	Cents int64 `json:"cents"`
	// Complete is false while the month is not over.
	Complete bool `json:"complete"`
}

// RecordDay notes how many users are enabled on the day of at, UTC: at every change, and once a day. It returns invalid for a negative number.
func (d *Directory) RecordDay(ctx context.Context, at time.Time, enabled int) error {
	_, err := d.change(ctx, "licence.day", "", func(e *Edit) error { return e.RecordDay(at, enabled) })
	return err
}

// RecordDay is Directory.RecordDay within the transaction.
func (e *Edit) RecordDay(at time.Time, enabled int) error {
	return e.do("record a licence day", func() error {
		if enabled < 0 {
			return &Error{Code: Invalid, Message: fmt.Sprintf("%d enabled users: there can not be fewer than none", enabled)}
		}
		day := LicenceDay{Day: at.UTC().Format(dayLayout), Most: enabled, Last: enabled}
		before, found, err := e.d.tables.licenceDays.Get(e.tx, store.Key(day.Day))
		if err != nil {
			return err
		}
		if found {
			day.Most = max(day.Most, before.Most)
		} else if last, known, err := e.d.tables.lastBefore(e.tx, day.Day); err != nil {
			return err
		} else if known {
			day.Most = max(day.Most, last)
		}
		return putRecord(e, e.d.tables.licenceDays, store.Key(day.Day), day)
	})
}

// RecordToday notes how many users are enabled now, once a day; nothing where nobody ever was.
func (d *Directory) RecordToday(ctx context.Context) error {
	_, err := d.change(ctx, "licence.day", "", func(e *Edit) error {
		enabled, today := d.Snapshot().licensed, e.now.Format(dayLayout)
		rec, found, err := d.tables.licenceDays.Get(e.tx, store.Key(today))
		if err != nil || found && rec.Last == enabled {
			return err
		}
		if _, known, err := d.tables.lastBefore(e.tx, today); err != nil || !known && !found && enabled == 0 {
			return err
		}
		return e.RecordDay(e.now, enabled)
	})
	return err
}

// lastBefore is how many users were enabled at the end of the last day known before day.
func (t tables) lastBefore(tx *store.Tx, day string) (last int, known bool, err error) {
	for d, err := range t.licenceDays.All(tx) {
		if err != nil {
			return 0, false, err
		}
		if d.Day >= day {
			break
		}
		last, known = d.Last, true
	}
	return last, known, nil
}

// Statement adds a month ("2026-11") up at a price. It returns invalid for what is no month, and not_found for one that lies in the future or
// before the first day that is known.
func (d *Directory) Statement(month string, price Price) (Statement, error) {
	first, err := time.Parse(monthLayout, month)
	if err != nil {
		return Statement{}, &Error{Code: Invalid, Message: fmt.Sprintf("%q is not a month; it looks like 2026-11", month)}
	}
	next := first.AddDate(0, 1, 0)
	today := d.now().Format(dayLayout)
	s := Statement{Month: month, Price: price, Complete: next.Format(dayLayout) <= today}
	err = d.view("read the licence days", func(tx *store.Tx) error {
		last, known, err := d.tables.lastBefore(tx, first.Format(dayLayout))
		if err != nil {
			return err
		}
		for day := first; day.Before(next) && day.Format(dayLayout) <= today; day = day.AddDate(0, 0, 1) {
			rec, found, err := d.tables.licenceDays.Get(tx, store.Key(day.Format(dayLayout)))
			if err != nil {
				return err
			}
			switch {
			case found:
				last, known = rec.Last, true
				s.Days = append(s.Days, *rec)
			case known:
				s.Days = append(s.Days, LicenceDay{Day: day.Format(dayLayout), Most: last, Last: last})
			}
		}
		return nil
	})
	if err != nil {
		return Statement{}, err
	}
	if len(s.Days) == 0 {
		return Statement{}, &Error{Code: NotFound, Message: "nothing is known of the month " + month}
	}
	for _, day := range s.Days {
		s.UserDays += day.Most
	}
	days := int64(next.Sub(first).Hours() / 24)
	s.Cents = (2*int64(s.UserDays)*price.MonthlyCents + days) / (2 * days)
	return s, nil
}

// Statements gives the months there is a statement of, latest first, at a price.
func (d *Directory) Statements(price Price) ([]Statement, error) {
	var months []string
	err := d.view("read the licence days", func(tx *store.Tx) error {
		for day, err := range d.tables.licenceDays.All(tx) {
			if err != nil {
				return err
			}
			from, err := time.Parse(dayLayout, day.Day)
			if err != nil {
				return fmt.Errorf("read the licence day %q: %w", day.Day, err)
			}
			for m := d.now(); m.Format(monthLayout) >= from.Format(monthLayout); m = m.AddDate(0, 0, -m.Day()) {
				months = append(months, m.Format(monthLayout))
			}
			break
		}
		return nil
	})
	if err != nil {
		return nil, err
	}
	list := make([]Statement, 0, len(months))
	for _, month := range months {
		s, err := d.Statement(month, price)
		if err != nil {
			return nil, err
		}
		list = append(list, s)
	}
	return list, nil
}
