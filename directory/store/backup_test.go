package store_test

import (
	"bytes"
	"context"
	"errors"
	"fmt"
	"io"
	"os"
	"path/filepath"
	"sync"
	"testing"

	"annuaire/directory/store"
)

// restoreTo opens what a backup wrote as a store of its own.
func restoreTo(t *testing.T, h house, backup []byte) *store.Store {
	t.Helper()
	path := filepath.Join(t.TempDir(), "restored.db")
	if err := os.WriteFile(path, backup, 0o600); err != nil {
		t.Fatal(err)
	}
	return h.openAt(t, path)
}

func backup(t *testing.T, s *store.Store) []byte {
	t.Helper()
	var b bytes.Buffer
	if err := s.Backup(t.Context(), &b); err != nil {
		t.Fatal(err)
	}
	return b.Bytes()
}

func TestBackupWhileUpdatesRunIsOneRevision(t *testing.T) {
	h := newHouse()
	s, path := h.open(t)
	ctx, cancel := context.WithCancel(t.Context())
	var wg sync.WaitGroup
	started := make(chan struct{})
	wg.Go(func() {
		for i := 1; ctx.Err() == nil; i++ {
			_, err := s.Update(ctx, store.Entry{}, func(tx *store.Tx) error {
				for _, id := range []string{"a", "b"} { // always as many
					if err := h.people.Put(tx, &person{ID: id, Name: fmt.Sprint(i), Logins: []string{fmt.Sprint(id, i)}}); err != nil {
						return err
					}
				}
				return nil
			})
			if err != nil && !errors.Is(err, context.Canceled) {
				t.Error(err)
			}
			if i == 1 {
				close(started)
			}
		}
	})
	<-started
	for range 5 {
		restored := restoreTo(t, h, backup(t, s))
		view(t, restored, func(tx *store.Tx) error {
			a, _, err := h.people.Get(tx, "a")
			b, _, err2 := h.people.Get(tx, "b")
			if err := errors.Join(err, err2); err != nil || a.Name != b.Name || a.Name != fmt.Sprint(tx.Revision()) {
				t.Errorf("%+v %+v at revision %d, %v", a, b, tx.Revision(), err)
			}
			return nil
		})
		if problems, err := restored.Check(t.Context()); err != nil || len(problems) > 0 {
			t.Error(problems, err)
		}
	}
	cancel()
	wg.Wait()
	if left, _ := filepath.Glob(path + "?*"); len(left) > 0 {
		t.Errorf("left behind: %v", left)
	}
}

// slowly calls between before each write.
type slowly struct {
	between func() error
	io.Writer
}

func (w slowly) Write(p []byte) (int, error) {
	if err := w.between(); err != nil {
		return 0, err
	}
	return w.Writer.Write(p)
}

func TestUpdatesGoOnWhileABackupIsSent(t *testing.T) {
	h := newHouse()
	s, _ := h.open(t)
	h.put(t, s, person{ID: "1", Name: "before"})
	var out bytes.Buffer
	writes := 0
	err := s.Backup(t.Context(), slowly{func() error {
		writes++
		h.put(t, s, person{ID: "1", Name: fmt.Sprint("during", writes)}, person{ID: fmt.Sprint("n", writes)})
		return nil
	}, &out})
	if err != nil || writes == 0 {
		t.Fatal(err, writes)
	}
	view(t, restoreTo(t, h, out.Bytes()), func(tx *store.Tx) error {
		if p, _, err := h.people.Get(tx, "1"); err != nil || p.Name != "before" || h.people.Count(tx) != 1 {
			t.Errorf("%+v %v", p, err)
		}
		return nil
	})
}

func TestBackupThatFailsLeavesNothingBehind(t *testing.T) {
	h := newHouse()
	s, path := h.open(t)
	h.put(t, s, person{ID: "1"})
	ctx, cancel := context.WithCancel(t.Context())
	defer cancel()
	for what, c := range map[string]struct {
		ctx     context.Context
		between func() error
		want    error
	}{
		"the reader goes away":                  {t.Context(), func() error { return io.ErrClosedPipe }, io.ErrClosedPipe},
		"the context ends while it is sent":     {ctx, func() error { cancel(); return ctx.Err() }, context.Canceled},
		"the context has ended before it began": {canceled(t), nil, context.Canceled},
	} {
		if err := s.Backup(c.ctx, slowly{c.between, io.Discard}); !errors.Is(err, c.want) {
			t.Errorf("%s: %v", what, err)
		}
	}
	if left, _ := filepath.Glob(path + "?*"); len(left) > 0 {
		t.Errorf("left behind: %v", left)
	}
}

func canceled(t *testing.T) context.Context {
	ctx, cancel := context.WithCancel(t.Context())
	cancel()
	return ctx
}
