package store

import (
	"iter"
	"slices"
	"strings"
)

// Held yields the keys of the unique index of that name that records of any table hold, in order, with the record that holds each.
// Changes made while it runs are seen as they are when reached; new ones may be missed.
func (tx *Tx) Held(index string) iter.Seq2[string, RecordRef] { return tx.HeldFrom(index, "") }

// HeldFrom is Held for the keys that begin with prefix.
func (tx *Tx) HeldFrom(index, prefix string) iter.Seq2[string, RecordRef] {
	return func(yield func(string, RecordRef) bool) {
		if tx.ended {
			return
		}
		u := tx.unique(index)
		base := func(yield func(Key, []byte) bool) {
			if u.bucket == nil {
				return
			}
			c := u.bucket.Cursor()
			for k, v := c.Seek([]byte(prefix)); k != nil && strings.HasPrefix(string(k), prefix); k, v = c.Next() {
				if !yield(Key(k), v) {
					return
				}
			}
		}
		var changed []Key
		for k := range u.changes {
			if strings.HasPrefix(k, prefix) {
				changed = append(changed, Key(k))
			}
		}
		slices.Sort(changed)
		for k, v := range merged(base, changed) {
			h := u.current(string(k), v)
			if h != (holder{}) && !yield(string(k), RecordRef{Table: h.table, Key: h.key}) {
				return
			}
		}
	}
}

// RecordRef names a record of a table.
type RecordRef struct {
	Table string
	Key   Key
}
