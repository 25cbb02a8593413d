package store_test

import (
	"context"
	"errors"
	"fmt"
	"os"
	"path/filepath"
	"strings"
	"testing"
	"time"

	"annuaire/directory/store"

	"github.com/google/go-cmp/cmp"
)

func TestJournalIsReadNewestFirst(t *testing.T) {
	h := newHouse()
	s, _ := h.open(t)
	for i := range 250 {
		h.put(t, s, person{ID: "same", Name: fmt.Sprint(i)}, person{ID: fmt.Sprint(i)})
	}
	for _, c := range []struct {
		before             uint64
		limit              int
		first, last, count uint64
	}{
		{0, 0, 250, 1, 250},
		{0, 1, 250, 250, 1},
		{0, 100, 250, 151, 100},
		{0, 120, 250, 131, 120},
		{250, 2, 249, 248, 2},
		{3, 100, 2, 1, 2},
		{1, 0, 0, 0, 0},
		{1000, 1, 250, 250, 1},
	} {
		t.Run(fmt.Sprintf("before %d at most %d", c.before, c.limit), func(t *testing.T) {
			var got []uint64
			for header, err := range s.Journal(c.before, c.limit) {
				if err != nil {
					t.Fatal(err)
				}
				if header.Changes != 2 || header.Entry.Action != "test" || !header.Entry.Time.Equal(testTime) {
					t.Errorf("%+v", header)
				}
				got = append(got, header.Revision)
			}
			if uint64(len(got)) != c.count || c.count > 0 && (got[0] != c.first || got[len(got)-1] != c.last) {
				t.Errorf("got %v", got)
			}
		})
	}
	for header := range s.Journal(0, 0) {
		if header.Revision == 100 {
			break
		}
	}
}

func TestJournalOfAnEmptyStore(t *testing.T) {
	s, _ := newHouse().open(t)
	for header, err := range s.Journal(0, 0) {
		t.Errorf("%+v %v", header, err)
	}
	if b, ok, err := s.Journalled(1); ok || err != nil {
		t.Errorf("%+v %v %v", b, ok, err)
	}
}

func TestJournalKeepsTheEntryAndBothRecords(t *testing.T) {
	h := newHouse()
	s, _ := h.open(t)
	h.put(t, s, person{ID: "1", Name: `"Ann" <é>`})
	entry := store.Entry{Time: testTime.Add(time.Hour), Actor: []byte(`{"name":"root"}`), Action: "rename", Note: "by hand"}
	want, err := s.Update(t.Context(), entry, func(tx *store.Tx) error {
		return errors.Join(h.people.Put(tx, &person{ID: "1", Name: "Bea"}), h.rooms.Put(tx, &room{Name: "hall"}))
	})
	if err != nil {
		t.Fatal(err)
	}
	got, ok, err := s.Journalled(2)
	if diff := cmp.Diff(want, got); diff != "" || !ok || err != nil {
		t.Error(diff, ok, err)
	}
	if !cmp.Equal(got.Entry, entry) {
		t.Errorf("%+v", got.Entry)
	}
	before, after, err := h.people.Changed(got.Changes[0])
	if err != nil || before.Name != `"Ann" <é>` || after.Name != "Bea" {
		t.Errorf("%+v %+v %v", before, after, err)
	}
	if before, after, err := h.rooms.Changed(got.Changes[1]); err != nil || before != nil || after.Name != "hall" {
		t.Errorf("%+v %+v %v", before, after, err)
	}
	if _, _, err := h.rooms.Changed(got.Changes[0]); err == nil {
		t.Error("a person was read as a room")
	}
	if _, _, err := h.people.Changed(store.Change{Table: "people", Version: 1, Key: "1", Before: []byte(`{`)}); err == nil {
		t.Error("half a record was read")
	}
}

// aging opens stores whose clock is set by the test.
type aging struct {
	h    house
	path string
	now  time.Time
	keep time.Duration
}

func (a *aging) open(t *testing.T) *store.Store {
	t.Helper()
	s, err := store.Open(a.path, store.Options{NoSync: true, JournalFor: a.keep, Now: func() time.Time { return a.now }}, a.h.tables()...)
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { s.Close() })
	return s
}

