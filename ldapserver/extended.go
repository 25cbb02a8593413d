package ldapserver

import (
	"annuaire/ldapserver/message"
)

// Extensions are the object identifiers of the extended operations that a server offers, for the root DSE to publish. Passwords are changed over
// TLS, and in the clear where that is allowed (Options.PasswordsInClear).
func Extensions(tls, passwordsInClear bool) []string {
	offered := []string{message.OIDWhoAmI}
	if tls {
		offered = append(offered, message.OIDStartTLS)
	}
	if tls || passwordsInClear {
		offered = append(offered, message.OIDPasswordModify)
	}
	return offered
}

// extended carries out the extended operations (RFC 4511 section 4.12) and answers any other with protocolError and no
// response name.
func (c *connection) extended(m *message.Message, req *message.ExtendedRequest) error {
	switch req.Name {
	case message.OIDStartTLS:
		return c.startTLS(m, req)
	case message.OIDPasswordModify:
		return c.passwordModify(m, req)
	case message.OIDWhoAmI:
		return c.whoAmI(m, req)
	}
	return c.reply(m, message.Result{Code: message.ProtocolError, Diagnostic: "extended operation is not supported"})
}

// whoAmI is RFC 4532: the answer is an authorization identity, empty for anonymous.
func (c *connection) whoAmI(m *message.Message, req *message.ExtendedRequest) error {
	if req.HasValue {
		return c.reply(m, message.Result{Code: message.ProtocolError, Diagnostic: "Who am I takes no value"})
	}
	id := []byte(c.server.tree.AuthzID(c.who()))
	c.answered(message.Result{})
	c.out = message.AppendExtendedResponse(c.out, m.ID, message.Result{}, "", id)
	return c.flush()
}
