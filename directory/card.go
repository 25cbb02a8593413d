package directory

import (
	"cmp"

	"github.com/google/uuid"
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
