package store_test

import (
	"errors"
	"fmt"
	"maps"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"

	"annuaire/directory/store"

	"github.com/google/go-cmp/cmp"
	"github.com/google/go-cmp/cmp/cmpopts"
	"pgregory.net/rapid"
)

// model is the store as plain maps.
type model struct {
	people map[string]person
	rooms  map[string]room
}

func (m model) clone() model { return model{maps.Clone(m.people), maps.Clone(m.rooms)} }

// holder finds who has a login the slow way.
func (m model) holder(login string) (table, key string) {
	for _, p := range m.people {
		if slices.Contains(p.Logins, login) {
			return "people", p.ID
		}
	}
	for _, r := range m.rooms {
		if r.Login == login && login != "" {
			return "rooms", r.Name
		}
	}
	return "", ""
}

func (m model) by(has func(person) bool) string {
	var out []string
	for _, id := range slices.Sorted(maps.Keys(m.people)) {
		if has(m.people[id]) {
			out = append(out, id)
		}
	}
	return strings.Join(out, " ")
}

// Few keys, so that records meet; zero bytes and prefixes of each other, to try the encoding of index entries.
var (
	someID    = rapid.SampledFrom([]string{"a", "a\x00", "a\x00\x01", "aÿ", "b", "c", "d", "\x00", "ÿÿ"})
	someLogin = rapid.SampledFrom([]string{"l", "l\x00", "m", "n", "o", "\x00"})
	someTeam  = rapid.SampledFrom([]string{"", "t", "t\x00", "t\x00\x01", "t\x00ÿ", "u", "\x00"})
	someName  = rapid.SampledFrom([]string{"", "x", "x y", "y x x", "<z>"})
)

func drawPerson(t *rapid.T) person {
	return person{
		ID: someID.Draw(t, "id"), Name: someName.Draw(t, "name"), Team: someTeam.Draw(t, "team"),
		Logins: rapid.SliceOfN(someLogin, 0, 3).Draw(t, "logins"),
	}
}

func TestStoreIsLikePlainMaps(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		dir, err := os.MkdirTemp("", "store-model")
		if err != nil {
			t.Fatal(err)
		}
		defer os.RemoveAll(dir)
		m := &machine{h: newHouse(), path: filepath.Join(dir, "test.db"), model: model{map[string]person{}, map[string]room{}}}
		m.reopen(t)
		defer func() { m.s.Close() }()
		t.Repeat(map[string]func(*rapid.T){
			"update":   m.update,
			"reopen":   m.reopen,
			"":         m.compare,
			"check":    m.check,
			"backward": m.undo,
		})
	})
}

// machine runs the same operations on a store and on a model.
type machine struct {
	h       house
	s       *store.Store
	path    string
	model   model
	batches []store.Batch
}

func (m *machine) reopen(t *rapid.T) {
	if m.s != nil {
		if err := m.s.Close(); err != nil {
			t.Fatal(err)
		}
	}
	s, err := store.Open(m.path, testOptions(), m.h.tables()...)
	if err != nil {
		t.Fatal(err)
	}
	m.s = s
}

var errWanted = errors.New("wanted")

// update does a random transaction, which may fail at its end.
func (m *machine) update(t *rapid.T) {
	next := m.model.clone()
	fail := rapid.IntRange(0, 4).Draw(t, "fail") == 0
	b, err := m.s.Update(t.Context(), store.Entry{Action: "random"}, func(tx *store.Tx) error {
		for range rapid.IntRange(0, 8).Draw(t, "operations") {
			m.step(t, tx, next)
			m.compareTx(t, tx, next)
		}
		if fail {
			return errWanted
		}
		return nil
	})
	if fail != errors.Is(err, errWanted) || !fail && err != nil {
		t.Fatal(err)
	}
	if fail {
		return
	}
	changed := !cmp.Equal(m.model, next, cmp.AllowUnexported(model{}), cmpopts.EquateEmpty())
	if changed != (b.Revision != 0) {
		t.Fatalf("changed: %v, batch %+v", changed, b)
	}
	if changed {
		m.batches = append(m.batches, b)
	}
	m.model = next
}

