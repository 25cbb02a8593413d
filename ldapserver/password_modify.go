package ldapserver

import (
	"context"
	"errors"
	"strings"

	"github.com/google/uuid"

	"annuaire/directory"
	"annuaire/ldapserver/dit"
	"annuaire/ldapserver/message"
)

// passwordModify is RFC 3062: a person's own password, or another's with the right to; an account gets another secret for itself. Without TLS it is
// refused as a bind with a person's password is.
func (c *connection) passwordModify(m *message.Message, req *message.ExtendedRequest) error {
	var made []byte // the response's value, nil for none
	p, err := message.DecodePasswordModify(req)
	res := message.Result{}
	switch {
	case err != nil:
		res = message.Result{Code: message.ProtocolError, Diagnostic: err.Error()}
	case !c.isPrivate() && !c.server.passwordsInClear:
		res = message.Result{Code: message.ConfidentialityRequired, Diagnostic: "passwords are changed over TLS"}
	case c.session.person != nil:
		made, res, err = c.changePassword(p)
	case c.session.account != uuid.Nil:
		made, res, err = c.changeSecret(p)
	default:
		res = message.Result{Code: message.InsufficientAccessRights, Diagnostic: "bind first: nobody has no password"}
	}
	if res.Code == message.Other {
		c.log.Error("can not change a password", "error", err)
	}
	c.answered(res)
	c.out = message.AppendExtendedResponse(c.out, m.ID, res, "", made)
	return c.flush()
}

// changePassword changes the password of a person for one who is bound with hers. Her connection goes on after her own is changed; others that were
// opened with it end.
func (c *connection) changePassword(p message.PasswordModify) ([]byte, message.Result, error) {
	person := c.session.person
	actor := directory.Actor{Kind: directory.ActorAccount, Name: person.Email, Address: c.remote.String(), LoginID: person.Login}
	ctx := directory.WithActor(c.server.running, actor)
	login, err := c.loginToChange(ctx, person, p.Identity)
	if err != nil {
		return nil, passwordFailure(err), err
	}
	password, made := newPassword(p)
	changed, err := c.server.directory.SetPassword(ctx, login.ID, p.Old, password)
	if directory.CodeOf(err) == directory.InvalidCredentials {
		c.server.hold(c.server.throttle.Failed(login.Email, c.remote))
	}
	if err != nil {
		return nil, passwordFailure(err), err
	}
	if login.ID == person.Login {
		c.session.person, c.session.stamp = dit.PersonOf(changed), changed.Stamp
	}
	return made, message.Result{}, nil
}

// loginToChange finds the login that identity names, in any of the forms of a bind's name; her own where there is none. Who may not give access to
// everybody is told the same of who does not exist as of who is out of her reach.
func (c *connection) loginToChange(ctx context.Context, person *dit.Person, identity *string) (directory.Login, error) {
	if identity == nil || strings.TrimSpace(*identity) == "" {
		return c.server.directory.Login(person.Login)
	}
	login, err := c.server.directory.LoginByName(c.server.tree.PersonName(withoutForm(*identity)))
	if directory.CodeOf(err) != directory.NotFound {
		return login, err
	}
	rights, wrong := c.server.directory.ActorRights(ctx)
	if wrong != nil {
		return directory.Login{}, wrong
	}
	if !rights.May(directory.SectionAccess, directory.Write, uuid.Nil) {
		err = &directory.Error{Code: directory.Forbidden, Message: "another's password is set with the right: access write"}
	}
	return directory.Login{}, err
}

// changeSecret gives an account another secret, which is always made and never chosen, at the wish of who is bound as that account.
func (c *connection) changeSecret(p message.PasswordModify) ([]byte, message.Result, error) {
	account, ok := c.server.directory.Snapshot().Account(c.session.account)
	if p.Identity != nil && ok {
		name, named := c.server.tree.AccountName(withoutForm(*p.Identity))
		ok = named && strings.EqualFold(name, account.Name)
	}
	switch {
	case !ok:
		return nil, message.Result{Code: message.InsufficientAccessRights, Diagnostic: "an account changes no secret but its own"}, nil
	case p.New != nil:
		return nil, message.Result{Code: message.UnwillingToPerform, Diagnostic: "secrets of accounts are made here: leave newPasswd out"}, nil
	}
	actor := directory.Actor{Kind: directory.ActorDevice, Name: account.Name, Address: c.remote.String()}
	ctx := directory.WithActor(c.server.running, actor)
	if p.Old != nil {
		if _, err := c.server.directory.Authenticate(ctx, account.Name, *p.Old); err != nil {
			if directory.CodeOf(err) == directory.InvalidCredentials {
				c.server.hold(c.server.throttle.Failed(account.Name, c.remote))
			}
			return nil, passwordFailure(err), err
		}
	}
	secret, err := c.server.directory.RotateAccount(ctx, account.Name)
	if err != nil {
		return nil, passwordFailure(err), err
	}
	c.session.credential++ // this rotation's: where there was another one meanwhile, the connection ends
	return message.AppendGenPassword(nil, secret), message.Result{}, nil
}

// newPassword is the password asked for, or one that is made here, and then the response's value too.
func newPassword(p message.PasswordModify) (password string, made []byte) {
	if p.New != nil {
		return *p.New, nil
	}
	password = directory.NewPassword()
	return password, message.AppendGenPassword(nil, password)
}

// withoutForm is an identity without the prefix of RFC 4513 section 5.2.1.8, which RFC 3062 leaves open.
func withoutForm(identity string) string {
	for _, prefix := range []string{"u:", "dn:"} {
		if rest, is := strings.CutPrefix(identity, prefix); is {
			return rest
		}
	}
	return identity
}

// passwordFailure gives an error of the directory its result. The words of rules never repeat a password.
func passwordFailure(err error) message.Result {
	var e *directory.Error
	if !errors.As(err, &e) {
		return message.Result{Code: message.Other, Diagnostic: "internal error"}
	}
	switch e.Code {
	case directory.WeakPassword, directory.Required, directory.Invalid:
		return message.Result{Code: message.ConstraintViolation, Diagnostic: e.Error()}
	case directory.InvalidCredentials:
		return message.Result{Code: message.InvalidCredentials, Diagnostic: "the old password is wrong"}
	case directory.Forbidden, directory.PrivilegeEscalation:
		return message.Result{Code: message.InsufficientAccessRights, Diagnostic: e.Message}
	case directory.NotFound:
		return message.Result{Code: message.NoSuchObject, Diagnostic: "there is nobody of that name who can sign in"}
	case directory.Unavailable:
		return message.Result{Code: message.Unavailable, Diagnostic: "server is shutting down"}
	}
	return message.Result{Code: message.Other, Diagnostic: "internal error"}
}
