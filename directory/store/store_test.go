package store_test

import (
	"fmt"
	"path/filepath"
	"strings"
	"testing"
	"time"

	"annuaire/directory/store"
)

// person and room are the records of these tests. They share the key space of the index "login".
type person struct {
	ID     string   `json:"id"`
	Name   string   `json:"name"`
	Team   string   `json:"team,omitempty"`
	Logins []string `json:"logins,omitempty"`
}

type room struct {
	Name  string `json:"name"`
	Login string `json:"login,omitempty"`
}

type secret struct {
	Owner string `json:"owner"`
	Hash  string `json:"hash"`
}

// house is a set of tables; every test has its own.
type house struct {
	people   *store.Table[person]
	rooms    *store.Table[room]
	secrets  *store.Table[secret]
	sessions *store.Table[secret]
}

func newHouse() house {
	return house{
		people: store.NewTable("people", store.Journalled, 1,
			func(p *person) store.Key { return store.Key(p.ID) },
			store.Index[person]{Name: "login", Unique: true, Keys: func(p *person) []string { return p.Logins }},
			store.Index[person]{Name: "team", Keys: func(p *person) []string { return []string{p.Team} }},
			store.Index[person]{Name: "word", Keys: func(p *person) []string { return strings.Fields(p.Name) }},
		),
		rooms: store.NewTable("rooms", store.Journalled, 1,
			func(r *room) store.Key { return store.Key(r.Name) },
			store.Index[room]{Name: "login", Unique: true, Keys: func(r *room) []string { return []string{r.Login} }},
		),
		secrets:  store.NewTable("secrets", store.Secret, 1, func(s *secret) store.Key { return store.Key(s.Owner) }),
		sessions: store.NewTable("sessions", store.Volatile, 1, func(s *secret) store.Key { return store.Key(s.Owner) }),
	}
}

func (h house) tables() []store.Declared {
	return []store.Declared{h.people, h.rooms, h.secrets, h.sessions}
}

var testTime = time.Date(2026, 1, 2, 3, 4, 5, 0, time.UTC)

func testOptions() store.Options {
	return store.Options{NoSync: true, Now: func() time.Time { return testTime }}
}

// open opens a new store that is closed with the test.
func (h house) open(t *testing.T) (s *store.Store, path string) {
	t.Helper()
	path = filepath.Join(t.TempDir(), "test.db")
	return h.openAt(t, path), path
}

func (h house) openAt(t *testing.T, path string) *store.Store {
	t.Helper()
	s, err := store.Open(path, testOptions(), h.tables()...)
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() {
		if err := s.Close(); err != nil {
			t.Error(err)
		}
	})
	return s
}

// put writes people in one batch.
func (h house) put(t *testing.T, s *store.Store, people ...person) store.Batch {
	t.Helper()
	return update(t, s, func(tx *store.Tx) error {
		for _, p := range people {
			if err := h.people.Put(tx, &p); err != nil {
				return err
			}
		}
		return nil
	})
}

func update(t *testing.T, s *store.Store, fn func(*store.Tx) error) store.Batch {
	t.Helper()
	b, err := s.Update(t.Context(), store.Entry{Action: "test"}, fn)
	if err != nil {
		t.Fatal(err)
	}
	return b
}

func view(t *testing.T, s *store.Store, fn func(*store.Tx) error) {
	t.Helper()
	if err := s.View(fn); err != nil {
		t.Fatal(err)
	}
}

// ids gathers what an iteration yields: "a b c".
func ids(seq func(func(*person, error) bool)) string {
	var out []string
	for p, err := range seq {
		if err != nil {
			return fmt.Sprint("error: ", err)
		}
		out = append(out, p.ID)
	}
	return strings.Join(out, " ")
}