// step does one random operation on both.
func (m *machine) step(t *rapid.T, tx *store.Tx, next model) {
	switch rapid.IntRange(0, 4).Draw(t, "operation") {
	case 0, 1:
		p := drawPerson(t)
		var want error
		for _, login := range slices.Sorted(slices.Values(p.Logins)) {
			if table, key := next.holder(login); table != "" && (table != "people" || key != p.ID) {
				want = &store.TakenError{Index: "login", Key: login, Table: table, Holder: store.Key(key)}
				break
			}
		}
		err := m.h.people.Put(tx, &p)
		if fmt.Sprint(err) != fmt.Sprint(want) {
			t.Fatalf("put %+v: %v, want %v", p, err, want)
		}
		if err == nil {
			next.people[p.ID] = p
		}
	case 2:
		r := room{Name: someID.Draw(t, "room"), Login: someLogin.Draw(t, "login")}
		table, key := next.holder(r.Login)
		taken := table != "" && (table != "rooms" || key != r.Name)
		if err := m.h.rooms.Put(tx, &r); taken == (err == nil) {
			t.Fatalf("put %+v: %v, taken by %s %s", r, err, table, key)
		}
		if !taken {
			next.rooms[r.Name] = r
		}
	case 3:
		id := someID.Draw(t, "id")
		if err := m.h.people.Delete(tx, store.Key(id)); err != nil {
			t.Fatal(err)
		}
		delete(next.people, id)
	case 4:
		name := someID.Draw(t, "room")
		if err := m.h.rooms.Delete(tx, store.Key(name)); err != nil {
			t.Fatal(err)
		}
		delete(next.rooms, name)
	}
}

func (m *machine) compare(t *rapid.T) {
	if err := m.s.View(func(tx *store.Tx) error { m.compareTx(t, tx, m.model); return nil }); err != nil {
		t.Fatal(err)
	}
}

// compareTx asks a transaction everything that the model can answer.
func (m *machine) compareTx(t *rapid.T, tx *store.Tx, want model) {
	same := func(what, got, want string) {
		if got != want {
			t.Fatalf("%s: %q, want %q", what, got, want)
		}
	}
	same("all", ids(m.h.people.All(tx)), want.by(func(person) bool { return true }))
	if n, r := m.h.people.Count(tx), m.h.rooms.Count(tx); n != len(want.people) || r != len(want.rooms) {
		t.Fatalf("count %d and %d, want %d and %d", n, r, len(want.people), len(want.rooms))
	}
	for _, team := range []string{"", "t", "t\x00", "t\x00\x01", "t\x00ÿ", "u", "\x00"} {
		same("team "+team, ids(m.h.people.By(tx, "team", team)), want.by(func(p person) bool { return team != "" && p.Team == team }))
	}
	for _, word := range []string{"x", "y", "<z>"} {
		same("word "+word, ids(m.h.people.By(tx, "word", word)), want.by(func(p person) bool { return slices.Contains(strings.Fields(p.Name), word) }))
	}
	for _, login := range []string{"l", "l\x00", "m", "n", "o", "\x00"} {
		wantTable, wantKey := want.holder(login)
		table, key, ok := tx.Holder("login", login)
		same("holder "+login, table+" "+string(key), wantTable+" "+wantKey)
		p, found, err := m.h.people.One(tx, "login", login)
		if err != nil || ok != (wantTable != "") || found != (wantTable == "people") || found && p.ID != wantKey {
			t.Fatalf("one %q: %+v %v %v", login, p, found, err)
		}
	}
	for id, p := range want.people {
		got, ok, err := m.h.people.Get(tx, store.Key(id))
		if err != nil || !ok || !cmp.Equal(*got, p, cmpopts.EquateEmpty()) {
			t.Fatalf("get %q: %+v %v %v", id, got, ok, err)
		}
	}
}

func (m *machine) check(t *rapid.T) {
	if problems, err := m.s.Check(t.Context()); err != nil || len(problems) > 0 {
		t.Fatal(problems, err)
	}
}

// undo goes back over all batches, last first, and must come out with nothing: before and after fit together.
func (m *machine) undo(t *rapid.T) {
	people := map[string]string{}
	for id, p := range m.model.people {
		people[id] = fmt.Sprintf("%q %q %q %q", p.ID, p.Name, p.Team, p.Logins)
	}
	show := func(p *person) string { return fmt.Sprintf("%q %q %q %q", p.ID, p.Name, p.Team, p.Logins) }
	for _, b := range slices.Backward(m.batches) {
		stored, ok, err := m.s.Journalled(b.Revision)
		if err != nil || !ok || !cmp.Equal(stored, b) {
			t.Fatalf("journal: %+v %v %v, want %+v", stored, ok, err, b)
		}
		for _, c := range b.Changes {
			if c.Table != "people" {
				continue
			}
			before, after, err := m.h.people.Changed(c)
			if err != nil {
				t.Fatal(err)
			}
			if after != nil && people[after.ID] != show(after) || after == nil && people[string(c.Key)] != "" {
				t.Fatalf("revision %d left %v, the model has %q", b.Revision, after, people[string(c.Key)])
			}
			delete(people, string(c.Key))
			if before != nil {
				people[before.ID] = show(before)
			}
		}
	}
	if len(people) > 0 {
		t.Fatalf("before the first batch there was %v", people)
	}
}
