package ldapserver

import (
	"context"
	"log/slog"
	"time"

	"annuaire/ldapserver/message"
)

// answer carries out a request and sends its answer. An error ends the connection.
func (c *connection) answer(m *message.Message) error {
	k, ok := kindOf(m.Op)
	if !ok {
		return &disconnection{message.ProtocolError, "not a request"}
	}
	c.server.counters.requests[k].Add(1)
	if c.server.testRequest != nil {
		c.server.testRequest(k)
	}
	logged, watchers := c.log.Enabled(context.Background(), slog.LevelDebug), c.server.watchers.Load()
	if !logged && watchers == nil {
		return c.carryOut(k, m)
	}
	c.outcome = outcome{}
	before, began := c.session, time.Now()
	err := c.carryOut(k, m)
	took := time.Since(began)
	if logged {
		c.log.Debug("request", "kind", k.String(), "id", m.ID, "took", took, "error", err)
	}
	if watchers != nil {
		c.show(*watchers, before, m, nil, took)
	}
	return err
}

func (c *connection) carryOut(k kind, m *message.Message) error {
	switch op := m.Op.(type) {
	case *message.UnbindRequest: // whatever its controls are (RFC 4511 section 4.1.11)
		return errUnbind
	case *message.AbandonRequest: // requests run in order: what it names is answered already, or was never sent
		return nil
	case *message.BindRequest:
		return c.bind(m, op)
	}
	if c.isStale() {
		return c.endStale(m)
	}
	if oid, unknown := unknownCritical(m); unknown {
		return c.reply(m, message.Result{
			Code:       message.UnavailableCriticalExtension,
			Diagnostic: "control " + oid + " is not supported",
		})
	}
	switch op := m.Op.(type) {
	case *message.SearchRequest:
		return c.search(m, op)
	case *message.CompareRequest:
		return c.compare(m, op)
	case *message.ExtendedRequest:
		return c.extended(m, op)
	}
	return c.reply(m, message.Result{
		Code:       message.UnwillingToPerform,
		Diagnostic: "the directory is not changed over LDAP",
	})
}

// reply sends res with the response type of m.
func (c *connection) reply(m *message.Message, res message.Result, controls ...message.Control) error {
	tag, ok := message.ResponseTag(m.Tag)
	if !ok {
		return nil
	}
	c.answered(res)
	c.out = message.AppendResult(c.out, m.ID, tag, res, controls...)
	return c.flush()
}

// unknownCritical is the first control that has to be obeyed and can not be. ManageDsaIT asks for what is always
// so: there are no referrals here (RFC 3296).
func unknownCritical(m *message.Message) (oid string, unknown bool) {
	for i := range m.Controls {
		if c := &m.Controls[i]; c.Critical && !isKnown(c.OID, m.Tag) {
			return c.OID, true
		}
	}
	return "", false
}

// isKnown tells whether a control means something to an operation: those that change a list only mean something to a
// search (RFC 4511 section 4.1.11).
func isKnown(oid string, operation message.Tag) bool {
	switch oid {
	case message.OIDManageDsaIT:
		return true
	case message.OIDPagedResults, message.OIDSortRequest, message.OIDViewRequest:
		return operation == message.TagSearchRequest
	}
	return false
}

// replyUnread answers a request of which no more than the envelope could be read, and lets the connection live; or
// ends it, where there is nothing to answer (RFC 4511 section 4.1.1).
func (c *connection) replyUnread(d *message.DecodeError) error {
	c.server.counters.malformed.Add(1)
	tag, ok := d.Answer()
	if watchers := c.server.watchers.Load(); watchers != nil {
		c.outcome = outcome{result: message.Result{Code: d.Code, Diagnostic: d.Err.Error()}, answered: ok}
		c.show(*watchers, c.session, new(message.Message), d, 0)
	}
	if !ok {
		return &disconnection{message.ProtocolError, d.Err.Error()}
	}
	if d.Tag == message.TagBindRequest {
		c.session = session{}
	}
	res := message.Result{Code: d.Code, Diagnostic: d.Err.Error()}
	c.answered(res)
	c.out = message.AppendResult(c.out, d.ID, tag, res)
	return c.flush()
}

// endStale ends a connection whose account is no more what it was bound as. The request gets an answer, so that its
// sender is not left with a broken connection for an error; the disconnection makes it bind again where it would go on
// being refused.
func (c *connection) endStale(m *message.Message) error {
	const why = "the account was removed or has a new secret: bind again"
	c.session = session{v2: c.session.v2}
	if err := c.reply(m, message.Result{Code: message.InsufficientAccessRights, Diagnostic: why}); err != nil {
		return err
	}
	return &disconnection{message.StrongerAuthRequired, why}
}
