package directory

import (
	"context"

	"github.com/google/uuid"
)

// openLogin gives the login of a contact; a new one, or the closed one open again, without roles and waiting for a password, where the
// contact has none.
func (e *Edit) openLogin(c Contact) (Login, error) {
	if c.Kind != InternalContact || c.Email == "" {
		var f faults
		f.add("email", EmailRequiredForAccess, "", "%s has access only as an internal contact with an e-mail address", c.DisplayName())
		return Login{}, f.err("no access without e-mail address")
	}
	if err := e.checkLoginEmail(c.Email); err != nil {
		return Login{}, err
	}
	before, found, err := e.d.tables.loginOf(e.tx, c.ID)
	if err != nil || found && before.State != LoginClosed {
		return before, err
	}
	l := before
	l.State, l.Roles = LoginInvited, nil
	if found {
		if err := removeRecord(e, e.d.tables.credentials, recordKey(l.ID)); err != nil {
			return Login{}, err
		}
		return l, e.changeLogin(&l, before)
	}
	if l.ID, err = newID(); err != nil {
		return Login{}, err
	}
	l.ContactID, l.CreatedAt, l.UpdatedAt, l.Version = c.ID, e.now, e.now, 1
	return l, putRecord(e, e.d.tables.logins, recordKey(l.ID), l)
}

// CreateFounder makes the login of an administrator who is no contact, without password yet: IssueLink lets one choose it. It
// returns invalid and required for the address, email_is_admin where it is an internal contact's, privilege_escalation and founder_exists.
func (d *Directory) CreateFounder(ctx context.Context, email string) (Login, error) {
	return d.changeAccess(ctx, "login.found", func(e *Edit) (Login, error) { return e.createFounder(email) })
}

func (e *Edit) createFounder(email string) (Login, error) {
	before, found, err := e.d.tables.loginOf(e.tx, uuid.Nil)
	if err != nil {
		return Login{}, err
	}
	if found && before.State != LoginClosed {
		return Login{}, &Error{Code: FounderExists, Message: "there is an administrator without a contact already: " + before.Email}
	}
	l := before
	if !found {
		if l.ID, err = newID(); err != nil {
			return Login{}, err
		}
		l.CreatedAt = e.now
	}
	l.State, l.Roles = LoginInvited, []RoleAssignment{{RoleID: AdministratorRole()}}
	if l.Email, err = e.founderEmail(email, l.ID); err != nil {
		return Login{}, err
	}
	if err := e.mayAssign(l.Roles); err != nil {
		return Login{}, err
	}
	if err := removeRecord(e, e.d.tables.credentials, recordKey(l.ID)); err != nil {
		return Login{}, err
	}
	return l, e.changeLogin(&l, before)
}

// SetFounderEmail changes the address that the founder signs in with. Version is the one the caller has seen, 0 for any. It returns
// not_found, stale_record, and what CreateFounder returns.
func (d *Directory) SetFounderEmail(ctx context.Context, version uint64, email string) (Login, error) {
	return d.changeAccess(ctx, "login.email", func(e *Edit) (Login, error) {
		before, err := e.founder()
		if err != nil {
			return Login{}, err
		}
		if version != 0 && version != before.Version {
			return Login{}, stale("the login", version, before.Version, before)
		}
		l := before
		if l.Email, err = e.founderEmail(email, l.ID); err != nil {
			return Login{}, err
		}
		if err := e.mayAssign(l.Roles); err != nil {
			return Login{}, err
		}
		return l, e.changeLogin(&l, before)
	})
}

func (e *Edit) founder() (Login, error) {
	l, found, err := e.d.tables.loginOf(e.tx, uuid.Nil)
	if err == nil && (!found || l.State == LoginClosed) {
		err = &Error{Code: NotFound, Message: "there is no administrator without a contact"}
	}
	return l, err
}

// founderEmail makes the founder's address of email, which no internal contact may have.
func (e *Edit) founderEmail(email string, own uuid.UUID) (string, error) {
	var f faults
	email = f.email("email", email)
	f.required("email", email)
	table, holder, held := e.tx.Holder(indexEmail, emailKey(email))
	if held && holder != recordKey(own) {
		who, err := e.describe(table, holder)
		if err != nil {
			return "", err
		}
		f.add("email", EmailIsAdmin, email, "is already used by %s, and the administrator's must differ", who)
	}
	if err := f.err("the administrator's e-mail address"); err != nil {
		return "", err
	}
	return email, e.checkLoginEmail(email)
}

// checkLoginEmail refuses an address to sign in with that is an LDAP account's name: who binds with it must be one only.
func (e *Edit) checkLoginEmail(email string) error {
	table, holder, held := e.tx.Holder(indexLogin, loginKey(email))
	if !held || table != "accounts" {
		return nil
	}
	who, err := e.describe(table, holder)
	if err != nil {
		return err
	}
	var f faults
	f.add("email", EmailTaken, email, "is already the name of %s", who)
	return f.err("the address can not be signed in with")
}
