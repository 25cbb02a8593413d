package web

import (
	"cmp"
	"hash/fnv"
	"net/url"
	"strings"
	"unicode/utf8"
)

// contact is a person or a company as the API has it.
type contact struct {
	ID                string          `json:"id"`
	Kind              string          `json:"kind"`
	FolderID          string          `json:"folder_id"`
	LastName          string          `json:"last_name"`
	FirstName         string          `json:"first_name"`
	Company           string          `json:"company"`
	Department        string          `json:"department"`
	Title             string          `json:"title"`
	Site              string          `json:"site"`
	Email             string          `json:"email"`
	NotificationEmail string          `json:"notification_email"`
	Numbers           []contactNumber `json:"numbers"`
	Address           postal          `json:"address"`
	Note              string          `json:"note"`
	Language          string          `json:"language"`
	ExternalRef       string          `json:"external_ref"`
	Hidden            bool            `json:"hidden"`
	Photo             string          `json:"photo"`
	Origin            string          `json:"origin"`
	NeedsReview       bool            `json:"needs_review"`
	Version           uint64          `json:"version"`
}

// contactNumber is one of a contact's numbers.
type contactNumber struct {
	Kind        string `json:"kind"`
	Raw         string `json:"raw"`
	E164        string `json:"e164,omitempty"`
	Label       string `json:"label,omitempty"`
	ShortNumber string `json:"short_number,omitempty"`
	Hidden      bool   `json:"hidden,omitempty"`
}

// KindLabel is what the number is for.
func (n contactNumber) KindLabel() words { return numberKindLabel(n.Kind) }

// postal is an address.
type postal struct {
	Street     string `json:"street"`
	PostalCode string `json:"postal_code"`
	City       string `json:"city"`
	Region     string `json:"region"`
	Country    string `json:"country"`
}

// Lines are the address as it stands on an envelope.
func (p postal) Lines() []string {
	var lines []string
	for _, line := range []string{p.Street, strings.TrimSpace(p.PostalCode + " " + p.City), p.Region, p.Country} {
		if line != "" {
			lines = append(lines, line)
		}
	}
	return lines
}

// Name is "Jean Martin", or the company where there is no person.
func (c contact) Name() string {
	return cmp.Or(strings.TrimSpace(c.FirstName+" "+c.LastName), c.Company)
}

// Link is where the record is shown.
func (c contact) Link() string { return "/directory/contacts/" + url.PathEscape(c.ID) }

// Person reports whether it is somebody, and not a company alone.
func (c contact) Person() bool { return c.FirstName+c.LastName != "" }

// Initials stand for a photo.
func (c contact) Initials() string {
	first, _ := utf8.DecodeRuneInString(c.FirstName)
	last, _ := utf8.DecodeRuneInString(c.LastName)
	var b strings.Builder
	for _, r := range []rune{first, last} {
		if r != utf8.RuneError {
			b.WriteRune(r)
		}
	}
	return strings.ToUpper(b.String())
}

// Hue is the colour behind the initials, one of six, always the same for a contact.
func (c contact) Hue() uint32 {
	h := fnv.New32a()
	_, _ = h.Write([]byte(c.ID)) // never fails
	return h.Sum32() % 6
}

// numberKinds are what numbers are for, in the order they are chosen from.
func numberKinds() []option {
	return []option{
		{Value: "work", Label: "Work"}, {Value: "mobile", Label: "Mobile"}, {Value: "home", Label: "Private"}, {Value: "fax", Label: "Fax"},
		{Value: "other", Label: "Other"}, {Value: "car", Label: "Car"}, {Value: "other_home", Label: "Private, other"},
	}
}

func numberKindLabel(kind string) words {
	for _, k := range numberKinds() {
		if k.Value == kind {
			return k.Label
		}
	}
	return "Other"
}
