package store

import (
	"context"
	"fmt"
	"time"

	"go.etcd.io/bbolt"
)

// expireStep is about how many journal keys are dropped in one transaction, so that updates get their turn.
const expireStep = 10_000

// Expire drops the batches that are older than Options.JournalFor and returns how many; their space in the file is used again.
// Followers that have not read them get ErrGone.
func (s *Store) Expire(ctx context.Context) (dropped int, err error) {
	if s.opts.JournalFor < 0 {
		return 0, nil
	}
	before := s.opts.Now().Add(-s.opts.JournalFor)
	for {
		n, more, err := s.expireSome(ctx, before)
		dropped += n
		if err != nil {
			return dropped, fmt.Errorf("expire the journal: %w", err)
		}
		if !more {
			return dropped, nil
		}
	}
}

// expireSome drops the oldest batches in one transaction. There may be more when it has stopped for the number of keys.
func (s *Store) expireSome(ctx context.Context, before time.Time) (dropped int, more bool, err error) {
	if err := s.lock(ctx); err != nil {
		return 0, false, err
	}
	defer s.unlock()
	err = s.current.db.Update(func(tx *bbolt.Tx) error {
		last, keys, err := expired(tx, before, &dropped)
		if err != nil || dropped == 0 {
			return err
		}
		more = len(keys) >= expireStep
		journal := tx.Bucket(journalBucket)
		for _, k := range keys {
			if err := journal.Delete(k); err != nil {
				return err
			}
		}
		return putNumber(tx, floorKey, max(last, getNumber(tx, floorKey)))
	})
	if err != nil {
		return 0, false, err
	}
	return dropped, more, nil
}

// expired gathers the keys of the oldest batches that are from before a time, whole batches only, and counts them.
func expired(tx *bbolt.Tx, before time.Time, batches *int) (last uint64, keys [][]byte, err error) {
	c := tx.Bucket(journalBucket).Cursor()
	for k, v := c.First(); k != nil; k, v = c.Next() {
		revision, number, err := splitJournalKey(k)
		if err != nil {
			return 0, nil, err
		}
		if number == 0 {
			h, err := decodeHeader(revision, v)
			if err != nil {
				return 0, nil, err
			}
			if len(keys) >= expireStep || !h.Entry.Time.Before(before) {
				break
			}
			last = revision
			*batches++
		}
		keys = append(keys, k)
	}
	return last, keys, nil
}
