package ldapserver

import (
	"net/netip"
	"slices"

	"github.com/google/uuid"

	"annuaire/directory"
	"annuaire/ldapserver/dit"
)

// session is who a connection speaks for. The zero value is an anonymous one of LDAPv3.
type session struct {
	account    uuid.UUID   // zero: anonymous, or a person
	credential uint64      // the version of the secret that was given
	person     *dit.Person // who has signed in with a password; nil: nobody has
	stamp      string      // of the password that was given
	v2         bool        // the last bind was LDAPv2's
}

// bound tells whether the session is somebody's.
func (s *session) bound() bool { return s.account != uuid.Nil || s.person != nil }

func (c *connection) who() dit.Who {
	who := c.session.who()
	who.Private = c.isPrivate()
	return who
}

func (s session) who() dit.Who { return dit.Who{Account: s.account, Person: s.person, V2: s.v2} }

// mayAsk tells whether the connection may search at all: it is bound, or in a network where nobody needs to be.
func (c *connection) mayAsk() bool {
	return c.session.bound() || c.mayBeAnonymous()
}

func (c *connection) mayBeAnonymous() bool {
	return slices.ContainsFunc(c.server.anonymous, func(p netip.Prefix) bool { return p.Contains(c.remote) })
}

// isStale tells whether the account was removed, or its secret replaced, since the connection was bound; or the person's login closed, or her
// password changed.
func (c *connection) isStale() bool {
	if c.session.person != nil {
		return !c.resume()
	}
	if c.session.account == uuid.Nil {
		return false
	}
	account, ok := c.server.directory.Snapshot().Account(c.session.account)
	return !ok || credentialVersion(account) != c.session.credential
}

// credentialVersion changes whenever an account's secret does.
func credentialVersion(a directory.Account) uint64 { return a.SecretVersion }
