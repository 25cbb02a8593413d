package web

import (
	"encoding/json"
	"fmt"
	"net/http"
	"strconv"
	"strings"
)

// spareNumbers is how many empty rows for numbers a contact's form has.
const spareNumbers = 2

// mostNumbers is how many numbers a contact has at most.
const mostNumbers = 20

// contactForm declares the fields of a contact, with so many rows of numbers.
func (v *visit) contactForm(c contact, rows int) (*form, error) {
	folder, err := v.chooseFolder(&field{Name: "folder_id", Label: "Folder", Value: c.FolderID, Required: true}, "", folderRange{Section: "directory"})
	if err != nil {
		return nil, err
	}
	beside := v.contactQuery("").Same() // the list stays as it is
	f := newForm(v, "Save", c.Link()+"/details"+beside, []*field{
		{Name: "kind", Label: "Contact", Kind: "select", Options: contactKinds(), Required: true},
		folder,
		{Name: "first_name", Label: "First name", Depends: true, Most: 128},
		{Name: "last_name", Label: "Last name", Depends: true, Most: 128},
		{Name: "company", Label: "Company", Most: 128},
		{Name: "title", Label: "Job title", Most: 128},
		{Name: "department", Label: "Department", Most: 128},
		{Name: "site", Label: "Site", Most: 128},
		{Name: "email", Label: "E-mail address", Kind: "email", Hint: "Without one, an internal contact can not sign in. No two internal contacts have the same.", Most: 254},
		{Name: "notification_email", Label: "E-mail address for messages", Kind: "email", Most: 254},
		{Name: "address.street", Label: "Street", Most: 256},
		{Name: "address.postal_code", Label: "Postal code", Most: 32},
		{Name: "address.city", Label: "City", Most: 128},
		{Name: "address.region", Label: "Region", Most: 128},
		{Name: "address.country", Label: "Country", Most: 128},
		{Name: "note", Label: "Note", Kind: "textarea", Most: 4096},
		{Name: "language", Label: "Language", Kind: "select", Options: []option{{Value: "", Label: "As the directory"}, {Value: "fr", Name: "Français"}, {Value: "en", Name: "English"}}},
		{Name: "external_ref", Label: "Reference in another system", Most: 64},
		{Name: "hidden", Label: "Hide the whole contact from phones", Kind: "checkbox"},
	})
	f.Address += beside
	f.addNumberRows(rows)
	f.now = func(record []byte) (map[string]string, error) {
		var now contact
		err := json.Unmarshal(record, &now)
		f.addNumberRows(len(now.Numbers))
		values := now.values()
		f.emptyNumbers(values, len(now.Numbers))
		return values, err
	}
	return f, nil
}

// addNumberRows has the form have at least so many rows for numbers.
func (f *form) addNumberRows(rows int) {
	for i := range rows {
		at := numberField(i, "")
		if f.Field(at+"raw") != nil {
			continue
		}
		f.Fields = append(f.Fields,
			&field{Name: at + "raw", Label: "Number", Most: 64, Complete: "off"},
			&field{Name: at + "kind", Label: "Type", Kind: "select", Options: numberKinds(), Value: "work"},
			&field{Name: at + "short_number", Label: "Short number", Most: 16, Complete: "off"},
			&field{Name: at + "label", Label: "Label", Most: 64},
			&field{Name: at + "hidden", Label: "Hide from phones", Kind: "checkbox"},
		)
	}
}

// emptyNumbers sets what stands in the rows of numbers behind so many: nothing but the sort that an empty row has.
func (f *form) emptyNumbers(values map[string]string, behind int) {
	for i := behind; f.Field(numberField(i, "raw")) != nil; i++ {
		values[numberField(i, "kind")] = "work"
	}
}

// numberField is what the API calls a field of the number at a place: numbers[0].raw.
func numberField(i int, name string) string { return fmt.Sprintf("numbers[%d].%s", i, name) }

// NumberRows gives the rows of numbers, each with its five fields.
func (f *form) NumberRows() [][]*field {
	var rows [][]*field
	for i := 0; f.Field(numberField(i, "raw")) != nil; i++ {
		rows = append(rows, f.Below(numberField(i, "")))
	}
	return rows
}

// values are what stands in the form of a contact.
func (c contact) values() map[string]string {
	values := map[string]string{
		"kind": c.Kind, "folder_id": c.FolderID, "first_name": c.FirstName, "last_name": c.LastName, "company": c.Company, "title": c.Title,
		"department": c.Department, "site": c.Site, "email": c.Email, "notification_email": c.NotificationEmail, "note": c.Note,
		"language": c.Language, "external_ref": c.ExternalRef, "hidden": ticked(c.Hidden),
		"address.street": c.Address.Street, "address.postal_code": c.Address.PostalCode, "address.city": c.Address.City,
		"address.region": c.Address.Region, "address.country": c.Address.Country,
	}
	for i, n := range c.Numbers {
		values[numberField(i, "raw")], values[numberField(i, "kind")] = n.Raw, n.Kind
		values[numberField(i, "short_number")], values[numberField(i, "label")] = n.ShortNumber, n.Label
		values[numberField(i, "hidden")] = ticked(n.Hidden)
	}
	return values
}