func TestExpireDropsWhatIsOlderThanConfigured(t *testing.T) {
	for _, c := range []struct {
		name    string
		keep    time.Duration
		age     time.Duration
		dropped int
	}{
		{"one year by default, and it is younger", 0, 364 * 24 * time.Hour, 0},
		{"one year by default, and it is older", 0, 366 * 24 * time.Hour, 3},
		{"an hour, and it is older", time.Hour, 61 * time.Minute, 3},
		{"an hour, and part is older", time.Hour, 59 * time.Minute, 1},
		{"for ever", -1, 100 * 365 * 24 * time.Hour, 0},
	} {
		t.Run(c.name, func(t *testing.T) {
			a := &aging{newHouse(), filepath.Join(t.TempDir(), "x.db"), testTime, c.keep}
			s := a.open(t)
			for i := range 3 {
				a.h.put(t, s, person{ID: fmt.Sprint(i)}, person{ID: fmt.Sprint(i, "b")})
				a.now = a.now.Add(time.Minute)
			}
			a.now = testTime.Add(c.age + 90*time.Second)
			dropped, err := s.Expire(t.Context())
			if dropped != c.dropped || err != nil {
				t.Errorf("dropped %d, %v", dropped, err)
			}
			left := 0
			for range s.Journal(0, 0) {
				left++
			}
			if left != 3-c.dropped || s.Revision() != 3 {
				t.Errorf("%d are left, revision %d", left, s.Revision())
			}
			view(t, s, func(tx *store.Tx) error {
				if n := a.h.people.Count(tx); n != 6 {
					t.Errorf("%d people", n)
				}
				return nil
			})
			if problems, err := s.Check(t.Context()); err != nil || len(problems) > 0 {
				t.Error(problems, err)
			}
		})
	}
}

func TestRevisionGoesOnAfterTheWholeJournalHasExpired(t *testing.T) {
	a := &aging{newHouse(), filepath.Join(t.TempDir(), "x.db"), testTime, time.Hour}
	s := a.open(t)
	a.h.put(t, s, person{ID: "1"})
	a.now = a.now.Add(2 * time.Hour)
	if n, err := s.Expire(t.Context()); n != 1 || err != nil {
		t.Fatal(n, err)
	}
	if err := s.Close(); err != nil {
		t.Fatal(err)
	}
	s = a.open(t)
	if b := a.h.put(t, s, person{ID: "2"}); b.Revision != 2 {
		t.Errorf("revision %d", b.Revision)
	}
}

func TestSpaceOfTheExpiredJournalIsUsedAgain(t *testing.T) {
	a := &aging{newHouse(), filepath.Join(t.TempDir(), "x.db"), testTime, time.Hour}
	s := a.open(t)
	var people []person
	for i := range 1000 {
		people = append(people, person{ID: fmt.Sprint(i)})
	}
	size := func() int64 {
		info, err := os.Stat(a.path)
		if err != nil {
			t.Fatal(err)
		}
		return info.Size()
	}
	var settled int64
	for round := range 20 {
		for i := range people {
			people[i].Name = fmt.Sprint(strings.Repeat("x", 300), round)
		}
		a.h.put(t, s, people...)
		a.now = a.now.Add(2 * time.Hour)
		if _, err := s.Expire(t.Context()); err != nil {
			t.Fatal(err)
		}
		if round == 5 {
			settled = size()
		}
	}
	if now := size(); now > settled*5/4 {
		t.Errorf("the file grew from %d to %d bytes", settled, now)
	}
}

func TestExpireInSeveralStepsStopsWithItsContext(t *testing.T) {
	a := &aging{newHouse(), filepath.Join(t.TempDir(), "x.db"), testTime, time.Hour}
	s := a.open(t)
	var people []person
	for i := range 6000 {
		people = append(people, person{ID: fmt.Sprint(i)})
	}
	for round := range 4 {
		for i := range people {
			people[i].Name = fmt.Sprint(round)
		}
		a.h.put(t, s, people...)
	}
	a.now = a.now.Add(2 * time.Hour)
	ctx, cancel := context.WithCancel(t.Context())
	cancel()
	if n, err := s.Expire(ctx); n != 0 || !errors.Is(err, context.Canceled) {
		t.Errorf("dropped %d, %v", n, err)
	}
	if n, err := s.Expire(t.Context()); n != 4 || err != nil {
		t.Errorf("dropped %d, %v", n, err)
	}
}
