package directory

import (
	"slices"
	"strings"

	"github.com/google/uuid"

	"annuaire/directory/search"
	"annuaire/directory/store"
)

// fewContacts is up to how many contacts linesOf looks up one by one; reading all lines once is cheaper beyond.
const fewContacts = 64

// linesOf gives the lines of contacts, each one's default line first; of all contacts where none is named.
func (t lineTables) linesOf(tx *store.Tx, contacts ...uuid.UUID) (map[uuid.UUID][]Line, error) {
	var lines []Line
	var err error
	if len(contacts) == 0 || len(contacts) > fewContacts {
		lines, err = collect(t.lines.All(tx))
	}
	for i := 0; i < len(contacts) && len(contacts) <= fewContacts && err == nil; i++ {
		var own []Line
		own, err = collect(t.lines.By(tx, indexLineContact, string(contacts[i][:])))
		lines = append(lines, own...)
	}
	if err != nil {
		return nil, err
	}
	of := map[uuid.UUID][]Line{}
	for _, l := range lines {
		if l.ContactID != uuid.Nil {
			of[l.ContactID] = append(of[l.ContactID], l)
		}
	}
	for _, lines := range of {
		slices.SortFunc(lines, compareLines)
	}
	return of, nil
}

// addLines adds the numbers of a contact's lines that it does not have as numbers of its own. Where it has one and hides
// it, it stays hidden.
func (s *source) addLines(own []Number, lines []Line) {
	for _, l := range lines {
		if !hasNumber(own, l) {
			s.values = append(s.values, search.Value{Field: lineField(l.Kind), Text: l.Raw, E164: l.E164, Hidden: l.Hidden})
		}
	}
}

func hasNumber(numbers []Number, l Line) bool {
	return slices.ContainsFunc(numbers, func(n Number) bool {
		if l.E164 != "" {
			return n.E164 == l.E164
		}
		return strings.EqualFold(n.Raw, l.Raw)
	})
}

func lineField(kind LineKind) search.Field {
	switch kind {
	case MobileLine:
		return search.Mobile
	case FaxLine:
		return search.Fax
	}
	return search.Work
}
