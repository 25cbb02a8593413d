package dit

import (
	"context"
	"time"

	"annuaire/directory"
	"annuaire/directory/search"
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
	s := t.searcher()
	s.buf, s.id, s.types, s.latin1, s.flush, s.ctx, s.now = buf, id, req.TypesOnly, who.V2, flush, ctx, t.opts.Now
	s.bound(int(t.sizeLimit.Load()), time.Duration(t.lookThrough.Load()), req)
	res = t.search(s, who, req)
	if s.code != message.Success && !(s.quiet && s.code == message.SizeLimitExceeded) {
		res.Code = s.code
	}
	if who.V2 {
		res.MatchedDN = string(appendLatin1DN(nil, res.MatchedDN))
	}
	out, entries, err = s.buf, s.entries, s.err
	t.release(s)
	return out, res, entries, err
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
	if a.began = a.now(); duration > 0 {
		a.deadline = a.began.Add(duration)
	}
}

func (t *DIT) search(s *searcher, who Who, req *message.SearchRequest) message.Result {
	dn, wrong := t.base.parse(req.Base)
	switch {
	case wrong != nil:
	case len(dn) == 0 && req.Scope == message.BaseObject:
		s.static(t.rootDSE(who), req)
		answerOne(req.Controls, s.entries)
		return message.Result{}
	case isSubschema(dn):
		if req.Scope != message.SingleLevel {
			s.static(t.subschema, req)
		}
		answerOne(req.Controls, s.entries)
		return message.Result{}
	}
	s.filter = &req.Filter
	known := false
	s.asker, known = t.asker(who)
	switch {
	case wrong != nil && (!known || !s.anyBase(req.Scope)):
		return message.Result{Code: message.InvalidDNSyntax, Diagnostic: wrong.Error()}
	case !known:
		return message.Result{Code: message.InsufficientAccessRights}
	}
	s.quiet = s.options.Truncation == directory.TruncationSuccess
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
	s.shape = s.shapeOf(req.Attributes, s.began)
	s.columns, s.wanted = s.shape.columns, s.shape.wanted
	if req.Controls != nil {
		s.wanted = ^search.FieldSet(0) // a list may be sorted by what it does not show
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
