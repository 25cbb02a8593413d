package dit

import (
	"annuaire/directory/search"
	"annuaire/ldapserver/message"
)

// controlled runs a search whose answer is sorted, paged or viewed, and makes the controls that go with its result. What
// has been seen of a list is told by a mark, never by a position: see mark.
func (s *searcher) controlled(at *search.Document, scope message.Scope, req *message.SearchRequest) message.Result {
	c := req.Controls
	keys, res := s.sortKeys(c)
	switch {
	case res.Code != message.Success:
		return res
	case c.View != nil && c.Page != nil:
		return message.Result{Code: message.UnwillingToPerform, Diagnostic: "a list is read in pages or through a view, not both"}
	case c.View != nil && keys == nil:
		c.Answers = append(c.Answers, message.ViewAnswer(0, 0, message.SortControlMissing, nil))
		return message.Result{Code: message.VirtualListViewError, Diagnostic: "a view is of a sorted list: the sort control is missing"}
	}
	asked := s.question(at, scope, req)
	if c.View != nil {
		return s.view(at, scope, c, keys, asked)
	}
	switch {
	case c.Page != nil:
		return s.onePage(at, scope, req, keys, asked)
	case keys != nil:
		s.emit(s.sorted(at, scope, keys))
	default: // can not be sorted as it should be
		s.run(at, scope)
	}
	return message.Result{}
}

// onePage says the entries behind the mark in a page's cookie, and marks where it ends.
func (s *searcher) onePage(at *search.Document, scope message.Scope, req *message.SearchRequest, keys []sortKey, asked question) message.Result {
	c := req.Controls
	seen, ok := s.dit.openCookie(c.Page.Cookie, asked, len(keys))
	if !ok {
		return message.Result{Code: message.UnwillingToPerform, Diagnostic: "the cookie is not one of this search: begin with an empty one"}
	}
	if c.Page.Size == 0 { // who reads no further says so (RFC 2696 section 3)
		c.Answers = append(c.Answers, message.PageAnswer(nil))
		return message.Result{}
	}
	said := s.boundPage(c.Page.Size, req.SizeLimit, seen)
	if s.code != message.Success {
		return message.Result{}
	}
	switch {
	case keys != nil:
		list := s.sortedList(at, scope, keys, asked)
		s.emit(list[s.behind(list, keys, seen):])
	case seen != nil:
		s.after = s.snapshot.Dialect().At(seen.place)
		s.run(at, scope)
	default:
		s.run(at, scope)
	}
	if s.code != message.Success || s.err != nil {
		return message.Result{}
	}
	var cookie []byte
	if s.more {
		cookie = s.dit.sealCookie(mark{place: s.last.Place(), values: s.sortValues(nil, keys, s.last), said: said + s.entries}, asked)
	}
	c.Answers = append(c.Answers, message.PageAnswer(cookie))
	return message.Result{}
}

// boundPage bounds a page: it is no longer than any answer may be, and the client's size limit is that of all pages. It
// returns how many entries the pages before had.
func (s *searcher) boundPage(size, limit int, seen *mark) (said int) {
	if seen != nil {
		said = seen.said
	}
	s.page = size
	if most := int(s.dit.sizeLimit.Load()); most > 0 && s.page > most {
		s.page = most
	}
	if s.limit = 0; limit > 0 {
		if s.limit = limit - said; s.limit <= 0 {
			s.code = message.SizeLimitExceeded
		}
	}
	return said
}

// emit says the entries of a list.
func (s *searcher) emit(list []*search.Document) {
	for _, d := range list {
		if s.stopped() {
			return
		}
		s.entry(&s.reader, d)
		s.last = d
	}
}

// answerOne makes the controls of an answer that has one entry at most: there is nothing to sort, and no other page.
func answerOne(c *message.SearchControls, entries int) {
	if c == nil {
		return
	}
	if c.Sort != nil {
		c.Answers = append(c.Answers, message.SortAnswer(message.Success, ""))
	}
	if c.Page != nil {
		c.Answers = append(c.Answers, message.PageAnswer(nil))
	}
	if c.View != nil {
		c.Answers = append(c.Answers, message.ViewAnswer(entries, entries, message.Success, nil))
	}
}
