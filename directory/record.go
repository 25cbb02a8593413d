package directory

import "annuaire/directory/store"

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
