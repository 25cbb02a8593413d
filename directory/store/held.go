package store

import (
	"iter"
	"maps"
	"slices"
)

// Held yields the keys of the unique index of that name that records of any table hold, in order, with the record that holds each.
// Changes made while it runs are seen as they are when reached; new ones may be missed.
func (tx *Tx) Held(index string) iter.Seq2[string, RecordRef] {
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
			for k, v := c.First(); k != nil; k, v = c.Next() {
				if !yield(Key(k), v) {
					return
				}
			}
		}
		var changed []Key
		for _, k := range slices.Sorted(maps.Keys(u.changes)) {
			changed = append(changed, Key(k))
		}
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
