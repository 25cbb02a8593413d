package dit

import (
	"sort"

	"annuaire/directory/search"
	"annuaire/ldapserver/message"
)

// contextSize is how long the contexts of views are.
const contextSize = 16

// view says the entries around a target in a sorted list (draft-ietf-ldapext-ldapv3-vlv-09). Whatever context the client
// sends is as good as none: the list is found again by its question.
func (s *searcher) view(at *search.Document, scope message.Scope, c *message.SearchControls, keys []sortKey, asked question) message.Result {
	if !c.View.ByValue && c.View.Offset == 0 {
		c.Answers = append(c.Answers, message.ViewAnswer(0, 0, message.OffsetRangeError, nil))
		return message.Result{Code: message.VirtualListViewError, Diagnostic: "offsets begin with 1"}
	}
	list := s.sortedList(at, scope, keys, asked)
	if s.code != message.Success {
		return message.Result{}
	}
	target := s.target(list, keys, c.View)
	from := max(target-1-c.View.Before, 0)
	to := min(target+c.View.After, len(list))
	s.emit(list[min(from, to):to])
	if s.err == nil {
		c.Answers = append(c.Answers, message.ViewAnswer(target, len(list), message.Success, asked[:contextSize]))
	}
	return message.Result{}
}

// target is the position of a view's target, from 1 on; behind the last where no entry is at or after its value, 0 in an
// empty list.
func (s *searcher) target(list []*search.Document, keys []sortKey, v *message.ViewRequest) int {
	switch {
	case len(list) == 0:
		return 0
	case !v.ByValue:
		return scaled(v.Offset, v.Count, len(list))
	}
	want := search.Fold(readText(v.Value))
	first := keys[:1]
	return 1 + sort.Search(len(list), func(i int) bool {
		value := s.sortValues(nil, first, list[i])[0]
		if first[0].reverse { // who has no value comes before all
			return value.has && value.folded <= want
		}
		return !value.has || value.folded >= want
	})
}

// scaled is where an offset in the list as a client knows it, of count entries or 0 for not at all, is in a list of n, which
// is not empty.
func scaled(offset, count, n int) int {
	switch {
	case count == 0 || count == n:
		return min(offset, n)
	case offset <= 1:
		return 1
	case offset >= count:
		return n
	}
	return min(max(int(int64(n)*int64(offset)/int64(count)), 1), n)
}
