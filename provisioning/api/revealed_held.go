package api

import (
	"encoding/json"

	"github.com/google/uuid"

	"annuaire/directory"
)

// isHeld reports whether a journalled table's records belong to contacts: they are where their contact is now.
func isHeld(table string) bool {
	switch table {
	case "users", "extensions", "external_numbers", "mailboxes":
		return true
	}
	return false
}

// revealHeld gives a change of a record as the caller sees it: each state where it may read the section in the folder of the contact that the record
// belonged to in it, and sees that contact. What belonged to nobody is for who may read the section everywhere, except the state of a spare
// external number that was a user's in sight before, or is afterwards.
func (c *caller) revealHeld(sight directory.Sight, section directory.Section, r directory.RecordChange, held directory.Holders) directory.RecordChange {
	seen := func(contact *directory.Contact) bool {
		if contact == nil {
			return c.Rights.May(section, directory.Read, uuid.Nil)
		}
		_, is := sight.Contact(*contact)
		return is && c.Rights.May(section, directory.Read, contact.FolderID)
	}
	before, after := seen(held.Before), seen(held.After)
	if r.Table == "external_numbers" {
		before, after = before || after && isSpare(r.Before), after || before && isSpare(r.After)
	}
	if !before {
		r.Before = nil
	}
	if !after {
		r.After = nil
	}
	return r
}

// isSpare reports whether an external number is nobody's.
func isSpare(state json.RawMessage) bool {
	var n directory.ExternalNumber
	return state != nil && json.Unmarshal(state, &n) == nil && n.UserID == uuid.Nil
}

// seesHolders reports whether the contacts that a record belonged to, as far as they exist, are in the caller's sight.
func (c *caller) seesHolders(held directory.Holders) bool {
	sight := c.sight()
	for _, contact := range []*directory.Contact{held.Before, held.After} {
		if contact == nil {
			continue
		}
		if _, seen := sight.Contact(*contact); !seen {
			return false
		}
	}
	return true
}

// foldersOfHolders gives the folders that a change of a record happened in: those of its contacts; everywhere where it has none.
func foldersOfHolders(held directory.Holders) []uuid.UUID {
	var folders []uuid.UUID
	for _, contact := range []*directory.Contact{held.Before, held.After} {
		if contact != nil {
			folders = append(folders, contact.FolderID)
		}
	}
	if len(folders) == 0 {
		return []uuid.UUID{uuid.Nil}
	}
	return folders
}
