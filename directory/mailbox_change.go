package directory

import (
	"context"
	"time"

	"github.com/google/uuid"
)

// MailboxDraft is what a new mailbox is made of: it is enabled and, without a number, answers at its holder's main extension.
type MailboxDraft struct {
	Number           string `json:"number,omitempty"`
	Label            string `json:"label,omitempty"`
	Disabled         bool   `json:"disabled,omitempty"`
	ToEmail          bool   `json:"to_email,omitempty"`
	DeleteAfterEmail bool   `json:"delete_after_email,omitempty"`
}

// MailboxPatch changes the fields that are not nil. A pointer to the empty number has it answer at its holder's main extension, or its call group's
// number, again.
type MailboxPatch struct {
	Number           *string `json:"number,omitempty"`
	Label            *string `json:"label,omitempty"`
	Enabled          *bool   `json:"enabled,omitempty"`
	ToEmail          *bool   `json:"to_email,omitempty"`
	DeleteAfterEmail *bool   `json:"delete_after_email,omitempty"`
}

// AddMailbox gives a user its own mailbox, without a PIN. It returns not_found, mailbox_exists, invalid, extension_reserved, number_taken,
// email_required, and feature_precondition with FeatureNeed as detail where there is no extension for it to answer at.
func (d *Directory) AddMailbox(ctx context.Context, user uuid.UUID, draft MailboxDraft) (MailboxDetails, error) {
	return d.changeMailboxDetails(ctx, "mailbox.add", func(e *Edit) (MailboxDetails, error) { return e.AddMailbox(user, draft) })
}

// AddMailbox is Directory.AddMailbox within the transaction.
func (e *Edit) AddMailbox(user uuid.UUID, draft MailboxDraft) (MailboxDetails, error) {
	return e.doMailbox("add mailbox", func() (Mailbox, error) {
		u, err := e.d.tables.livingUser(e.tx, user)
		if err != nil {
			return Mailbox{}, err
		}
		if _, _, has := e.tx.Holder(indexOwnMailbox, string(user[:])); has {
			return Mailbox{}, &Error{Code: MailboxExists, Message: e.userName(u) + " has a mailbox already"}
		}
		m := Mailbox{
			HolderID: user, Number: draft.Number, Label: draft.Label, Enabled: !draft.Disabled,
			ToEmail: draft.ToEmail, DeleteAfterEmail: draft.DeleteAfterEmail, CreatedAt: e.now, UpdatedAt: e.now, Version: 1,
		}
		if err := e.prepareMailbox(&m, Mailbox{}); err != nil {
			return Mailbox{}, err
		}
		if m.ID, err = newID(); err != nil {
			return Mailbox{}, err
		}
		if err := putRecord(e, e.d.tables.mailboxes, recordKey(m.ID), m); err != nil {
			return Mailbox{}, err
		}
		return m, e.countUser(user)
	})
}

// UpdateMailbox changes a mailbox. Version is the one the caller has seen, 0 for any. It returns not_found, stale_record with the current
// Mailbox as detail, and what AddMailbox returns.
func (d *Directory) UpdateMailbox(ctx context.Context, id uuid.UUID, version uint64, patch MailboxPatch) (MailboxDetails, error) {
	return d.changeMailboxDetails(ctx, "mailbox.update", func(e *Edit) (MailboxDetails, error) { return e.UpdateMailbox(id, version, patch) })
}

// UpdateMailbox is Directory.UpdateMailbox within the transaction.
func (e *Edit) UpdateMailbox(id uuid.UUID, version uint64, patch MailboxPatch) (MailboxDetails, error) {
	return e.doMailbox("update mailbox", func() (Mailbox, error) {
		before, err := e.mailboxToChange(id, version)
		if err != nil {
			return Mailbox{}, err
		}
		m := before
		set(&m.Number, patch.Number)
		set(&m.Label, patch.Label)
		set(&m.Enabled, patch.Enabled)
		set(&m.ToEmail, patch.ToEmail)
		set(&m.DeleteAfterEmail, patch.DeleteAfterEmail)
		if err := e.prepareMailbox(&m, before); err != nil {
			return Mailbox{}, err
		}
		return m, e.changeMailbox(&m, before)
	})
}

// DeleteMailbox puts a mailbox in the bin, where it keeps its number for itself until it is purged. Version is the one the caller
// has seen, 0 for any. It returns not_found and stale_record.
func (d *Directory) DeleteMailbox(ctx context.Context, id uuid.UUID, version uint64) error {
	_, err := d.change(ctx, "mailbox.delete", "", func(e *Edit) error { return e.DeleteMailbox(id, version) })
	return err
}

