package directory

import (
	"context"

	"github.com/google/uuid"

	"annuaire/directory/store"
)

// Link tells what a one-time link is good for, without using it. It returns link_invalid for one that was used, replaced, has
// expired or never was.
func (d *Directory) Link(token string) (LinkInfo, error) {
	var info LinkInfo
	err := d.view("read a link", func(tx *store.Tx) (err error) {
		info, err = d.link(tx, token)
		return err
	})
	return info, err
}

func (d *Directory) link(tx *store.Tx, token string) (LinkInfo, error) {
	invalid := &Error{Code: LinkInvalid, Message: "the link was used already, is too old or was replaced by a later one"}
	hash := hashSecret(token)
	l, found, err := d.tables.links.Get(tx, store.Key(hash[:]))
	if err != nil {
		return LinkInfo{}, err
	}
	if !found || !l.ExpiresAt.After(d.now()) {
		return LinkInfo{}, invalid
	}
	info := LinkInfo{Purpose: l.Purpose, ExpiresAt: l.ExpiresAt}
	if l.Purpose == FoundingLink {
		return info, nil
	}
	login, found, err := d.tables.logins.Get(tx, recordKey(l.LoginID))
	if err != nil {
		return LinkInfo{}, err
	}
	if !found || login.State == LoginClosed {
		return LinkInfo{}, invalid
	}
	info.Login, err = d.tables.shownLogin(tx, *login)
	return info, err
}

// UseLink sets the password of the person whom an invitation or reset was for, and signs her in. The link is void then, as are the sessions
// opened before. It returns link_invalid, and weak_password, required or invalid for the password, after which the link is still good.
func (d *Directory) UseLink(ctx context.Context, token, password string) (Principal, error) {
	info, err := d.Link(token)
	if err == nil && info.Purpose == FoundingLink {
		err = &Error{Code: LinkInvalid, Message: "the link is for the first administrator"}
	}
	if err != nil {
		return Principal{}, err
	}
	hash, err := d.newPassword(ctx, info.Login, password)
	if err != nil {
		return Principal{}, err
	}
	_, err = d.change(asLogin(ctx, info.Login), "login.password", "", func(e *Edit) error {
		now, err := d.link(e.tx, token)
		if err != nil {
			return err
		}
		l, err := e.login(now.Login.ID)
		if err != nil {
			return err
		}
		return e.setPassword(l, hash)
	})
	if err != nil {
		return Principal{}, err
	}
	return d.signIn(ctx, activated(info.Login), true, password)
}

// FoundingLink makes the one-time link with which somebody becomes the first administrator, good for a day; the ones made before are void.
// Needed is false, and there is no link, where somebody can give rights already.
func (d *Directory) FoundingLink(ctx context.Context) (token string, needed bool, err error) {
	_, err = d.change(ctx, "login.founding_link", "", func(e *Edit) error {
		has, err := e.hasAdministrator()
		if err != nil || has {
			return err
		}
		needed, token = true, newSecret()
		return e.putLink(token, link{Purpose: FoundingLink, ExpiresAt: e.now.Add(foundingFor)})
	})
	if err != nil {
		return "", false, err
	}
	return token, needed, nil
}

// UseFoundingLink makes the founder's login with its password, and signs it in. It returns link_invalid, also where somebody else has become
// administrator meanwhile, and what CreateFounder and UseLink return.
func (d *Directory) UseFoundingLink(ctx context.Context, token, email, password string) (Principal, error) {
	check := func(tx *store.Tx) error {
		info, err := d.link(tx, token)
		if err == nil && info.Purpose != FoundingLink {
			err = &Error{Code: LinkInvalid, Message: "the link is not for the first administrator"}
		}
		return err
	}
	if err := d.view("read a link", check); err != nil {
		return Principal{}, err
	}
	hash, err := d.newPassword(ctx, Login{Email: email}, password)
	if err != nil {
		return Principal{}, err
	}
	var founder Login
	system := WithActor(ctx, Actor{Kind: ActorSystem, Name: email, Address: actorOf(ctx).Address})
	_, err = d.change(system, "login.found", "", func(e *Edit) error {
		if err := check(e.tx); err != nil {
			return err
		}
		has, err := e.hasAdministrator()
		if err != nil {
			return err
		}
		if has {
			return &Error{Code: LinkInvalid, Message: "there is an administrator already"}
		}
		if founder, err = e.createOrRenameFounder(email); err != nil {
			return err
		}
		if err := e.dropLinks(uuid.Nil); err != nil {
			return err
		}
		return e.setPassword(founder, hash)
	})
	if err != nil {
		return Principal{}, err
	}
	return d.signIn(ctx, activated(founder), true, password)
}

// createOrRenameFounder makes the founder; one who was made and never chose a password gets the address and all rights.
func (e *Edit) createOrRenameFounder(email string) (Login, error) {
	before, err := e.founder()
	if CodeOf(err) == NotFound {
		return e.createFounder(email)
	}
	if err != nil {
		return Login{}, err
	}
	l := before
	l.Roles = []RoleAssignment{{RoleID: AdministratorRole()}}
	if l.Email, err = e.founderEmail(email, l.ID); err != nil {
		return Login{}, err
	}
	return l, e.changeLogin(&l, before)
}

// activated is a login as it is once its password is set.
func activated(l Login) Login {
	l.State = LoginActive
	return l
}

// asLogin has a command act for the person whose link it is; where it comes from stays.
func asLogin(ctx context.Context, l Login) context.Context {
	return WithActor(ctx, Actor{Kind: ActorAccount, Name: l.Email, Address: actorOf(ctx).Address, LoginID: l.ID})
}
