package dit

import (
	"context"
	"time"

	"annuaire/directory"
	"annuaire/ldapserver/message"
)

// Search answers a search (RFC 4511 section 4.5) as who sees the directory: it appends the entries to buf, each a message
// with this ID, and gives it to flush whenever it holds 64 KiB or more; flush returns the buffer to go on with. The
// SearchResultDone is the caller's to append, with the Result returned; entries counts what was found. The error is
// flush's.
//
// Results beside success: sizeLimitExceeded and timeLimitExceeded with what was found so far, noSuchObject with the DN of
// the lowest visible entry above the base, invalidDNSyntax, insufficientAccessRights for who sees nothing, unavailable
// when ctx is done. What the account's options say of truncation and of the base, may be in place of the first and the
// third.
func (t *DIT) Search(ctx context.Context, who Who, id int32, req *message.SearchRequest, buf []byte,
	flush func([]byte) ([]byte, error)) (out []byte, res message.Result, entries int, err error) {
	a := answer{buf: buf, id: id, types: req.TypesOnly, latin1: who.V2, flush: flush, ctx: ctx, now: t.opts.Now}
	a.bound(int(t.sizeLimit.Load()), time.Duration(t.lookThrough.Load()), req)
	res = t.search(&a, who, req)
	if a.code != message.Success && !(a.quiet && a.code == message.SizeLimitExceeded) {
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
	dn, wrong := ParseDN(readText(req.Base))
	switch {
	case wrong != nil:
	case len(dn) == 0 && req.Scope == message.BaseObject:
		a.static(t.rootDSE(who), req)
		answerOne(req.Controls, a.entries)
		return message.Result{}
	case isSubschema(dn):
		if req.Scope != message.SingleLevel {
			a.static(t.subschema, req)
		}
		answerOne(req.Controls, a.entries)
		return message.Result{}
	}
	s := searcher{answer: a, filter: &req.Filter}
	known := false
	s.asker, known = t.asker(who)
	switch {
	case wrong != nil && (!known || !s.anyBase(req.Scope)):
		return message.Result{Code: message.InvalidDNSyntax, Diagnostic: wrong.Error()}
	case !known:
		return message.Result{Code: message.InsufficientAccessRights}
	}
	a.quiet = s.options.Truncation == directory.TruncationSuccess
	scope := req.Scope
	if wrong == nil && len(dn) == 0 { // the root of all trees, below which ours is the only one
		dn = t.base.dn
		if scope == message.SingleLevel {
			scope = message.BaseObject
		}
	}
	at, matched := s.resolve(dn)
	if at == nil {
		if !s.anyBase(scope) {
			return message.Result{Code: message.NoSuchObject, MatchedDN: matched}
		}
		at = s.base
	}
	if a.columns = s.everything; len(req.Attributes) > 0 {
		a.columns = choose(req.Attributes, s.fields)
	}
	if req.Controls != nil {
		return s.controlled(at, scope, req)
	}
	s.run(at, scope)
	return message.Result{}
}

// anyBase reports whether a search below a base that is not there searches the whole directory. What asks for one entry by
// its name never gets another.
func (v *view) anyBase(scope message.Scope) bool {
	return v.options.SearchBase == directory.BaseAny && scope != message.BaseObject
}
