package directory

import (
	"slices"
	"strings"
	"testing"
)

func TestContactRules(t *testing.T) {
	person := func(change func(*Contact)) Contact {
		c := Contact{Kind: InternalContact, FirstName: "Jean", LastName: "Martin"}
		change(&c)
		return c
	}
	text := func(n int) string { return strings.Repeat("é", n) }
	for _, test := range []struct {
		name    string
		contact Contact
		fields  []string // at fault
	}{
		{"both names", person(func(*Contact) {}), nil},
		{"without kind it is internal", person(func(c *Contact) { c.Kind = "" }), nil},
		{"a kind there is not", person(func(c *Contact) { c.Kind = "partner" }), []string{"kind"}},
		{"internal without first name", person(func(c *Contact) { c.FirstName = " " }), []string{"first_name"}},
		{"internal without any name", person(func(c *Contact) { c.FirstName, c.LastName, c.Company = "", "", "ACME" }), []string{"last_name", "first_name"}},
		{"external person", person(func(c *Contact) { c.Kind = ExternalContact }), nil},
		{"external without first name", person(func(c *Contact) { c.Kind, c.FirstName = ExternalContact, "" }), []string{"first_name"}},
		{"external company alone", Contact{Kind: ExternalContact, Company: "ACME"}, nil},
		{"external company with a last name", Contact{Kind: ExternalContact, Company: "ACME", LastName: "Martin"}, nil},
		{"nothing at all", Contact{Kind: ExternalContact}, []string{"last_name", "first_name"}},
		{"names of 128 characters", person(func(c *Contact) { c.FirstName, c.LastName = text(128), text(128) }), nil},
		{"names of 129 characters", person(func(c *Contact) { c.FirstName, c.LastName = text(129), text(129) }), []string{"last_name", "first_name"}},
		{"128 characters where they are allowed", person(func(c *Contact) {
			c.Company, c.Department, c.Title, c.Site, c.Address.City, c.Address.Region = text(128), text(128), text(128), text(128), text(128), text(128)
		}), nil},
		{"129 characters everywhere", person(func(c *Contact) {
			c.Company, c.Department, c.Title, c.Site, c.Address.City, c.Address.Region = text(129), text(129), text(129), text(129), text(129), text(129)
		}), []string{"company", "department", "title", "site", "address.city", "address.region"}},
		{"the longest address, note, reference and origin", person(func(c *Contact) {
			c.Address.Street, c.Address.PostalCode, c.Address.Country = text(256), text(32), text(64)
			c.Note, c.ExternalRef, c.Origin = text(4096), text(64), text(32)
		}), nil},
		{"longer ones", person(func(c *Contact) {
			c.Address.Street, c.Address.PostalCode, c.Address.Country = text(257), text(33), text(65)
			c.Note, c.ExternalRef, c.Origin = text(4097), text(65), text(33)
		}), []string{"address.street", "address.postal_code", "address.country", "note", "external_ref", "origin"}},
		{"several lines in street and note", person(func(c *Contact) { c.Address.Street, c.Note = "a\nb", "a\nb" }), nil},
		{"several lines elsewhere", person(func(c *Contact) { c.Title = "a\nb" }), []string{"title"}},
		{"both e-mail addresses wrong", person(func(c *Contact) { c.Email, c.NotificationEmail = "x", "y" }), []string{"email", "notification_email"}},
		{"a language", person(func(c *Contact) { c.Language = "fr-CA" }), nil},
		{"a language there is not", person(func(c *Contact) { c.Language = "français" }), []string{"language"}},
		{"a uid that can not be one", person(func(c *Contact) { c.UID = "Jean Martin" }), []string{"uid"}},
	} {
		t.Run(test.name, func(t *testing.T) {
			short, err := newShortNumberRules(2, 6, "FR", nil)
			if err != nil {
				t.Fatal(err)
			}
			var f faults
			c := test.contact
			f.cleanContact(&c, &Contact{}, short)
			var fields []string
			for _, fault := range f {
				fields = append(fields, fault.Field)
			}
			if !slices.Equal(fields, test.fields) {
				t.Errorf("faults %v, want fields %v", f, test.fields)
			}
			var again faults
			twice := c
			again.cleanContact(&twice, &Contact{}, short)
			if len(f) == 0 && (len(again) > 0 || !sameContact(c, twice)) {
				t.Errorf("what was accepted is not what is stored: %+v, %v", twice, again)
			}
		})
	}
}

func TestLanguagesAreSpelledAsUsual(t *testing.T) {
	var f faults
	if got := f.language("language", " EN-gb "); got != "en-GB" || len(f) > 0 {
		t.Errorf("got %q, %v", got, f)
	}
}
