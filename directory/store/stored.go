package store

import (
	"encoding/json"
	"iter"
)

// Stored is a record that is not decoded yet. It can be, while its transaction lasts, by another goroutine than the transaction's.
type Stored[T any] struct {
	table *Table[T]
	key   Key
	raw   json.RawMessage
}

// Decode decodes the record.
func (s Stored[T]) Decode() (*T, error) { return s.table.decode(s.key, s.raw) }

// Stored yields what All does, for several goroutines to decode.
func (t *Table[T]) Stored(tx *Tx) iter.Seq2[Stored[T], error] {
	return func(yield func(Stored[T], error) bool) {
		v, err := tx.view(&t.schema)
		if err != nil {
			yield(Stored[T]{}, err)
			return
		}
		for key, raw := range v.all() {
			if !yield(Stored[T]{t, key, raw}, nil) {
				return
			}
		}
	}
}
