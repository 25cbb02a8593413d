package store

import (
	"errors"
	"fmt"
	"maps"
	"slices"
	"strings"

	"go.etcd.io/bbolt"
	bbolterrors "go.etcd.io/bbolt/errors"
)

// createIndexes makes the index buckets that the file lacks.
func createIndexes(tx *bbolt.Tx, tables map[string]*schema) error {
	for _, t := range tables {
		for _, x := range t.indexes {
			name := indexBucket(t.name, x.name)
			if x.unique {
				name = uniqueBucket(x.name)
			}
			if _, err := tx.CreateBucketIfNotExists(name); err != nil {
				return err
			}
		}
	}
	return nil
}

// rebuildIndexes makes all indexes of all tables afresh from the records: unique key spaces are shared between tables.
func rebuildIndexes(tx *bbolt.Tx, tables map[string]*schema) error {
	if err := dropIndexes(tx); err != nil {
		return err
	}
	if err := createIndexes(tx, tables); err != nil {
		return err
	}
	uniques := map[string]map[string]holder{}
	for _, name := range slices.Sorted(maps.Keys(tables)) {
		t := tables[name]
		entries := make([][]operation, len(t.indexes))
		b := tx.Bucket(tableBucket(name))
		n := uint64(0)
		err := b.ForEach(func(k, raw []byte) error {
			n++
			key, keys, err := t.inspect(raw)
			if err != nil {
				return fmt.Errorf("index %s %s: %w", name, Key(k), err)
			}
			for i, x := range t.indexes {
				for _, k := range keys[i] {
					if !x.unique {
						entries[i] = append(entries[i], operation{key: indexPrefix(k) + string(key)})
					} else if err := claim(uniques, x.name, k, holder{name, key}); err != nil {
						return err
					}
				}
			}
			return nil
		})
		if err != nil {
			return err
		}
		if err := b.SetSequence(n); err != nil {
			return err
		}
		for i, x := range t.indexes {
			if x.unique {
				continue
			}
			if err := applySorted(tx.Bucket(indexBucket(name, x.name)), entries[i]); err != nil {
				return err
			}
		}
	}
	for name, holders := range uniques {
		ops := make([]operation, 0, len(holders))
		for k, h := range holders {
			ops = append(ops, operation{key: k, value: h.encode()})
		}
		if err := applySorted(tx.Bucket(uniqueBucket(name)), ops); err != nil {
			return err
		}
	}
	return nil
}

// claim notes the holder of a unique key; two of them can not be.
func claim(uniques map[string]map[string]holder, index, key string, h holder) error {
	if uniques[index] == nil {
		uniques[index] = map[string]holder{}
	}
	if other, taken := uniques[index][key]; taken {
		return fmt.Errorf("index %s %s: %w", h.table, h.key, &TakenError{Index: index, Key: key, Table: other.table, Holder: other.key})
	}
	uniques[index][key] = h
	return nil
}

func dropIndexes(tx *bbolt.Tx) error {
	var names [][]byte
	c := tx.Cursor()
	for k, _ := c.First(); k != nil; k, _ = c.Next() {
		if strings.HasPrefix(string(k), "unique/") || strings.HasPrefix(string(k), "index/") {
			names = append(names, slices.Clone(k))
		}
	}
	for _, name := range names {
		if err := tx.DeleteBucket(name); err != nil && !errors.Is(err, bbolterrors.ErrBucketNotFound) {
			return err
		}
	}
	return nil
}
