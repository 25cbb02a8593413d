package dit

import (
	"annuaire/directory/search"
	"annuaire/ldapserver/schema"
)

// alwaysFields are visible to every account: without them there is no entry (RFC 4519 section 3.12), no DN or no way to
// tell entries apart.
var alwaysFields = search.Fields(search.Name, search.LastName, search.UID, search.FolderName, search.EntryID,
	search.Created, search.Modified)

// defaultFields are what an account sees that is granted nothing by name.
var defaultFields = alwaysFields | search.Fields(search.FirstName, search.Company, search.Work, search.Mobile, search.ShortNumber)

// standIns are the fields whose first number stands in for a work number. A fax number is none that one can talk to, and
// a short number only goes with another.
var standIns = search.Fields(search.Mobile, search.Home, search.Other, search.Car, search.OtherHome)

// photoField stands for the photo, which is no field of the index: it is read from the file where somebody asks for it.
const photoField search.FieldSet = 1 << 63

// DefaultAttributes are the canonical names of what an account sees that is granted no attributes by name.
func DefaultAttributes() []string {
	var names []string
	for _, a := range schema.AttributeTypes() {
		if a.Usage == schema.User && a.Fields&defaultFields != 0 {
			names = append(names, a.Name)
		}
	}
	return names
}

// grantedFields reads directory.Account.Attributes. What is no attribute grants nothing.
func grantedFields(attributes []string) search.FieldSet {
	if len(attributes) == 0 {
		return defaultFields
	}
	fields := alwaysFields
	for _, name := range attributes {
		if name == "*" {
			return ^search.FieldSet(0)
		}
		a, _, ok := schema.Lookup(name)
		if !ok {
			continue
		}
		fields |= a.Fields
		if sourceOf(a.Name) == fromPhoto {
			fields |= photoField
		}
		for _, sub := range a.Subtypes() {
			fields |= sub.Fields
		}
	}
	return fields
}
