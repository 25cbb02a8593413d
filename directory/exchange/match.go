package exchange

import (
	"fmt"

	"github.com/google/uuid"

	"annuaire/directory"
	"annuaire/directory/search"
)

// matcher finds the contact that a row speaks of, among those the directory had when the import began.
type matcher struct {
	edit    *directory.Edit
	folders *folders
	dialect *search.Dialect
	alike   map[uuid.UUID]map[string][]lookAlike // by folder and name, of the folders that were asked for
}

// lookAlike is a contact that a row without a key may speak of.
type lookAlike struct {
	id          uuid.UUID
	kind        directory.ContactKind
	externalRef string
	numbers     []string // E.164
}

// match gives the contact of a row: by id, by external reference, by the e-mail of an internal contact, by its main extension, else the one in
// the same folder of the same name and company with a number in common. The last is for external contacts, and for rows
// without any key, so that the same file twice is no change. A contact that has another reference than the row is another
// contact, whatever else they share. It gives nil where the row's contact is new; what is wrong
// is noted in v, the homonym beside which a row would put another in warning.
func (m *matcher) match(v *values, action Action) (found *directory.Contact, warning string, err error) {
	if c := v.single[fieldID]; c.state == cellValue {
		return m.byID(v, c)
	}
	if c := v.single[fieldExternalRef]; c.state == cellValue {
		contact, err := m.edit.ContactByExternalRef(c.text)
		if err == nil || directory.CodeOf(err) != directory.NotFound {
			return &contact, "", err
		}
	}
	kind := v.kind
	hasEmail := v.single[fieldEmail].state == cellValue
	if hasEmail && kind != directory.ExternalContact {
		contact, err := m.edit.ContactByEmail(v.single[fieldEmail].text)
		switch {
		case err == nil && !v.anotherRef(contact.ExternalRef):
			return &contact, "", nil
		case err != nil && directory.CodeOf(err) != directory.NotFound:
			return nil, "", err
		}
	}
	if kind != directory.ExternalContact {
		contact, found, err := m.byExtension(v)
		if err != nil || found {
			return contact, "", err
		}
	}
	hasKey := hasEmail || v.single[fieldExternalRef].state == cellValue
	if hasKey && kind != directory.ExternalContact {
		return nil, "", nil
	}
	return m.byName(v, kind, action)
}

// anotherRef reports whether the row and a contact that its reference has not found both have one.
func (v *values) anotherRef(ref string) bool { return ref != "" && v.text(fieldExternalRef) != "" }

func (m *matcher) byID(v *values, c cell) (*directory.Contact, string, error) {
	id, err := uuid.Parse(c.text)
	if err != nil {
		v.fail(c, directory.Invalid, "not an id; leave the cell empty for a new contact")
		return nil, "", nil
	}
	contact, err := m.edit.Contact(id)
	if directory.CodeOf(err) == directory.NotFound {
		v.fail(c, directory.NotFound, "there is no such contact; leave the cell empty for a new one")
		return nil, "", nil
	}
	return &contact, "", err
}

// byExtension looks for the internal contact whose main extension is the row's. One that has another e-mail address than the row, and another name, is
// somebody else: the row's extension was hers.
func (m *matcher) byExtension(v *values) (*directory.Contact, bool, error) {
	number := mainOf(parseExtensions(v.text(fieldExtensions)))
	if number == "" {
		return nil, false, nil
	}
	contact, err := m.edit.ContactByMainExtension(number)
	if directory.CodeOf(err) == directory.NotFound {
		return nil, false, nil
	}
	if err != nil || v.anotherRef(contact.ExternalRef) {
		return nil, false, err
	}
	differs := func(f field, now string) bool {
		return v.single[f].state == cellValue && now != "" && search.Fold(v.text(f)) != search.Fold(now)
	}
	other := differs(fieldEmail, contact.Email) && (differs(fieldLastName, contact.LastName) || differs(fieldFirstName, contact.FirstName))
	return &contact, !other, nil
}

// byName looks for what is alike in the row's folder.
func (m *matcher) byName(v *values, kind directory.ContactKind, action Action) (*directory.Contact, string, error) {
	folder, exists, err := m.folders.find(v.folderPath())
	if err != nil || !exists {
		return nil, "", nil // what is wrong with the path is told where the row's folder is settled
	}
	byName, err := m.lookAlikes(folder)
	if err != nil {
		return nil, "", err
	}
	alike := byName[nameKey(v.text(fieldLastName), v.text(fieldFirstName), v.text(fieldCompany))]
	var matches []uuid.UUID
	namesakes := 0
	for _, a := range alike {
		if kind != "" && a.kind != kind || v.anotherRef(a.externalRef) {
			continue
		}
		namesakes++
		if action != ActionAdd && m.shares(v, a.numbers) {
			matches = append(matches, a.id)
		}
	}
	switch {
	case len(matches) > 1:
		v.fail(cell{}, directory.Invalid, fmt.Sprintf("matches %d contacts; give the id", len(matches)))
		return nil, "", nil
	case len(matches) == 1:
		contact, err := m.edit.Contact(matches[0])
		return &contact, "", err
	case namesakes > 0:
		return nil, "there already is a contact of this name in the folder; give its id to change that one", nil
	}
	return nil, "", nil
}

// lookAlikes reads a folder's contacts once.
func (m *matcher) lookAlikes(folder uuid.UUID) (map[string][]lookAlike, error) {
	if byName, known := m.alike[folder]; known {
		return byName, nil
	}
	contacts, err := m.edit.ContactsIn(folder)
	if err != nil {
		return nil, err
	}
	byName := make(map[string][]lookAlike, len(contacts))
	for _, c := range contacts {
		a := lookAlike{id: c.ID, kind: c.Kind, externalRef: c.ExternalRef}
		for _, n := range c.Numbers {
			if n.E164 != "" {
				a.numbers = append(a.numbers, n.E164)
			}
		}
		key := nameKey(c.LastName, c.FirstName, c.Company)
		byName[key] = append(byName[key], a)
	}
	m.alike[folder] = byName
	return byName, nil
}

// shares reports whether a row has one of these numbers.
func (m *matcher) shares(v *values, numbers []string) bool {
	for c := range v.numberCells() {
		if c.state != cellValue {
			continue
		}
		e164 := m.dialect.E164(c.text)
		for _, n := range numbers {
			if e164 == n {
				return true
			}
		}
	}
	return false
}

func nameKey(last, first, company string) string {
	return search.Fold(last) + "\x00" + search.Fold(first) + "\x00" + search.Fold(company)
}
