package store

import (
	"bytes"
	"encoding/json"
	"fmt"

	"go.etcd.io/bbolt"
)

// records checks that a table's records decode, stand under their keys, are indexed and counted.
func (c *checker) records(t *schema) error {
	places := make([]place, len(t.indexes))
	for i, x := range t.indexes {
		places[i] = c.place(t.name, x)
	}
	n := uint64(0)
	err := c.each(tableBucket(t.name), func(k, raw []byte) {
		n++
		key, keys, err := t.inspect(raw)
		if err == nil && key != Key(k) {
			err = fmt.Errorf("the record says its key is %s", key)
		}
		if err != nil {
			c.broken[holder{t.name, Key(k)}] = true
			c.report(Problem{Table: t.name, Key: Key(k), Message: err.Error()})
			return
		}
		for i, p := range places {
			for _, indexKey := range keys[i] {
				c.entry(p, holder{t.name, key}, indexKey)
			}
		}
	})
	if b := c.tx.Bucket(tableBucket(t.name)); b != nil && err == nil && b.Sequence() != n {
		c.report(Problem{Table: t.name, Message: fmt.Sprintf("the table counts %d records and has %d", b.Sequence(), n)})
	}
	return err
}

// place is an index and its bucket.
type place struct {
	index  indexSchema
	name   string        // of the bucket
	bucket *bbolt.Bucket // nil: the file lacks it, which is reported with the index
}

func (c *checker) place(table string, x indexSchema) place {
	name := indexBucket(table, x.name)
	if x.unique {
		name = uniqueBucket(x.name)
	}
	return place{x, string(name), c.tx.Bucket(name)}
}

// entry checks that a record's entry is in an index.
func (c *checker) entry(p place, h holder, indexKey string) {
	if p.bucket == nil {
		return
	}
	stored, value := indexPrefix(indexKey)+string(h.key), []byte{}
	if p.index.unique {
		stored, value = indexKey, h.encode()
	}
	v := p.bucket.Get([]byte(stored))
	switch {
	case v == nil:
		c.report(Problem{h.table, h.key, p.index.name, fmt.Sprintf("the record is not found under %q", indexKey)})
	case !bytes.Equal(v, value):
		c.report(Problem{h.table, h.key, p.index.name, fmt.Sprintf("another record is found under %q", indexKey)})
	default:
		c.found[p.name]++
	}
}

// secondary looks for entries of a secondary index that no record accounts for.
func (c *checker) secondary(t *schema, i int) error {
	index := t.indexes[i].name
	name := indexBucket(t.name, index)
	return c.strays(name, func(k, _ []byte) {
		indexKey, key, err := splitIndexEntry(k)
		if err != nil {
			c.report(Problem{Table: t.name, Index: index, Message: err.Error()})
			return
		}
		c.stray(holder{t.name, key}, index, indexKey)
	})
}

// unique looks for entries of a unique index that no record accounts for.
func (c *checker) unique(index string) error {
	return c.strays(uniqueBucket(index), func(k, v []byte) {
		h, err := decodeHolder(v)
		if err != nil {
			c.report(Problem{Index: index, Message: err.Error()})
			return
		}
		c.stray(h, index, string(k))
	})
}

// strays calls fn for each entry of an index, unless the records account for all of them: those were found, so none is left over.
func (c *checker) strays(name []byte, fn func(k, v []byte)) error {
	n := 0
	if err := c.each(name, func(_, _ []byte) { n++ }); err != nil || n == c.found[string(name)] {
		return err
	}
	return c.each(name, fn)
}

// stray reports an entry unless its record has the key.
func (c *checker) stray(h holder, index, indexKey string) {
	t := c.tables[h.table]
	if t == nil {
		c.report(Problem{h.table, h.key, index, fmt.Sprintf("%q leads to a table that does not exist", indexKey)})
		return
	}
	raw := c.tx.Bucket(tableBucket(h.table)).Get([]byte(h.key))
	switch {
	case c.broken[h]:
	case raw == nil:
		c.report(Problem{h.table, h.key, index, fmt.Sprintf("%q leads to a record that does not exist", indexKey)})
	case !t.holds(raw, index, indexKey):
		c.report(Problem{h.table, h.key, index, fmt.Sprintf("%q leads to a record that does not have it", indexKey)})
	}
}

// holds says whether a record has a key in an index.
func (s *schema) holds(raw json.RawMessage, index, indexKey string) bool {
	_, keys, err := s.inspect(raw)
	for i, x := range s.indexes {
		if err == nil && x.name == index {
			gone, _ := difference([]string{indexKey}, keys[i])
			return len(gone) == 0
		}
	}
	return false
}
