package store

import (
	"encoding/json"
	"fmt"
	"regexp"
	"slices"
)

// Kind says how far the changes of a table travel.
type Kind uint8

const (
	// Journalled changes are in the batch, the journal and what followers see.
	Journalled Kind = iota
	// Secret changes make a batch, but the records themselves are in none: password hashes, tokens.
	Secret
	// Volatile changes make no batch: sessions, idempotency keys, last seen.
	Volatile
)

// Declared is a table as Open takes it. Only *Table[T] is one.
type Declared interface{ declared() *schema }

// schema is what the store knows of a table without knowing its record type.
type schema struct {
	name    string
	kind    Kind
	version int
	indexes []indexSchema
	steps   map[int]func(json.RawMessage) (json.RawMessage, error)
	// inspect decodes a stored record and returns its primary key and its keys in each index.
	inspect func(raw json.RawMessage) (Key, [][]string, error)
	// recode decodes a record and encodes it as Put would.
	recode func(raw json.RawMessage) (record, error)
}

type indexSchema struct {
	name   string
	unique bool
}

// record is an encoded record with everything that is indexed of it.
type record struct {
	key  Key
	raw  json.RawMessage
	keys [][]string // one list per index of the table, sorted, without repetition
}

var validName = regexp.MustCompile(`^[a-z][a-z0-9_]*$`)

// index finds one of the table's indexes by name.
func (s *schema) index(name string, unique bool) (int, error) {
	i := slices.IndexFunc(s.indexes, func(x indexSchema) bool { return x.name == name && x.unique == unique })
	if i < 0 {
		return 0, fmt.Errorf("table %s has no index %s of that sort", s.name, name)
	}
	return i, nil
}

// upgrade brings a record of an older schema version to the table's.
func (s *schema) upgrade(raw json.RawMessage, from int) (json.RawMessage, error) {
	for v := from; v < s.version; v++ {
		step := s.steps[v]
		if step == nil {
			return nil, fmt.Errorf("table %s can not be migrated from version %d: too old", s.name, v)
		}
		var err error
		if raw, err = step(raw); err != nil {
			return nil, fmt.Errorf("migrate a record of table %s from version %d: %w", s.name, v, err)
		}
	}
	return raw, nil
}

// collect checks that the declared tables fit together and returns them by name.
func collect(tables []Declared) (map[string]*schema, error) {
	byName := map[string]*schema{}
	uniqueness := map[string]bool{}
	for _, t := range tables {
		s := t.declared()
		if !validName.MatchString(s.name) || s.version < 1 {
			return nil, fmt.Errorf("table %q version %d: a name is lower case letters, digits and _, a version at least 1", s.name, s.version)
		}
		if byName[s.name] != nil {
			return nil, fmt.Errorf("table %s is declared twice", s.name)
		}
		byName[s.name] = s
		own := map[string]bool{}
		for _, x := range s.indexes {
			if !validName.MatchString(x.name) || own[x.name] {
				return nil, fmt.Errorf("table %s: index %q has no valid name or is declared twice", s.name, x.name)
			}
			own[x.name] = true
			if unique, seen := uniqueness[x.name]; seen && (unique || x.unique) && unique != x.unique {
				return nil, fmt.Errorf("index %s is unique in one table and not in another", x.name)
			}
			uniqueness[x.name] = x.unique
		}
	}
	return byName, nil
}

// appendKeys appends the keys a record has in an index, sorted, without the repeated and the empty ones.
func appendKeys(to, keys []string) ([]string, error) {
	from := len(to)
	for _, k := range keys {
		if len(k) > maxKey {
			return nil, fmt.Errorf("an index key has %d bytes, %d are allowed", len(k), maxKey)
		}
		if k != "" {
			to = append(to, k)
		}
	}
	slices.Sort(to[from:])
	return to[:from+len(slices.Compact(to[from:]))], nil
}
