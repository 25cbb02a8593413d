package exchange

import (
	"slices"

	"annuaire/directory"
)

// contactColumns are those of the import format in the order the export writes them, with phone columns for so many numbers.
func contactColumns(numbers int) []column {
	var columns []column
	for f := fieldID; f < fieldWork; f++ {
		if f != fieldAction {
			columns = append(columns, column{field: f})
		}
	}
	for place := 1; place <= numbers; place++ {
		for f := fieldPhone; f < fieldCount; f++ {
			columns = append(columns, column{f, place})
		}
	}
	return columns
}

// text is what a column holds of a contact, whose folder has this path.
func (c column) text(contact *directory.Contact, folder string) string {
	if c.place > 0 {
		return c.numberText(contact)
	}
	switch c.field {
	case fieldID:
		return contact.ID.String()
	case fieldExternalRef:
		return contact.ExternalRef
	case fieldKind:
		return string(contact.Kind)
	case fieldFolder:
		return folder
	case fieldLastName:
		return contact.LastName
	case fieldFirstName:
		return contact.FirstName
	case fieldCompany:
		return contact.Company
	case fieldTitle:
		return contact.Title
	case fieldDepartment:
		return contact.Department
	case fieldSite:
		return contact.Site
	case fieldEmail:
		return contact.Email
	case fieldNotificationEmail:
		return contact.NotificationEmail
	case fieldStreet:
		return contact.Address.Street
	case fieldPostalCode:
		return contact.Address.PostalCode
	case fieldCity:
		return contact.Address.City
	case fieldRegion:
		return contact.Address.Region
	case fieldCountry:
		return contact.Address.Country
	case fieldNote:
		return contact.Note
	case fieldLanguage:
		return contact.Language
	case fieldHidden:
		return flagText(contact.Hidden)
	}
	return ""
}

func (c column) numberText(contact *directory.Contact) string {
	if c.place > len(contact.Numbers) {
		return ""
	}
	n := contact.Numbers[c.place-1]
	switch c.field {
	case fieldPhone:
		return n.Raw
	case fieldPhoneKind:
		return string(n.Kind)
	case fieldPhoneShort:
		return n.ShortNumber
	case fieldPhoneLabel:
		return n.Label
	}
	return flagText(n.Hidden)
}

func flagText(b bool) string {
	if b {
		return "yes"
	}
	return "no"
}

// toldColumn is a column whose changes are told, with its name, which very many rows have in common.
type toldColumn struct {
	column
	called string
}

func toldColumns() []toldColumn {
	columns := contactColumns(maxNumbers)
	told := make([]toldColumn, len(columns))
	for i, c := range columns {
		told[i] = toldColumn{c, c.name()}
	}
	return told
}

// changes lists the fields, of those in columns, in which two states of a contact differ; a before without a version is
// a contact that is new, of which a plain "no" is not worth telling.
func changes(columns []toldColumn, before, after *directory.Contact, folderBefore, folderAfter string) []Change {
	var room [32]Change
	differ := room[:0]
	isNew := before.Version == 0
	numbers := max(len(before.Numbers), len(after.Numbers))
	for _, c := range columns {
		if c.field == fieldID || c.place > numbers {
			continue
		}
		from, to := "", c.text(after, folderAfter)
		if !isNew {
			from = c.text(before, folderBefore)
		}
		if from != to && !(isNew && to == "no") {
			differ = append(differ, Change{Field: c.called, Before: from, After: to})
		}
	}
	if len(differ) == 0 {
		return nil
	}
	return slices.Clone(differ)
}
