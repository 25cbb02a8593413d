package store

import (
	"encoding/json"
	"fmt"
)

// records checks that a table's records decode, stand under their keys, are indexed and counted.
func (c *checker) records(t *schema) error {
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
		for i, x := range t.indexes {
			for _, indexKey := range keys[i] {
				c.entry(t.name, key, x, indexKey)
			}
		}
	})
	if b := c.tx.Bucket(tableBucket(t.name)); b != nil && err == nil && b.Sequence() != n {
		c.report(Problem{Table: t.name, Message: fmt.Sprintf("the table counts %d records and has %d", b.Sequence(), n)})
	}
	return err
}

// entry checks that a record's entry is in an index.
func (c *checker) entry(table string, key Key, x indexSchema, indexKey string) {
	name, stored := indexBucket(table, x.name), indexPrefix(indexKey)+string(key)
	if x.unique {
		name, stored = uniqueBucket(x.name), indexKey
	}
	b := c.tx.Bucket(name)
	if b == nil {
		return // reported with the index
	}
	v := b.Get([]byte(stored))
	if v == nil {
		c.report(Problem{table, key, x.name, fmt.Sprintf("the record is not found under %q", indexKey)})
		return
	}
	if x.unique && string(v) != string(holder{table, key}.encode()) {
		c.report(Problem{table, key, x.name, fmt.Sprintf("another record is found under %q", indexKey)})
		return
	}
	c.found[string(name)]++
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
