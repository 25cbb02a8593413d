package ldapserver

import (
	"errors"
	"slices"
	"strings"

	"annuaire/ldapserver/dit"
	"annuaire/ldapserver/message"
)

// facts are what an explanation is made of. They share no memory with the connection, which goes on meanwhile, and hold no secret of a bind.
type facts struct {
	kind       kind
	unreadable bool
	result     message.ResultCode
	entries    int
	who        dit.Who
	bound      string // as whom, once it is answered; empty: nobody
	address    string // without port
	name       string // of a bind
	mechanism  string // of a bind
	search     []byte // the message of a search
	end        string // why the connection ends; empty: it does not
	handshake  bool   // in TLS
}

// facts are those of the request that was answered, whose message is still there.
func (c *connection) facts(m *message.Message, unread *message.DecodeError, bound string) *facts {
	f := &facts{
		unreadable: unread != nil, result: c.outcome.result.Code, entries: c.outcome.entries, who: c.who(), bound: bound, address: c.remote.String(),
	}
	f.kind, _ = kindOf(m.Op)
	switch op := m.Op.(type) {
	case *message.BindRequest:
		f.name, f.mechanism = strings.Clone(op.Name), strings.Clone(op.Mechanism)
	case *message.SearchRequest:
		f.search = slices.Clone(c.message)
	}
	return f
}

// errHandshake is what a connection ends with that did not get into TLS.
var errHandshake = errors.New("TLS handshake")

// factsOfEnd are those of a connection that ends.
func (c *connection) factsOfEnd(why error) *facts {
	return &facts{end: why.Error(), handshake: errors.Is(why, errHandshake), address: c.remote.String()}
}
