package directory

import (
	"cmp"
	"slices"
	"strings"
	"time"

	"github.com/google/uuid"

	"annuaire/directory/search"
)

// generalizedTime is how the time of a change is shown and compared (RFC 4517 section 3.3.13).
const generalizedTime = "20060102150405Z"

// source collects the values of a document.
type source struct{ values []search.Value }

func (s *source) add(field search.Field, text string) {
	if text != "" {
		s.values = append(s.values, search.Value{Field: field, Text: text})
	}
}

// contactDocument is what phones search of a contact.
func (r rules) contactDocument(c *Contact, company string, joined joinedRecords) *search.Document {
	return r.dialect.Document(r.contactSource(c, company, joined))
}

// contactSource is what a contact's document is made of. An internal contact without company of its own shows the directory's,
// which is "" while nobody has named it. Joined extensions come before the contact's own short numbers, other joined numbers after
// its own.
func (rules) contactSource(c *Contact, company string, joined joinedRecords) search.Source {
	s := source{make([]search.Value, 0, 12+2*len(c.Numbers)+len(joined.numbers))}
	last := cmp.Or(c.LastName, c.FirstName, c.Company)
	s.add(search.Name, c.DisplayName())
	s.add(search.LastName, last)
	s.add(search.FirstName, c.FirstName)
	if c.Kind == InternalContact && c.Company == "" {
		s.add(search.Company, company)
	} else {
		s.add(search.Company, c.Company)
	}
	s.add(search.Department, c.Department)
	s.add(search.Title, c.Title)
	s.add(search.Email, c.Email)
	s.add(search.Street, c.Address.Street)
	s.add(search.PostalCode, c.Address.PostalCode)
	s.add(search.City, c.Address.City)
	s.add(search.Region, c.Address.Region)
	s.add(search.Country, c.Address.Country)
	s.add(search.PostalAddress, postalAddress(c.Address))
	s.add(search.Note, c.Note)
	s.add(search.UID, c.UID)
	s.add(search.ContactKind, string(c.Kind))
	s.addRecord(c.ID, c.CreatedAt, c.UpdatedAt)
	for _, j := range joined.numbers {
		if j.field == search.ShortNumber {
			s.add(j.field, j.text)
		}
	}
	for _, n := range c.Numbers {
		s.addNumber(n)
	}
	s.addJoined(joined.numbers, c.Numbers)
	return search.Source{
		ID: search.ID(c.ID), Parent: search.ID(c.FolderID), Kind: search.Contact, Hidden: c.Hidden, Marks: marksOf(c) | joined.marks, Values: s.values,
	}
}

func (s *source) addNumber(n Number) {
	s.values = append(s.values, search.Value{Field: numberField(n.Kind), Text: n.Raw, E164: n.E164, Hidden: n.Hidden})
	if n.ShortNumber != "" {
		s.values = append(s.values, search.Value{Field: search.ShortNumber, Text: n.ShortNumber, Hidden: n.Hidden})
	}
}

// addJoined adds joined numbers that are no short numbers, each once. One that the contact lists itself is shown, or hidden, as it says there.
func (s *source) addJoined(joined []joinedNumber, own []Number) {
	for i, j := range joined {
		if j.field != search.ShortNumber && !j.listed(own) && !slices.ContainsFunc(joined[:i], j.same) {
			s.values = append(s.values, search.Value{Field: j.field, Text: j.text, E164: j.e164, Hidden: j.hidden})
		}
	}
}

func (s *source) addRecord(id uuid.UUID, created, updated time.Time) {
	s.add(search.EntryID, id.String())
	s.add(search.Created, created.UTC().Format(generalizedTime))
	s.add(search.Modified, updated.UTC().Format(generalizedTime))
}

// folderDocument is what phones search of a folder.
func (r rules) folderDocument(f *Folder) *search.Document {
	return r.dialect.Document(r.folderSource(f))
}

// folderSource is what a folder's document is made of.
func (rules) folderSource(f *Folder) search.Source {
	var s source
	kind := search.Folder
	if f.ParentID == uuid.Nil {
		kind = search.Root
	}
	s.add(search.FolderName, f.Name)
	s.addRecord(f.ID, f.CreatedAt, f.UpdatedAt)
	return search.Source{ID: search.ID(f.ID), Parent: search.ID(f.ParentID), Kind: kind, Values: s.values}
}

func numberField(kind NumberKind) search.Field {
	switch kind {
	case WorkNumber:
		return search.Work
	case MobileNumber:
		return search.Mobile
	case HomeNumber:
		return search.Home
	case FaxNumber:
		return search.Fax
	case CarNumber:
		return search.Car
	case OtherHomeNumber:
		return search.OtherHome
	}
	return search.Other
}

// postalEscapes stand for what would end a line of a postal address.
var postalEscapes = strings.NewReplacer(`\`, `\5C`, `$`, `\24`)

// postalAddress writes an address in one value, line by line (RFC 4517 section 3.3.28).
func postalAddress(a Address) string {
	if a == (Address{}) {
		return ""
	}
	lines := strings.Split(a.Street, "\n")
	lines = append(lines, strings.TrimSpace(a.PostalCode+" "+a.City), a.Region, a.Country)
	var b strings.Builder
	for _, line := range lines {
		if line == "" {
			continue
		}
		if b.Len() > 0 {
			b.WriteByte('$')
		}
		b.WriteString(postalEscapes.Replace(line))
	}
	return b.String()
}
