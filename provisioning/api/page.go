package api

import (
	"fmt"
	"math"
	"net/url"
	"strconv"

	"github.com/danielgtaylor/huma/v2"

	"annuaire/directory"
)

// Paging is the part of an input that says which page of a list is wanted.
type Paging struct {
	Limit int    `query:"limit" minimum:"1" maximum:"1000" default:"100" doc:"How many records a page has at most."`
	After string `query:"after" doc:"The next of the page before; without it: the first page."`

	address url.URL
}

// Resolve keeps the address of the page, for the link to the next one.
func (p *Paging) Resolve(ctx huma.Context) []error {
	p.address = ctx.URL()
	return nil
}

// page is the page as the directory knows it.
func (p *Paging) page(sort directory.Sort) directory.Page {
	return directory.Page{After: p.After, Limit: p.Limit, Sort: sort}
}

// link is the Link header of a page that next follows (RFC 8288); "" for the last one.
func (p *Paging) link(next string) string {
	if next == "" {
		return ""
	}
	query := p.address.Query()
	query.Set("after", next)
	return fmt.Sprintf(`<%s?%s>; rel="next"`, p.address.Path, query.Encode())
}

// offset is After as how many records of a list come before the page.
func (p *Paging) offset() (int, error) {
	from, err := p.numbered()
	return int(min(from, math.MaxInt32)), err
}

// next is the cursor of the page that follows one of n records that begins after from; "" for the last one.
func (p *Paging) next(from, n, total int) string {
	if end := from + n; n > 0 && end < total {
		return strconv.Itoa(end)
	}
	return ""
}

// numbered is After as a number, 0 where there is none. It returns invalid for what is no cursor of such a list.
func (p *Paging) numbered() (uint64, error) {
	if p.After == "" {
		return 0, nil
	}
	n, err := strconv.ParseUint(p.After, 10, 64)
	if err != nil || n == 0 {
		return 0, &directory.Error{Code: directory.Invalid, Message: "after is not the end of a page of this list"}
	}
	return n, nil
}

// cut gives the part of a short list that the page wants; the cursor is the place in the list.
func cut[T any](p *Paging, list []T) (part []T, next string, err error) {
	from, err := p.numbered()
	if err != nil {
		return nil, "", err
	}
	start := min(int(min(from, uint64(len(list)))), len(list))
	end := min(start+p.Limit, len(list))
	if end < len(list) {
		next = strconv.Itoa(end)
	}
	return append([]T{}, list[start:end]...), next, nil
}
