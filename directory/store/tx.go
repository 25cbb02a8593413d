package store

import (
	"encoding/json"
	"fmt"

	"go.etcd.io/bbolt"
)

// Tx is a transaction: what View and Update hand to their function, and good only until it returns. It is not for several goroutines at once.
type Tx struct {
	// journalled is what the journal keeps of the batch's changes, until it is written.
	journalled [][]byte

	bolt     *bbolt.Tx
	tables   map[string]*schema
	writable bool
	ended    bool
	views    map[string]*tableView
	uniques  map[string]*uniqueView
	note     string // what Tell was given
	detail   json.RawMessage
}

func newTx(b *bbolt.Tx, tables map[string]*schema) *Tx {
	return &Tx{bolt: b, tables: tables, writable: b.Writable(), views: map[string]*tableView{}, uniques: map[string]*uniqueView{}}
}

// Tell has the journal say more of the batch than Update was told beforehand: what the transaction is about, and what it came to.
func (tx *Tx) Tell(note string, detail json.RawMessage) { tx.note, tx.detail = note, detail }

// Revision is that of the last batch the transaction sees.
func (tx *Tx) Revision() uint64 {
	if tx.ended {
		return 0
	}
	return getNumber(tx.bolt, revisionKey)
}

// Holder returns the record that holds key in the unique index of that name, whichever table it is in.
func (tx *Tx) Holder(index, key string) (table string, primary Key, ok bool) {
	if tx.ended || key == "" {
		return "", "", false
	}
	h := tx.unique(index).get(key)
	return h.table, h.key, h != holder{}
}

// view returns the transaction's view of a table.
func (tx *Tx) view(s *schema) (*tableView, error) {
	if tx.ended {
		return nil, errEnded
	}
	if v := tx.views[s.name]; v != nil && v.schema == s {
		return v, nil
	}
	if tx.tables[s.name] != s {
		return nil, fmt.Errorf("table %s was not declared when the store was opened", s.name)
	}
	v := &tableView{tx: tx, schema: s, bucket: tx.bolt.Bucket(tableBucket(s.name))}
	if tx.writable {
		v.changes = map[Key]*change{}
		v.touched = make([]map[string][]Key, len(s.indexes))
	}
	tx.views[s.name] = v
	return v, nil
}

// unique returns the transaction's view of a unique index.
func (tx *Tx) unique(name string) *uniqueView {
	u := tx.uniques[name]
	if u == nil {
		u = &uniqueView{bucket: tx.bolt.Bucket(uniqueBucket(name)), changes: map[string]holder{}}
		tx.uniques[name] = u
	}
	return u
}
