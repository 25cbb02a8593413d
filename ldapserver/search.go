package ldapserver

import (
	"context"
	"log/slog"
	"strings"

	"annuaire/ldapserver/dit"
	"annuaire/ldapserver/message"
)

// search is RFC 4511 section 4.5.
func (c *connection) search(m *message.Message, req *message.SearchRequest) error {
	if !c.mayAsk() && !isPublic(req) {
		return c.reply(m, bindFirst())
	}
	if !c.session.v2 { // which has no controls
		controls, err := message.DecodeSearchControls(m.Controls)
		if err != nil {
			return c.reply(m, message.Result{Code: message.ProtocolError, Diagnostic: err.Error()})
		}
		req.Controls = controls
	}
	out, res, entries, err := c.server.tree.Search(c.server.running, c.who(), m.ID, req, c.out, c.more)
	c.out, c.outcome.entries = out, entries
	if err != nil {
		return err
	}
	if c.log.Enabled(context.Background(), slog.LevelDebug) {
		c.log.Debug("search", "base", req.Base, "scope", req.Scope, "filter", req.Filter.String(),
			"entries", entries, "result", res.Code.String())
	}
	if req.Controls != nil {
		return c.reply(m, res, req.Controls.Answers...)
	}
	return c.reply(m, res)
}

// flushEntries sends what a search has found so far and returns the buffer for the rest.
func (c *connection) flushEntries(b []byte) ([]byte, error) {
	c.out = b
	err := c.flush()
	return c.out, err
}

// compare is RFC 4511 section 4.10.
func (c *connection) compare(m *message.Message, req *message.CompareRequest) error {
	if !c.mayAsk() {
		return c.reply(m, bindFirst())
	}
	return c.reply(m, c.server.tree.Compare(c.server.running, c.who(), req))
}

// bindFirst answers those who are nobody where nobody may ask; whatever they ask for, so that nothing can be told from
// it.
func bindFirst() message.Result {
	return message.Result{Code: message.InsufficientAccessRights, Diagnostic: "bind first: anonymous access is not allowed from here"}
}

// isPublic tells the root DSE and the subschema from what one must be somebody to see: clients read them to learn how
// to bind (RFC 4513 section 5.2.1.5).
func isPublic(req *message.SearchRequest) bool {
	dn, err := dit.ParseDN(req.Base)
	if err != nil || len(dn) > 1 {
		return false
	}
	if len(dn) == 0 {
		return req.Scope == message.BaseObject
	}
	name, ok := dn[0].Value("cn")
	return ok && strings.EqualFold(name, "subschema")
}
