package store

import "go.etcd.io/bbolt"

// handle is an open file and how many transactions read it. Replace puts a new one in place while readers finish with the old one.
// Its counters are guarded by the store's mu.
type handle struct {
	db      *bbolt.DB
	readers int
	retired bool
	closed  chan struct{}
	err     error // of closing; read after closed
}

func newHandle(db *bbolt.DB) *handle {
	return &handle{db: db, closed: make(chan struct{})}
}

// acquire returns the current file, kept open until release.
func (s *Store) acquire() (*handle, error) {
	s.mu.Lock()
	defer s.mu.Unlock()
	if s.current.retired {
		return nil, ErrClosed
	}
	s.current.readers++
	return s.current, nil
}

func (s *Store) release(h *handle) {
	s.mu.Lock()
	h.readers--
	last := h.retired && h.readers == 0
	s.mu.Unlock()
	if last {
		h.close()
	}
}

// retire closes a file as soon as its last reader has finished, and puts next, if any, in its place.
func (s *Store) retire(h, next *handle) {
	s.mu.Lock()
	if next != nil {
		s.current = next
	}
	idle := !h.retired && h.readers == 0
	h.retired = true
	s.mu.Unlock()
	if idle {
		h.close()
	}
}

func (h *handle) close() {
	h.err = h.db.Close()
	close(h.closed)
}
