package directory

import (
	"github.com/google/uuid"

	"annuaire/directory/store"
)

// Login finds a login, closed or not. It returns not_found.
func (d *Directory) Login(id uuid.UUID) (Login, error) {
	return d.findLogin(func(tx *store.Tx) (Login, bool, error) {
		l, found, err := d.tables.logins.Get(tx, recordKey(id))
		if err != nil || !found {
			return Login{}, false, err
		}
		return *l, true, nil
	})
}

// LoginOf finds the login of a contact, closed or not; the founder's for uuid.Nil. It returns not_found.
func (d *Directory) LoginOf(contact uuid.UUID) (Login, error) {
	return d.findLogin(func(tx *store.Tx) (Login, bool, error) { return d.tables.loginOf(tx, contact) })
}

func (d *Directory) findLogin(find func(*store.Tx) (Login, bool, error)) (Login, error) {
	var login Login
	err := d.view("read a login", func(tx *store.Tx) error {
		l, found, err := find(tx)
		if err == nil && !found {
			err = &Error{Code: NotFound, Message: "there is no such login"}
		}
		if err != nil {
			return err
		}
		login, err = d.tables.shownLogin(tx, l)
		return err
	})
	return login, err
}

// Logins gives every login, closed ones included, in the order they were made.
func (d *Directory) Logins() ([]Login, error) {
	var list []Login
	err := d.view("read the logins", func(tx *store.Tx) error {
		for l, err := range d.tables.logins.All(tx) {
			if err != nil {
				return err
			}
			shown, err := d.tables.shownLogin(tx, *l)
			if err != nil {
				return err
			}
			list = append(list, shown)
		}
		return nil
	})
	return list, err
}

// LoginByName finds the login that is not closed of who signs in as name: an e-mail address, or the uid of a contact. It returns not_found.
func (d *Directory) LoginByName(name string) (Login, error) {
	return d.findLogin(func(tx *store.Tx) (Login, bool, error) { return d.tables.loginByName(tx, name) })
}

func (t tables) loginByName(tx *store.Tx, name string) (Login, bool, error) {
	name = trim(name)
	table, holder, held := tx.Holder(indexEmail, emailKey(name))
	if !held {
		table, holder, held = tx.Holder(indexLogin, loginKey(name))
	}
	var (
		l   Login
		err error
	)
	switch {
	case !held:
		return Login{}, false, nil
	case table == "logins":
		l, held, err = t.loginOf(tx, uuid.Nil)
	case table == "contacts":
		l, held, err = t.loginOf(tx, recordID(holder))
	default:
		return Login{}, false, nil
	}
	return l, held && l.State != LoginClosed, err
}
