package directory

import (
	"context"
	"time"

	"github.com/google/uuid"
)

// BringBackUser fetches a user from the bin, its contact too where that is there. It tells what it could not bring back because others have
// it now: extensions that were released, external numbers, and what BringBackContact tells. Its features and its login stay gone.
// It returns not_found for what is not in the bin, user_exists, external_has_no_services, charges_not_accepted with Charges as
// detail, and licence_limit_reached.
func (d *Directory) BringBackUser(ctx context.Context, id uuid.UUID, acceptCharges bool) (UserDetails, []LeftOff, error) {
	var (
		details UserDetails
		leftOff []LeftOff
	)
	_, err := d.change(ctx, "user.bring_back", "", func(e *Edit) (err error) {
		if acceptCharges {
			e.AcceptCharges()
		}
		details, leftOff, err = e.BringBackUser(id)
		return err
	})
	if err != nil {
		return UserDetails{}, nil, err
	}
	return details, leftOff, nil
}

// BringBackUser is Directory.BringBackUser within the transaction, whose charges are accepted by AcceptCharges.
func (e *Edit) BringBackUser(id uuid.UUID) (UserDetails, []LeftOff, error) {
	var (
		details UserDetails
		leftOff []LeftOff
	)
	err := e.do("bring user back", func() error {
		before, err := e.userInBin(id)
		if err != nil {
			return err
		}
		c, leftOffContact, err := e.contactBack(before.ContactID)
		if err != nil {
			return err
		}
		if err := e.holdsUser(c); err != nil {
			return err
		}
		var f faults
		u := before
		u.DeletedAt, u.SparedNumbers = time.Time{}, nil
		if err := e.extensionsBack(&f, u.ID); err != nil {
			return err
		}
		if err := e.numbersBack(&f, before); err != nil {
			return err
		}
		if err := e.mailboxesBack(before); err != nil {
			return err
		}
		if err := e.changeUser(&u, before); err != nil {
			return err
		}
		leftOff = leftOffContact
		for _, fault := range f {
			leftOff = append(leftOff, LeftOff{ContactID: c.ID, Name: c.DisplayName(), FieldError: fault})
		}
		details, err = e.User(u.ID)
		if err != nil {
			return err
		}
		if _, err := e.reconsider(&u, details); err != nil {
			return err
		}
		details, err = e.User(u.ID)
		return err
	})
	if err != nil {
		return UserDetails{}, nil, err
	}
	return details, leftOff, nil
}

func (e *Edit) userInBin(id uuid.UUID) (User, error) {
	u, found, err := e.d.tables.users.Get(e.tx, recordKey(id))
	if err != nil {
		return User{}, err
	}
	if !found || u.DeletedAt.IsZero() {
		return User{}, &Error{Code: NotFound, Message: "there is no user " + id.String() + " in the bin"}
	}
	return *u, nil
}

// contactBack gives a contact, from the bin where it is there.
func (e *Edit) contactBack(id uuid.UUID) (Contact, []LeftOff, error) {
	c, err := e.livingContact(id)
	if CodeOf(err) != NotFound {
		return c, nil, err
	}
	return e.BringBackContact(id)
}

// extensionsBack has a user hold its extensions again and notes in f those that others have; the main one among them is replaced
// by the oldest that is left.
func (e *Edit) extensionsBack(f *faults, user uuid.UUID) error {
	list, err := e.d.tables.extensionsOf(e.tx, user)
	if err != nil {
		return err
	}
	kept := 0
	for _, before := range list {
		x := before
		table, holder, held := e.tx.Holder(indexDialling, x.Number)
		if x.Released && held {
			who, err := e.describe(table, holder)
			if err != nil {
				return err
			}
			f.add("extensions", ExtensionTaken, x.Number, "is held by %s", who)
			if err := removeRecord(e, e.d.tables.extensions, recordKey(x.ID)); err != nil {
				return err
			}
			continue
		}
		x.Released, x.Main = false, kept == 0
		kept++
		if err := e.putExtension(&x, &before); err != nil {
			return err
		}
	}
	return nil
}

// numbersBack gives a user from the bin the external numbers it had, as far as they are spare, and notes in f those that are not.
func (e *Edit) numbersBack(f *faults, u User) error {
	for _, id := range u.SparedNumbers {
		n, found, err := e.d.tables.externalNumbers.Get(e.tx, recordKey(id))
		switch {
		case err != nil:
			return err
		case !found:
			f.add("numbers", NumberNotOwned, "", "an external number is no longer the directory's")
		case n.UserID != uuid.Nil:
			who, err := e.describeUser(n.UserID)
			if err != nil {
				return err
			}
			f.add("numbers", NumberTaken, n.E164, "is already used by %s", who)
		default:
			if err := e.giveNumber(*n, u.ID); err != nil {
				return err
			}
		}
	}
	return nil
}

// mailboxesBack fetches the mailboxes that went to the bin with their user.
func (e *Edit) mailboxesBack(u User) error {
	var gone []Mailbox
	for m, err := range e.d.tables.mailboxes.By(e.tx, indexMailboxes, string(u.ID[:])) {
		if err != nil {
			return err
		}
		if m.DeletedWith == u.ID {
			gone = append(gone, *m)
		}
	}
	for _, before := range gone {
		m := before
		m.DeletedAt, m.DeletedWith = time.Time{}, uuid.Nil
		if err := e.changeMailbox(&m, before); err != nil {
			return err
		}
	}
	return nil
}
