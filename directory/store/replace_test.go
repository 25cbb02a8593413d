package store_test

import (
	"bytes"
	"context"
	"errors"
	"fmt"
	"io"
	"os"
	"path/filepath"
	"strings"
	"sync"
	"testing"
	"testing/iotest"
	"testing/synctest"

	"annuaire/directory/store"

	"go.etcd.io/bbolt"
)

func TestReplaceBringsBackABackup(t *testing.T) {
	h := newHouse()
	s, path := h.open(t)
	h.put(t, s, person{ID: "1", Logins: []string{"ann"}})
	saved := backup(t, s)
	h.put(t, s, person{ID: "2"})
	h.put(t, s, person{ID: "1", Logins: []string{"bob"}})
	var indexed []store.Batch
	everybody := ""
	s.Index(func(b store.Batch) {
		indexed = append(indexed, b)
		view(t, s, func(tx *store.Tx) error {
			everybody = ids(h.people.All(tx))
			return nil
		})
	})
	if err := s.Replace(t.Context(), bytes.NewReader(saved)); err != nil {
		t.Fatal(err)
	}
	if len(indexed) != 1 || !indexed[0].Replaced || indexed[0].Revision != 4 || everybody != "1" {
		t.Errorf("the index got %+v and saw %q", indexed, everybody)
	}
	if b := h.put(t, s, person{ID: "3", Logins: []string{"bob"}}); b.Revision != 5 {
		t.Errorf("the next revision is %d", b.Revision)
	}
	for revision, gone := range map[uint64]bool{0: true, 1: true, 3: true, 4: false, 6: true} {
		for _, err := range s.Follow(t.Context(), revision) {
			if errors.Is(err, store.ErrGone) != gone {
				t.Errorf("following from %d: %v", revision, err)
			}
			break
		}
	}
	var actions []string
	for header, err := range s.Journal(0, 0) {
		if err != nil {
			t.Fatal(err)
		}
		actions = append(actions, fmt.Sprint(header.Revision, header.Entry.Action))
	}
	if got := strings.Join(actions, " "); got != "5test 4restore 1test" {
		t.Errorf("journal: %s", got)
	}
	if problems, err := s.Check(t.Context()); err != nil || len(problems) > 0 {
		t.Error(problems, err)
	}

	var inUse *store.InUseError
	if _, err := store.Open(path, testOptions(), h.tables()...); !errors.As(err, &inUse) {
		t.Errorf("the new file is not locked: %v", err)
	}
	if err := s.Close(); err != nil {
		t.Fatal(err)
	}
	view(t, h.openAt(t, path), func(tx *store.Tx) error {
		if got := ids(h.people.All(tx)); got != "1 3" || tx.Revision() != 5 {
			t.Errorf("after reopening: %q at revision %d", got, tx.Revision())
		}
		return nil
	})
	old := newHouse()
	view(t, old.openAt(t, path+".before-restore"), func(tx *store.Tx) error {
		if got := ids(old.people.All(tx)); got != "1 2" || tx.Revision() != 3 {
			t.Errorf("before the restore: %q at revision %d", got, tx.Revision())
		}
		return nil
	})
	if left, _ := filepath.Glob(path + ".*"); len(left) != 1 {
		t.Errorf("beside the file: %v", left)
	}
}

func TestReplaceByAFileOfHigherRevision(t *testing.T) {
	h := newHouse()
	other, _ := h.open(t)
	for i := range 10 {
		h.put(t, other, person{ID: fmt.Sprint(i)})
	}
	h2 := newHouse()
	s, _ := h2.open(t)
	h2.put(t, s, person{ID: "1"})
	if err := s.Replace(t.Context(), bytes.NewReader(backup(t, other))); err != nil {
		t.Fatal(err)
	}
	if s.Revision() != 11 {
		t.Errorf("revision %d", s.Revision())
	}
}

func TestReplaceMigratesAnOlderBackup(t *testing.T) {
	old, err := os.ReadFile(oldFile(t))
	if err != nil {
		t.Fatal(err)
	}
	table := workers(2).Migrate(1, change(splitName))
	path := filepath.Join(t.TempDir(), "x.db")
	s, err := store.Open(path, testOptions(), with(table)...)
	if err != nil {
		t.Fatal(err)
	}
	defer s.Close()
	if err := s.Replace(t.Context(), bytes.NewReader(old)); err != nil {
		t.Fatal(err)
	}
	view(t, s, func(tx *store.Tx) error {
		if w, ok, err := table.Get(tx, "1"); err != nil || !ok || w.Last != "Bell" {
			t.Errorf("%+v %v %v", w, ok, err)
		}
		return nil
	})
	if left := backups(t, path); len(left) != 1 || left[0] != path+".before-restore" {
		t.Errorf("beside the file: %v", left)
	}
}

