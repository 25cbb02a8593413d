package directory

import "github.com/google/uuid"

// ContactDraft is what a new contact is made of. Empty fields stay empty; Kind defaults to internal, FolderID to the
// root, UID to one made from the name.
type ContactDraft struct {
	Kind              ContactKind `json:"kind,omitempty"`
	FolderID          uuid.UUID   `json:"folder_id,omitzero"`
	UID               string      `json:"uid,omitempty"`
	LastName          string      `json:"last_name,omitempty"`
	FirstName         string      `json:"first_name,omitempty"`
	Company           string      `json:"company,omitempty"`
	Department        string      `json:"department,omitempty"`
	Title             string      `json:"title,omitempty"`
	Site              string      `json:"site,omitempty"`
	Email             string      `json:"email,omitempty"`
	NotificationEmail string      `json:"notification_email,omitempty"`
	Numbers           []Number    `json:"numbers,omitempty"` // E164 is computed, whatever it says
	Address           Address     `json:"address,omitzero"`
	Note              string      `json:"note,omitempty"`
	Language          string      `json:"language,omitempty"`
	ExternalRef       string      `json:"external_ref,omitempty"`
	Hidden            bool        `json:"hidden,omitempty"`
	Origin            string      `json:"origin,omitempty"` // who makes it: "" by hand, ImportOrigin

	needsReview bool
}

func (d ContactDraft) contact() Contact {
	return Contact{
		UID: d.UID, Kind: d.Kind, FolderID: d.FolderID,
		LastName: d.LastName, FirstName: d.FirstName, Company: d.Company, Department: d.Department, Title: d.Title, Site: d.Site,
		Email: d.Email, NotificationEmail: d.NotificationEmail, Numbers: d.Numbers, Address: d.Address,
		Note: d.Note, Language: d.Language, ExternalRef: d.ExternalRef, Hidden: d.Hidden, Origin: d.Origin, NeedsReview: d.needsReview,
	}
}

// ContactPatch changes the fields that are not nil; a pointer to the zero value erases.
type ContactPatch struct {
	Kind              *ContactKind `json:"kind,omitempty"`
	FolderID          *uuid.UUID   `json:"folder_id,omitempty"` // moves the contact; zero means the root
	UID               *string      `json:"uid,omitempty"`       // erasing it has a new one made from the name
	LastName          *string      `json:"last_name,omitempty"`
	FirstName         *string      `json:"first_name,omitempty"`
	Company           *string      `json:"company,omitempty"`
	Department        *string      `json:"department,omitempty"`
	Title             *string      `json:"title,omitempty"`
	Site              *string      `json:"site,omitempty"`
	Email             *string      `json:"email,omitempty"`
	NotificationEmail *string      `json:"notification_email,omitempty"`
	Numbers           *[]Number    `json:"numbers,omitempty"` // all of them, in order
	Address           *Address     `json:"address,omitempty"`
	Note              *string      `json:"note,omitempty"`
	Language          *string      `json:"language,omitempty"`
	ExternalRef       *string      `json:"external_ref,omitempty"`
	Hidden            *bool        `json:"hidden,omitempty"`
	// NeedsReview false says that a contact which was made automatically is right as it is; any other change says so too.
	NeedsReview *bool `json:"needs_review,omitempty"`
	// RevokeAccess closes the contact's login where the patch takes away what a login needs.
	RevokeAccess bool `json:"-"`
}

// apply gives c with the patch's fields in place of its own.
func (p ContactPatch) apply(c Contact) Contact {
	set(&c.Kind, p.Kind)
	set(&c.FolderID, p.FolderID)
	set(&c.UID, p.UID)
	set(&c.LastName, p.LastName)
	set(&c.FirstName, p.FirstName)
	set(&c.Company, p.Company)
	set(&c.Department, p.Department)
	set(&c.Title, p.Title)
	set(&c.Site, p.Site)
	set(&c.Email, p.Email)
	set(&c.NotificationEmail, p.NotificationEmail)
	set(&c.Numbers, p.Numbers)
	set(&c.Address, p.Address)
	set(&c.Note, p.Note)
	set(&c.Language, p.Language)
	set(&c.ExternalRef, p.ExternalRef)
	set(&c.Hidden, p.Hidden)
	set(&c.NeedsReview, p.NeedsReview)
	return c
}

func set[T any](field *T, value *T) {
	if value != nil {
		*field = *value
	}
}