// DeleteMailbox is Directory.DeleteMailbox within the transaction.
func (e *Edit) DeleteMailbox(id uuid.UUID, version uint64) error {
	return e.do("delete mailbox", func() error {
		before, err := e.mailboxToChange(id, version)
		if err != nil {
			return err
		}
		return e.trashMailbox(before, uuid.Nil)
	})
}

func (e *Edit) trashMailbox(before Mailbox, with uuid.UUID) error {
	m := before
	m.DeletedAt, m.DeletedWith = e.now, with
	return e.changeMailbox(&m, before)
}

// BringBackMailbox fetches a mailbox from the bin, with its PIN. It returns not_found for what is not in the bin or whose holder is, and
// mailbox_exists where its holder has another by now.
func (d *Directory) BringBackMailbox(ctx context.Context, id uuid.UUID) (MailboxDetails, error) {
	return d.changeMailboxDetails(ctx, "mailbox.bring_back", func(e *Edit) (MailboxDetails, error) {
		return e.doMailbox("bring mailbox back", func() (Mailbox, error) {
			before, found, err := d.tables.mailboxes.Get(e.tx, recordKey(id))
			if err != nil {
				return Mailbox{}, err
			}
			if !found || before.DeletedAt.IsZero() {
				return Mailbox{}, &Error{Code: NotFound, Message: "there is no mailbox " + id.String() + " in the bin"}
			}
			holder, err := d.tables.mailboxHolder(e.tx, *before)
			if err != nil {
				return Mailbox{}, err
			}
			if !holder.deletedAt().IsZero() {
				return Mailbox{}, &Error{Code: NotFound, Message: "the mailbox's holder, " + holder.name() + ", is in the bin; bring that back first"}
			}
			if _, _, has := e.tx.Holder(indexOwnMailbox, holderKey(before)); has && !before.Additional {
				return Mailbox{}, &Error{Code: MailboxExists, Message: holder.name() + " has another mailbox by now"}
			}
			m := *before
			m.DeletedAt, m.DeletedWith = time.Time{}, uuid.Nil
			if err := e.changeMailbox(&m, *before); err != nil {
				return Mailbox{}, err
			}
			if holder.group != nil {
				return m, nil
			}
			if _, err := e.reconsiderUserOf(holder.user.Contact); err != nil {
				return Mailbox{}, err
			}
			return e.mailboxToChange(id, 0)
		})
	})
}

// setVoicemail has a user's own mailbox, which it makes where there is none, say what the feature says.
func (e *Edit) setVoicemail(has UserDetails, feature Feature) (changed bool, err error) {
	for _, m := range has.Mailboxes {
		if !m.Additional {
			_, err := e.UpdateMailbox(m.ID, 0, MailboxPatch{
				Enabled: &feature.Enabled, ToEmail: &feature.Settings.ToEmail, DeleteAfterEmail: &feature.Settings.DeleteAfterEmail,
			})
			return m.Enabled != feature.Enabled || m.ToEmail != feature.Settings.ToEmail || m.DeleteAfterEmail != feature.Settings.DeleteAfterEmail, err
		}
	}
	if !feature.Enabled {
		return false, nil
	}
	_, err = e.AddMailbox(has.ID, MailboxDraft{ToEmail: feature.Settings.ToEmail, DeleteAfterEmail: feature.Settings.DeleteAfterEmail})
	return true, err
}

// doMailbox runs a command on one mailbox and gives it as readers see it.
func (e *Edit) doMailbox(what string, fn func() (Mailbox, error)) (MailboxDetails, error) {
	var shown MailboxDetails
	err := e.do(what, func() error {
		m, err := fn()
		if err != nil {
			return err
		}
		shown, _, err = e.d.tables.withHolder(e.tx, m)
		return err
	})
	if err != nil {
		return MailboxDetails{}, err
	}
	return shown, nil
}

func (d *Directory) changeMailboxDetails(ctx context.Context, action string, fn func(*Edit) (MailboxDetails, error)) (MailboxDetails, error) {
	var shown MailboxDetails
	_, err := d.change(ctx, action, "", func(e *Edit) (err error) {
		shown, err = fn(e)
		return err
	})
	if err != nil {
		return MailboxDetails{}, err
	}
	return shown, nil
}
