package web

import (
	"slices"
	"strings"
)

// self is who visits, and what they may do.
type self struct {
	Contact *struct {
		ID        string `json:"id"`
		FirstName string `json:"first_name"`
		LastName  string `json:"last_name"`
		Language  string `json:"language"`
	} `json:"contact"`
	Login struct {
		ID    string `json:"id"`
		Email string `json:"email"`
	} `json:"login"`
	Grants []grant `json:"grants"`
}

// grant is what may be done with a section: "read", or "write", which is both; in one folder and what is below it, or everywhere.
type grant struct {
	Section  string `json:"section"`
	Access   string `json:"access"`
	FolderID string `json:"folder_id"`
}

// Name is what the visitor is called.
func (s *self) Name() string {
	if s.Contact == nil {
		return s.Login.Email
	}
	return strings.TrimSpace(s.Contact.FirstName + " " + s.Contact.LastName)
}

// May reports whether a section may be read or written in some folder: whether what leads there is shown. What may be done is the API's to say.
func (s *self) May(section, access string) bool {
	return s != nil && slices.ContainsFunc(s.Grants, func(g grant) bool { return g.Section == section && (g.Access == access || g.Access == "write") })
}

// MayConnect reports whether phones may be shown how to reach the directory: by who reads the LDAP accounts, and by who gives phones their own.
func (s *self) MayConnect() bool {
	return s.MayEverywhere("access", "read") || s.May("devices", "write")
}

// MayEverywhere reports whether a section may be read or written in every folder, and what is in none.
func (s *self) MayEverywhere(section, access string) bool {
	return s != nil && slices.ContainsFunc(s.Grants, func(g grant) bool {
		return g.FolderID == "" && g.Section == section && (g.Access == access || g.Access == "write")
	})
}
