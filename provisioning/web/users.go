package web

import (
	"maps"
	"net/url"
)

// usersPage is what the list of users shows.
type usersPage struct {
	Text    string // what is searched for
	Enabled string // "true", "false", or "" for all
	Users   []user
	Total   int
	Pager   pager
	Seats   *seats // nil: the visitor makes no users
	Roles   bool   // the visitor may read what each may do
}

// seats are how many users are enabled, how many may be, and what one more costs.
type seats struct {
	Enabled  int     `json:"enabled"`
	Limit    int     `json:"limit"`
	Included int     `json:"included"`
	Next     string  `json:"next"`
	Charges  charges `json:"charges"`
}

// charges are what one more user costs.
type charges struct {
	UsersAfter      int    `json:"users_after"`
	UnitPrice       string `json:"unit_price"`
	Currency        string `json:"currency"`
	ActivationPrice string `json:"activation_price"`
}

// Full reports whether the licence allows no further user.
func (s seats) Full() bool { return s.Next == "licence_limit_reached" }

// Costs reports whether one more user has a price.
func (s seats) Costs() bool { return s.Next == "charges_not_accepted" }

// pager leads through a list that is longer than a page.
type pager struct {
	First string // of the list; "" where this is it
	Next  string // "" for the last page
}

// pager makes the links from one page of a list to the others: next is what the API calls the page that follows.
func (v *visit) pager(next string) pager { return pagesOf(v.r.URL.Path, v.r.URL.Query(), next) }

// pagesOf makes the links from the page of a list that a query asks for at an address.
func pagesOf(address string, query url.Values, next string) pager {
	var p pager
	query = maps.Clone(query)
	if query.Get("after") != "" {
		query.Del("after")
		p.First = address + "?" + query.Encode()
	}
	if next != "" {
		query.Set("after", next)
		p.Next = address + "?" + query.Encode()
	}
	return p
}

// asked are the values in the page's address that the API is asked with, those that are empty left out.
func (v *visit) asked(limit string, names ...string) url.Values {
	query := url.Values{"limit": {limit}}
	for _, name := range append(names, "after") {
		if value := v.r.FormValue(name); value != "" {
			query.Set(name, value)
		}
	}
	return query
}

// users shows the list.
func (v *visit) users() error {
	p := usersPage{Text: v.r.FormValue("q"), Enabled: v.r.FormValue("enabled")}
	var list struct {
		Users []user `json:"users"`
		Next  string `json:"next"`
		Total int    `json:"total"`
	}
	p.Roles = v.self.May("access", "read")
	query := v.asked("50", "q", "enabled")
	query.Set("expand", "roles")
	if err := v.api.get("/users?"+query.Encode(), &list); err != nil {
		return err
	}
	for _, u := range list.Users {
		v.nameAssigned(u.Roles)
	}
	p.Users, p.Total, p.Pager = list.Users, list.Total, v.pager(list.Next)
	var err error
	if p.Seats, err = v.seats(); err != nil {
		return err
	}
	return v.show("users", v.say("Users"), p)
}

// seats asks how many users there may be, in the name of who makes users; nil for others.
func (v *visit) seats() (*seats, error) {
	if !v.self.May("users", "write") {
		return nil, nil
	}
	var s seats
	err := v.api.get("/licences", &s)
	return &s, err
}
