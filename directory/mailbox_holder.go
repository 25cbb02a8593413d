package directory

import (
	"time"

	"github.com/google/uuid"

	"annuaire/directory/store"
)

// mailboxHolder is who has a mailbox: a user or, with the mailbox of somebody who has left, a call group. Either may be in the bin: the mailbox is kept as
// long as they are.
type mailboxHolder struct {
	user  UserDetails
	group *Group // nil: the user has it
}

// holder is the id of whoever has the mailbox.
func (m Mailbox) holder() uuid.UUID {
	if m.GroupID != uuid.Nil {
		return m.GroupID
	}
	return m.HolderID
}

// withHolder gives a mailbox as readers see it, and whoever has it.
func (t tables) withHolder(tx *store.Tx, m Mailbox) (MailboxDetails, mailboxHolder, error) {
	holder, err := t.mailboxHolder(tx, m)
	if err != nil {
		return MailboxDetails{}, mailboxHolder{}, err
	}
	shown, err := t.mailboxDetails(tx, m, holder)
	return shown, holder, err
}

func (t tables) mailboxHolder(tx *store.Tx, m Mailbox) (mailboxHolder, error) {
	missing := &Error{Code: Internal, Message: "the mailbox " + m.ID.String() + " has no holder"}
	if m.GroupID != uuid.Nil {
		g, found, err := t.groups.Get(tx, recordKey(m.GroupID))
		if err == nil && !found {
			err = missing
		}
		return mailboxHolder{group: g}, err
	}
	u, found, err := t.users.Get(tx, recordKey(m.HolderID))
	if err != nil {
		return mailboxHolder{}, err
	}
	if !found {
		return mailboxHolder{}, missing
	}
	has, err := t.details(tx, *u)
	return mailboxHolder{user: has}, err
}

// owner is the contact of the user that has the mailbox, or the call group.
func (h mailboxHolder) owner() Owner {
	if h.group != nil {
		return Owner{Group: h.group}
	}
	return Owner{Contact: &h.user.Contact}
}

func (h mailboxHolder) name() string { return h.owner().Name() }

// deletedAt is when the holder went to the bin; zero: it is not there.
func (h mailboxHolder) deletedAt() time.Time {
	if h.group != nil {
		return h.group.DeletedAt
	}
	return h.user.DeletedAt
}

// dialled is where a mailbox without a number of its own answers; "": nowhere.
func (h mailboxHolder) dialled() string {
	switch {
	case h.group != nil:
		return h.group.Number
	case len(h.user.Extensions) > 0:
		return h.user.Extensions[0].Number
	}
	return ""
}

// email is the address that messages and PINs are sent to; "": there is none, and never is for a call group.
func (h mailboxHolder) email() string { return h.user.Contact.Email }

// removeMailboxesOf removes for good the mailboxes of a user or a call group that is removed for good, those in the bin included.
func (e *Edit) removeMailboxesOf(holder uuid.UUID) error {
	mailboxes, err := collect(e.d.tables.mailboxes.By(e.tx, indexMailboxes, string(holder[:])))
	if err != nil {
		return err
	}
	for _, m := range mailboxes {
		if err := e.removeMailbox(m.ID); err != nil {
			return err
		}
	}
	return nil
}
