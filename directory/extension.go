package directory

import (
	"cmp"
	"slices"
	"time"

	"github.com/google/uuid"

	"annuaire/directory/store"
)

// Extension is a number in the dialling space at which a user is called. While its user is in the bin, the number stays reserved.
type Extension struct {
	ID     uuid.UUID `json:"id"`
	Number string    `json:"number"`
	UserID uuid.UUID `json:"user_id"`
	Main   bool      `json:"main"` // exactly one of a user's extensions is
	Label  string    `json:"label,omitempty"`
	// Released is set on the extension of a user in the bin that others may have by now.
	Released  bool      `json:"released,omitempty"`
	CreatedAt time.Time `json:"created_at"`
	UpdatedAt time.Time `json:"updated_at"`
	Version   uint64    `json:"version"`
}

// maxExtensions is how many extensions one user may have.
const maxExtensions = 50

// extensionsOf gives a user's extensions, the main one first, then the oldest.
func (t tables) extensionsOf(tx *store.Tx, user uuid.UUID) ([]Extension, error) {
	var list []Extension
	for x, err := range t.extensions.By(tx, indexUserExtensions, string(user[:])) {
		if err != nil {
			return nil, err
		}
		list = append(list, *x)
	}
	mainFirst(list)
	return list, nil
}

func mainFirst(list []Extension) {
	rank := func(x Extension) int {
		if x.Main {
			return 0
		}
		return 1
	}
	slices.SortStableFunc(list, func(a, b Extension) int { return cmp.Compare(rank(a), rank(b)) })
}

// putExtension writes an extension in place of before, nil for a new one. One that says the same keeps its version.
func (e *Edit) putExtension(x *Extension, before *Extension) error {
	if before == nil {
		x.CreatedAt, x.UpdatedAt, x.Version = e.now, e.now, 1
	} else {
		x.CreatedAt, x.UpdatedAt, x.Version = before.CreatedAt, before.UpdatedAt, before.Version
		if *x != *before {
			x.Version, x.UpdatedAt = e.nextVersion(recordKey(x.ID), before.Version), e.now
		}
	}
	return putRecord(e, e.d.tables.extensions, recordKey(x.ID), *x)
}
