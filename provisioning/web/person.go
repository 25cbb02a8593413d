package web

import (
	"cmp"
	"net/url"
	"strconv"
	"strings"
)

// person is a contact, as far as pages of telephones name it.
type person struct {
	ID        string `json:"id"`
	Kind      string `json:"kind"`
	FirstName string `json:"first_name"`
	LastName  string `json:"last_name"`
	Company   string `json:"company"`
	Title     string `json:"title"`
	Email     string `json:"email"`
	FolderID  string `json:"folder_id"`
}

// Name is what the person is called.
func (p person) Name() string {
	return cmp.Or(strings.TrimSpace(p.FirstName+" "+p.LastName), p.Company)
}

// About is what tells one person from another of the same name.
func (p person) About() string {
	return strings.Join(present(p.Title, p.Company, p.Email), " · ")
}

// named is somebody, or a call group, that something belongs to.
type named struct {
	ID   string `json:"id"`
	Name string `json:"name"`
}

// contactAddress is where the record of a contact is shown.
func contactAddress(id string) string { return "/directory/contacts/" + url.PathEscape(id) }

// present leaves what is not empty.
func present(texts ...string) []string {
	var list []string
	for _, text := range texts {
		if text != "" {
			list = append(list, text)
		}
	}
	return list
}

// picker is a search for somebody: its text stands in the address, and each that is found has a button.
type picker struct {
	Label   words
	Address string // of the page that it stands on
	Post    string // what a choice is sent to; "": choices are links, to Address with Field
	Field   string // what the choice is sent as
	Choose  words  // what the buttons say
	Text    string // what is searched for
	Hits    []choice
	Keep    map[string]string // what else of the address is kept
}

// choice is one that a picker has found.
type choice struct{ ID, Name, About string }

// Link is where a choice leads that is sent nowhere.
func (p picker) Link(id string) string { return p.Address + "?" + url.Values{p.Field: {id}}.Encode() }

// people has a picker find internal contacts by the text in the address.
func (v *visit) people(p *picker) error {
	p.Text = v.r.FormValue("who")
	return v.findPeople(p, 10)
}

// findPeople has a picker find internal contacts by its text, so many at most.
func (v *visit) findPeople(p *picker, most int) error {
	if p.Text == "" || !v.self.May("directory", "read") {
		return nil
	}
	var found struct {
		Contacts []person `json:"contacts"`
	}
	query := url.Values{"q": {p.Text}, "kind": {"internal"}, "limit": {strconv.Itoa(most)}}
	if err := v.api.get("/contacts?"+query.Encode(), &found); err != nil {
		return err
	}
	for _, c := range found.Contacts {
		p.Hits = append(p.Hits, choice{c.ID, c.Name(), c.About()})
	}
	return nil
}

// pickUsers has a picker find users by the text in the address.
func (v *visit) pickUsers(p *picker) error {
	if p.Text = v.r.FormValue("who"); p.Text == "" || !v.self.May("users", "read") {
		return nil
	}
	var found struct {
		Users []user `json:"users"`
	}
	query := url.Values{"q": {p.Text}, "limit": {"10"}}
	if err := v.api.get("/users?"+query.Encode(), &found); err != nil {
		return err
	}
	for _, u := range found.Users {
		p.Hits = append(p.Hits, choice{u.ID, u.Name, strings.Join(u.extensionNumbers(), ", ")})
	}
	return nil
}
