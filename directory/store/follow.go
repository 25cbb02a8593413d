package store

import (
	"context"
	"iter"
	"sync"
)

// queueLength is how many batches a follower may be behind before it is given up.
const queueLength = 256

// feed hands committed batches to the followers.
type feed struct {
	mu        sync.Mutex
	followers map[*follower]struct{}
	ended     error // set: no follower is taken any more
}

// follower is one running Follow.
type follower struct {
	queue chan Batch // closed when nothing more will come
	err   error      // why; read after queue is closed
}

func (f *feed) add() *follower {
	w := &follower{queue: make(chan Batch, queueLength)}
	f.mu.Lock()
	defer f.mu.Unlock()
	if f.ended != nil {
		w.err = f.ended
		close(w.queue)
		return w
	}
	if f.followers == nil {
		f.followers = map[*follower]struct{}{}
	}
	f.followers[w] = struct{}{}
	return w
}

// lag counts the followers, and the batches that wait for the one that is furthest behind.
func (f *feed) lag() (followers, batches int) {
	f.mu.Lock()
	defer f.mu.Unlock()
	for w := range f.followers {
		batches = max(batches, len(w.queue))
	}
	return len(f.followers), batches
}

func (f *feed) remove(w *follower) {
	f.mu.Lock()
	defer f.mu.Unlock()
	delete(f.followers, w)
}

// publish queues a batch for everybody and gives up those whose queue is full. It never waits.
func (f *feed) publish(b Batch) {
	f.mu.Lock()
	defer f.mu.Unlock()
	for w := range f.followers {
		select {
		case w.queue <- b:
		default:
			f.drop(w, ErrGone)
		}
	}
}

// end gives up all followers, and with ErrClosed those to come.
func (f *feed) end(err error) {
	f.mu.Lock()
	defer f.mu.Unlock()
	for w := range f.followers {
		f.drop(w, err)
	}
	if err == ErrClosed {
		f.ended = err
	}
}

func (f *feed) drop(w *follower, err error) {
	w.err = err
	close(w.queue)
	delete(f.followers, w)
}

// Follow yields every batch after revision, in order, first from the journal and then as they are committed, through a bounded queue; it
// waits for more until the context ends, whose error it yields last. A reader that is too slow, asks for a revision that is no
// longer journalled or is yet to come, or is overtaken by Replace, gets ErrGone and starts afresh. Update never waits for it,
// and no transaction is open while it yields.
func (s *Store) Follow(ctx context.Context, revision uint64) iter.Seq2[Batch, error] {
	return func(yield func(Batch, error) bool) {
		last, ok := s.catchUp(ctx, revision, yield)
		if !ok {
			return
		}
		w := s.feed.add() // from here on nothing is missed; what was committed since the first round is read now
		defer s.feed.remove(w)
		if last, ok = s.catchUp(ctx, last, yield); !ok {
			return
		}
		for {
			select {
			case b, open := <-w.queue:
				switch {
				case !open:
					yield(Batch{}, w.err)
					return
				case b.Revision <= last:
					continue
				}
				last = b.Revision
				if !yield(b, nil) {
					return
				}
			case <-ctx.Done():
				yield(Batch{}, ctx.Err())
				return
			}
		}
	}
}

// Lag tells how many are following, and how many batches the slowest of them has yet to take; those that still read the journal are not counted.
func (s *Store) Lag() (followers, batches int) { return s.feed.lag() }

// catchUp yields what the journal has after revision and returns the last revision yielded, and whether to go on.
func (s *Store) catchUp(ctx context.Context, revision uint64, yield func(Batch, error) bool) (last uint64, more bool) {
	for {
		b, ok, err := s.next(revision)
		if err == nil {
			err = ctx.Err()
		}
		if err != nil {
			yield(Batch{}, err)
			return revision, false
		}
		if !ok {
			return revision, true
		}
		revision = b.Revision
		if !yield(b, nil) {
			return revision, false
		}
	}
}

// next reads the journalled batch that follows a revision, if there is one yet.
func (s *Store) next(revision uint64) (b Batch, ok bool, err error) {
	err = s.View(func(tx *Tx) error {
		if revision < getNumber(tx.bolt, floorKey) || revision > tx.Revision() {
			return ErrGone
		}
		b, ok, err = readBatch(tx.bolt.Bucket(journalBucket).Cursor(), revision+1)
		return err
	})
	return b, ok, err
}
