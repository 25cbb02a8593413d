package directory

import (
	"github.com/google/uuid"

	"annuaire/directory/store"
)

// nextVersion is the version of a record that is changed from one of version before. However many commands of a transaction change a record, it counts up
// once: nobody sees the states between.
func (e *Edit) nextVersion(key store.Key, before uint64) uint64 {
	if version, counted := e.versions[key]; counted {
		return max(version, before)
	}
	e.countedUp(key, before+1)
	return before + 1
}

// countedUp notes which version the transaction gives a record, 0 for one that it makes.
func (e *Edit) countedUp(key store.Key, version uint64) {
	e.versions[key] = version
	e.undo = append(e.undo, func() error { delete(e.versions, key); return nil })
}

// countUser counts the version of a user that is not in the bin up because something has changed that is the user's: its extensions, external numbers or
// mailboxes. Who has seen the user has not seen that.
func (e *Edit) countUser(id uuid.UUID) error {
	u, found, err := e.d.tables.users.Get(e.tx, recordKey(id))
	if err != nil || !found || !u.DeletedAt.IsZero() {
		return err
	}
	version := e.nextVersion(recordKey(id), u.Version)
	if version == u.Version {
		return nil
	}
	u.Version, u.UpdatedAt = version, e.now
	return putRecord(e, e.d.tables.users, recordKey(id), *u)
}
