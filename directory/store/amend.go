package store

import (
	"context"
	"encoding/json"
	"fmt"

	"go.etcd.io/bbolt"
)

// Amend hands the journal's batches to amend, oldest first, and keeps what it makes of those for which it returns true: entries may be
// reworded and records erased (see Change.Erase), so that a person can be forgotten. Revisions, and which record a change is of, stay as
// they are. The batches are read and written some at a time, updates get their turn in between, and nothing that was committed
// before the call is missed. It returns how many batches were amended. What has been amended stays so when a later one fails.
func (s *Store) Amend(ctx context.Context, amend func(*Batch) bool) (amended int, err error) {
	for from, more := uint64(0), true; more; {
		var n int
		from, n, more, err = s.amendSome(ctx, from, amend)
		amended += n
		if err != nil {
			return amended, fmt.Errorf("amend the journal: %w", err)
		}
	}
	return amended, nil
}

// amendSome amends the batches from a revision on, about expireStep journal keys of them, in one transaction. It returns where to
// go on, how many batches it has amended, and whether there is more.
func (s *Store) amendSome(ctx context.Context, from uint64, amend func(*Batch) bool) (next uint64, amended int, more bool, err error) {
	if err := s.lock(ctx); err != nil {
		return 0, 0, false, err
	}
	defer s.unlock()
	next = from
	err = s.current.db.Update(func(tx *bbolt.Tx) error {
		var changed []Batch
		for keys := 0; keys < expireStep; {
			b, found, err := readBatch(tx.Bucket(journalBucket).Cursor(), next)
			if err != nil {
				return err
			}
			if more = found; !found {
				break
			}
			keys += 1 + len(b.Changes)
			next = b.Revision + 1
			if amend(&b) {
				changed = append(changed, b)
			}
		}
		for _, b := range changed {
			if err := rewriteJournal(tx, b); err != nil {
				return err
			}
		}
		amended = len(changed)
		return nil
	})
	if err != nil {
		return 0, 0, false, err
	}
	return next, amended, more, nil
}

// rewriteJournal puts a batch in the place of the one of its revision, which has as many changes.
func rewriteJournal(tx *bbolt.Tx, b Batch) error {
	journal := tx.Bucket(journalBucket)
	header, err := json.Marshal(storedHeader{b.Entry, len(b.Changes)})
	if err != nil {
		return fmt.Errorf("encode a journal entry: %w", err)
	}
	ops := []operation{{key: string(journalKey(b.Revision, 0)), value: header}}
	for i, c := range b.Changes {
		_, encoded := encodeChange(c)
		ops = append(ops, operation{key: string(journalKey(b.Revision, uint32(i+1))), value: encoded})
	}
	return applySorted(journal, ops)
}
