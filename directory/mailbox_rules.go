package directory

import (
	"errors"

	"github.com/google/uuid"
)

// prepareMailbox brings m into the form it is stored in, in place of before, and checks every rule.
func (e *Edit) prepareMailbox(m *Mailbox, before Mailbox) error {
	var f faults
	m.Label = f.line("label", m.Label, maxLabel)
	m.Number = trim(m.Number)
	if m.Number != "" && m.Number != before.Number {
		e.d.rules.short.check(&f, "number", m.Number)
		if err := e.claimNumber(&f, m.Number, m.ID); err != nil {
			return err
		}
		if err := e.checkDialPrefix(&f, "number", m.Number, m.ID); err != nil {
			return err
		}
	}
	holder, err := e.d.tables.mailboxHolder(e.tx, *m)
	if err != nil {
		return err
	}
	if !holder.deletedAt().IsZero() { // the mailbox outlives its holder in the bin
		return f.err("the mailbox can not be changed")
	}
	switch {
	case !m.ToEmail || before.ToEmail || holder.email() != "":
	case holder.group != nil:
		f.add("to_email", EmailRequired, "", "needs an e-mail address, and a call group has none")
	default:
		f.add("to_email", EmailRequired, "", "needs the contact's e-mail address")
	}
	if err := f.err("the mailbox can not be as asked"); err != nil {
		return err
	}
	if m.Enabled && !before.Enabled && m.Number == "" && !m.Additional && holder.dialled() == "" {
		return &Error{
			Code: FeaturePrecondition, Detail: FeatureNeed{FeatureVoicemail, NeedExtension},
			Message: "a mailbox without a number of its own needs an extension to answer at",
		}
	}
	return nil
}

// claimNumber notes that a number of the dialling space is held by another record than own.
func (e *Edit) claimNumber(f *faults, number string, own uuid.UUID) error {
	table, holder, held := e.tx.Holder(indexDialling, number)
	if !held || holder == recordKey(own) {
		return nil
	}
	return e.addTaken(f, indexDialling, "number", number, table, holder)
}

// mailboxToChange finds a mailbox for a caller that has seen version; 0 stands for whichever is current.
func (e *Edit) mailboxToChange(id uuid.UUID, version uint64) (Mailbox, error) {
	m, _, err := e.d.tables.mailbox(e.tx, id)
	if err != nil {
		return Mailbox{}, err
	}
	if version != 0 && version != m.Version {
		return Mailbox{}, stale("the mailbox", version, m.Version, m.Mailbox)
	}
	return m.Mailbox, nil
}

// changeMailbox puts a changed mailbox with its next version; one that says the same keeps the one it has.
func (e *Edit) changeMailbox(m *Mailbox, before Mailbox) error {
	if *m == before {
		return nil
	}
	m.Version, m.UpdatedAt = e.nextVersion(recordKey(m.ID), before.Version), e.now
	if err := putRecord(e, e.d.tables.mailboxes, recordKey(m.ID), *m); err != nil {
		return err
	}
	return errors.Join(e.countUser(before.HolderID), e.countUser(m.HolderID))
}

// leaveMailboxBehind has the mailbox that answered at an extension keep the extension's old number as its own.
func (e *Edit) leaveMailboxBehind(x Extension) error {
	for before, err := range e.d.tables.mailboxes.By(e.tx, indexMailboxes, string(x.UserID[:])) {
		if err != nil {
			return err
		}
		if before.Additional || before.Number != "" || !before.DeletedAt.IsZero() {
			continue
		}
		m := *before
		m.Number = x.Number
		return e.changeMailbox(&m, *before)
	}
	return nil
}

// forgetPIN removes the PIN of a mailbox.
func (e *Edit) forgetPIN(mailbox uuid.UUID) error {
	return removeRecord(e, e.d.tables.pins, recordKey(mailbox))
}

// describeMailbox names a mailbox to people: "the mailbox of Jean Dupont (Direction/RH)", "the mailbox of the call group Accueil".
func (e *Edit) describeMailbox(id uuid.UUID) (string, error) {
	m, found, err := e.d.tables.mailboxes.Get(e.tx, recordKey(id))
	if err != nil || !found {
		return "another mailbox", err
	}
	var who string
	if m.GroupID != uuid.Nil {
		who, err = e.describe("groups", recordKey(m.GroupID))
	} else {
		who, err = e.describeUser(m.HolderID)
	}
	if !m.DeletedAt.IsZero() {
		return "a mailbox of " + who + ", in the bin", err
	}
	return "the mailbox of " + who, err
}
