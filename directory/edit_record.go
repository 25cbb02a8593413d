package directory

import "annuaire/directory/store"

// putRecord writes a record of any table, new or not, and remembers how to take that back.
func putRecord[T any](e *Edit, t *store.Table[T], key store.Key, rec T) error {
	before, existed, err := t.Get(e.tx, key)
	if err != nil {
		return err
	}
	if err := t.Put(e.tx, &rec); err != nil {
		return e.taken(err, nil)
	}
	if !existed {
		e.countedUp(key, 0)
	}
	e.undo = append(e.undo, func() error {
		if existed {
			return t.Put(e.tx, before)
		}
		return t.Delete(e.tx, key)
	})
	return nil
}

// removeRecord deletes a record of any table and remembers how to take that back. Without one it does nothing.
func removeRecord[T any](e *Edit, t *store.Table[T], key store.Key) error {
	before, existed, err := t.Get(e.tx, key)
	if err != nil || !existed {
		return err
	}
	if err := t.Delete(e.tx, key); err != nil {
		return err
	}
	e.undo = append(e.undo, func() error { return t.Put(e.tx, before) })
	return nil
}
