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
	field, reverse, err := p.Sort.field()
	if err != nil {
		return nil, "", err
	}
	if field == search.Name && reverse {
		slices.Reverse(found)
	}
	last, position := -1, 0 // the last one of the page before, and how many there were up to it
	if p.After != "" {
		if last, position, err = p.start(found); err != nil {
			return nil, "", err
		}
	}
	limit := cmp.Or(p.Limit, defaultPage)
	if field == search.Name {
		from := min(position, len(found))
		part = found[from:min(len(found), from+limit)]
		position = from
	} else {
		part, position = newOrdering(found, field, reverse).page(last, position, limit)
	}
	if to := position + len(part); to < len(found) && len(part) > 0 {
		next = cursor(to, part[len(part)-1].ID)
	}
	return part, next, nil
}

// field is what a list is sorted by; Name stands for the order that it has.
func (s Sort) field() (field search.Field, reverse bool, err error) {
	name, reverse := strings.CutPrefix(string(s), "-")
	switch Sort(name) {
	case SortName, "name":
		return search.Name, reverse, nil
	case SortCompany:
		return search.Company, reverse, nil
	case SortEmail:
		return search.Email, reverse, nil
	case SortCreated:
		return search.Created, reverse, nil
	case SortUpdated:
		return search.Modified, reverse, nil
	}
	return 0, false, &Error{Code: Invalid, Message: fmt.Sprintf("contacts can not be sorted by %q", name)}
}

// cursor names the end of a page: the last record, and how many there were up to it, for when that record is gone.
func cursor(position int, last search.ID) string {
	return base64.RawURLEncoding.EncodeToString(fmt.Appendf(nil, "%d.%s", position, uuid.UUID(last)))
}

// start reads a cursor: where the last record of the page before is in found, -1 where it is gone, and how many there were up to it. In the order of
// names what follows is known by where the last one is.
func (p Page) start(found []*search.Document) (last, position int, err error) {
	raw, err := base64.RawURLEncoding.DecodeString(p.After)
	at, id, _ := strings.Cut(string(raw), ".")
	position, wrong := strconv.Atoi(at)
	record, unknown := uuid.Parse(id)
	if err != nil || wrong != nil || unknown != nil || position < 0 {
		return 0, 0, &Error{Code: Invalid, Message: "after is not the end of a page of this list"}
	}
	last = slices.IndexFunc(found, func(doc *search.Document) bool { return uuid.UUID(doc.ID) == record })
	if field, _, _ := p.Sort.field(); field == search.Name && last >= 0 {
		position = last + 1
	}
	return last, position, nil
}
