package exchange

import "strconv"

// field is what a column holds.
type field uint8

const (
	fieldID field = iota
	fieldAction
	fieldExternalRef
	fieldKind
	fieldFolder
	fieldLastName
	fieldFirstName
	fieldCompany
	fieldTitle
	fieldDepartment
	fieldSite
	fieldEmail
	fieldNotificationEmail
	fieldStreet
	fieldPostalCode
	fieldCity
	fieldRegion
	fieldCountry
	fieldNote
	fieldLanguage
	fieldHidden

	// The first number of a kind, whatever its place among the contact's numbers.
	fieldWork
	fieldMobile
	fieldHome
	fieldFax

	// What a contact has that is not in its own record. Where a file has none of these columns, nothing of it is looked at.
	fieldExtensions
	fieldDID
	fieldVoicemail
	fieldRoles
	fieldGroups
	fieldTemplate

	// What Annotate writes about a row. An import does not read it.
	fieldPlanLine
	fieldPlanAction
	fieldPlanChanges
	fieldReason

	// The number at a place, and what belongs to it.
	fieldPhone
	fieldPhoneKind
	fieldPhoneShort
	fieldPhoneLabel
	fieldPhoneHidden

	fieldCount
)

// isAccountField reports whether a column holds what a contact has beside its own record.
func isAccountField(f field) bool { return f >= fieldExtensions && f <= fieldTemplate }

// maxNumbers is how many numbers a contact has at most.
const maxNumbers = 20

// column is what one column of a file holds.
type column struct {
	field field
	place int // of phone fields: which number, from 1; else 0
}

// told reports whether it is a column of those that Annotate writes, which an import does not read.
func (c column) told() bool { return c.field >= fieldPlanLine && c.field <= fieldReason }

// name is the column's English name, the one an export writes.
func (c column) name() string {
	switch c.field {
	case fieldID:
		return "id"
	case fieldAction:
		return "action"
	case fieldExternalRef:
		return "external_ref"
	case fieldKind:
		return "kind"
	case fieldFolder:
		return "folder"
	case fieldLastName:
		return "last_name"
	case fieldFirstName:
		return "first_name"
	case fieldCompany:
		return "company"
	case fieldTitle:
		return "title"
	case fieldDepartment:
		return "department"
	case fieldSite:
		return "site"
	case fieldEmail:
		return "email"
	case fieldNotificationEmail:
		return "notification_email"
	case fieldStreet:
		return "street"
	case fieldPostalCode:
		return "postal_code"
	case fieldCity:
		return "city"
	case fieldRegion:
		return "region"
	case fieldCountry:
		return "country"
	case fieldNote:
		return "note"
	case fieldLanguage:
		return "language"
	case fieldHidden:
		return "hidden"
	case fieldWork:
		return "work"
	case fieldMobile:
		return "mobile"
	case fieldHome:
		return "home"
	case fieldFax:
		return "fax"
	case fieldExtensions:
		return "extensions"
	case fieldDID:
		return "did"
	case fieldVoicemail:
		return "voicemail"
	case fieldRoles:
		return "roles"
	case fieldGroups:
		return "groups"
	case fieldTemplate:
		return "template"
	case fieldPlanLine:
		return "plan_line"
	case fieldPlanAction:
		return "plan_action"
	case fieldPlanChanges:
		return "plan_changes"
	case fieldReason:
		return "reason"
	}
	name := "phone_" + strconv.Itoa(c.place)
	switch c.field {
	case fieldPhoneKind:
		name += "_kind"
	case fieldPhoneShort:
		name += "_short"
	case fieldPhoneLabel:
		name += "_label"
	case fieldPhoneHidden:
		name += "_hidden"
	}
	return name
}
