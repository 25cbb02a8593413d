package web

import (
	"net/url"
)

// contactQuery is what a list of contacts is asked for: it stands in the address of the list, and of a record beside it.
type contactQuery struct {
	folder string // "": all folders
	values url.Values
}

// listed are the parameters of a list.
func listed() []string {
	return []string{"q", "sort", "kind", "has_email", "has_service", "origin", "role_id", "subtree", "after"}
}

// contactQuery reads the query of the address; a form that is sent there may have fields of the same names.
func (v *visit) contactQuery(folder string) contactQuery {
	q := contactQuery{folder, url.Values{}}
	sent := v.r.URL.Query()
	for _, name := range listed() {
		if value := sent.Get(name); value != "" {
			q.values.Set(name, value)
		}
	}
	return q
}

// Get is a parameter's value.
func (q contactQuery) Get(name string) string { return q.values.Get(name) }

// Filtered reports whether not all of the folder is asked for.
func (q contactQuery) Filtered() bool {
	for _, name := range []string{"q", "kind", "has_email", "has_service", "origin", "role_id"} {
		if q.values.Has(name) {
			return true
		}
	}
	return false
}

// With is the query with another value of a parameter, from the first page on, as it stands in an address: "?sort=-name".
func (q contactQuery) With(name, value string) string {
	changed := url.Values{}
	for n, values := range q.values {
		if n != "after" {
			changed[n] = values
		}
	}
	changed.Del(name)
	if value != "" {
		changed.Set(name, value)
	}
	return "?" + changed.Encode()
}

// Same is the query as it stands in an address.
func (q contactQuery) Same() string {
	if len(q.values) == 0 {
		return ""
	}
	return "?" + q.values.Encode()
}

// Sorted tells how the list is sorted by a column: "ascending", "descending" or "none".
func (q contactQuery) Sorted(column string) string {
	switch sort := q.values.Get("sort"); {
	case sort == column, sort == "" && column == "name":
		return "ascending"
	case sort == "-"+column:
		return "descending"
	}
	return "none"
}

// BySort is the address of the list sorted by a column, or the other way round where it is already.
func (q contactQuery) BySort(column string) string {
	if q.Sorted(column) == "ascending" {
		return q.With("sort", "-"+column)
	}
	return q.With("sort", column)
}

// contactList is a page of a list of contacts.
type contactList struct {
	Query    contactQuery
	Contacts []contact
	Total    int
	Next     string // the query of the page that follows; "" for the last one
}

// contacts asks for a page of contacts. Who types a text looks below the folder too.
func (v *visit) contacts(q contactQuery) (contactList, error) {
	list := contactList{Query: q}
	asked := url.Values{"limit": {"50"}}
	for name, values := range q.values {
		asked[name] = values
	}
	if q.folder != "" {
		asked.Set("folder_id", q.folder)
		if q.Filtered() {
			asked.Set("subtree", "true")
		}
	} else {
		asked.Del("subtree")
	}
	var page struct {
		Contacts []contact `json:"contacts"`
		Next     string    `json:"next"`
		Total    int       `json:"total"`
	}
	if err := v.api.get("/contacts?"+asked.Encode(), &page); err != nil {
		return list, err
	}
	list.Contacts, list.Total = page.Contacts, page.Total
	if page.Next != "" {
		list.Next = q.With("after", page.Next)
	}
	return list, nil
}
