package store

import (
	"fmt"
	"path/filepath"
	"reflect"
	"slices"
	"testing"
	"time"
)

// gadget is a record that holds more than itself.
type gadget struct {
	ID    string
	Names []string
	At    time.Time
}

func gadgets(most int) *Table[gadget] {
	return NewTable("gadgets", Journalled, 1, func(g *gadget) Key { return Key(g.ID) }).Remember(most, func(g *gadget) { g.Names = slices.Clone(g.Names) })
}

func TestWhatIsRememberedIsWhatIsStored(t *testing.T) {
	table := gadgets(3)
	s, err := Open(filepath.Join(t.TempDir(), "a.db"), Options{NoSync: true}, table)
	if err != nil {
		t.Fatal(err)
	}
	defer s.Close()
	put := func(g gadget) {
		t.Helper()
		if _, err := s.Update(t.Context(), Entry{}, func(tx *Tx) error { return table.Put(tx, &g) }); err != nil {
			t.Fatal(err)
		}
	}
	want := func(tx *Tx, g gadget) {
		t.Helper()
		for range 2 { // decoded, then remembered
			got, found, err := table.Get(tx, Key(g.ID))
			if err != nil || !found || !reflect.DeepEqual(*got, g) {
				t.Fatalf("%+v, %v, %v; want %+v", got, found, err, g)
			}
			got.ID, got.Names[0] = "changed", "changed" // the reader's own
		}
	}
	view := func(fn func(tx *Tx)) {
		t.Helper()
		if err := s.View(func(tx *Tx) error { fn(tx); return nil }); err != nil {
			t.Fatal(err)
		}
	}
	for i := range 10 { // more than are remembered
		put(gadget{ID: fmt.Sprint(i), Names: []string{"a", "b"}})
	}
	view(func(old *Tx) {
		want(old, gadget{ID: "1", Names: []string{"a", "b"}})
		put(gadget{ID: "1", Names: []string{"c"}})
		want(old, gadget{ID: "1", Names: []string{"a", "b"}}) // a snapshot stays what it was
		view(func(tx *Tx) { want(tx, gadget{ID: "1", Names: []string{"c"}}) })
	})
	view(func(tx *Tx) {
		n := 0
		for g, err := range table.All(tx) {
			if err != nil || g.ID != fmt.Sprint(n) {
				t.Fatalf("%+v, %v", g, err)
			}
			n++
		}
	})
	if n := len(table.remembered.by); n > 3 {
		t.Errorf("%d records are remembered, 3 may be", n)
	}
}

func TestOnlyWhatACopyDoesNotShareIsRememberedAsItIs(t *testing.T) {
	for _, test := range []struct {
		record any
		flat   bool
	}{
		{struct {
			Name string
			ID   [16]byte
			At   time.Time
			N    uint64
		}{}, true},
		{struct{ Names []string }{}, false},
		{struct {
			In struct{ Names map[string]int }
		}{}, false},
		{struct{ Next *int }{}, false},
		{[2][]int{}, false},
	} {
		if got := flat(reflect.TypeOf(test.record)); got != test.flat {
			t.Errorf("%T: %v", test.record, got)
		}
	}
	defer func() {
		if recover() == nil {
			t.Error("a table of records that share is remembered as it is")
		}
	}()
	NewTable("gadgets", Journalled, 1, func(g *gadget) Key { return Key(g.ID) }).Remember(1, nil)
}
