package directory

import (
	"context"
	"fmt"

	"github.com/google/uuid"
)

// NewPassword makes a password that nobody chooses: 26 characters, 128 random bits.
func NewPassword() string { return newSecret() }

// SetPassword replaces a login's password by who is signed in as that login, or may write access where its contact is, and has each right that it
// has. Old is the password it has, checked where it is not nil. What was opened with the password before ends, links that are not used yet are void,
// and an invited login becomes active. It returns not_found, forbidden, privilege_escalation, invalid_credentials for a wrong old password, and
// weak_password, required and invalid for the new one.
func (d *Directory) SetPassword(ctx context.Context, login uuid.UUID, old *string, password string) (Principal, error) {
	var l Login
	allowed := func(e *Edit) (err error) {
		if l, err = e.login(login); err == nil {
			err = e.maySetPassword(l)
		}
		return err
	}
	if _, err := d.Plan(ctx, allowed); err != nil {
		return Principal{}, err
	}
	if old != nil {
		if _, err := d.signIn(ctx, l, true, *old); err != nil {
			return Principal{}, err
		}
	}
	return d.replacePassword(ctx, login, password, allowed)
}

// maySetPassword refuses who may not choose another's password.
func (e *Edit) maySetPassword(l Login) error {
	if actor := actorOf(e.ctx); actor.LoginID == l.ID && actor.TokenID == uuid.Nil {
		return nil
	}
	var folder uuid.UUID // of the founder: everywhere
	if l.ContactID != uuid.Nil {
		c, err := e.livingContact(l.ContactID)
		if err != nil {
			return err
		}
		folder = c.FolderID
	}
	right := Permission{SectionAccess, Write}
	may, err := e.may(right, folder)
	if err != nil {
		return err
	}
	if !may {
		return &Error{Code: Forbidden, Message: fmt.Sprintf("another's password is set with the right: %s %s", right.Section, right.Access)}
	}
	return e.mayAssign(l.Roles)
}

// replacePassword gives a login another password where allowed, called in the transaction, does not object, and signs in with it.
func (d *Directory) replacePassword(ctx context.Context, login uuid.UUID, password string, allowed func(*Edit) error) (Principal, error) {
	l, err := d.Login(login)
	if err != nil {
		return Principal{}, err
	}
	hash, err := d.newPassword(ctx, l, password)
	if err != nil {
		return Principal{}, err
	}
	_, err = d.change(ctx, "login.password", "", func(e *Edit) error {
		if err := allowed(e); err != nil {
			return err
		}
		now, err := e.login(login)
		if err != nil {
			return err
		}
		return e.setPassword(now, hash)
	})
	if err != nil {
		return Principal{}, err
	}
	return d.signIn(ctx, activated(l), true, password)
}
