package directory

import (
	"reflect"
	"slices"
	"strings"

	"golang.org/x/text/language"
)

// Valid reports whether k is a kind of contact.
func (k ContactKind) Valid() bool { return k == InternalContact || k == ExternalContact }

// cleanContact brings c into the form it is stored in and notes in f every rule that its own fields break; before is the
// contact as it was, zero for a new one. What depends on other records is not looked at.
func (f *faults) cleanContact(c *Contact, before *Contact, rules shortNumberRules) {
	if c.Kind == "" {
		c.Kind = InternalContact
	}
	if !c.Kind.Valid() {
		f.add("kind", Invalid, string(c.Kind), "must be internal or external")
	}
	c.LastName = f.line("last_name", c.LastName, maxName)
	c.FirstName = f.line("first_name", c.FirstName, maxName)
	c.Company = f.line("company", c.Company, maxName)
	c.Department = f.line("department", c.Department, maxName)
	c.Title = f.line("title", c.Title, maxName)
	c.Site = f.line("site", c.Site, maxName)
	c.Email = f.email("email", c.Email)
	c.NotificationEmail = f.email("notification_email", c.NotificationEmail)
	c.Numbers = f.cleanNumbers(c.Numbers, before.Numbers, rules)
	c.Address.Street = f.lines("address.street", c.Address.Street, maxStreet)
	c.Address.PostalCode = f.line("address.postal_code", c.Address.PostalCode, maxPostalCode)
	c.Address.City = f.line("address.city", c.Address.City, maxName)
	c.Address.Region = f.line("address.region", c.Address.Region, maxName)
	c.Address.Country = f.line("address.country", c.Address.Country, maxCountry)
	c.Note = f.lines("note", c.Note, maxNote)
	c.Language = f.language("language", c.Language)
	c.ExternalRef = f.line("external_ref", c.ExternalRef, maxExternalRef)
	c.Origin = f.line("origin", c.Origin, maxOrigin)
	f.checkUID("uid", c.UID)
	f.requireName(c)
}

// requireName: a person has both names; what is outside may be a company, with or without a person.
func (f *faults) requireName(c *Contact) {
	if c.Kind == ExternalContact && c.Company != "" {
		return
	}
	f.required("last_name", c.LastName)
	if c.Origin != AutoService { // that one bears its line's label, which need not be a person's name
		f.required("first_name", c.FirstName)
	}
}

// checkUID accepts what can be a login and stand in a distinguished name without escapes; empty means one is to be made.
func (f *faults) checkUID(field, uid string) {
	if uid == "" {
		return
	}
	const inside = ".-_"
	switch {
	case len(uid) > maxUID:
		f.add(field, Invalid, uid, "has %d characters; at most %d are allowed", len(uid), maxUID)
	case strings.Trim(uid, "abcdefghijklmnopqrstuvwxyz0123456789"+inside) != "":
		f.add(field, Invalid, uid, "may contain the letters a to z, digits, dots, hyphens and underscores only")
	case strings.ContainsAny(uid[:1], inside) || strings.ContainsAny(uid[len(uid)-1:], inside):
		f.add(field, Invalid, uid, "must begin and end with a letter or a digit")
	}
}

// language makes a language tag (BCP 47) of value, in its usual spelling.
func (f *faults) language(field, value string) string {
	before := len(*f)
	value = f.line(field, value, maxLanguage)
	if value == "" || len(*f) > before {
		return value
	}
	tag, err := language.Parse(value)
	if err != nil {
		f.add(field, Invalid, value, "is not a language tag; it looks like fr or en-GB")
		return value
	}
	return tag.String()
}

// sameContact reports whether two states of one contact say the same.
func sameContact(a, b Contact) bool {
	if !slices.Equal(a.Numbers, b.Numbers) {
		return false
	}
	a.Numbers, b.Numbers = nil, nil
	return reflect.DeepEqual(a, b)
}
