package store

import (
	"bytes"
	"encoding/json"
	"slices"

	"go.etcd.io/bbolt"
)

// tableView is a table as a transaction sees it: the file's records under those it has changed itself.
type tableView struct {
	tx      *Tx
	schema  *schema
	bucket  *bbolt.Bucket
	changes map[Key]*change
	touched []map[string][]Key // by index, by index key: records that have come under the key in this transaction
	grown   int                // records added less records deleted
	order   []Key              // of changes, once the function has returned
}

// change is a record that the transaction has changed.
type change struct {
	before, after         json.RawMessage // nil: no record
	beforeKeys, afterKeys [][]string      // by index; nil: no record
}

// get returns the record's JSON, nil if there is none. It is valid until the transaction ends.
func (v *tableView) get(key Key) json.RawMessage {
	if c := v.changes[key]; c != nil {
		return c.after
	}
	if key == "" {
		return nil
	}
	return v.bucket.Get([]byte(key))
}

func (v *tableView) count() int {
	return int(v.bucket.Sequence()) + v.grown
}

// put checks the record's unique keys, then makes it the current one.
func (v *tableView) put(r record) error {
	c, err := v.change(r.key)
	if err != nil {
		return err
	}
	if bytes.Equal(c.after, r.raw) {
		return nil
	}
	me := holder{v.schema.name, r.key}
	for i, x := range v.schema.indexes {
		if !x.unique {
			continue
		}
		for _, k := range r.keys[i] {
			if h := v.tx.unique(x.name).get(k); h != me && h != (holder{}) {
				return &TakenError{Index: x.name, Key: k, Table: h.table, Holder: h.key}
			}
		}
	}
	if slices.EqualFunc(c.afterKeys, r.keys, slices.Equal[[]string]) {
		r.keys = c.afterKeys // kept once
	}
	v.reindex(r.key, c.afterKeys, r.keys)
	if c.after == nil {
		v.grown++
	}
	c.after, c.afterKeys = r.raw, r.keys
	v.changes[r.key] = c
	return nil
}

func (v *tableView) delete(key Key) error {
	if v.get(key) == nil {
		return v.mayWrite()
	}
	c, err := v.change(key)
	if err != nil {
		return err
	}
	v.reindex(key, c.afterKeys, nil)
	v.grown--
	c.after, c.afterKeys = nil, nil
	v.changes[key] = c
	return nil
}

func (v *tableView) mayWrite() error {
	if !v.tx.writable {
		return errReadOnly
	}
	return nil
}

// change returns the record's change so far; it is not yet among the view's changes if this is the first.
func (v *tableView) change(key Key) (*change, error) {
	if err := v.mayWrite(); err != nil {
		return nil, err
	}
	if c := v.changes[key]; c != nil {
		return c, nil
	}
	raw := json.RawMessage(v.bucket.Get([]byte(key))) // the file's own memory; the batch gets a copy
	if raw == nil {
		return &change{}, nil
	}
	_, keys, err := v.schema.inspect(raw)
	if err != nil {
		return nil, err
	}
	return &change{before: raw, after: raw, beforeKeys: keys, afterKeys: keys}, nil
}

// reindex moves a record from its old index keys to its new ones.
func (v *tableView) reindex(key Key, old, now [][]string) {
	for i, x := range v.schema.indexes {
		gone, come := difference(at(old, i), at(now, i))
		if x.unique {
			u := v.tx.unique(x.name)
			for _, k := range gone {
				u.changes[k] = holder{}
			}
			for _, k := range come {
				u.changes[k] = holder{v.schema.name, key}
			}
			continue
		}
		if v.touched[i] == nil {
			v.touched[i] = map[string][]Key{}
		}
		for _, k := range come {
			v.touched[i][k] = append(v.touched[i][k], key)
		}
	}
}

// at returns a record's keys in its i-th index, none where there is no record.
func at(keys [][]string, i int) []string {
	if keys == nil {
		return nil
	}
	return keys[i]
}

// difference returns what is only in old and what is only in now; both are sorted.
func difference(old, now []string) (gone, come []string) {
	if slices.Equal(old, now) {
		return nil, nil
	}
	for _, k := range old {
		if _, kept := slices.BinarySearch(now, k); !kept {
			gone = append(gone, k)
		}
	}
	for _, k := range now {
		if _, had := slices.BinarySearch(old, k); !had {
			come = append(come, k)
		}
	}
	return gone, come
}

// uniqueView is a unique index as a transaction sees it.
type uniqueView struct {
	bucket  *bbolt.Bucket // nil: no table has such an index
	changes map[string]holder
}

func (u *uniqueView) get(key string) holder {
	if h, ok := u.changes[key]; ok || u.bucket == nil {
		return h
	}
	return holderOf(u.bucket.Get([]byte(key)))
}

// current is get where what the file has under the key is known already; nil: nothing.
func (u *uniqueView) current(key string, stored []byte) holder {
	if h, ok := u.changes[key]; ok {
		return h
	}
	return holderOf(stored)
}

func holderOf(stored []byte) holder {
	if stored == nil {
		return holder{}
	}
	h, err := decodeHolder(stored)
	if err != nil {
		return holder{table: "?"} // held, by nobody knows whom; Check tells
	}
	return h
}
