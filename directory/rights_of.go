package directory

import (
	"context"

	"github.com/google/uuid"

	"annuaire/directory/store"
)

// SystemRights are those of the program itself and of who may write its files: everything.
func (d *Directory) SystemRights() Rights {
	return Rights{all: true, known: true, tree: d.Snapshot().Tree}
}

// ActorRights gives what the context's actor may do: its login's rights, bounded by its API token's. Without either, the
// program itself and an import at its shell may do everything, anybody else nothing.
func (d *Directory) ActorRights(ctx context.Context) (Rights, error) {
	var r Rights
	err := d.view("read rights", func(tx *store.Tx) (err error) {
		r, err = d.rightsOf(tx, actorOf(ctx))
		return err
	})
	return r, err
}

// Rights gives what a login may do; nothing, where it is invited, closed or unknown.
func (d *Directory) Rights(login uuid.UUID) (Rights, error) {
	var r Rights
	err := d.view("read rights", func(tx *store.Tx) (err error) {
		r, err = d.rightsOf(tx, Actor{Kind: ActorAccount, LoginID: login})
		return err
	})
	return r, err
}

func (d *Directory) rightsOf(tx *store.Tx, a Actor) (Rights, error) {
	var r Rights
	if s := d.Snapshot(); s != nil { // none while the file is being opened: then only the program itself asks
		r.tree = s.Tree
	}
	if a.LoginID == uuid.Nil && a.TokenID == uuid.Nil {
		r.all = a.Kind == ActorSystem || a.Kind == ActorImport
		r.known = r.all
		return r, nil
	}
	if a.TokenID != uuid.Nil {
		t, found, err := d.tables.tokens.Get(tx, recordKey(a.TokenID))
		if err != nil || !found || t.LoginID != a.LoginID || !t.ExpiresAt.After(d.now()) {
			return Rights{}, err
		}
		if r.bounds, err = d.tables.grants(tx, t.Roles); err != nil {
			return Rights{}, err
		}
		r.bounded = true
	}
	if a.LoginID == uuid.Nil { // a program's token, which the system has made: its roles are its own
		r.grants, r.known = r.bounds, true
		return r, nil
	}
	l, found, err := d.tables.logins.Get(tx, recordKey(a.LoginID))
	if err != nil || !found || l.State != LoginActive {
		return Rights{}, err
	}
	r.known = true
	r.grants, err = d.tables.grants(tx, l.Roles)
	return r, err
}

// grants is what roles add up to.
func (t tables) grants(tx *store.Tx, roles []RoleAssignment) ([]Grant, error) {
	var list []Grant
	for _, a := range roles {
		r, _, err := t.role(tx, a.RoleID)
		if err != nil {
			return nil, err
		}
		for _, p := range r.Permissions {
			list = append(list, Grant{p, a.FolderID})
		}
	}
	return list, nil
}
