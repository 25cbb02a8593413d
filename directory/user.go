package directory

import (
	"fmt"
	"maps"
	"reflect"
	"slices"
	"time"

	"github.com/google/uuid"

	"annuaire/directory/store"
)

// User is the telephony account of exactly one internal contact.
type User struct {
	ID        uuid.UUID `json:"id"`
	ContactID uuid.UUID `json:"contact_id"`
	Enabled   bool      `json:"enabled"`
	// RingSeconds is how long its phones ring before the call goes elsewhere.
	RingSeconds   int  `json:"ring_seconds"`
	CallerPrivacy bool `json:"caller_privacy,omitempty"` // whom it calls does not see its number
	// Features are those that were ever set. FeatureVoicemail is not among them, as a Mailbox holds it; nor is FeatureCallGroups while it is
	// on, as the groups do.
	Features  map[FeatureName]Feature `json:"features,omitempty"`
	CreatedAt time.Time               `json:"created_at"`
	UpdatedAt time.Time               `json:"updated_at"`
	DeletedAt time.Time               `json:"deleted_at,omitzero"` // set: in the bin
	// SparedNumbers are the external numbers that a user in the bin had: spare since, and its own again when it is brought back
	// while they still are.
	SparedNumbers []uuid.UUID `json:"spared_numbers,omitempty"`
	Version       uint64      `json:"version"`
}

// ownUser gives a copy of a user features and numbers of its own.
func ownUser(u *User) {
	u.SparedNumbers = slices.Clone(u.SparedNumbers)
	u.Features = maps.Clone(u.Features)
	for name, f := range u.Features {
		f.Settings.Numbers, f.Settings.Groups = slices.Clone(f.Settings.Numbers), slices.Clone(f.Settings.Groups)
		u.Features[name] = f
	}
}

// licensed reports whether a user counts: it is enabled and not in the bin.
func (u *User) licensed() bool { return u != nil && u.Enabled && u.DeletedAt.IsZero() }

// livingUser finds a user that is not in the bin.
func (t tables) livingUser(tx *store.Tx, id uuid.UUID) (User, error) {
	u, found, err := t.users.Get(tx, recordKey(id))
	if err != nil {
		return User{}, err
	}
	if !found || !u.DeletedAt.IsZero() {
		return User{}, &Error{Code: NotFound, Message: "there is no user " + id.String()}
	}
	return *u, nil
}

// userOf finds the user of a contact, not in the bin.
func (t tables) userOf(tx *store.Tx, contact uuid.UUID) (User, bool, error) {
	u, found, err := t.users.One(tx, indexUserContact, string(contact[:]))
	if err != nil || !found {
		return User{}, false, err
	}
	return *u, true, nil
}

// userToChange is livingUser for a caller that has seen version; 0 stands for whichever is current.
func (e *Edit) userToChange(id uuid.UUID, version uint64) (User, error) {
	u, err := e.d.tables.livingUser(e.tx, id)
	if err != nil {
		return User{}, err
	}
	if version != 0 && version != u.Version {
		return User{}, stale("the user "+e.userName(u), version, u.Version, u)
	}
	return u, nil
}

// changeUser puts a changed user with its next version; one that says the same keeps the one it has.
func (e *Edit) changeUser(u *User, before User) error {
	if sameUser(*u, before) {
		*u = before
		return nil
	}
	u.Version, u.UpdatedAt = e.nextVersion(recordKey(u.ID), before.Version), e.now
	return e.putUser(*u, &before)
}

// putUser writes a user in place of before, nil for a new one, and counts the licences.
func (e *Edit) putUser(u User, before *User) error {
	if err := putRecord(e, e.d.tables.users, recordKey(u.ID), u); err != nil {
		return err
	}
	e.countLicence(before, &u)
	return nil
}

func sameUser(a, b User) bool {
	if len(a.Features)+len(b.Features) == 0 {
		a.Features, b.Features = nil, nil
	}
	return reflect.DeepEqual(a, b)
}

// userName is what a user is called in errors: the name of its contact.
func (e *Edit) userName(u User) string {
	c, found, err := e.d.tables.contacts.Get(e.tx, recordKey(u.ContactID))
	if err != nil || !found {
		return u.ID.String()
	}
	return c.DisplayName()
}

// describeUser names a user to people: "Jean Dupont (Direction/RH)".
func (e *Edit) describeUser(id uuid.UUID) (string, error) {
	u, found, err := e.d.tables.users.Get(e.tx, recordKey(id))
	if err != nil || !found {
		return "another user", err
	}
	who, err := e.describe("contacts", recordKey(u.ContactID))
	if err == nil && !u.DeletedAt.IsZero() {
		who = fmt.Sprintf("%s, whose user is in the bin", who)
	}
	return who, err
}
