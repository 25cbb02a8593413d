package directory

import (
	"context"
	"fmt"

	"github.com/google/uuid"
)

// MailboxFate says what becomes of the mailboxes of a user that is deleted.
type MailboxFate string

const (
	LeaveMailbox    MailboxFate = ""       // kept as it is as long as the user is in the bin, then deleted
	HandMailboxOver MailboxFate = "keep"   // to another user or a call group; the PIN is cleared
	TrashMailbox    MailboxFate = "delete" // into the bin at once
)

// UserDeletion says what becomes of what a user has.
type UserDeletion struct {
	Mailbox MailboxFate `json:"mailbox,omitempty"`
	To      uuid.UUID   `json:"to,omitzero"` // of HandMailboxOver: a user or a call group
	// TrashDevices has the user's devices go to the bin too; else those that no line has are spare, and what they sign in with is
	// revoked.
	TrashDevices bool `json:"trash_devices,omitempty"`
	// Contact has the contact go to the bin too; else it stays, without its login.
	Contact bool `json:"contact,omitempty"`
	// ReleaseExtensions frees the extensions at once; else they stay reserved as long as the user is in the bin.
	ReleaseExtensions bool `json:"release_extensions,omitempty"`
}

// DeleteUser puts a user in the bin, from where BringBackUser fetches it until it is purged. Its external numbers are spare at once, its features
// are gone, its place in call groups among them, the contact's login is closed, and its licence is free. Version is the one the caller has seen, 0 for any. It
// returns not_found, also for To, stale_record, cannot_delete_self, invalid and last_administrator.
func (d *Directory) DeleteUser(ctx context.Context, id uuid.UUID, version uint64, what UserDeletion) error {
	_, err := d.change(ctx, "user.delete", "", func(e *Edit) error { return e.DeleteUser(id, version, what) })
	return err
}

// DeleteUser is Directory.DeleteUser within the transaction.
func (e *Edit) DeleteUser(id uuid.UUID, version uint64, what UserDeletion) error {
	return e.do("delete user", func() error {
		u, err := e.userToChange(id, version)
		if err != nil {
			return err
		}
		c, err := e.livingContact(u.ContactID)
		if err != nil {
			return err
		}
		if err := e.refuseSelf(c); err != nil {
			return err
		}
		if err := e.partWithMailboxes(u, what); err != nil {
			return err
		}
		if err := e.partWithDevices(u, what.TrashDevices); err != nil {
			return err
		}
		if err := e.leaveGroups(c.ID); err != nil {
			return err
		}
		if err := e.trashUser(u, what.ReleaseExtensions); err != nil {
			return err
		}
		if what.Contact {
			return e.trashContact(c, uuid.Nil)
		}
		return e.closeLoginOf(c.ID)
	})
}

// refuseSelf refuses a contact that the actor signs in as.
func (e *Edit) refuseSelf(c Contact) error {
	actor := actorOf(e.ctx)
	if actor.LoginID == uuid.Nil {
		return nil
	}
	l, found, err := e.d.tables.loginOf(e.tx, c.ID)
	if err == nil && found && l.ID == actor.LoginID {
		err = &Error{Code: CannotDeleteSelf, Message: "you can not delete yourself"}
	}
	return err
}

func (e *Edit) trashUser(before User, release bool) error {
	numbers, err := e.d.tables.numbersOf(e.tx, before.ID)
	if err != nil {
		return err
	}
	u := before
	u.DeletedAt, u.Features, u.SparedNumbers = e.now, nil, nil
	for _, n := range numbers {
		u.SparedNumbers = append(u.SparedNumbers, n.ID)
		if err := e.giveNumber(n, uuid.Nil); err != nil {
			return err
		}
	}
	if release {
		if err := e.releaseExtensions(u.ID); err != nil {
			return err
		}
	}
	return e.changeUser(&u, before)
}

// releaseExtensions frees the extensions of a user in the bin.
func (e *Edit) releaseExtensions(user uuid.UUID) error {
	list, err := e.d.tables.extensionsOf(e.tx, user)
	if err != nil {
		return err
	}
	for _, before := range list {
		x := before
		x.Released = true
		if err := e.putExtension(&x, &before); err != nil {
			return err
		}
	}
	return nil
}

// partWithMailboxes does with the mailboxes of a user that is going to the bin what is asked for.
func (e *Edit) partWithMailboxes(u User, what UserDeletion) error {
	has, err := e.details(u)
	if err != nil {
		return err
	}
	for _, m := range has.Mailboxes {
		switch what.Mailbox {
		case LeaveMailbox:
		case TrashMailbox:
			err = e.trashMailbox(m.Mailbox, u.ID)
		case HandMailboxOver:
			err = e.handMailboxOver(m.Mailbox, u, what.To)
		default:
			err = &Error{Code: Invalid, Message: fmt.Sprintf("what to do with the mailbox: %q is neither keep nor delete", what.Mailbox)}
		}
		if err != nil {
			return err
		}
	}
	return nil
}

// ReleaseExtensions frees the extensions that a user in the bin keeps for itself, so that others may have them at once. The user
// has them again when it is brought back before anybody took them. It returns not_found for what is not in the bin.
func (d *Directory) ReleaseExtensions(ctx context.Context, user uuid.UUID) error {
	_, err := d.change(ctx, "user.release", "", func(e *Edit) error {
		if _, err := e.userInBin(user); err != nil {
			return err
		}
		return e.releaseExtensions(user)
	})
	return err
}
