package dit

import (
	"context"
	"time"

	"annuaire/ldapserver/message"
)

// Search answers a search (RFC 4511 section 4.5) as who sees the directory: it appends the entries to buf, each a message
// with this ID, and gives it to flush whenever it holds 64 KiB or more; flush returns the buffer to go on with. The
// SearchResultDone is the caller's to append, with the Result returned; entries counts what was found. The error is
// flush's.
//
// Results beside success: sizeLimitExceeded and timeLimitExceeded with what was found so far, noSuchObject with the DN of
// the lowest visible entry above the base, invalidDNSyntax, insufficientAccessRights for who sees nothing, unavailable
// when ctx is done.
func (t *DIT) Search(ctx context.Context, who Who, id int32, req *message.SearchRequest, buf []byte,
	flush func([]byte) ([]byte, error)) (out []byte, res message.Result, entries int, err error) {
	a := answer{buf: buf, id: id, types: req.TypesOnly, latin1: who.V2, flush: flush, ctx: ctx, now: t.opts.Now}
	a.bound(int(t.sizeLimit.Load()), time.Duration(t.lookThrough.Load()), req)
	res = t.search(&a, who, req)
	if a.code != message.Success {
		res.Code = a.code
	}
	if who.V2 {
		res.MatchedDN = string(appendLatin1DN(nil, res.MatchedDN))
	}
	return a.buf, res, a.entries, a.err
}

// bound takes the smaller of the client's and the server's limits; zero is none.
func (a *answer) bound(entries int, duration time.Duration, req *message.SearchRequest) {
	a.limit = entries
	if req.SizeLimit > 0 && (entries == 0 || req.SizeLimit < entries) {
		a.limit = req.SizeLimit
	}
	if asked := time.Duration(req.TimeLimit) * time.Second; asked > 0 && (duration == 0 || asked < duration) {
		duration = asked
	}
	if duration > 0 {
		a.deadline = a.now().Add(duration)
	}
}

func (t *DIT) search(a *answer, who Who, req *message.SearchRequest) message.Result {
	dn, err := ParseDN(readText(req.Base))
	if err != nil {
		return message.Result{Code: message.InvalidDNSyntax, Diagnostic: err.Error()}
	}
	if len(dn) == 0 && req.Scope == message.BaseObject {
		a.static(t.rootDSE(), req)
		return message.Result{}
	}
	if isSubschema(dn) {
		if req.Scope != message.SingleLevel {
			a.static(t.subschema, req)
		}
		return message.Result{}
	}
	s := searcher{answer: a, filter: &req.Filter}
	var ok bool
	if s.asker, ok = t.asker(who); !ok {
		return message.Result{Code: message.InsufficientAccessRights}
	}
	scope := req.Scope
	if len(dn) == 0 { // the root of all trees, below which ours is the only one
		dn = t.base.dn
		if scope == message.SingleLevel {
			scope = message.BaseObject
		}
	}
	at, matched := s.resolve(dn)
	if at == nil {
		return message.Result{Code: message.NoSuchObject, MatchedDN: matched}
	}
	if a.columns = s.everything; len(req.Attributes) > 0 {
		a.columns = choose(req.Attributes, s.fields)
	}
	s.run(at, scope)
	return message.Result{}
}
