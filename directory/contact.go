package directory

import (
	"time"

	"github.com/google/uuid"
)

// ContactKind tells people of the company from those outside.
type ContactKind string

const (
	InternalContact ContactKind = "internal"
	ExternalContact ContactKind = "external"
)

// NumberKind is what a number is for.
type NumberKind string

const (
	WorkNumber      NumberKind = "work"
	MobileNumber    NumberKind = "mobile"
	HomeNumber      NumberKind = "home"
	FaxNumber       NumberKind = "fax"
	OtherNumber     NumberKind = "other"
	CarNumber       NumberKind = "car"
	OtherHomeNumber NumberKind = "other_home"
)

// Contact is a person inside or outside the company, or a company outside it.
type Contact struct {
	ID                uuid.UUID   `json:"id"`
	UID               string      `json:"uid"` // "jean.martin": made once from the name, unique, never changed by the program
	Kind              ContactKind `json:"kind"`
	FolderID          uuid.UUID   `json:"folder_id"`
	LastName          string      `json:"last_name,omitempty"`
	FirstName         string      `json:"first_name,omitempty"`
	Company           string      `json:"company,omitempty"`
	Department        string      `json:"department,omitempty"`
	Title             string      `json:"title,omitempty"`
	Site              string      `json:"site,omitempty"`
	Email             string      `json:"email,omitempty"`
	NotificationEmail string      `json:"notification_email,omitempty"`
	Numbers           []Number    `json:"numbers,omitempty"`
	Address           Address     `json:"address,omitzero"`
	Note              string      `json:"note,omitempty"`
	Language          string      `json:"language,omitempty"`
	ExternalRef       string      `json:"external_ref,omitempty"`
	Hidden            bool        `json:"hidden,omitempty"` // the whole contact is hidden from phones
	Photo             string      `json:"photo,omitempty"`  // which picture Directory.Photo gives; "": none
	Origin            string      `json:"origin,omitempty"` // who made it: "" by hand, ImportOrigin, AutoService
	// NeedsReview is set on a contact that was made because a line needed one, until somebody edits it or says it is right.
	NeedsReview bool      `json:"needs_review,omitempty"`
	CreatedAt   time.Time `json:"created_at"`
	UpdatedAt   time.Time `json:"updated_at"`
	DeletedAt   time.Time `json:"deleted_at,omitzero"` // set: in the bin
	// DeletedWith is the folder whose deletion took the contact to the bin; zero where it was deleted itself.
	DeletedWith uuid.UUID `json:"deleted_with,omitzero"`
	// Released is set on a contact in the bin that no longer holds its e-mail, short numbers and external reference.
	Released bool   `json:"released,omitempty"`
	Version  uint64 `json:"version"`
}

// Number is one of a contact's numbers.
type Number struct {
	Kind        NumberKind `json:"kind"`
	Raw         string     `json:"raw"`            // as typed
	E164        string     `json:"e164,omitempty"` // "+33123456789" where Raw could be read with the directory's country
	Label       string     `json:"label,omitempty"`
	ShortNumber string     `json:"short_number,omitempty"`
	Hidden      bool       `json:"hidden,omitempty"` // neither shown to phones nor matched by them
}

// Address is a postal address.
type Address struct {
	Street     string `json:"street,omitempty"`
	PostalCode string `json:"postal_code,omitempty"`
	City       string `json:"city,omitempty"`
	Region     string `json:"region,omitempty"`
	Country    string `json:"country,omitempty"`
}

// DisplayName is "Jean Martin", or the company where there is no person.
func (c *Contact) DisplayName() string {
	switch {
	case c.FirstName != "" && c.LastName != "":
		return c.FirstName + " " + c.LastName
	case c.LastName != "" || c.FirstName != "":
		return c.FirstName + c.LastName
	}
	return c.Company
}
