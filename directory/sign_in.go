package directory

import (
	"context"

	"github.com/google/uuid"

	"annuaire/directory/store"
)

// Principal is who has signed in, and what it may do at that moment.
type Principal struct {
	Login Login // zero for an API token that belongs to no person
	Token APIToken
	// Stamp belongs into the session beside the login's id: Resume asks for it.
	Stamp  string
	Rights Rights
}

// Actor is the principal as the journal and the rules of commands know it; address is where it comes from.
func (p Principal) Actor(address string) Actor {
	name := p.Login.Email
	if p.Token.ID != uuid.Nil {
		name = p.Token.Name
	}
	return Actor{Kind: ActorAccount, Name: name, Address: address, LoginID: p.Login.ID, TokenID: p.Token.ID}
}

// SignIn gives the person who signs in with that name, an e-mail address or a uid, if password is hers. It returns invalid_credentials,
// without saying what was wrong, in the same time whether there is such a person or not; and unavailable when ctx ends before a core
// was free to check.
func (d *Directory) SignIn(ctx context.Context, name, password string) (Principal, error) {
	l, err := d.LoginByName(name)
	if err != nil && CodeOf(err) != NotFound {
		return Principal{}, err
	}
	return d.signIn(ctx, l, err == nil, password)
}

func (d *Directory) signIn(ctx context.Context, l Login, known bool, password string) (Principal, error) {
	var cred credential
	err := d.view("read a password", func(tx *store.Tx) (err error) {
		if known = known && l.State == LoginActive; known {
			cred, known, err = d.tables.credential(tx, l.ID)
		}
		return err
	})
	if err != nil {
		return Principal{}, err
	}
	right := false
	if len(password) <= maxPassword*4 { // a longer one is none, and would only be hashed at length
		if right, err = d.passwords.verify(ctx, known, cred, preparePassword(password)); err != nil {
			return Principal{}, err
		}
	}
	if !right {
		return Principal{}, &Error{Code: InvalidCredentials, Message: "name or password is wrong"}
	}
	p, err := d.Resume(l.ID, cred.Stamp)
	if CodeOf(err) == SessionEnded { // the password was changed while it was checked
		err = &Error{Code: InvalidCredentials, Message: "name or password is wrong"}
	}
	return p, err
}

// Resume gives the principal of a session that SignIn opened. It returns session_ended where the login has been closed or
// its password changed since.
func (d *Directory) Resume(login uuid.UUID, stamp string) (Principal, error) {
	var p Principal
	err := d.view("resume a session", func(tx *store.Tx) error {
		ended := &Error{Code: SessionEnded, Message: "the session has ended: sign in again"}
		l, found, err := d.tables.logins.Get(tx, recordKey(login))
		if err != nil {
			return err
		}
		cred, known, err := d.tables.credential(tx, login)
		if err != nil {
			return err
		}
		if !found || !known || l.State != LoginActive || cred.Stamp != stamp {
			return ended
		}
		p.Stamp = stamp
		if p.Login, err = d.tables.shownLogin(tx, *l); err != nil {
			return err
		}
		p.Rights, err = d.rightsOf(tx, Actor{Kind: ActorAccount, LoginID: login})
		return err
	})
	if err != nil {
		return Principal{}, err
	}
	return p, nil
}
