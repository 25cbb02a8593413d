package store

import (
	"context"
	"fmt"
)

// Update runs fn on a write transaction and commits what it changed as one batch, journalled under entry.
// It returns the batch with its revision once the batch is on disk and the index has applied it; if fn, the context or the commit fails
// or fn panics, nothing has changed. When no journalled or secret table has changed, no revision is used and the batch is zero.
// An Update within an Update, or within the index, waits for itself for ever.
func (s *Store) Update(ctx context.Context, entry Entry, fn func(*Tx) error) (Batch, error) {
	if err := s.lock(ctx); err != nil {
		return Batch{}, err
	}
	defer s.unlock()
	batch, err := s.write(ctx, entry, fn)
	if err != nil || batch.Revision == 0 {
		return Batch{}, err
	}
	s.publish(batch)
	return batch, nil
}

// write runs fn and commits, with the writing token held.
func (s *Store) write(ctx context.Context, entry Entry, fn func(*Tx) error) (Batch, error) {
	bolt, err := s.current.db.Begin(true)
	if err != nil {
		return Batch{}, fmt.Errorf("begin an update: %w", err)
	}
	defer bolt.Rollback() // nothing to do after Commit; the way out of a panic in fn
	tx := newTx(bolt, s.tables)
	defer func() { tx.ended = true }()
	if err := fn(tx); err != nil {
		return Batch{}, err
	}
	tx.ended = true
	if !tx.changed() {
		return Batch{}, ctx.Err()
	}
	if entry.Time.IsZero() {
		entry.Time = s.opts.Now()
	}
	batch := tx.batch(entry)
	if err := tx.apply(batch); err != nil {
		return Batch{}, fmt.Errorf("write an update: %w", err)
	}
	if err := ctx.Err(); err != nil {
		return Batch{}, err
	}
	if err := bolt.Commit(); err != nil {
		return Batch{}, fmt.Errorf("commit an update: %w", err)
	}
	return batch, nil
}

// publish tells the index and the followers of a committed batch, in that order: whom a follower tells will find it in the index.
func (s *Store) publish(batch Batch) {
	s.revision.Store(batch.Revision)
	defer s.feed.publish(batch)
	if s.index != nil {
		s.index(batch)
	}
}

// lock takes the writing token.
func (s *Store) lock(ctx context.Context) error {
	if err := ctx.Err(); err != nil {
		return err
	}
	select {
	case s.writing <- struct{}{}:
	case <-ctx.Done():
		return ctx.Err()
	}
	if s.current.retired {
		s.unlock()
		return ErrClosed
	}
	return nil
}

func (s *Store) unlock() { <-s.writing }

// View calls fn with a consistent snapshot. It waits for no writer.
func (s *Store) View(fn func(*Tx) error) error {
	h, err := s.acquire()
	if err != nil {
		return err
	}
	defer s.release(h)
	bolt, err := h.db.Begin(false)
	if err != nil {
		return fmt.Errorf("begin a view: %w", err)
	}
	defer bolt.Rollback()
	tx := newTx(bolt, s.tables)
	defer func() { tx.ended = true }()
	return fn(tx)
}

// Index registers the one follower that Update waits for: the search index. Its apply cannot fail; it rebuilds instead, as it must on a
// batch that is Replaced. It may View, not Update. Batches committed before the call are not handed to it.
func (s *Store) Index(apply func(Batch)) {
	s.writing <- struct{}{}
	defer s.unlock()
	s.index = apply
}

// Revision is that of the last committed batch; 0 before the first.
func (s *Store) Revision() uint64 { return s.revision.Load() }
