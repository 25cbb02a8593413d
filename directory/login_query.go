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
	l, found, err := t.loginByEmail(tx, name)
	if found || err != nil {
		return l, found, err
	}
	table, holder, held := tx.Holder(indexLogin, loginKey(name))
	if !held || table != "contacts" {
		return Login{}, false, nil
	}
	l, found, err = t.loginOf(tx, recordID(holder))
	return l, found && l.State != LoginClosed, err
}

// loginByEmail finds the login that is not closed of who signs in with an address: the founder, or an internal contact.
func (t tables) loginByEmail(tx *store.Tx, email string) (l Login, found bool, err error) {
	table, holder, held := tx.Holder(indexEmail, emailKey(trim(email)))
	if !held {
		return Login{}, false, nil
	}
	contact := recordID(holder)
	if table == "logins" {
		contact = uuid.Nil
	}
	l, found, err = t.loginOf(tx, contact)
	return l, found && l.State != LoginClosed, err
}
