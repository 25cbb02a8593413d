package directory

import (
	"fmt"

	"github.com/google/uuid"

	"annuaire/directory/store"
)

// AppAccess says whether a contact can use the applications, which takes an e-mail address to sign in with and a line to
// call on.
type AppAccess struct {
	Apps     bool `json:"apps"`
	HasEmail bool `json:"has_email"`
	HasLine  bool `json:"has_line"`
	// Reason is what is missing: "email_required", "line_required", both, or neither where Apps is set.
	Reason []string `json:"reason,omitempty"`
}

// AppAccess tells whether a contact can use the applications, and what is missing. It returns not_found.
func (d *Directory) AppAccess(contact uuid.UUID) (AppAccess, error) {
	var access AppAccess
	err := d.viewContactLines(contact, func(c Contact, lines []Line) {
		access = AppAccess{HasEmail: c.Email != "", HasLine: len(lines) > 0}
		if !access.HasEmail {
			access.Reason = append(access.Reason, "email_required")
		}
		if !access.HasLine {
			access.Reason = append(access.Reason, "line_required")
		}
		access.Apps = len(access.Reason) == 0
	})
	return access, err
}

// VoicemailLogin is what a contact says who it is with when it calls its mailbox from elsewhere.
type VoicemailLogin struct {
	Login  *string   `json:"login"` // the default line's number in international format; nil: there is none
	LineID uuid.UUID `json:"line_id,omitzero"`
	Reason string    `json:"reason,omitempty"` // why there is no login
}

// VoicemailLogin gives the international number of a contact's default line, which is never made up: where the line's
// number can not be read, there is a reason in its place. It returns not_found.
func (d *Directory) VoicemailLogin(contact uuid.UUID) (VoicemailLogin, error) {
	var login VoicemailLogin
	err := d.viewContactLines(contact, func(_ Contact, lines []Line) {
		switch {
		case len(lines) == 0 || !lines[0].Default:
			login.Reason = "the contact has no telephony line"
		case lines[0].E164 == "":
			login.LineID = lines[0].ID
			login.Reason = fmt.Sprintf("the number %q can not be written in international format", lines[0].Raw)
		default:
			login = VoicemailLogin{Login: &lines[0].E164, LineID: lines[0].ID}
		}
	})
	return login, err
}

// viewContactLines hands a living contact and its lines, the default one first, to fn.
func (d *Directory) viewContactLines(contact uuid.UUID, fn func(Contact, []Line)) error {
	return d.view("read a contact's lines", func(tx *store.Tx) error {
		c, err := d.tables.livingContact(tx, contact)
		if err != nil {
			return err
		}
		of, err := d.tables.linesOf(tx, contact)
		if err == nil {
			fn(c, of[contact])
		}
		return err
	})
}
