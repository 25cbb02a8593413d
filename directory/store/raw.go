package store

import (
	"encoding/json"
	"fmt"
)

// Current brings a change to the present version of its table's records, written as Put would write them. It is for who
// handles changes of any table without knowing their record types: undo. It fails for secret and volatile tables, whose
// changes are nobody's to see, and for records that can not be migrated.
func (tx *Tx) Current(c Change) (Change, error) {
	v, err := tx.rawView(c.Table)
	if err != nil {
		return Change{}, err
	}
	from := c.Version
	c.Version = v.schema.version
	for _, raw := range []*json.RawMessage{&c.Before, &c.After} {
		if *raw == nil {
			continue
		}
		upgraded, err := v.schema.upgrade(*raw, from)
		if err != nil {
			return Change{}, err
		}
		r, err := v.schema.recode(upgraded)
		if err != nil {
			return Change{}, err
		}
		if r.key != c.Key {
			return Change{}, fmt.Errorf("a change of %s %s has a record of key %s", c.Table, c.Key, r.key)
		}
		*raw = r.raw
	}
	return c, nil
}

// Record returns the JSON of a record of a journalled table, nil where there is none. It is valid until the transaction ends.
func (tx *Tx) Record(table string, key Key) (json.RawMessage, error) {
	v, err := tx.rawView(table)
	if err != nil {
		return nil, err
	}
	return v.get(key), nil
}

// PutRecord writes a record of a journalled table as the table's Put does: the JSON is decoded and encoded again, and a *TakenError is
// returned where another record holds one of its unique keys.
func (tx *Tx) PutRecord(table string, raw json.RawMessage) error {
	v, err := tx.rawView(table)
	if err != nil {
		return err
	}
	r, err := v.schema.recode(raw)
	if err != nil {
		return err
	}
	return v.put(r)
}

// DeleteRecord removes a record of a journalled table; without one it does nothing.
func (tx *Tx) DeleteRecord(table string, key Key) error {
	v, err := tx.rawView(table)
	if err != nil {
		return err
	}
	return v.delete(key)
}

func (tx *Tx) rawView(table string) (*tableView, error) {
	s := tx.tables[table]
	if s == nil || s.kind != Journalled {
		return nil, fmt.Errorf("there is no journalled table %s", table)
	}
	return tx.view(s)
}
