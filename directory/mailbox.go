package directory

import (
	"time"

	"github.com/google/uuid"

	"annuaire/directory/store"
)

// Mailbox is where the callers of a user, or of a call group, leave messages. The directory keeps no message: the telephone system does.
type Mailbox struct {
	ID       uuid.UUID `json:"id"`
	HolderID uuid.UUID `json:"holder_id,omitzero"` // a user, in the bin or not; zero where a call group has the mailbox
	GroupID  uuid.UUID `json:"group_id,omitzero"`  // the call group that it was handed over to, in the bin or not
	// Number is the mailbox's own in the dialling space; "": it answers at its holder's main extension, or its call group's number.
	Number string `json:"number,omitempty"`
	Label  string `json:"label,omitempty"`
	// Additional is a mailbox that was handed over to who has one already. It answers at its own number only.
	Additional       bool `json:"additional,omitempty"`
	Enabled          bool `json:"enabled"`
	ToEmail          bool `json:"to_email,omitempty"` // messages are sent to the holder's e-mail address
	DeleteAfterEmail bool `json:"delete_after_email,omitempty"`
	// ResetAt is when the mailbox passed to another person: what was greeted before is the other's.
	ResetAt time.Time `json:"reset_at,omitzero"`
	// MessagesSince, where it is set, has the telephone system delete what was left before.
	MessagesSince time.Time `json:"messages_since,omitzero"`
	CreatedAt     time.Time `json:"created_at"`
	UpdatedAt     time.Time `json:"updated_at"`
	DeletedAt     time.Time `json:"deleted_at,omitzero"` // set: in the bin
	// DeletedWith is the user whose deletion took the mailbox to the bin; zero where it was deleted itself.
	DeletedWith uuid.UUID `json:"deleted_with,omitzero"`
	Version     uint64    `json:"version"`
}

// MailboxDetails is a mailbox with what one calls and opens it with.
type MailboxDetails struct {
	Mailbox
	// AnswersAt is what is dialled for it: its own number, its holder's main extension or its call group's number; "": nothing.
	AnswersAt string `json:"answers_at,omitempty"`
	// Login is what its holder opens it with from elsewhere, in international format; nil where there is none, and LoginReason says why.
	Login       *string `json:"login"`
	LoginReason string  `json:"login_reason,omitempty"`
	HasPIN      bool    `json:"has_pin"`
}

// Why a mailbox has no login.
const (
	reasonNoNumber    = "no_number"    // its holder has neither a telephony line nor an external number; a call group never has
	reasonNotReadable = "not_readable" // the number of the holder's default line can not be written in international format
	reasonAdditional  = "additional"   // the holder's number opens the holder's own mailbox
)

// feature is the mailbox as the feature voicemail.
func (m Mailbox) feature() Feature {
	return Feature{Enabled: m.Enabled, Settings: FeatureSettings{ToEmail: m.ToEmail, DeleteAfterEmail: m.DeleteAfterEmail}}
}

// mailboxDetailsOf gives the mailboxes of a user, not in the bin, its own first; has is what else the user has.
func (t tables) mailboxDetailsOf(tx *store.Tx, has UserDetails) ([]MailboxDetails, error) {
	var own, additional []MailboxDetails
	for m, err := range t.mailboxes.By(tx, indexMailboxes, string(has.ID[:])) {
		if err != nil {
			return nil, err
		}
		if !m.DeletedAt.IsZero() {
			continue
		}
		shown, err := t.mailboxDetails(tx, *m, mailboxHolder{user: has})
		if err != nil {
			return nil, err
		}
		if m.Additional {
			additional = append(additional, shown)
		} else {
			own = append(own, shown)
		}
	}
	return append(own, additional...), nil
}

func (t tables) mailboxDetails(tx *store.Tx, m Mailbox, holder mailboxHolder) (MailboxDetails, error) {
	shown := MailboxDetails{Mailbox: m, AnswersAt: m.Number}
	if m.Number == "" && !m.Additional {
		shown.AnswersAt = holder.dialled()
	}
	if m.Additional {
		shown.LoginReason = reasonAdditional
	} else {
		shown.Login, shown.LoginReason = holder.user.login()
	}
	_, found, err := t.pins.Get(tx, recordKey(m.ID))
	shown.HasPIN = found
	return shown, err
}

// login is the number of the user's default line in international format, that of its first external number where it has no
// telephony line; nil where there is none, and why.
func (has UserDetails) login() (*string, string) {
	switch {
	case len(has.Lines) > 0 && has.Lines[0].Default && has.Lines[0].E164 == "":
		return nil, reasonNotReadable
	case len(has.Lines) > 0 && has.Lines[0].Default:
		return &has.Lines[0].E164, ""
	case len(has.Numbers) > 0:
		return &has.Numbers[0].E164, ""
	}
	return nil, reasonNoNumber
}

// mailbox finds a mailbox that is not in the bin, with its holder.
func (t tables) mailbox(tx *store.Tx, id uuid.UUID) (MailboxDetails, mailboxHolder, error) {
	m, found, err := t.mailboxes.Get(tx, recordKey(id))
	if err != nil {
		return MailboxDetails{}, mailboxHolder{}, err
	}
	if !found || !m.DeletedAt.IsZero() {
		return MailboxDetails{}, mailboxHolder{}, &Error{Code: NotFound, Message: "there is no mailbox " + id.String()}
	}
	return t.withHolder(tx, *m)
}

// Mailbox finds a mailbox that is not in the bin. It returns not_found.
func (d *Directory) Mailbox(id uuid.UUID) (MailboxDetails, error) {
	var shown MailboxDetails
	err := d.view("read a mailbox", func(tx *store.Tx) (err error) {
		shown, _, err = d.tables.mailbox(tx, id)
		return err
	})
	return shown, err
}
