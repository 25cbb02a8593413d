package store

import (
	"bytes"
	"encoding/json"
	"fmt"
	"slices"

	json2 "github.com/go-json-experiment/json"
	json1 "github.com/go-json-experiment/json/v1"
)

// decode reads a stored record; key is for the error. A start decodes everything, so it is done by what encoding/json will be, by the
// Go authors, with the rules of what it is: that takes half the time.
func (t *Table[T]) decode(key Key, raw json.RawMessage) (*T, error) {
	if t.remembered != nil {
		if rec := t.remembered.get(raw); rec != nil {
			return rec, nil
		}
	}
	rec := new(T)
	if err := json2.Unmarshal(raw, rec, json1.DefaultOptionsV1()); err != nil {
		return nil, fmt.Errorf("decode %s %s: %w", t.schema.name, key, err)
	}
	if t.remembered != nil {
		t.remembered.put(raw, *rec)
	}
	return rec, nil
}

// encode writes a record as it is stored: JSON without HTML's escapes, which would only make it longer.
func (t *Table[T]) encode(key Key, rec *T) (json.RawMessage, error) {
	var b bytes.Buffer
	e := json.NewEncoder(&b)
	e.SetEscapeHTML(false)
	if err := e.Encode(rec); err != nil {
		return nil, fmt.Errorf("encode %s %s: %w", t.schema.name, key, err)
	}
	raw := b.Bytes()
	return raw[: len(raw)-1 : len(raw)-1], nil // without Encode's newline
}

// describe encodes a record and works out where it is indexed.
func (t *Table[T]) describe(rec *T) (record, error) {
	key, keys, err := t.place(rec)
	if err != nil {
		return record{}, err
	}
	raw, err := t.encode(key, rec)
	return record{key, raw, keys}, err
}

// place works out a record's primary key and its keys in each index.
func (t *Table[T]) place(rec *T) (Key, [][]string, error) {
	key := t.key(rec)
	if key == "" || len(key) > maxKey {
		return "", nil, fmt.Errorf("a record of table %s has a key of %d bytes, 1 to %d are allowed", t.schema.name, len(key), maxKey)
	}
	var room [24]string
	all, ends, err := room[:0], make([]int, len(t.indexes)), error(nil)
	for i, x := range t.indexes {
		if all, err = appendKeys(all, x.Keys(rec)); err != nil {
			return "", nil, fmt.Errorf("index %s of %s %s: %w", x.Name, t.schema.name, key, err)
		}
		ends[i] = len(all)
	}
	keys, kept, from := make([][]string, len(t.indexes)), slices.Clone(all), 0 // an import keeps those of very many records
	for i, end := range ends {
		if from < end {
			keys[i] = kept[from:end:end]
		}
		from = end
	}
	return key, keys, nil
}

// inspect is the schema's: a record's place without its type.
func (t *Table[T]) inspect(raw json.RawMessage) (Key, [][]string, error) {
	rec, err := t.decode("", raw)
	if err != nil {
		return "", nil, err
	}
	return t.place(rec)
}

// recode is the schema's: a record of an earlier version, decoded already by its steps, as Put would write it.
func (t *Table[T]) recode(raw json.RawMessage) (record, error) {
	rec, err := t.decode("", raw)
	if err != nil {
		return record{}, err
	}
	return t.describe(rec)
}
