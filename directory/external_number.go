package directory

import (
	"fmt"
	"time"

	"github.com/google/uuid"

	"annuaire/directory/store"
)

// ExternalNumber is one of the directory's own outside numbers: a user's, or spare.
type ExternalNumber struct {
	ID        uuid.UUID `json:"id"`
	E164      string    `json:"e164"`             // "+33123456789"
	UserID    uuid.UUID `json:"user_id,omitzero"` // zero: spare
	Label     string    `json:"label,omitempty"`
	CreatedAt time.Time `json:"created_at"`
	UpdatedAt time.Time `json:"updated_at"`
	Version   uint64    `json:"version"`
}

// maxUserNumbers is how many external numbers one user may have.
const maxUserNumbers = 50

// numbersOf gives a user's external numbers, the one the directory has had longest first.
func (t tables) numbersOf(tx *store.Tx, user uuid.UUID) ([]ExternalNumber, error) {
	var list []ExternalNumber
	for n, err := range t.externalNumbers.By(tx, indexUserNumbers, string(user[:])) {
		if err != nil {
			return nil, err
		}
		list = append(list, *n)
	}
	return list, nil
}

// externalNumber finds one of the directory's own numbers, however it is written.
func (e *Edit) externalNumber(raw string) (ExternalNumber, bool, error) {
	e164 := e.d.rules.dialect.E164(trim(raw))
	n, found, err := e.d.tables.externalNumbers.One(e.tx, indexExternalNumber, e164)
	if err != nil || !found {
		return ExternalNumber{}, false, err
	}
	return *n, true, nil
}

// giveNumber makes a number a user's, or spare where user is zero.
func (e *Edit) giveNumber(n ExternalNumber, user uuid.UUID) error {
	if n.UserID == user {
		return nil
	}
	n.UserID, n.Version, n.UpdatedAt = user, e.nextVersion(recordKey(n.ID), n.Version), e.now
	return putRecord(e, e.d.tables.externalNumbers, recordKey(n.ID), n)
}

// assign gives a user the external numbers in want in place of those it has, and notes in f those that are not the directory's
// or somebody else's; where there are any, nothing has changed.
func (e *Edit) assign(f *faults, user uuid.UUID, want []string) error {
	if len(want) > maxUserNumbers {
		f.add("numbers", Invalid, "", "has %d external numbers; at most %d are allowed", len(want), maxUserNumbers)
		return nil
	}
	faultsBefore := len(*f)
	wanted := map[uuid.UUID]ExternalNumber{}
	for i, raw := range want {
		n, found, err := e.externalNumber(raw)
		if err != nil {
			return err
		}
		switch _, twice := wanted[n.ID]; {
		case !found:
			f.add(indexed("numbers", i), NumberNotOwned, raw, "is not one of the directory's own numbers")
		case twice:
			f.add(indexed("numbers", i), Invalid, raw, "is given twice")
		case n.UserID != uuid.Nil && n.UserID != user && !e.passes(n):
			who, err := e.describeUser(n.UserID)
			if err != nil {
				return err
			}
			f.add(indexed("numbers", i), NumberTaken, raw, "is already used by %s", who)
		}
		wanted[n.ID] = n
	}
	if len(*f) > faultsBefore {
		return nil
	}
	has, err := e.d.tables.numbersOf(e.tx, user)
	if err != nil {
		return err
	}
	for _, n := range has {
		if _, keep := wanted[n.ID]; !keep {
			if err := e.giveNumber(n, uuid.Nil); err != nil {
				return err
			}
		}
	}
	for i := range want {
		n, _, err := e.externalNumber(want[i])
		if err != nil {
			return err
		}
		if err := e.giveNumber(n, user); err != nil {
			return err
		}
	}
	return nil
}

// externalNumberToChange finds a number for a caller that has seen version; 0 stands for whichever is current.
func (e *Edit) externalNumberToChange(id uuid.UUID, version uint64) (ExternalNumber, error) {
	n, found, err := e.d.tables.externalNumbers.Get(e.tx, recordKey(id))
	switch {
	case err != nil:
		return ExternalNumber{}, err
	case !found:
		return ExternalNumber{}, &Error{Code: NotFound, Message: fmt.Sprintf("there is no external number %s", id)}
	case version != 0 && version != n.Version:
		return ExternalNumber{}, stale("the number "+n.E164, version, n.Version, *n)
	}
	return *n, nil
}
