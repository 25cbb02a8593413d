package directory

import (
	"github.com/google/uuid"
)

// handMailboxOver gives a mailbox to another user or to a call group: as its own where it has none, else beside it.
func (e *Edit) handMailboxOver(before Mailbox, from User, to uuid.UUID) error {
	m := before
	var err error
	if m.HolderID, m.GroupID, err = e.heirOf(from, to); err != nil {
		return err
	}
	_, _, hasOwn := e.tx.Holder(indexOwnMailbox, holderKey(&m))
	m.Additional = hasOwn || before.Additional
	if m.Label == "" && m.Additional {
		m.Label = e.userName(from)
		if runes := []rune(m.Label); len(runes) > maxLabel {
			m.Label = trim(string(runes[:maxLabel]))
		}
	}
	heir, err := e.d.tables.mailboxHolder(e.tx, m)
	if err != nil {
		return err
	}
	if heir.email() == "" {
		m.ToEmail, m.DeleteAfterEmail = false, false
	}
	if !m.Additional && m.Number == "" && heir.dialled() == "" {
		m.Enabled = false
	}
	if err := e.forgetPIN(m.ID); err != nil {
		return err
	}
	return e.changeMailbox(&m, before)
}

// heirOf finds the user or the call group, neither in the bin, that the mailboxes of a user are handed over to.
func (e *Edit) heirOf(from User, to uuid.UUID) (user, group uuid.UUID, err error) {
	u, err := e.d.tables.livingUser(e.tx, to)
	switch {
	case err == nil && u.ID == from.ID:
		return uuid.Nil, uuid.Nil, &Error{Code: Invalid, Message: "a mailbox can not be handed over to the user that is deleted"}
	case CodeOf(err) != NotFound:
		return u.ID, uuid.Nil, err
	}
	g, err := e.group(to, 0)
	if CodeOf(err) == NotFound {
		err = &Error{Code: NotFound, Message: "there is no user or call group " + to.String()}
	}
	return uuid.Nil, g.ID, err
}
