package ldapserver

import (
	"errors"
	"io"
	"slices"
	"strconv"
	"strings"
	"time"

	"annuaire/ldapserver/message"
)

// outcome is what was answered to a request.
type outcome struct {
	result   message.Result
	answered bool
	entries  int
}

// show tells the watchers of a request that was answered: what Decode made of it, or why it could make nothing of it.
// before is who asked.
func (c *connection) show(all []*watcher, before session, m *message.Message, unread *message.DecodeError, took time.Duration) {
	names := []string{c.server.identity(before), c.server.identity(c.session)}
	if bind, ok := m.Op.(*message.BindRequest); ok {
		names = append(names, c.accountName(bind.Name))
	}
	var (
		shown Watched
		about *facts
	)
	for _, w := range all {
		if !w.wants(c, names) {
			continue
		}
		if shown.Request == "" { // the first that wants it has it made
			shown = Watched{
				At: time.Now().Add(-took), Remote: c.raw.RemoteAddr().String(), Account: names[0], Request: describe(m, unread),
				Answer: c.outcome.String(), Entries: c.outcome.entries, Took: took,
			}
		}
		one := observed{Watched: shown}
		if w.Raw {
			one.Raw, one.Cut = withoutSecrets(c.message, m, unread)
		}
		if w.Explain {
			if about == nil {
				about = c.facts(m, unread, names[1])
			}
			one.facts = about
		}
		w.offer(one)
	}
}

// showEnd tells the watchers why a connection ends, where its client did not simply go.
func (c *connection) showEnd(why error) {
	all := c.server.watchers.Load()
	if all == nil || errors.Is(why, errUnbind) || errors.Is(why, io.EOF) || errors.Is(why, errStopping) {
		return
	}
	names := []string{c.server.identity(c.session)}
	for _, w := range *all {
		if w.wants(c, names) {
			one := observed{Watched: Watched{
				At: time.Now(), Remote: c.raw.RemoteAddr().String(), Account: names[0],
				Request: "the connection ends", Answer: strconv.Quote(why.Error()),
			}}
			if w.Explain {
				one.facts = c.factsOfEnd(why)
			}
			w.offer(one)
		}
	}
}

// wants tells whether something about a connection, and about who goes by one of names, is to be shown.
func (w *watcher) wants(c *connection, names []string) bool {
	if w.Address.IsValid() && w.Address.Unmap() != c.remote {
		return false
	}
	return w.Account == "" || slices.ContainsFunc(names, func(name string) bool { return strings.EqualFold(name, w.Account) })
}

// offer never waits.
func (w *watcher) offer(r observed) {
	select {
	case w.requests <- r:
	default:
		w.missed.Add(1)
	}
}

// identity is the name that a session is bound as, empty for nobody.
func (s *Server) identity(of session) string {
	id := s.tree.AuthzID(of.who())
	return s.nameOf(strings.TrimPrefix(id, "dn:"))
}

// nameOf is what the name of a bind means; where that is nothing, it is itself.
func (s *Server) nameOf(bindName string) string {
	if name, ok := s.tree.AccountName(bindName); ok {
		return name
	}
	return bindName
}

// String is the result in one line.
func (o outcome) String() string {
	if !o.answered {
		return "no answer"
	}
	text := o.result.Code.String()
	if o.result.MatchedDN != "" {
		text += " matched=" + quoted(o.result.MatchedDN)
	}
	if o.result.Diagnostic != "" {
		text += " " + quoted(o.result.Diagnostic)
	}
	return text
}
