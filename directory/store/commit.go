package store

import (
	"bytes"
	"cmp"
	"maps"
	"slices"
	"strings"

	"go.etcd.io/bbolt"
)

// operation is a key to be put or deleted in a bucket.
type operation struct {
	key    string
	value  []byte
	delete bool
}

// Pages are left with room for later keys where those come in any order. Where they come at the end, or so many have just come that the
// next ones are few beside them, room would only make the file larger.
const (
	bulk     = 1000
	bulkFill = 0.9
)

// applySorted runs operations in key order: in random order bbolt moves each new key through a growing page.
func applySorted(b *bbolt.Bucket, ops []operation) error {
	if len(ops) >= bulk {
		b.FillPercent = bulkFill
	}
	slices.SortFunc(ops, func(x, y operation) int { return strings.Compare(x.key, y.key) })
	for _, op := range ops {
		var err error
		if op.delete {
			err = b.Delete([]byte(op.key))
		} else {
			err = b.Put([]byte(op.key), op.value)
		}
		if err != nil {
			return err
		}
	}
	return nil
}

// changed says whether the transaction leaves any record other than it was, and puts those that are in order.
func (tx *Tx) changed() bool {
	some := false
	for _, v := range tx.views {
		maps.DeleteFunc(v.changes, func(_ Key, c *change) bool { return bytes.Equal(c.before, c.after) })
		v.order = slices.Sorted(maps.Keys(v.changes))
		some = some || len(v.order) > 0
	}
	return some
}

// batch gathers what the journal and the followers get to see. Its revision is 0 when only volatile tables have changed.
func (tx *Tx) batch(entry Entry) Batch {
	var b Batch
	entry.Note, entry.Detail = cmp.Or(tx.note, entry.Note), tx.detail
	for _, name := range slices.Sorted(maps.Keys(tx.views)) {
		v := tx.views[name]
		if len(v.changes) == 0 || v.schema.kind == Volatile {
			continue
		}
		b.Revision, b.Entry = getNumber(tx.bolt, revisionKey)+1, entry
		if v.schema.kind == Secret {
			continue
		}
		// The records of a change are in memory once: batch, tables and journal all get parts of what the journal keeps.
		b.Changes, tx.journalled = slices.Grow(b.Changes, len(v.order)), slices.Grow(tx.journalled, len(v.order))
		for _, key := range v.order {
			c := v.changes[key]
			change, encoded := encodeChange(Change{Table: name, Version: v.schema.version, Key: key, Before: c.before, After: c.after})
			c.before, c.after = change.Before, change.After
			b.Changes, tx.journalled = append(b.Changes, change), append(tx.journalled, encoded)
		}
	}
	return b
}

// apply writes the transaction's changes and its batch to bbolt's transaction, and forgets what it has written: who commits needs that memory.
func (tx *Tx) apply(b Batch) error {
	for _, name := range slices.Sorted(maps.Keys(tx.views)) {
		if v := tx.views[name]; len(v.changes) > 0 {
			if err := v.apply(); err != nil {
				return err
			}
		}
		delete(tx.views, name)
	}
	for _, name := range slices.Sorted(maps.Keys(tx.uniques)) {
		u := tx.uniques[name]
		ops := make([]operation, 0, len(u.changes))
		for k, h := range u.changes {
			ops = append(ops, operation{key: k, value: h.encode(), delete: h == holder{}})
		}
		if err := applySorted(u.bucket, ops); err != nil {
			return err
		}
		delete(tx.uniques, name)
	}
	if b.Revision == 0 {
		return nil
	}
	if err := putNumber(tx.bolt, revisionKey, b.Revision); err != nil {
		return err
	}
	journalled := tx.journalled
	tx.journalled = nil
	return writeJournal(tx.bolt, b, journalled)
}

func (v *tableView) apply() error {
	records := make([]operation, 0, len(v.changes))
	entries := make([][]operation, len(v.schema.indexes))
	for _, key := range v.order {
		c := v.changes[key]
		records = append(records, operation{key: string(key), value: c.after, delete: c.after == nil})
		for i, x := range v.schema.indexes {
			if x.unique {
				continue
			}
			gone, come := difference(at(c.beforeKeys, i), at(c.afterKeys, i))
			for _, k := range gone {
				entries[i] = append(entries[i], operation{key: indexPrefix(k) + string(key), delete: true})
			}
			for _, k := range come {
				entries[i] = append(entries[i], operation{key: indexPrefix(k) + string(key)})
			}
		}
	}
	v.bucket.FillPercent = bulkFill // most keys are made in the order of time
	if err := applySorted(v.bucket, records); err != nil {
		return err
	}
	if v.grown != 0 {
		if err := v.bucket.SetSequence(uint64(v.count())); err != nil {
			return err
		}
	}
	for i, ops := range entries {
		if len(ops) == 0 {
			continue
		}
		if err := applySorted(v.tx.bolt.Bucket(indexBucket(v.schema.name, v.schema.indexes[i].name)), ops); err != nil {
			return err
		}
	}
	return nil
}
