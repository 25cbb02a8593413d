package directory

import (
	"context"

	"github.com/google/uuid"
)

// UpdateContact changes a contact's fields that patch names. Version is the one the caller has seen, 0 for any. A patch
// that changes nothing leaves the record, its version included, as it is. Taking its e-mail address turns off what its user needs it
// for, as the warnings say. It returns not_found, stale_record with the current Contact as detail, contact_has_services where a contact
// with a user or lines is to become external, what CreateContact returns, and where the contact has a login: email_in_use_for_access for taking the
// e-mail address away and contact_has_services for making it external while it has roles, unless RevokeAccess says to
// close the login, last_administrator, and privilege_escalation for another address while the login has rights that the actor has not.
func (d *Directory) UpdateContact(ctx context.Context, id uuid.UUID, version uint64, patch ContactPatch) (Contact, []Warning, error) {
	var (
		changed  Contact
		warnings []Warning
	)
	_, err := d.change(ctx, "contact.update", "", func(e *Edit) (err error) {
		changed, warnings, err = e.UpdateContact(id, version, patch)
		return err
	})
	return changed, warnings, err
}

// UpdateContact is Directory.UpdateContact within the transaction.
func (e *Edit) UpdateContact(id uuid.UUID, version uint64, patch ContactPatch) (Contact, []Warning, error) {
	var (
		changed  Contact
		warnings []Warning
	)
	err := e.do("update contact", func() error {
		before, err := e.contactToChange(id, version)
		if err != nil {
			return err
		}
		changed = patch.apply(before)
		changed.Released = false
		if warnings, err = e.prepare(&changed, &before, "the contact can not be changed"); err != nil {
			return err
		}
		if before.Kind == InternalContact && changed.Kind != InternalContact {
			if err := e.refuseUserOf(before, "it can not become external"); err != nil {
				return err
			}
		}
		if err := e.checkKind(changed, before); err != nil {
			return err
		}
		if err := e.followContact(changed, before, patch.RevokeAccess); err != nil {
			return err
		}
		if patch.NeedsReview == nil && !sameContact(changed, before) {
			changed.NeedsReview = false
		}
		if err := e.changeContact(&changed, before); err != nil || changed.Email == before.Email {
			return err
		}
		turnedOff, err := e.reconsiderUserOf(changed)
		warnings = append(warnings, turnedOff...)
		return err
	})
	if err != nil {
		return Contact{}, nil, err
	}
	return changed, warnings, nil
}

// livingContact finds a contact that is not in the bin.
func (e *Edit) livingContact(id uuid.UUID) (Contact, error) {
	return e.d.tables.livingContact(e.tx, id)
}

// contactToChange is livingContact for a caller that has seen version; 0 stands for whichever is current.
func (e *Edit) contactToChange(id uuid.UUID, version uint64) (Contact, error) {
	c, err := e.livingContact(id)
	if err != nil {
		return Contact{}, err
	}
	if version != 0 && version != c.Version {
		return Contact{}, stale(c.DisplayName(), version, c.Version, c)
	}
	return c, nil
}

// contactsAt gives the contacts under one key of indexFolder.
func (e *Edit) contactsAt(key string) ([]Contact, error) {
	var contacts []Contact
	for c, err := range e.d.tables.contacts.By(e.tx, indexFolder, key) {
		if err != nil {
			return nil, err
		}
		contacts = append(contacts, *c)
	}
	return contacts, nil
}

// changeContact puts a changed contact with its next version; one that says the same keeps the one it has.
func (e *Edit) changeContact(c *Contact, before Contact) error {
	released := before.Released
	before.Released = c.Released
	same := sameContact(*c, before)
	if same {
		*c = before
	} else {
		c.Version, c.UpdatedAt = e.nextVersion(recordKey(c.ID), before.Version), e.now
	}
	before.Released = released
	if same && !released {
		return nil
	}
	if err := e.putContact(*c, &before); err != nil {
		return err
	}
	if !c.Released {
		e.rewritten(c.ID)
	}
	return nil
}
