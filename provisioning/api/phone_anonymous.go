package api

import (
	"github.com/google/uuid"

	"annuaire/directory"
)

// AnonymousPhones is what phones are shown that bind without an account, as [ldap.anonymous] has it.
type AnonymousPhones struct {
	Networks []string          `json:"networks" doc:"Where they may be."`
	Folders  []AnonymousFolder `json:"folders" doc:"What they see, each with what is below it; empty: the whole directory."`
	directory.PhoneOptions
}

// AnonymousFolder is a folder that phones without an account see.
type AnonymousFolder struct {
	ID   uuid.UUID `json:"id"`
	Name string    `json:"name,omitempty" doc:"Missing where it is in the bin."`
}

// anonymousPhones is what phones without an account are shown; nil where there are none.
func (a *API) anonymousPhones() *AnonymousPhones {
	if len(a.LDAP.Anonymous) == 0 {
		return nil
	}
	shown := &AnonymousPhones{Folders: []AnonymousFolder{}, PhoneOptions: a.LDAP.AnonymousOptions}
	for _, network := range a.LDAP.Anonymous {
		shown.Networks = append(shown.Networks, network.String())
	}
	for _, id := range a.LDAP.AnonymousFolders {
		f, _ := a.directory.Folder(id) // none, where it has been deleted
		shown.Folders = append(shown.Folders, AnonymousFolder{id, f.Name})
	}
	return shown
}

// mayBeAnonymous returns invalid where no phone may bind without an account, and where one is named all the same.
func (a *API) mayBeAnonymous(account string) error {
	switch {
	case len(a.LDAP.Anonymous) == 0:
		return badPhone("anonymous", "is not possible: no network is configured whose phones read without an account")
	case account != "":
		return badPhone("anonymous", "goes without account")
	}
	return nil
}
