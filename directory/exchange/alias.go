package exchange

import (
	"strconv"
	"strings"

	"annuaire/directory"
)

// parseAlias reads what other programs and people call a column of ours: the headers of Outlook's and Google's exports, French and English, and those
// of the lists that offices keep. No column of our own is called so: parseColumn knows those, and they come first.
func parseAlias(name string) (column, bool) {
	key := word(name)
	f, known := personAlias(key)
	if !known {
		f, known = addressAlias(key)
	}
	if !known {
		f, known = numberAlias(key)
	}
	if known {
		return column{field: f}, true
	}
	return parseAliasOfPlace(key)
}

// personAlias is what the name, the work and the e-mail address of a contact are called elsewhere.
func personAlias(key string) (field, bool) {
	switch key {
	case "surname", "familyname", "nomdefamille":
		return fieldLastName, true
	case "givenname", "forename", "prenoms":
		return fieldFirstName, true
	case "companyname", "organization", "organisation", "organizationname", "organization1name", "entreprise", "raisonsociale", "nomdelasociete":
		return fieldCompany, true
	case jobTitle, "position", "poste", titre, "organizationtitle", "organization1title", "intituleduposte":
		return fieldTitle, true
	case "organizationdepartment", "organization1department":
		return fieldDepartment, true
	case "officelocation", "agence", "etablissement":
		return fieldSite, true
	case "courriel", "mail", "mel", "emailaddress", "emailadress", "email1value", "adresseemail", "adressemail", "adressecourriel", "adressedemessagerie", "adresseelectronique",
		"courrielprofessionnel", "emailprofessionnel", "mailprofessionnel", "workemail":
		return fieldEmail, true
	case "notes":
		return fieldNote, true
	}
	return 0, false
}

// The names of a title that are told apart by what stands beside them.
const (
	jobTitle = "jobtitle" // beside it, Outlook's Title is how one addresses somebody
	titre    = "titre"    // which French Outlook calls both, first how one addresses somebody
)

// addressAlias is what the parts of an address are called elsewhere: where there are several addresses, those of the one at work.
func addressAlias(key string) (field, bool) {
	switch key {
	case "address", "adresse", "streetaddress", "businessstreet", "address1street", "ruebureau":
		return fieldStreet, true
	case "cp", "zip", "zipcode", "postcode", "businesspostalcode", "address1postalcode", "codepostalbureau":
		return fieldPostalCode, true
	case "commune", "localite", "town", "businesscity", "address1city", "villebureau":
		return fieldCity, true
	case "state", "province", "businessstate", "address1region", "depregionbureau":
		return fieldRegion, true
	case "countryregion", "paysregion", "businesscountry", "businesscountryregion", "address1country", "paysbureau", "paysregionbureau":
		return fieldCountry, true
	}
	return 0, false
}

// numberAlias is what the number of a kind is called elsewhere.
func numberAlias(key string) (field, bool) {
	switch key {
	case "phone", "phonenumber", "telephone", "tel", "numerodetelephone", "telephonefixe", "telfixe", "lignedirecte",
		"businessphone", "workphone", "officephone", "telephonebureau", "telbureau", "telephoneprofessionnel", "telprofessionnel", "telpro":
		return fieldWork, true
	case "portable", "mobilephone", "mobilenumber", "cell", "cellphone", "gsm", "telmobile", "telportable", "telephonemobile", "telephoneportable", "numerodeportable":
		return fieldMobile, true
	case "homephone", "telephonedomicile", "teldomicile", "telephonepersonnel", "telpersonnel", "telperso":
		return fieldHome, true
	case "faxnumber", "businessfax", "workfax", "telecopie", "telecopieur", "telecopiebureau", "faxbureau", "numerodefax":
		return fieldFax, true
	}
	return 0, false
}

// parseAliasOfPlace reads "tel2" and Google's "phone2value".
func parseAliasOfPlace(key string) (column, bool) {
	rest, end := strings.CutPrefix(key, "tel")
	wanted := ""
	if !end {
		rest, _ = strings.CutPrefix(key, "phone")
		wanted = "value"
	}
	digits, is := strings.CutSuffix(rest, wanted)
	place, err := strconv.Atoi(digits)
	if !is || err != nil || place < 1 || place > maxNumbers {
		return column{}, false
	}
	return column{fieldPhone, place}, true
}

// isPlainNumber reports whether a column is called a telephone number and nothing else: beside a second one it is the first.
func isPlainNumber(name string) bool {
	switch word(name) {
	case "phone", "phonenumber", "telephone", "tel", "numerodetelephone":
		return true
	}
	return false
}

// kindAlias reads the kind of a number as other programs write it.
func kindAlias(word string) (directory.NumberKind, bool) {
	switch word {
	case "main", "business", "professionnel", "principal":
		return directory.WorkNumber, true
	case "cell", "workmobile":
		return directory.MobileNumber, true
	case "personnel", "personal":
		return directory.HomeNumber, true
	case "workfax", "homefax", "otherfax", "telecopiebureau", "telecopiedomicile":
		return directory.FaxNumber, true
	}
	return parseNumberKind(word)
}

// mergeFreeKind gives a number the kind that a cell of another program says, or as a label what is no kind: people call numbers what they like.
func mergeFreeKind(n *directory.Number, c cell) {
	if c.state != cellValue {
		return
	}
	if kind, known := kindAlias(word(c.text)); known {
		n.Kind = kind
		return
	}
	n.Label = c.text
}
