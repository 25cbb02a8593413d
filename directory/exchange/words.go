package exchange

import (
	"slices"

	"annuaire/directory"
)

// keyword reads a cell that holds one of a few words; a cell that is empty leaves things as they are, a token can not erase.
func keyword[T any](v *values, c cell, parse func(word string) (T, bool), allowed string) (T, bool) {
	var none T
	if c.state == cellLeave || c.text == "" {
		return none, false
	}
	if c.state == cellErase {
		v.fail(c, directory.Invalid, "can not be emptied; use "+allowed)
		return none, false
	}
	value, ok := parse(word(c.text))
	if !ok {
		v.fail(c, directory.Invalid, "not known; use "+allowed)
	}
	return value, ok
}

// yesNo is keyword for yes and no; erasing means no.
func yesNo(v *values, c cell) (value, ok bool) {
	if c.state == cellErase {
		return false, true
	}
	return keyword(v, c, parseFlag, "yes or no")
}

func parseAction(word string) (Action, bool) {
	switch word {
	case "ajouter", "add":
		return ActionAdd, true
	case "modifier", "update":
		return ActionUpdate, true
	case "supprimer", "delete":
		return ActionDelete, true
	case "ignorer", "skip":
		return ActionSkip, true
	}
	return "", false
}

func parseKind(word string) (directory.ContactKind, bool) {
	switch word {
	case "interne", "internal":
		return directory.InternalContact, true
	case "externe", "external":
		return directory.ExternalContact, true
	}
	return "", false
}

func parseFlag(word string) (value, ok bool) {
	return slices.Contains([]string{"oui", "yes", "true", "vrai", "1", "x"}, word),
		slices.Contains([]string{"oui", "yes", "true", "vrai", "1", "x", "non", "no", "false", "faux", "0"}, word)
}

func parseNumberKind(word string) (directory.NumberKind, bool) {
	switch word {
	case "work", "fixe", "travail", "bureau":
		return directory.WorkNumber, true
	case "mobile", "portable":
		return directory.MobileNumber, true
	case "home", "domicile":
		return directory.HomeNumber, true
	case "fax", "telecopie":
		return directory.FaxNumber, true
	case "other", "autre":
		return directory.OtherNumber, true
	case "car", "voiture":
		return directory.CarNumber, true
	case "otherhome", "autredomicile":
		return directory.OtherHomeNumber, true
	}
	return "", false
}

// numberKindWords are what an error proposes.
const numberKindWords = "work, mobile, home, fax, other, car or other_home"
