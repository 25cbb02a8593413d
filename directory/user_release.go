package directory

import (
	"slices"

	"github.com/google/uuid"
)

// ReleaseUser has a user let go, for the time of the transaction, of extensions and external numbers (E.164) that it is to lose, so that
// commands to come may give them to others in any order. Before the transaction ends, UpdateUser has to say which extensions and numbers
// the user has: a commit without that is refused. It returns not_found.
func (e *Edit) ReleaseUser(user uuid.UUID, extensions, numbers []string) error {
	return e.do("release user", func() error {
		if _, err := e.d.tables.livingUser(e.tx, user); err != nil {
			return err
		}
		has, err := e.d.tables.extensionsOf(e.tx, user)
		if err != nil {
			return err
		}
		for _, x := range has {
			if !slices.Contains(extensions, x.Number) {
				continue
			}
			x.Released = true
			if err := putRecord(e, e.d.tables.extensions, recordKey(x.ID), x); err != nil {
				return err
			}
		}
		before, was := e.passing[user]
		e.passing[user] = append(slices.Clone(before), numbers...)
		e.undo = append(e.undo, func() error {
			if was {
				e.passing[user] = before
			} else {
				delete(e.passing, user)
			}
			return nil
		})
		return nil
	})
}

// passes reports whether the user that has an external number has let it go.
func (e *Edit) passes(n ExternalNumber) bool { return slices.Contains(e.passing[n.UserID], n.E164) }

// tookUp notes that UpdateUser has said which extensions and numbers a released user has. Lost reports whether it had let go of any numbers.
func (e *Edit) tookUp(user uuid.UUID) (lost bool) {
	numbers, was := e.passing[user]
	if !was {
		return false
	}
	delete(e.passing, user)
	e.undo = append(e.undo, func() error { e.passing[user] = numbers; return nil })
	return len(numbers) > 0
}

// settlePassing refuses a transaction that has left users without what they have let go of.
func (e *Edit) settlePassing() error {
	if len(e.passing) > 0 {
		return &Error{Code: Internal, Message: "a user has let go of extensions and nothing says which it has now"}
	}
	return nil
}
