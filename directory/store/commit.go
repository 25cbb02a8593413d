package store

import (
	"bytes"
	"maps"
	"slices"

	"go.etcd.io/bbolt"
)

// operation is a key to be put or deleted in a bucket.
type operation struct {
	key    string
	value  []byte
	delete bool
}

// applySorted runs operations in key order: in random order bbolt moves each new key through a growing page.
func applySorted(b *bbolt.Bucket, ops []operation) error {
	slices.SortFunc(ops, func(x, y operation) int { return compare(x.key, y.key) })
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

func compare(a, b string) int {
	switch {
	case a < b:
		return -1
	case a > b:
		return 1
	}
	return 0
}

// changed says whether the transaction leaves any record other than it was.
func (tx *Tx) changed() bool {
	for _, v := range tx.views {
		maps.DeleteFunc(v.changes, func(_ Key, c *change) bool { return bytes.Equal(c.before, c.after) })
	}
	for _, v := range tx.views {
		if len(v.changes) > 0 {
			return true
		}
	}
	return false
}

// batch gathers what the journal and the followers get to see. Its revision is 0 when only volatile tables have changed.
func (tx *Tx) batch(entry Entry) Batch {
	var b Batch
	for _, name := range slices.Sorted(maps.Keys(tx.views)) {
		v := tx.views[name]
		if len(v.changes) == 0 || v.schema.kind == Volatile {
			continue
		}
		b.Revision, b.Entry = getNumber(tx.bolt, revisionKey)+1, entry
		if v.schema.kind == Secret {
			continue
		}
		for _, key := range slices.Sorted(maps.Keys(v.changes)) {
			c := v.changes[key]
			b.Changes = append(b.Changes, Change{Table: name, Version: v.schema.version, Key: key, Before: c.before, After: c.after})
		}
	}
	return b
}

// apply writes the transaction's changes and its batch to bbolt's transaction.
func (tx *Tx) apply(b Batch) error {
	for _, name := range slices.Sorted(maps.Keys(tx.views)) {
		if v := tx.views[name]; len(v.changes) > 0 {
			if err := v.apply(); err != nil {
				return err
			}
		}
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
	}
	if b.Revision == 0 {
		return nil
	}
	if err := putNumber(tx.bolt, revisionKey, b.Revision); err != nil {
		return err
	}
	return writeJournal(tx.bolt, b)
}

func (v *tableView) apply() error {
	records := make([]operation, 0, len(v.changes))
	entries := make([][]operation, len(v.schema.indexes))
	for key, c := range v.changes {
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
