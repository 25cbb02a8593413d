package dit

import (
	"strings"

	"github.com/google/uuid"

	"annuaire/directory"
	"annuaire/directory/search"
)

// Person is somebody who has signed in, and where her rights let her read the directory.
type Person struct {
	Login, Contact uuid.UUID // Contact is zero for an administrator who is no contact
	Email          string
	Folders        []uuid.UUID // each with what is below it; nil: none, or Everywhere
	Everywhere     bool
}

// PersonOf is who has signed in as p.
func PersonOf(p directory.Principal) *Person {
	person := &Person{Login: p.Login.ID, Contact: p.Login.ContactID, Email: p.Login.Email}
	person.Folders, person.Everywhere = p.Rights.Folders(directory.SectionDirectory, directory.Read)
	return person
}

// account is what a person sees, said as for an account: where she may read the directory, all but what is hidden from phones. False: nothing.
func (p *Person) account() (directory.Account, bool) {
	return directory.Account{ID: p.Login, Folders: p.Folders, Attributes: []string{"*"}}, p.Everywhere || len(p.Folders) > 0
}

// PersonName gives what a bind's name stands for where a person binds: an e-mail address or a uid as it is, the uid of the contact whose entry a DN
// names. A name that means nobody is given as it is.
func (t *DIT) PersonName(bindName string) string {
	bindName = readText(bindName)
	if !strings.Contains(bindName, "=") {
		return strings.TrimSpace(bindName)
	}
	if dn, err := ParseDN(bindName); err == nil && len(dn) > 0 {
		a := asker{picture: t.now(), view: &view{}, dit: t}
		if d, _ := a.resolve(dn); d != nil && d.Kind == search.Contact {
			return d.First(search.UID)
		}
	}
	if name, ok := t.AccountName(bindName); ok {
		return name
	}
	return bindName
}

// NamesPerson reports whether a bind's name has the form of a person's, whether there is one or not: an e-mail address, or a DN with a uid.
func NamesPerson(bindName string) bool {
	bindName = readText(bindName)
	if !strings.Contains(bindName, "=") {
		return strings.Contains(bindName, "@")
	}
	dn, err := ParseDN(bindName)
	if err != nil || len(dn) == 0 {
		return false
	}
	_, is := dn[0].Value("uid")
	return is
}
