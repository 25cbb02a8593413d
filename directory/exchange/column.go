package exchange

import (
	"strconv"
	"strings"
	"unicode"

	"golang.org/x/text/unicode/norm"
)

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

	// The number at a place, and what belongs to it.
	fieldPhone
	fieldPhoneKind
	fieldPhoneShort
	fieldPhoneLabel
	fieldPhoneHidden

	fieldCount
)

// maxNumbers is how many numbers a contact has at most.
const maxNumbers = 20

// column is what one column of a file holds.
type column struct {
	field field
	place int // of phone fields: which number, from 1; else 0
}

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

// parseColumn reads a column's name, English or French; case, accents, spaces, underscores and other signs do not count.
func parseColumn(name string) (column, bool) {
	key := word(name)
	f := fieldCount
	switch key {
	case "id":
		f = fieldID
	case "action":
		f = fieldAction
	case "externalref", "refexterne":
		f = fieldExternalRef
	case "kind", "type":
		f = fieldKind
	case "folder", "dossier":
		f = fieldFolder
	case "lastname", "nom":
		f = fieldLastName
	case "firstname", "prenom":
		f = fieldFirstName
	case "company", "societe":
		f = fieldCompany
	case "title", "fonction":
		f = fieldTitle
	case "department", "service":
		f = fieldDepartment
	case "site":
		f = fieldSite
	case "email":
		f = fieldEmail
	case "notificationemail", "emailnotification":
		f = fieldNotificationEmail
	case "street", "rue":
		f = fieldStreet
	case "postalcode", "codepostal":
		f = fieldPostalCode
	case "city", "ville":
		f = fieldCity
	case "region":
		f = fieldRegion
	case "country", "pays":
		f = fieldCountry
	case "note":
		f = fieldNote
	case "language", "langue":
		f = fieldLanguage
	case "hidden", "masque":
		f = fieldHidden
	case "work", "fixe":
		f = fieldWork
	case "mobile":
		f = fieldMobile
	case "home", "domicile":
		f = fieldHome
	case "fax":
		f = fieldFax
	default:
		return parsePhoneColumn(key)
	}
	return column{field: f}, true
}

// parsePhoneColumn reads "phone2", "telephone2court" and their like.
func parsePhoneColumn(key string) (column, bool) {
	rest, ok := strings.CutPrefix(key, "telephone")
	if !ok {
		if rest, ok = strings.CutPrefix(key, "phone"); !ok {
			return column{}, false
		}
	}
	digits := rest[:len(rest)-len(strings.TrimLeft(rest, "0123456789"))]
	place, err := strconv.Atoi(digits)
	if err != nil || place < 1 || place > maxNumbers {
		return column{}, false
	}
	c := column{place: place}
	switch rest[len(digits):] {
	case "":
		c.field = fieldPhone
	case "kind", "type":
		c.field = fieldPhoneKind
	case "short", "court":
		c.field = fieldPhoneShort
	case "label", "libelle":
		c.field = fieldPhoneLabel
	case "hidden", "masque":
		c.field = fieldPhoneHidden
	default:
		return column{}, false
	}
	return c, true
}

// word reduces what a person may write as a name or a keyword to its letters and digits, without accents and case.
func word(s string) string {
	var b strings.Builder
	for _, r := range norm.NFKD.String(s) {
		if unicode.IsLetter(r) || unicode.IsDigit(r) {
			b.WriteRune(unicode.ToLower(r))
		}
	}
	return b.String()
}
