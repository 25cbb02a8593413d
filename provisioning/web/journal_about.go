package web

import (
	"errors"
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
	known map[string]string // by address
}

func (v *visit) journalNames() *journalNames { return &journalNames{v, map[string]string{}} }

// named is what a record is called that one of its fields names by its id: a contact or a user. It is "" for other fields, and for what the visitor does
// not see, or that has gone.
func (n *journalNames) named(key, id string) (string, error) {
	address := ""
	switch {
	case id == "":
	case key == "contact_id" && n.v.self.May("directory", "read"):
		address = "/contacts/" + url.PathEscape(id)
	case (key == "user_id" || key == "holder_id") && n.v.self.May("users", "read"):
		address = "/users/" + url.PathEscape(id)
	}
	if address == "" {
		return "", nil
	}
	name, known := n.known[address]
	if known {
		return name, nil
	}
	var err error
	if key == "contact_id" {
		var c contact
		err = n.v.api.get(address, &c)
		name = c.Name()
	} else {
		var u user
		err = n.v.api.get(address, &u)
		name = u.Name
	}
	if p, is := errors.AsType[*problem](err); is && p.Status < http.StatusInternalServerError {
		name, err = "", nil
	}
	n.known[address] = name
	return name, err
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
				var err error
				if name, err = n.named(key, id); err != nil {
					return "", err
				}
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