// numbers are the rows in which something was typed, in their order. The others are taken out of the form, so that the API's words about the third number
// are about the third row.
func (f *form) numbers() []contactNumber {
	list := []contactNumber{}
	for i := 0; f.Field(numberField(i, "raw")) != nil; i++ {
		value := func(name string) string { return strings.TrimSpace(f.Field(numberField(i, name)).Value) }
		n := contactNumber{Raw: value("raw"), Kind: value("kind"), ShortNumber: value("short_number"), Label: value("label"), Hidden: value("hidden") != ""}
		if n.Raw+n.ShortNumber+n.Label != "" {
			list = append(list, n)
		}
	}
	return list
}

// body is what the API is sent: all of the form.
func (f *form) contactBody() map[string]any {
	address := map[string]any{}
	body := map[string]any{"address": address, "numbers": f.numbers()}
	for _, one := range f.Fields {
		part, isAddress := strings.CutPrefix(one.Name, "address.")
		switch {
		case isAddress:
			address[part] = one.Value
		case strings.HasPrefix(one.Name, "numbers["):
		case one.Kind == "checkbox":
			body[one.Name] = one.Checked()
		default:
			body[one.Name] = one.Value
		}
	}
	return body
}

// contactEdit shows all of a contact, its details in their form.
func (v *visit) contactEdit() error {
	record, err := v.record(true)
	if err != nil {
		return err
	}
	if !record.May["directory"] {
		return refusal(http.StatusForbidden, "forbidden")
	}
	c := record.Contact
	f, err := v.contactForm(c, min(len(c.Numbers)+spareNumbers, mostNumbers))
	if err != nil {
		return err
	}
	values := c.values()
	f.emptyNumbers(values, len(c.Numbers))
	f.fill(values, strconv.FormatUint(c.Version, 10))
	f.Field("first_name").Focus = true
	record.Form = f
	return v.showRecord(http.StatusOK, record)
}

// contactAgain shows all of a contact once more, its details in the form that was sent.
func (v *visit) contactAgain(status int, f *form) error {
	record, err := v.record(true)
	if err != nil {
		return err
	}
	record.Form = f
	return v.showRecord(status, record)
}

// contactChange saves a contact.
func (v *visit) contactChange() error {
	c, err := v.visitedContact()
	if err != nil {
		return err
	}
	f, err := v.contactForm(c, v.sentNumberRows())
	if err != nil {
		return err
	}
	f.read(v)
	f.closeNumberRows()
	if v.r.PostForm.Has("more_numbers") {
		return v.moreNumbers(f)
	}
	var now contact
	if err = v.choose(f); err == nil {
		err = v.api.patch("/contacts/"+c.ID, f.contactBody(), &now, ifMatch(f.Version)...)
	}
	if err != nil {
		return v.refused(f, err, func(status int) error { return v.contactAgain(status, f) })
	}
	return v.done(f.Cancel, "“%s” has been changed.", now.Name())
}

// moreNumbers shows the form again as it was sent, with more rows for numbers; the first of them is where one types on.
func (v *visit) moreNumbers(f *form) error {
	rows := len(f.NumberRows())
	f.addNumberRows(min(rows+spareNumbers, mostNumbers))
	f.Typed = true
	for _, row := range f.NumberRows() {
		if row[0].Value == "" {
			row[0].Focus = true
			break
		}
	}
	return v.contactAgain(http.StatusOK, f)
}

// MoreNumbers reports whether there is room for more rows.
func (f *form) MoreNumbers() bool { return len(f.NumberRows()) < mostNumbers }

// sentNumberRows is how many rows of numbers the form had that was sent.
func (v *visit) sentNumberRows() int {
	rows := 0
	for rows < mostNumbers && v.r.PostForm.Has(numberField(rows, "raw")) {
		rows++
	}
	return rows
}

// closeNumberRows puts the rows of numbers that something stands in together, and the empty ones behind them.
func (f *form) closeNumberRows() {
	rows := f.NumberRows()
	next := 0
	for i, row := range rows {
		if row[0].Value+row[2].Value+row[3].Value == "" {
			continue
		}
		for j := range row {
			rows[next][j].Value, rows[i][j].Value = row[j].Value, rows[next][j].Value
		}
		next++
	}
}
