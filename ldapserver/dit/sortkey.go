package dit

import (
	"cmp"
	"fmt"
	"strings"

	"golang.org/x/text/unicode/norm"

	"annuaire/directory/search"
	"annuaire/ldapserver/message"
	"annuaire/ldapserver/schema"
)

// sortKey is what a list is sorted by: the least of an entry's visible values.
type sortKey struct {
	columns []column
	reverse bool
}

// sortValue is an entry's value of a sort key, or that it has none.
type sortValue struct {
	has          bool
	folded, text string // text with its letters composed
}

// sortKeys finds the keys of a sort control (RFC 2891), nil for none, and says in its answer how that went. The result is
// success unless there is to be no answer without sorting.
func (s *searcher) sortKeys(c *message.SearchControls) ([]sortKey, message.Result) {
	var keys []sortKey
	for _, asked := range c.Sort {
		key, code := s.sortKey(asked)
		if code != message.Success {
			c.Answers = append(c.Answers, message.SortAnswer(code, asked.Attribute))
			if !c.CriticalSort {
				return nil, message.Result{}
			}
			return nil, message.Result{
				Code: message.UnavailableCriticalExtension, Diagnostic: fmt.Sprintf("can not sort by %q: %v", asked.Attribute, code),
			}
		}
		keys = append(keys, key)
	}
	if keys != nil {
		c.Answers = append(c.Answers, message.SortAnswer(message.Success, ""))
	}
	return keys, message.Result{}
}

// sortKey finds one. What is hidden is as unknown as what does not exist.
func (s *searcher) sortKey(asked message.SortKey) (sortKey, message.ResultCode) {
	key := sortKey{reverse: asked.Reverse}
	for _, c := range choose([]string{asked.Attribute, "1.1"}, s.fields) {
		if c.source != fromFields || c.fields != 0 || c.typ.Fields == 0 {
			key.columns = append(key.columns, c)
		}
	}
	switch {
	case len(key.columns) == 0:
		return key, message.NoSuchAttribute
	case asked.Rule != "" && !orders(schema.LookupRule(asked.Rule), key.columns):
		return key, message.InappropriateMatching
	}
	return key, message.Success
}

// orders tells whether a rule, nil where nobody knows it, is the one that orders every column. What has none, such as
// telephone numbers, is ordered as text.
func orders(rule *schema.MatchingRule, columns []column) bool {
	for i := range columns {
		if rule == nil || rule.Name != cmp.Or(columns[i].typ.Ordering, schema.TextOrdering) {
			return false
		}
	}
	return true
}

// sortValues appends the values of an entry.
func (s *searcher) sortValues(values []sortValue, keys []sortKey, d *search.Document) []sortValue {
	if len(keys) == 0 {
		return values
	}
	s.begin(d)
	for i := range keys {
		var least sortValue
		for j := range keys[i].columns {
			c := &keys[i].columns[j]
			for _, text := range s.read(c, d) {
				v := newSortValue(c, text)
				if !least.has || compareValues(v, least) < 0 {
					least = v
				}
			}
		}
		values = append(values, least)
	}
	return values
}

// newSortValue keeps a value that is shown; it may be shown only for now.
func newSortValue(c *column, text string) sortValue {
	if c.source == fromNumSubordinates {
		text = fmt.Sprintf("%10s", text) // so that texts are in the order of numbers
	}
	text = strings.Clone(text)
	return sortValue{has: true, folded: search.Fold(text), text: norm.NFC.String(text)}
}

// compareValues orders values as search.CompareText does; none comes after all (RFC 2891 section 2.2).
func compareValues(a, b sortValue) int {
	switch {
	case a.has != b.has && a.has:
		return -1
	case a.has != b.has:
		return 1
	case a.folded != b.folded:
		return strings.Compare(a.folded, b.folded)
	}
	return strings.Compare(a.text, b.text)
}

// compareByKeys orders two entries by their values, and where those agree as they are displayed.
func compareByKeys(keys []sortKey, a []sortValue, da *search.Document, b []sortValue, db *search.Document) int {
	for i := range keys {
		c := compareValues(a[i], b[i])
		if keys[i].reverse {
			c = -c
		}
		if c != 0 {
			return c
		}
	}
	return search.Compare(da, db)
}