func TestReplaceRefusesWhatIsWrongAndChangesNothing(t *testing.T) {
	h := newHouse()
	source, _ := h.open(t)
	h.put(t, source, person{ID: "1", Team: "x", Name: strings.Repeat("word ", 2000)})
	good := backup(t, source)
	planted := filepath.Join(t.TempDir(), "planted.db")
	if err := os.WriteFile(planted, good, 0o600); err != nil {
		t.Fatal(err)
	}
	makeBolt(t, planted, func(tx *bbolt.Tx) error { return tx.Bucket([]byte("table/people")).Put([]byte("1"), []byte("{")) })
	broken, err := os.ReadFile(planted)
	if err != nil {
		t.Fatal(err)
	}
	newer := filepath.Join(t.TempDir(), "newer.db")
	s, err := store.Open(newer, testOptions(), with(workers(2))...)
	if err != nil {
		t.Fatal(err)
	}
	s.Close()
	tooNew, err := os.ReadFile(newer)
	if err != nil {
		t.Fatal(err)
	}
	damaged := func(err error) bool { var d *store.DamagedError; return errors.As(err, &d) }
	for _, c := range []struct {
		name string
		r    io.Reader
		is   func(error) bool
	}{
		{"nothing", strings.NewReader(""), damaged},
		{"text", strings.NewReader("no backup"), damaged},
		{"half a backup", bytes.NewReader(good[:len(good)/2]), damaged},
		{"a backup that breaks off", io.MultiReader(bytes.NewReader(good[:5000]), iotest.ErrReader(errWanted)), func(err error) bool { return errors.Is(err, errWanted) }},
		{"a backup with a broken record", bytes.NewReader(broken), damaged},
		{"a newer one", bytes.NewReader(tooNew), func(err error) bool { var n *store.NewerError; return errors.As(err, &n) }},
	} {
		t.Run(c.name, func(t *testing.T) {
			h := newHouse()
			s, path := h.open(t)
			h.put(t, s, person{ID: "own"})
			if err := s.Replace(t.Context(), c.r); !c.is(err) {
				t.Errorf("got %v", err)
			}
			if b := h.put(t, s, person{ID: "own2"}); b.Revision != 2 {
				t.Errorf("the next revision is %d", b.Revision)
			}
			if left := backups(t, path); len(left) > 0 {
				t.Errorf("beside the file: %v", left)
			}
		})
	}
	t.Run("a context that has ended", func(t *testing.T) {
		h := newHouse()
		s, path := h.open(t)
		if err := s.Replace(canceled(t), bytes.NewReader(good)); !errors.Is(err, context.Canceled) {
			t.Errorf("got %v", err)
		}
		if left := backups(t, path); len(left) > 0 {
			t.Errorf("beside the file: %v", left)
		}
	})
	t.Run("a closed store", func(t *testing.T) {
		h := newHouse()
		s, path := h.open(t)
		s.Close()
		if err := s.Replace(t.Context(), bytes.NewReader(good)); !errors.Is(err, store.ErrClosed) {
			t.Errorf("got %v", err)
		}
		if left := backups(t, path); len(left) > 0 {
			t.Errorf("beside the file: %v", left)
		}
	})
}

func TestReplaceWhileReadersAndWritersRun(t *testing.T) {
	h := newHouse()
	s, _ := h.open(t)
	h.put(t, s, person{ID: "a", Name: "0"}, person{ID: "b", Name: "0"})
	saved := backup(t, s)
	ctx, cancel := context.WithCancel(t.Context())
	var wg sync.WaitGroup
	for range 3 {
		wg.Go(func() {
			for ctx.Err() == nil {
				view(t, s, func(tx *store.Tx) error {
					a, _, err := h.people.Get(tx, "a")
					if err != nil {
						return err
					}
					return s.View(func(inner *store.Tx) error { // a view in a view must not wait for Replace
						b, _, err := h.people.Get(tx, "b")
						if err == nil && a.Name != b.Name {
							t.Errorf("a view saw %s and %s", a.Name, b.Name)
						}
						return err
					})
				})
			}
		})
	}
	wg.Go(func() {
		for i := 1; ctx.Err() == nil; i++ {
			h.put(t, s, person{ID: "a", Name: fmt.Sprint(i)}, person{ID: "b", Name: fmt.Sprint(i)})
		}
	})
	last := uint64(0)
	for range 10 {
		if err := s.Replace(t.Context(), bytes.NewReader(saved)); err != nil {
			t.Error(err)
		}
		if now := s.Revision(); now <= last {
			t.Errorf("revision %d after %d", now, last)
		} else {
			last = now
		}
		saved = backup(t, s)
	}
	cancel()
	wg.Wait()
	if problems, err := s.Check(t.Context()); err != nil || len(problems) > 0 {
		t.Error(problems, err)
	}
}

func TestFollowersAreGoneAfterReplace(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		h := newHouse()
		s, _ := h.open(t)
		h.put(t, s, person{ID: "1"})
		saved := backup(t, s)
		var end error
		go func() {
			for _, end = range s.Follow(t.Context(), 1) {
				continue
			}
		}()
		synctest.Wait()
		if err := s.Replace(t.Context(), bytes.NewReader(saved)); err != nil {
			t.Fatal(err)
		}
		synctest.Wait()
		if !errors.Is(end, store.ErrGone) {
			t.Errorf("got %v", end)
		}
	})
}

func TestViewThatBeganBeforeReplaceKeepsItsFile(t *testing.T) {
	h := newHouse()
	s, _ := h.open(t)
	saved := backup(t, s)
	h.put(t, s, person{ID: "1"})
	view(t, s, func(tx *store.Tx) error {
		if err := s.Replace(t.Context(), bytes.NewReader(saved)); err != nil {
			t.Error(err)
		}
		if err := s.Replace(t.Context(), bytes.NewReader(saved)); err != nil {
			t.Error(err)
		}
		if got := ids(h.people.All(tx)); got != "1" {
			t.Errorf("the old view sees %q", got)
		}
		view(t, s, func(tx *store.Tx) error {
			if got := ids(h.people.All(tx)); got != "" {
				t.Errorf("a new view sees %q", got)
			}
			return nil
		})
		return nil
	})
}
