package directory

import "annuaire/directory/store"

// writeRecord writes a record under key, new or not, and remembers how to take that back.
func writeRecord[T any](e *Edit, table *store.Table[T], key store.Key, record T) error {
	before, existed, err := table.Get(e.tx, key)
	if err != nil {
		return err
	}
	if err := table.Put(e.tx, &record); err != nil {
		return e.taken(err, nil)
	}
	e.undo = append(e.undo, func() error {
		if existed {
			return table.Put(e.tx, before)
		}
		return table.Delete(e.tx, key)
	})
	return nil
}

// dropRecord removes the record under key, if there is one, and remembers how to take that back.
func dropRecord[T any](e *Edit, table *store.Table[T], key store.Key) error {
	before, existed, err := table.Get(e.tx, key)
	if err != nil || !existed {
		return err
	}
	if err := table.Delete(e.tx, key); err != nil {
		return err
	}
	e.undo = append(e.undo, func() error { return table.Put(e.tx, before) })
	return nil
}

// collect reads the records that a table yields.
func collect[T any](records func(func(*T, error) bool)) ([]T, error) {
	var list []T
	for r, err := range records {
		if err != nil {
			return nil, err
		}
		list = append(list, *r)
	}
	return list, nil
}

// claimKey notes in f that another record than own holds a key of a unique index; field has the value that asks for it.
func (e *Edit) claimKey(f *faults, index, key string, own store.Key, field, value string) error {
	table, holder, held := e.tx.Holder(index, key)
	if key == "" || !held || holder == own {
		return nil
	}
	return e.addTaken(f, index, field, value, table, holder)
}
