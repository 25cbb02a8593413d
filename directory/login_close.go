package directory

import (
	"context"

	"github.com/google/uuid"
)

// CloseLogin closes a login: nobody signs in with it any more, and its roles, links and API tokens are gone. It returns not_found,
// last_administrator, and privilege_escalation where it has rights that the actor does not have.
func (d *Directory) CloseLogin(ctx context.Context, id uuid.UUID) error {
	_, err := d.change(ctx, "login.close", "", func(e *Edit) error { return e.CloseLogin(id) })
	return err
}

// CloseLogin is Directory.CloseLogin within the transaction.
func (e *Edit) CloseLogin(id uuid.UUID) error {
	return e.do("close login", func() error {
		l, err := e.login(id)
		if err != nil {
			return err
		}
		if err := e.mayAssign(l.Roles); err != nil {
			return err
		}
		return e.shutLogin(l)
	})
}

// closeLoginOf closes the login of a contact that has one, whatever its rights: with the contact, its access goes.
func (e *Edit) closeLoginOf(contact uuid.UUID) error {
	l, found, err := e.d.tables.loginOf(e.tx, contact)
	if err != nil || !found || l.State == LoginClosed {
		return err
	}
	return e.shutLogin(l)
}

// shutLogin closes a login. Its password stays, unusable, so that undoing this gives the access back.
func (e *Edit) shutLogin(before Login) error {
	return e.keepAdministrator(func() error {
		l := before
		l.State, l.Roles = LoginClosed, nil
		if err := e.dropLinks(l.ID); err != nil {
			return err
		}
		if err := e.dropTokens(l.ID); err != nil {
			return err
		}
		return e.changeLogin(&l, before)
	})
}

// forgetLogin removes the login of a contact that is gone for good, with all its secrets.
func (e *Edit) forgetLogin(contact uuid.UUID) error {
	l, found, err := e.d.tables.loginOf(e.tx, contact)
	if err != nil || !found {
		return err
	}
	if l.State != LoginClosed {
		if err := e.shutLogin(l); err != nil {
			return err
		}
	}
	if err := removeRecord(e, e.d.tables.credentials, recordKey(l.ID)); err != nil {
		return err
	}
	return removeRecord(e, e.d.tables.logins, recordKey(l.ID))
}
