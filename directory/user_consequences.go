package directory

import (
	"context"
	"time"

	"github.com/google/uuid"
)

// Fate is what becomes of something that a user has when the user is deleted.
type Fate string

const (
	FateReserved   Fate = "reserved"    // nobody else's as long as the user is in the bin
	FateFreed      Fate = "freed"       // others may have it at once
	FateSpare      Fate = "spare"       // nobody's, and no longer signed in
	FateStays      Fate = "stays"       // as it is
	FateKept       Fate = "kept"        // as long as the user is in the bin, then deleted
	FateHandedOver Fate = "handed_over" // to another user or a call group
	FateBinned     Fate = "bin"
	FateRemoved    Fate = "removed" // not brought back with the user
)

// Consequence says what becomes of one sort of thing that a user has, and how many of it there are.
type Consequence struct {
	What  string    `json:"what"` // extensions, external_numbers, devices, mailboxes, features, roles, login, contact, lines, call_groups or licence
	Count int       `json:"count"`
	Fate  Fate      `json:"fate"`
	Until time.Time `json:"until,omitzero"` // when what is reserved, kept or in the bin is gone for good
}

// UserConsequences is what deleting a user would come to.
type UserConsequences struct {
	// Consequences are those of which there is at least one, in the order of Consequence.What.
	Consequences []Consequence `json:"consequences"`
	// Refused is the code that the deletion itself would be refused with: cannot_delete_self or last_administrator; "": with none.
	Refused Code `json:"refused,omitempty"`
}

// DeletionOfUser says what DeleteUser would do, and does nothing. It returns not_found, also for To, and invalid.
func (d *Directory) DeletionOfUser(ctx context.Context, id uuid.UUID, what UserDeletion) (UserConsequences, error) {
	told := UserConsequences{Consequences: []Consequence{}}
	_, err := d.Plan(ctx, func(e *Edit) error {
		row, err := e.UserRow(id, 0)
		if err != nil {
			return err
		}
		if err := e.foretell(&told, row, what); err != nil {
			return err
		}
		err = e.DeleteUser(id, 0, what)
		switch code := CodeOf(err); code {
		case CannotDeleteSelf, LastAdministrator:
			told.Refused, err = code, nil
		}
		return err
	})
	return told, err
}

// foretell notes what becomes of what a user has.
func (e *Edit) foretell(told *UserConsequences, row UserRow, what UserDeletion) error {
	gone := e.now.AddDate(0, 0, e.d.config.BinDays)
	note := func(name string, count int, fate Fate) {
		if count == 0 {
			return
		}
		c := Consequence{What: name, Count: count, Fate: fate}
		switch fate {
		case FateReserved, FateKept, FateBinned:
			c.Until = gone
		}
		told.Consequences = append(told.Consequences, c)
	}
	note("extensions", len(row.Extensions), either(what.ReleaseExtensions, FateFreed, FateReserved))
	note("external_numbers", len(row.Numbers), FateSpare)
	onLines := 0
	for _, device := range row.Devices {
		if device.LineID != uuid.Nil && !what.TrashDevices {
			onLines++
		}
	}
	note("devices", len(row.Devices)-onLines, either(what.TrashDevices, FateBinned, FateSpare))
	note("devices", onLines, FateStays)
	mailboxes := FateKept
	switch what.Mailbox {
	case HandMailboxOver:
		mailboxes = FateHandedOver
	case TrashMailbox:
		mailboxes = FateBinned
	}
	note("mailboxes", len(row.Mailboxes), mailboxes)
	note("features", len(row.FeaturesOn), FateRemoved)
	l, found, err := e.d.tables.loginOf(e.tx, row.ContactID)
	if err != nil {
		return err
	}
	if found && l.State != LoginClosed {
		note("roles", len(l.Roles), FateRemoved)
		note("login", 1, FateRemoved)
	}
	groups, err := collect(e.d.tables.groups.By(e.tx, indexGroupMember, string(row.ContactID[:])))
	if err != nil {
		return err
	}
	note("contact", 1, either(what.Contact, FateBinned, FateStays))
	note("lines", len(row.Lines), either(what.Contact, FateSpare, FateStays))
	note("call_groups", len(groups), FateRemoved)
	note("licence", licences(&row.User), FateFreed)
	return nil
}

func either[T any](is bool, then, otherwise T) T {
	if is {
		return then
	}
	return otherwise
}
