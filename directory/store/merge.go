package store

import (
	"bytes"
	"encoding/json"
	"iter"
	"maps"
	"slices"
)

// all yields the table's records in key order, the transaction's own changes merged in.
func (v *tableView) all() iter.Seq2[Key, json.RawMessage] {
	return func(yield func(Key, json.RawMessage) bool) {
		base := func(yield func(Key, []byte) bool) {
			c := v.bucket.Cursor()
			for k, raw := c.First(); k != nil; k, raw = c.Next() {
				if !yield(Key(k), raw) {
					return
				}
			}
		}
		for key, raw := range merged(base, slices.Sorted(maps.Keys(v.changes))) {
			if c := v.changes[key]; c != nil {
				raw = c.after
			}
			if raw != nil && !yield(key, raw) {
				return
			}
		}
	}
}

// by yields the records under a key of the i-th index, in primary key order, the transaction's own changes merged in.
func (v *tableView) by(i int, indexKey string) iter.Seq2[Key, json.RawMessage] {
	return func(yield func(Key, json.RawMessage) bool) {
		if indexKey == "" {
			return
		}
		prefix := []byte(indexPrefix(indexKey))
		base := func(yield func(Key, []byte) bool) {
			c := v.tx.bolt.Bucket(indexBucket(v.schema.name, v.schema.indexes[i].name)).Cursor()
			for k, _ := c.Seek(prefix); bytes.HasPrefix(k, prefix); k, _ = c.Next() {
				if !yield(Key(k[len(prefix):]), nil) {
					return
				}
			}
		}
		for key := range merged(base, v.under(i, indexKey)) {
			if c := v.changes[key]; c != nil {
				if _, has := slices.BinarySearch(at(c.afterKeys, i), indexKey); !has {
					continue
				}
			}
			if raw := v.get(key); raw != nil && !yield(key, raw) {
				return
			}
		}
	}
}

// under returns, in order, the records that have come under an index key in this transaction; some may have left it again.
func (v *tableView) under(i int, indexKey string) []Key {
	if v.touched == nil {
		return nil
	}
	keys := slices.Clone(v.touched[i][indexKey])
	slices.Sort(keys)
	return slices.Compact(keys)
}

// merged yields the keys of base and of more, both sorted, in order and once each; with the value of base where it has the key.
func merged(base iter.Seq2[Key, []byte], more []Key) iter.Seq2[Key, []byte] {
	return func(yield func(Key, []byte) bool) {
		for k, value := range base {
			for len(more) > 0 && more[0] < k {
				if !yield(more[0], nil) {
					return
				}
				more = more[1:]
			}
			if len(more) > 0 && more[0] == k {
				more = more[1:]
			}
			if !yield(k, value) {
				return
			}
		}
		for _, k := range more {
			if !yield(k, nil) {
				return
			}
		}
	}
}
