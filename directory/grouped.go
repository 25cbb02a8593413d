package directory

import (
	"iter"

	"github.com/google/uuid"
)

// grouped collects records by what they belong to, in their order.
func grouped[T any](records iter.Seq2[*T, error], of func(*T) uuid.UUID) (map[uuid.UUID][]T, error) {
	groups := map[uuid.UUID][]T{}
	for rec, err := range records {
		if err != nil {
			return nil, err
		}
		groups[of(rec)] = append(groups[of(rec)], *rec)
	}
	return groups, nil
}

// present gives what a record before and after a change belongs to, as far as there is a record.
func present[T any](before, after *T, of func(*T) uuid.UUID) []uuid.UUID {
	var ids []uuid.UUID
	for _, rec := range []*T{before, after} {
		if rec != nil && of(rec) != uuid.Nil {
			ids = append(ids, of(rec))
		}
	}
	return ids
}
