package store

import (
	"bytes"
	"encoding/binary"
	"encoding/json"
	"fmt"
	"strings"

	"go.etcd.io/bbolt"
)

// The file's buckets:
//
//	meta                  format, revision, floor, and table/<name>: the tableMeta
//	journal               revision, change number → header (number 0) or change
//	table/<name>          primary key → JSON; the bucket's sequence is the number of records
//	unique/<index>        key → table, 0, primary key of the holder
//	index/<table>/<index> key escaped, terminator, primary key → nothing
const fileFormat = 1

var (
	metaBucket    = []byte("meta")
	journalBucket = []byte("journal")
	formatKey     = []byte("format")
	revisionKey   = []byte("revision")
	floorKey      = []byte("floor") // followers can not go on from an earlier revision than this
)

func tableBucket(table string) []byte        { return []byte("table/" + table) }
func uniqueBucket(index string) []byte       { return []byte("unique/" + index) }
func indexBucket(table, index string) []byte { return []byte("index/" + table + "/" + index) }
func tableMetaKey(table string) []byte       { return []byte("table/" + table) }

// tableMeta is what the file knows of a table: how its records are written and which indexes it has.
type tableMeta struct {
	Version int      `json:"version"`
	Indexes []string `json:"indexes"` // "email unique", "folder"
}

func metaOf(s *schema) tableMeta {
	m := tableMeta{Version: s.version, Indexes: []string{}}
	for _, x := range s.indexes {
		name := x.name
		if x.unique {
			name += " unique"
		}
		m.Indexes = append(m.Indexes, name)
	}
	return m
}

func getNumber(tx *bbolt.Tx, key []byte) uint64 {
	if v := tx.Bucket(metaBucket).Get(key); len(v) == 8 {
		return binary.BigEndian.Uint64(v)
	}
	return 0
}

func putNumber(tx *bbolt.Tx, key []byte, n uint64) error {
	return tx.Bucket(metaBucket).Put(key, binary.BigEndian.AppendUint64(nil, n))
}

func putTableMeta(tx *bbolt.Tx, s *schema) error {
	raw, err := json.Marshal(metaOf(s))
	if err != nil {
		return err
	}
	return tx.Bucket(metaBucket).Put(tableMetaKey(s.name), raw)
}

// holder is the record that has a unique key; the zero holder is none.
type holder struct {
	table string
	key   Key
}

func (h holder) encode() []byte { return []byte(h.table + "\x00" + string(h.key)) }

func decodeHolder(v []byte) (holder, error) {
	table, key, ok := bytes.Cut(v, []byte{0})
	if !ok {
		return holder{}, fmt.Errorf("a unique index entry names no record: %q", v)
	}
	return holder{string(table), Key(key)}, nil
}

var escapeZero = strings.NewReplacer("\x00", "\x00\xff")

// indexPrefix is what the entries of an index key begin with. Zero bytes are escaped, so that no key's entries are among another's
// and entries are in the order of the keys.
func indexPrefix(key string) string {
	if strings.IndexByte(key, 0) >= 0 {
		key = escapeZero.Replace(key)
	}
	return key + "\x00\x01"
}

// splitIndexEntry takes an entry's index key and primary key apart.
func splitIndexEntry(entry []byte) (key string, primary Key, err error) {
	var b strings.Builder
	for i := 0; i+1 < len(entry); i++ {
		switch {
		case entry[i] != 0:
			b.WriteByte(entry[i])
		case entry[i+1] == 1:
			return b.String(), Key(entry[i+2:]), nil
		default:
			b.WriteByte(0)
			i++
		}
	}
	return "", "", fmt.Errorf("an index entry has no end: %q", entry)
}
