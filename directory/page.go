package directory

import (
	"cmp"
	"encoding/base64"
	"fmt"
	"slices"
	"strconv"
	"strings"

	"github.com/google/uuid"

	"annuaire/directory/search"
)

// Sort is an order of contacts; a leading "-" turns one round.
type Sort string

const (
	SortName    Sort = ""           // last name, first name, company, in the alphabet of the directory's language
	SortCompany Sort = "company"    // then by name
	SortEmail   Sort = "email"      // then by name
	SortCreated Sort = "created_at" // oldest first, to the second
	SortUpdated Sort = "updated_at" // least recently changed first, to the second
)

// Page says which part of a list is wanted.
type Page struct {
	After string // Next of the page before; "": from the beginning
	Limit int    // 0: 100; at most 1,000
	Sort  Sort
}

const (
	defaultPage = 100
	longestPage = 1000
)

// cut gives the part of found, which is in the order of names, that the page wants, and the After of the next one.
func (p Page) cut(found []*search.Document) (part []*search.Document, next string, err error) {
	if p.Limit < 0 || p.Limit > longestPage {
		return nil, "", &Error{Code: Invalid, Message: fmt.Sprintf("a page of %d contacts: 1 to %d are allowed", p.Limit, longestPage)}
	}
	if err := p.Sort.apply(found); err != nil {
		return nil, "", err
	}
	from := 0
	if p.After != "" {
		if from, err = p.start(found); err != nil {
			return nil, "", err
		}
	}
	to := min(len(found), from+cmp.Or(p.Limit, defaultPage))
	if to < len(found) {
		next = cursor(to, found[to-1].ID)
	}
	return found[from:to], next, nil
}

func (s Sort) apply(found []*search.Document) error {
	name, reverse := strings.CutPrefix(string(s), "-")
	var field search.Field
	switch Sort(name) {
	case SortName, "name":
		if reverse {
			slices.Reverse(found)
		}
		return nil
	case SortCompany:
		field = search.Company
	case SortEmail:
		field = search.Email
	case SortCreated:
		field = search.Created
	case SortUpdated:
		field = search.Modified
	default:
		return &Error{Code: Invalid, Message: fmt.Sprintf("contacts can not be sorted by %q", name)}
	}
	keys := make(map[*search.Document]string, len(found))
	for _, doc := range found {
		keys[doc] = search.Fold(firstValue(doc, field))
	}
	slices.SortStableFunc(found, func(a, b *search.Document) int { return strings.Compare(keys[a], keys[b]) })
	if reverse {
		slices.Reverse(found)
	}
	return nil
}

func firstValue(doc *search.Document, field search.Field) string {
	for v := range doc.Each(field, 0, true) {
		return v.Text
	}
	return ""
}

// cursor names the end of a page: the last record, and how many there were up to it, for when that record is gone.
func cursor(position int, last search.ID) string {
	return base64.RawURLEncoding.EncodeToString(fmt.Appendf(nil, "%d.%s", position, uuid.UUID(last)))
}

// start finds where the page after a cursor begins.
func (p Page) start(found []*search.Document) (int, error) {
	raw, err := base64.RawURLEncoding.DecodeString(p.After)
	at, id, _ := strings.Cut(string(raw), ".")
	position, wrong := strconv.Atoi(at)
	last, unknown := uuid.Parse(id)
	if err != nil || wrong != nil || unknown != nil || position < 0 {
		return 0, &Error{Code: Invalid, Message: "after is not the end of a page of this list"}
	}
	if i := slices.IndexFunc(found, func(doc *search.Document) bool { return uuid.UUID(doc.ID) == last }); i >= 0 {
		return i + 1, nil
	}
	return min(position, len(found)), nil
}
