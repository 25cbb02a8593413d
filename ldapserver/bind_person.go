package ldapserver

import (
	"annuaire/directory"
	"annuaire/ldapserver/dit"
	"annuaire/ldapserver/message"
)

// checkPassword checks whether the secret is the password of a person, who binds with her e-mail address, her uid or her entry's DN. Without TLS no
// password is checked unless Options.PasswordsInClear says so. What is answered then depends on the form of the name alone, so that nobody learns
// from it who there is.
func (c *connection) checkPassword(req *message.BindRequest) (message.Result, error) {
	if !c.isPrivate() && !c.server.passwordsInClear {
		if dit.NamesPerson(req.Name) {
			return result(message.ConfidentialityRequired, "a person's password needs TLS; an account's secret was wrong")
		}
		return result(message.InvalidCredentials, "")
	}
	p, err := c.server.directory.SignIn(c.server.running, c.server.tree.PersonName(req.Name), req.Password)
	if err != nil {
		return bindFailure(err)
	}
	c.session.person, c.session.stamp = dit.PersonOf(p), p.Stamp
	return result(message.Success, "")
}

// resume brings what the session's person may read up to date; false where she may not go on, her login being closed or her password another one.
func (c *connection) resume() bool {
	p, err := c.server.directory.Resume(c.session.person.Login, c.session.stamp)
	if err != nil {
		if directory.CodeOf(err) != directory.SessionEnded {
			c.log.Error("can not tell whether a person may go on", "error", err)
		}
		return false
	}
	c.session.person = dit.PersonOf(p)
	return true
}

// isPrivate tells whether TLS is over the connection.
func (c *connection) isPrivate() bool { return c.stream != c.raw }
