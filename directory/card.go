package directory

import (
	"cmp"

	"github.com/google/uuid"

	"annuaire/directory/search"
	"annuaire/directory/store"
)

// Card is a contact at a glance.
type Card struct {
	ID           uuid.UUID `json:"id"`
	DisplayName  string    `json:"display_name"`
	Company      string    `json:"company,omitempty"` // an internal contact's own, else the directory's name
	Title        string    `json:"title,omitempty"`
	Department   string    `json:"department,omitempty"`
	Numbers      []Number  `json:"numbers,omitempty"`
	ShortNumbers []string  `json:"short_numbers,omitempty"`
	Email        string    `json:"email,omitempty"`
	FolderPath   []string  `json:"folder_path"` // names from the root down
}

// Card gives a contact at a glance. It returns not_found.
func (d *Directory) Card(id uuid.UUID) (Card, error) {
	c, err := d.Contact(id)
	if err != nil {
		return Card{}, err
	}
	tree := d.Snapshot().Tree
	card := Card{
		ID: c.ID, DisplayName: c.DisplayName(), Company: c.Company, Title: c.Title, Department: c.Department,
		Numbers: c.Numbers, Email: c.Email,
	}
	if c.Kind == InternalContact {
		card.Company = cmp.Or(c.Company, tree.company())
	}
	joined, err := d.joinedTo(id)
	if err != nil {
		return Card{}, err
	}
	card.join(joined.numbers)
	for _, n := range c.Numbers {
		if n.ShortNumber != "" {
			card.ShortNumbers = append(card.ShortNumbers, n.ShortNumber)
		}
	}
	for _, f := range tree.Path(c.FolderID) {
		card.FolderPath = append(card.FolderPath, f.Name)
	}
	return card, nil
}

// joinedTo gives what is joined to a contact.
func (d *Directory) joinedTo(contact uuid.UUID) (joined joinedRecords, err error) {
	err = d.view("read the numbers of a contact", func(tx *store.Tx) error {
		joined, err = d.tables.joined(tx, contact)
		return err
	})
	return joined, err
}

// join adds joined numbers that the contact does not list itself.
func (card *Card) join(joined []joinedNumber) {
	for _, j := range joined {
		kind := WorkNumber
		switch j.field {
		case search.ShortNumber:
			card.ShortNumbers = append(card.ShortNumbers, j.text)
			continue
		case search.Mobile:
			kind = MobileNumber
		case search.Fax:
			kind = FaxNumber
		}
		if !j.listed(card.Numbers) {
			card.Numbers = append(card.Numbers, Number{Kind: kind, Raw: j.text, E164: j.e164, Hidden: j.hidden})
		}
	}
}
