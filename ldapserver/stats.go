package ldapserver

import (
	"sync/atomic"

	"annuaire/ldapserver/message"
)

// Stats is what the server has counted since it was made.
type Stats struct {
	Open        int               // connections open now
	Accepted    uint64            // connections accepted, refused ones included
	Refused     uint64            // connections over the limits
	Panics      uint64            // connections that ended in a panic
	BindsFailed uint64            // binds with a wrong name or secret
	Malformed   uint64            // messages that could not be read
	Requests    map[string]uint64 // requests by kind: "bind", "search", …
	Results     map[string]uint64 // answers by the name of their result code: "success", "noSuchObject", …
}

// kind is a kind of request, for counting and logging.
type kind uint8

const (
	kindBind kind = iota
	kindUnbind
	kindSearch
	kindCompare
	kindAbandon
	kindExtended
	kindModify
	kindAdd
	kindDelete
	kindModifyDN
	kinds
)

func (k kind) String() string {
	return [kinds]string{
		"bind", "unbind", "search", "compare", "abandon", "extended", "modify", "add", "delete", "modify_dn",
	}[k]
}

// kindOf tells requests apart; ok is false for what is no request.
func kindOf(op any) (k kind, ok bool) {
	switch op.(type) {
	case *message.BindRequest:
		return kindBind, true
	case *message.UnbindRequest:
		return kindUnbind, true
	case *message.SearchRequest:
		return kindSearch, true
	case *message.CompareRequest:
		return kindCompare, true
	case *message.AbandonRequest:
		return kindAbandon, true
	case *message.ExtendedRequest:
		return kindExtended, true
	case *message.ModifyRequest:
		return kindModify, true
	case *message.AddRequest:
		return kindAdd, true
	case *message.DeleteRequest:
		return kindDelete, true
	case *message.ModifyDNRequest:
		return kindModifyDN, true
	}
	return 0, false
}

// counters are the live numbers behind Stats.
type counters struct {
	accepted, refused, panics, bindsFailed, malformed atomic.Uint64

	requests [kinds]atomic.Uint64
	results  [1 << 8]atomic.Uint64 // by result code
}

// answered notes the result of the answer that is about to be sent.
func (c *connection) answered(res message.Result) {
	c.server.counters.results[res.Code].Add(1)
	c.outcome.result, c.outcome.answered = res, true
}

// Stats returns a snapshot of the counters; each is exact, together they may be an instant apart.
func (s *Server) Stats() Stats {
	s.mu.Lock()
	open := len(s.connections)
	s.mu.Unlock()
	requests := make(map[string]uint64, kinds)
	for k := range kinds {
		requests[k.String()] = s.counters.requests[k].Load()
	}
	results := map[string]uint64{}
	for code := range s.counters.results {
		if n := s.counters.results[code].Load(); n > 0 {
			results[message.ResultCode(code).String()] = n
		}
	}
	return Stats{
		Open:        open,
		Accepted:    s.counters.accepted.Load(),
		Refused:     s.counters.refused.Load(),
		Panics:      s.counters.panics.Load(),
		BindsFailed: s.counters.bindsFailed.Load(),
		Malformed:   s.counters.malformed.Load(),
		Requests:    requests,
		Results:     results,
	}
}
