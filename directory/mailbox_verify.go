package directory

import (
	"context"

	"github.com/google/uuid"

	"annuaire/directory/store"
)

// Verdict is what the telephone system is told about somebody who calls a mailbox.
type Verdict string

const (
	VerdictAllowed     Verdict = "allowed"
	VerdictPINRequired Verdict = "pin_required"
	VerdictDenied      Verdict = "denied"
)

// VerifyPIN tells whether who calls from a number may open the mailbox of login: its number in international format, or what is dialled for
// it. From an extension, external number or line of the user that has it no PIN is asked for; a call group's always needs one. Anybody else is denied in the same time whether
// there is such a mailbox or not. Slowing down who guesses is the caller's task: the mailbox it is counted for is
// zero where login names none, and own tells the calls that are never slowed.
func (d *Directory) VerifyPIN(ctx context.Context, login, pin, callingNumber string) (verdict Verdict, mailbox uuid.UUID, own bool, err error) {
	var stored credential
	known := false
	err = d.view("verify a PIN", func(tx *store.Tx) error {
		m, holder, err := d.tables.mailboxByLogin(tx, d.rules.dialect.E164(login), trim(login))
		if err != nil || m.ID == uuid.Nil || !m.Enabled {
			return err
		}
		mailbox, own = m.ID, d.isOwn(holder.user, callingNumber)
		p, found, err := d.tables.pins.Get(tx, recordKey(m.ID))
		if found {
			known, stored = true, credential{LoginID: m.ID, PHC: p.PHC, Stamp: p.PHC}
		}
		return err
	})
	switch {
	case err != nil:
		return "", uuid.Nil, false, err
	case own:
		return VerdictAllowed, mailbox, true, nil
	case pin == "":
		return VerdictPINRequired, mailbox, false, nil
	}
	right, err := d.passwords.verify(ctx, known, stored, pin)
	if err != nil {
		return "", uuid.Nil, false, err
	}
	if right {
		return VerdictAllowed, mailbox, false, nil
	}
	return VerdictDenied, mailbox, false, nil
}

// mailboxByLogin finds a mailbox by its holder's default line or an external number, or by what is dialled for it; zero where there is none.
func (t tables) mailboxByLogin(tx *store.Tx, e164, dialled string) (Mailbox, mailboxHolder, error) {
	holder, err := t.holderByLogin(tx, e164, dialled)
	if err != nil {
		return Mailbox{}, mailboxHolder{}, err
	}
	m, found, err := t.mailboxes.One(tx, indexDialling, dialled)
	if err == nil && !found {
		m, found, err = t.mailboxes.One(tx, indexOwnMailbox, string(holder[:]))
	}
	if err != nil || !found || !m.DeletedAt.IsZero() {
		return Mailbox{}, mailboxHolder{}, err
	}
	_, has, err := t.withHolder(tx, *m)
	return *m, has, err
}

// holderByLogin finds the user, or the call group, whose own mailbox is opened with a number; zero where there is none.
func (t tables) holderByLogin(tx *store.Tx, e164, dialled string) (uuid.UUID, error) {
	holder := uuid.Nil
	n, found, err := t.externalNumbers.One(tx, indexExternalNumber, e164)
	if err != nil {
		return uuid.Nil, err
	}
	if found {
		holder = n.UserID
	}
	if e164 != "" {
		l, is, err := t.lines.One(tx, indexLineNumber, e164)
		if err != nil {
			return uuid.Nil, err
		}
		if is && l.Default {
			u, _, err := t.userOf(tx, l.ContactID)
			if err != nil {
				return uuid.Nil, err
			}
			holder = u.ID
		}
	}
	if x, held, err := t.extensions.One(tx, indexDialling, dialled); err != nil {
		return uuid.Nil, err
	} else if held && x.Main {
		holder = x.UserID
	}
	if g, held, err := t.groups.One(tx, indexDialling, dialled); err != nil {
		return uuid.Nil, err
	} else if held && g.DeletedAt.IsZero() {
		holder = g.ID
	}
	return holder, nil
}

// isOwn reports whether a number is one of the user's extensions, external numbers or lines.
func (d *Directory) isOwn(has UserDetails, number string) bool {
	if number = trim(number); number == "" || has.ID == uuid.Nil || !has.DeletedAt.IsZero() {
		return false
	}
	if holdsExtension(has.Extensions, number) {
		return true
	}
	e164 := d.rules.dialect.E164(number)
	for _, n := range has.Numbers {
		if n.E164 == e164 {
			return true
		}
	}
	for _, l := range has.Lines {
		if l.E164 == e164 && e164 != "" {
			return true
		}
	}
	return false
}
