package web

import (
	"net/http"
	"net/url"
	"slices"
	"strings"
)

// aboutRecords is how many of a change's records the list of changes looks at, to say what it is about.
const aboutRecords = 5

// mostNamed is how many records the list of changes names.
const mostNamed = 2

// journalNames are what the records are called that others name by their ids: each is asked for once.
type journalNames struct {
	v     *visit
	known map[string]mention // by address
}

// mention is a record that another names by its id, as far as the visitor sees it; the zero value is one out of sight.
type mention struct {
	Name string
	Gone bool // it was deleted; one that is in the bin still has its name
}

// say is how a record is mentioned; "" where it is out of the visitor's sight.
func (m mention) say(v *visit) string {
	switch {
	case m.Gone && m.Name != "":
		return v.say("%s (deleted)", m.Name)
	case m.Gone:
		return v.say("somebody who has been deleted")
	}
	return m.Name
}

func (v *visit) journalNames() *journalNames { return &journalNames{v, map[string]mention{}} }

// named finds the contact or the user that a field names by its id; nothing for other fields.
func (n *journalNames) named(key, id string) (mention, error) {
	address, section := "", "directory"
	switch {
	case id == "":
	case key == "contact_id":
		address = "/contacts/" + url.PathEscape(id)
	case key == "user_id", key == "holder_id":
		address, section = "/users/"+url.PathEscape(id), "users"
	}
	if address == "" || !n.v.self.May(section, "read") {
		return mention{}, nil
	}
	m, known := n.known[address]
	if known {
		return m, nil
	}
	var err error
	if section == "directory" {
		var c contact
		err = n.v.api.get(address, &c)
		m.Name = c.Name()
	} else {
		var u user
		err = n.v.api.get(address, &u)
		m.Name = u.Name
	}
	if p := problemIn(err); p != nil && p.Status < http.StatusInternalServerError {
		m, err = n.deleted(id, p.Status == http.StatusNotFound && n.v.self.MayEverywhere(section, "read"))
	}
	n.known[address] = m
	return m, err
}

// deleted looks in the bin for what is not found elsewhere. What is not there either is out of the visitor's sight, unless that is everything: then it has
// gone for good.
func (n *journalNames) deleted(id string, seesAll bool) (mention, error) {
	var bin struct {
		Items []struct {
			Name string `json:"name"`
		} `json:"items"`
	}
	if n.v.self.May("directory", "read") {
		if err := n.v.api.get("/bin?"+url.Values{"id": {id}}.Encode(), &bin); err != nil {
			return mention{}, err
		}
	}
	if len(bin.Items) > 0 {
		return mention{bin.Items[0].Name, true}, nil
	}
	return mention{Gone: seesAll}, nil
}

// addressee is whom a message went to that has changed no record: its note has the contact's id. The note says nothing to a reader, and is taken away.
func (n *journalNames) addressee(c *change) (string, error) {
	if c.Action != "login.invite" && c.Action != "login.link" {
		return "", nil
	}
	id := c.Note
	c.Note = ""
	m, err := n.named("contact_id", id)
	return m.say(n.v), err
}

// about is what a change is about: the names of its first records, persons before what is theirs.
func (n *journalNames) about(c change) (string, error) {
	var names []string
	for _, r := range c.Records {
		if r.Table == "licence_days" || r.Table == "settings" {
			continue
		}
		name := nameOf(r)
		for _, key := range []string{"contact_id", "user_id", "holder_id"} {
			if id, _ := r.state()[key].(string); name == "" && id != "" {
				m, err := n.named(key, id)
				if err != nil {
					return "", err
				}
				name = m.say(n.v)
			}
		}
		if name != "" && !slices.Contains(names, name) {
			names = append(names, name)
		}
		if r.Table == "contacts" && c.Changes > 1 && c.Records[0].Table == "contacts" && !allContacts(c.Records) {
			break // what is made or moved with a person
		}
	}
	if len(names) > mostNamed {
		names = append(names[:mostNamed], "…")
	}
	return strings.Join(names, ", "), nil
}

func allContacts(records []recordChange) bool {
	return !slices.ContainsFunc(records, func(r recordChange) bool { return r.Table != "contacts" })
}
