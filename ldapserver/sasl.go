package ldapserver

import (
	"bytes"
	"strings"

	"annuaire/ldapserver/message"
)

// mechanismPlain is RFC 4616's. DIGEST-MD5 is obsolete (RFC 6331), and others are for what phones do not have.
const mechanismPlain = "PLAIN"

// Mechanisms are the names of the SASL mechanisms that a server offers over TLS, for the root DSE to publish; without TLS
// there are none.
func Mechanisms(startTLS bool) []string {
	if startTLS {
		return []string{mechanismPlain}
	}
	return nil
}

// authenticateSASL is RFC 4513 section 5.2. It keeps nothing between two binds: who sends PLAIN without its message is
// asked for it, and sends both then.
func (c *connection) authenticateSASL(req *message.BindRequest) (message.Result, error) {
	switch {
	case req.Version != 3 || !strings.EqualFold(req.Mechanism, mechanismPlain):
		return result(message.AuthMethodNotSupported, "only simple binds, and PLAIN over TLS, are supported")
	case !c.isPrivate():
		return result(message.ConfidentialityRequired, "PLAIN needs TLS")
	case req.Credentials == nil:
		return result(message.SaslBindInProgress, "")
	}
	identity, name, password, ok := plainMessage(req.Credentials)
	req.Name, req.Password = name, password // what is counted if it is wrong
	if !ok {
		return result(message.InvalidCredentials, "PLAIN wants an identity or nothing, a name and a password, with octets of zero between them")
	}
	res, err := c.checkSecret(req)
	if err == nil && res.Code == message.Success && !c.isOwnIdentity(identity, name) {
		c.session = session{}
		return result(message.InsufficientAccessRights, "nobody may act as somebody else")
	}
	return res, err
}

// plainMessage takes a message of RFC 4616 section 2 apart; ok is false for what is none.
func plainMessage(b []byte) (identity, name, password string, ok bool) {
	parts := bytes.Split(b, []byte{0})
	if len(parts) != 3 || len(parts[1]) == 0 || len(parts[2]) == 0 {
		return "", "", "", false
	}
	return string(parts[0]), string(parts[1]), string(parts[2]), true
}

// isOwnIdentity tells whether an authorization identity (RFC 4513 section 5.2.1.8) is that of whose name was given; empty
// is.
func (c *connection) isOwnIdentity(identity, name string) bool {
	if identity == "" {
		return true
	}
	for _, prefix := range []string{"u:", "dn:"} {
		if rest, is := strings.CutPrefix(identity, prefix); is {
			return strings.EqualFold(c.accountName(rest), c.accountName(name))
		}
	}
	return false
}
