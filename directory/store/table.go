package store

import (
	"encoding/json"
	"fmt"
	"iter"
)

// Index finds records by something other than their primary key.
type Index[T any] struct {
	Name string
	// Unique: a key has one holder. Unique indexes of the same Name in several tables share one key space.
	Unique bool
	// Keys returns what a record is found under; empty and repeated keys are left out. When the meaning of Keys changes, so must
	// the table's version, for the index to be rebuilt.
	Keys func(*T) []string
}

// Table is a kind of record in the store: its type, its primary key and its indexes. It holds nothing of any store and may be opened in several.
type Table[T any] struct {
	schema     schema
	key        func(*T) Key
	indexes    []Index[T]
	remembered *remembered[T] // nil: records are decoded each time
}

// NewTable declares a table whose records are written as JSON under the given schema version, from 1. Names are lower case
// letters, digits and underscores.
func NewTable[T any](name string, kind Kind, version int, key func(*T) Key, indexes ...Index[T]) *Table[T] {
	t := &Table[T]{key: key, indexes: indexes}
	t.schema = schema{
		name: name, kind: kind, version: version,
		steps:   map[int]func(json.RawMessage) (json.RawMessage, error){},
		inspect: t.inspect, recode: t.recode,
	}
	for _, x := range indexes {
		t.schema.indexes = append(t.schema.indexes, indexSchema{x.Name, x.Unique})
	}
	return t
}

// Migrate declares how a record of version from becomes one of version from+1. It is called before Open and returns the table.
// A step that returns its argument makes Open rebuild the indexes.
func (t *Table[T]) Migrate(from int, step func(json.RawMessage) (json.RawMessage, error)) *Table[T] {
	t.schema.steps[from] = step
	return t
}

func (t *Table[T]) declared() *schema { return &t.schema }

// Get returns the record under key, and whether there is one. The record is a fresh copy that the caller may change and Put.
func (t *Table[T]) Get(tx *Tx, key Key) (*T, bool, error) {
	v, err := tx.view(&t.schema)
	if err != nil {
		return nil, false, err
	}
	raw := v.get(key)
	if raw == nil {
		return nil, false, nil
	}
	rec, err := t.decode(key, raw)
	return rec, err == nil, err
}

// Put writes a record, new or not. It returns a *TakenError, and changes nothing, when another record holds one of its unique keys.
// The record is encoded at once: later changes to rec do not count.
func (t *Table[T]) Put(tx *Tx, rec *T) error {
	v, err := tx.view(&t.schema)
	if err != nil {
		return err
	}
	r, err := t.describe(rec)
	if err != nil {
		return err
	}
	return v.put(r)
}

// Delete removes the record under key; without one it does nothing.
func (t *Table[T]) Delete(tx *Tx, key Key) error {
	v, err := tx.view(&t.schema)
	if err != nil {
		return err
	}
	return v.delete(key)
}

// All yields the table's records in key order. Records put or deleted while it runs are seen as they are when reached;
// new ones may be missed. The first error ends it.
func (t *Table[T]) All(tx *Tx) iter.Seq2[*T, error] {
	return t.records(tx, func(v *tableView) iter.Seq2[Key, json.RawMessage] { return v.all() })
}

// One returns the record that holds key in a unique index; false when there is none or another table's record holds it.
func (t *Table[T]) One(tx *Tx, index, key string) (*T, bool, error) {
	if _, err := t.schema.index(index, true); err != nil {
		return nil, false, err
	}
	table, holder, ok := tx.Holder(index, key)
	if !ok || table != t.schema.name {
		return nil, false, nil
	}
	return t.Get(tx, holder)
}

// By yields the records that have key in a secondary index, in primary key order. Changes made while it runs are seen as with All.
func (t *Table[T]) By(tx *Tx, index, key string) iter.Seq2[*T, error] {
	i, err := t.schema.index(index, false)
	if err != nil {
		return func(yield func(*T, error) bool) { yield(nil, err) }
	}
	return t.records(tx, func(v *tableView) iter.Seq2[Key, json.RawMessage] { return v.by(i, key) })
}

// Count returns how many records the table has, without reading them.
func (t *Table[T]) Count(tx *Tx) int {
	v, err := tx.view(&t.schema)
	if err != nil {
		return 0
	}
	return v.count()
}

// Changed decodes a change of this table, brought to its current version; before or after is nil where the record did not exist.
func (t *Table[T]) Changed(c Change) (before, after *T, err error) {
	if c.Table != t.schema.name {
		return nil, nil, fmt.Errorf("a change of table %s read as one of %s", c.Table, t.schema.name)
	}
	read := func(raw json.RawMessage) *T {
		if raw == nil || err != nil {
			return nil
		}
		if raw, err = t.schema.upgrade(raw, c.Version); err != nil {
			return nil
		}
		var rec *T
		rec, err = t.decode(c.Key, raw)
		return rec
	}
	before, after = read(c.Before), read(c.After)
	return before, after, err
}

func (t *Table[T]) records(tx *Tx, from func(*tableView) iter.Seq2[Key, json.RawMessage]) iter.Seq2[*T, error] {
	return func(yield func(*T, error) bool) {
		v, err := tx.view(&t.schema)
		if err != nil {
			yield(nil, err)
			return
		}
		for key, raw := range from(v) {
			rec, err := t.decode(key, raw)
			if !yield(rec, err) || err != nil {
				return
			}
		}
	}
}
