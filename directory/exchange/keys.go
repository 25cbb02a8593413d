package exchange

import (
	"fmt"
	"strings"

	"github.com/google/uuid"

	"annuaire/directory"
)

// key is something that only one contact can hold.
type key struct {
	code   directory.Code // of the error that says it is taken, which tells the kinds of keys apart
	folded string
}

// holding is a key of a contact, where it is and how it is spelled.
type holding struct {
	key
	field string // the directory's name
	text  string
}

// holdings gives a contact's keys.
func holdings(c *directory.Contact) []holding {
	var all []holding
	if c.Email != "" && c.Kind != directory.ExternalContact {
		all = append(all, holding{key{directory.EmailTaken, strings.ToLower(c.Email)}, "email", c.Email})
	}
	if c.ExternalRef != "" {
		all = append(all, holding{key{directory.ExternalRefTaken, c.ExternalRef}, "external_ref", c.ExternalRef})
	}
	for i, n := range c.Numbers {
		if n.ShortNumber != "" {
			all = append(all, holding{key{directory.NumberTaken, n.ShortNumber}, fmt.Sprintf("numbers[%d].short_number", i), n.ShortNumber})
		}
	}
	return all
}

// keep notes the keys that a contact has before and after its row: it lets go of these too for a while, but no other row
// may take them.
func (m *importer) keep(before, after *directory.Contact) {
	then := map[key]bool{}
	for _, h := range holdings(after) {
		then[h.key] = true
	}
	for _, h := range holdings(before) {
		if then[h.key] {
			m.kept[h.key] = before.ID
		}
	}
}

// takesKept notes a problem in the row being read for each key of its contact to be that another one keeps.
func (m *importer) takesKept(contact *directory.Contact, merged []mergedNumber) error {
	if len(m.kept) == 0 {
		return nil
	}
	for _, h := range holdings(contact) {
		id, kept := m.kept[h.key]
		if !kept || id == contact.ID {
			continue
		}
		who, err := m.describe(id)
		if err != nil {
			return err
		}
		m.now.problems = append(m.now.problems, m.now.fieldProblem(h.field, h.text, h.code, "is already used by "+who, merged))
	}
	return nil
}

// describe names a contact as the directory's own errors do: "Jean Dupont (Direction/RH)".
func (m *importer) describe(id uuid.UUID) (string, error) {
	c, err := m.edit.Contact(id)
	if err != nil {
		return "", err
	}
	names, err := m.folders.names(c.FolderID)
	if err != nil {
		return "", err
	}
	if len(names) == 0 {
		root, err := m.edit.Root()
		return fmt.Sprintf("%s (%s)", c.DisplayName(), root.Name), err
	}
	return fmt.Sprintf("%s (%s)", c.DisplayName(), strings.Join(names, "/")), nil
}
