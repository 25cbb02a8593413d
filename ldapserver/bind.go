package ldapserver

import (
	"context"
	"errors"

	"github.com/google/uuid"

	"annuaire/directory"
	"annuaire/ldapserver/message"
)

// bind is RFC 4511 section 4.2. Until it succeeds, and for good where it fails, the session is anonymous (section
// 4.2.1); the connection lives on in any case.
func (c *connection) bind(m *message.Message, req *message.BindRequest) error {
	c.session = session{v2: req.Version == 2}
	if oid, unknown := unknownCritical(m); unknown {
		return c.reply(m, message.Result{
			Code:       message.UnavailableCriticalExtension,
			Diagnostic: "control " + oid + " is not supported",
		})
	}
	res, err := c.authenticate(req)
	if err != nil {
		c.log.Error("can not tell whether a bind is right", "error", err)
	}
	if res.Code == message.InvalidCredentials || req.Simple && res.Code == message.ConfidentialityRequired {
		c.server.counters.bindsFailed.Add(1)
		c.log.Debug("bind failed")
		c.server.hold(c.server.throttle.Failed(c.accountName(req.Name), c.remote))
	}
	if res.Code == message.Success && c.session.account != uuid.Nil {
		c.server.lastBinds.note(c.session.account, c.remote)
	}
	return c.reply(m, res)
}

// authenticate checks the forms of RFC 4513 section 5.1 and, where the secret is right, makes the session the account's.
// An error comes with the result to send.
func (c *connection) authenticate(req *message.BindRequest) (message.Result, error) {
	switch {
	case req.Version != 2 && req.Version != 3:
		return result(message.ProtocolError, "only LDAP versions 2 and 3 are spoken")
	case !req.Simple:
		return c.authenticateSASL(req)
	case req.Name == "" && req.Password == "":
		if !c.mayBeAnonymous() {
			return result(message.InappropriateAuthentication, "anonymous binds are not allowed from here")
		}
		return result(message.Success, "")
	case req.Password == "": // RFC 4513 section 5.1.2: who forgets the secret must not believe to be authenticated
		return result(message.UnwillingToPerform, "a bind with a name needs a secret")
	}
	return c.checkSecret(req)
}

// checkSecret checks whether the secret is that of an account, else whether it is a person's password.
func (c *connection) checkSecret(req *message.BindRequest) (message.Result, error) {
	name, ok := c.server.tree.AccountName(req.Name)
	if !ok {
		return c.checkPassword(req)
	}
	actor := directory.Actor{Kind: directory.ActorDevice, Name: name, Address: c.remote.String()}
	account, err := c.server.directory.Authenticate(directory.WithActor(c.server.running, actor), name, req.Password)
	if directory.CodeOf(err) == directory.InvalidCredentials {
		return c.checkPassword(req)
	}
	if err != nil {
		return bindFailure(err)
	}
	c.session.account = account.ID
	c.session.credential = credentialVersion(account)
	return result(message.Success, "")
}

// bindFailure gives an error of Authenticate its result. Which part of name and secret is wrong, nobody is told.
func bindFailure(err error) (message.Result, error) {
	var e *directory.Error
	if errors.As(err, &e) && e.Code == directory.InvalidCredentials {
		return result(message.InvalidCredentials, "")
	}
	if errors.Is(err, context.Canceled) {
		return result(message.Unavailable, "server is shutting down")
	}
	res, _ := result(message.Other, "internal error")
	return res, err
}

func result(code message.ResultCode, diagnostic string) (message.Result, error) {
	return message.Result{Code: code, Diagnostic: diagnostic}, nil
}

// accountName is what failed binds as name are counted under: different spellings of one account are one.
func (c *connection) accountName(name string) string {
	if account, ok := c.server.tree.AccountName(name); ok {
		return account
	}
	return c.server.tree.PersonName(name)
}
