package directory

import (
	"time"

	"github.com/google/uuid"

	"annuaire/directory/store"
)

// Mailbox is where a user's callers leave messages. The directory keeps no message: the telephone system does.
type Mailbox struct {
	ID       uuid.UUID `json:"id"`
	HolderID uuid.UUID `json:"holder_id"` // a user; it may be in the bin
	// Number is the mailbox's own in the dialling space; "": it answers at its holder's main extension.
	Number string `json:"number,omitempty"`
	Label  string `json:"label,omitempty"`
	// Additional is a mailbox that was handed over to a user who has one already. It answers at its own number only.
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
	// AnswersAt is what is dialled for it: its own number, or its holder's main extension; "": nothing.
	AnswersAt string `json:"answers_at,omitempty"`
	// Login is what its holder opens it with from elsewhere, in international format; nil where there is none, and LoginReason says why.
	Login       *string `json:"login"`
	LoginReason string  `json:"login_reason,omitempty"`
	HasPIN      bool    `json:"has_pin"`
}

// Why a mailbox has no login.
const (
	reasonNoNumber    = "no_number"    // its holder has neither a telephony line nor an external number
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
		shown, err := t.mailboxDetails(tx, *m, has)
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

func (t tables) mailboxDetails(tx *store.Tx, m Mailbox, has UserDetails) (MailboxDetails, error) {
	shown := MailboxDetails{Mailbox: m, AnswersAt: m.Number}
	if m.Number == "" && !m.Additional && len(has.Extensions) > 0 {
		shown.AnswersAt = has.Extensions[0].Number
	}
	if m.Additional {
		shown.LoginReason = reasonAdditional
	} else {
		shown.Login, shown.LoginReason = has.login()
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
func (t tables) mailbox(tx *store.Tx, id uuid.UUID) (MailboxDetails, UserDetails, error) {
	m, found, err := t.mailboxes.Get(tx, recordKey(id))
	if err != nil {
		return MailboxDetails{}, UserDetails{}, err
	}
	if !found || !m.DeletedAt.IsZero() {
		return MailboxDetails{}, UserDetails{}, &Error{Code: NotFound, Message: "there is no mailbox " + id.String()}
	}
	return t.withHolder(tx, *m)
}

func (t tables) withHolder(tx *store.Tx, m Mailbox) (MailboxDetails, UserDetails, error) {
	u, found, err := t.users.Get(tx, recordKey(m.HolderID))
	if err != nil {
		return MailboxDetails{}, UserDetails{}, err
	}
	if !found {
		return MailboxDetails{}, UserDetails{}, &Error{Code: Internal, Message: "the mailbox " + m.ID.String() + " has no holder"}
	}
	has, err := t.details(tx, *u)
	if err != nil {
		return MailboxDetails{}, UserDetails{}, err
	}
	shown, err := t.mailboxDetails(tx, m, has)
	return shown, has, err
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
