package exchange

import (
	"strconv"
	"strings"
	"unicode"

	"golang.org/x/text/unicode/norm"
)

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
	case "extensions", "extension":
		f = fieldExtensions
	case "did", "numeroexterne", "externalnumber":
		f = fieldDID
	case "voicemail", "messagerie":
		f = fieldVoicemail
	case "roles", "role":
		f = fieldRoles
	case "groups", "groupes", "group", "groupe":
		f = fieldGroups
	case "template", "modele":
		f = fieldTemplate
	case "planline", "planligne":
		f = fieldPlanLine
	case "planaction":
		f = fieldPlanAction
	case "planchanges", "planchangements":
		f = fieldPlanChanges
	case "reason", "motif":
		f = fieldReason
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
