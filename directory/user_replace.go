package directory

import (
	"context"
	"fmt"

	"github.com/google/uuid"
)

// Replacement says who takes a leaver's place, and what comes along.
type Replacement struct {
	// ContactID or Contact is who takes the place: a contact without a user, or a new one.
	ContactID uuid.UUID     `json:"contact_id,omitzero"`
	Contact   *ContactDraft `json:"contact,omitempty"`
	// TemplateID has the features be as the template says, and the successor have its roles; zero: the leaver's features and place in call
	// groups, and no roles.
	TemplateID uuid.UUID `json:"template_id,omitzero"`
	// DeleteMessages has the telephone system delete what was left in the mailbox for the leaver.
	DeleteMessages bool `json:"delete_messages,omitempty"`
	// TrashContact has the leaver's contact go to the bin; else it stays, without its login.
	TrashContact bool `json:"trash_contact,omitempty"`
}

// Handover is a user as it is after its replacement.
type Handover struct {
	UserDetails
	Warnings []Warning `json:"warnings,omitempty"`
	// Reprovision are the user's devices that no longer work, or are no longer called, as they were.
	Reprovision []Reprovision `json:"reprovision,omitempty"`
}

// ReplaceUser hands a leaver's user to another person: extensions, external numbers, mailboxes and devices stay with the user. PINs are
// cleared and greetings void; what devices sign in with is made anew, and those that are called after the leaver are called after the
// successor. The leaver's login is closed. Version is the one the caller has seen, 0 for any. The warnings
// name features that the successor lacks something for. It returns not_found, stale_record, cannot_delete_self,
// last_administrator, required, user_exists, external_has_no_services, and what CreateContact and SetRoles return.
func (d *Directory) ReplaceUser(ctx context.Context, id uuid.UUID, version uint64, by Replacement) (Handover, error) {
	var over Handover
	_, err := d.change(ctx, "user.replace", "", func(e *Edit) (err error) {
		over, err = e.ReplaceUser(id, version, by)
		return err
	})
	if err != nil {
		return Handover{}, err
	}
	return over, nil
}

// ReplaceUser is Directory.ReplaceUser within the transaction.
func (e *Edit) ReplaceUser(id uuid.UUID, version uint64, by Replacement) (Handover, error) {
	var over Handover
	err := e.do("replace user", func() error {
		before, err := e.userToChange(id, version)
		if err != nil {
			return err
		}
		leaver, err := e.livingContact(before.ContactID)
		if err != nil {
			return err
		}
		if err := e.refuseSelf(leaver); err != nil {
			return err
		}
		t, err := e.templateOf(by.TemplateID)
		if err != nil {
			return err
		}
		successor, warned, err := e.contactFor(UserDraft{ContactID: by.ContactID, Contact: by.Contact})
		if err != nil {
			return err
		}
		u := before
		u.ContactID = successor.ID
		if by.TemplateID != uuid.Nil {
			u.Features = nil
		}
		if err := e.changeUser(&u, before); err != nil {
			return err
		}
		if err := e.resetMailboxes(u, by.DeleteMessages); err != nil {
			return err
		}
		if over.Reprovision, err = e.handDevicesOver(u.ID, leaver, successor); err != nil {
			return err
		}
		if by.TemplateID == uuid.Nil {
			err = e.passGroupsOn(leaver.ID, successor.ID)
		} else {
			err = e.leaveGroups(leaver.ID)
		}
		if err != nil {
			return err
		}
		lost, err := e.fitFeatures(u, t)
		if err != nil {
			return err
		}
		if err := e.partLeaver(leaver, by.TrashContact); err != nil {
			return err
		}
		if len(t.Roles) > 0 {
			if _, err := e.SetRoles(successor.ID, 0, t.Roles); err != nil {
				return err
			}
		}
		over.Warnings = append(warned, lost...)
		over.UserDetails, err = e.User(u.ID)
		return err
	})
	if err != nil {
		return Handover{}, err
	}
	return over, nil
}

// resetMailboxes has nobody open a user's mailboxes with the PIN, nor be greeted by the voice, of who had them before.
func (e *Edit) resetMailboxes(u User, deleteMessages bool) error {
	has, err := e.details(u)
	if err != nil {
		return err
	}
	for _, before := range has.Mailboxes {
		m := before.Mailbox
		if m.ResetAt = e.now; deleteMessages {
			m.MessagesSince = e.now
		}
		if err := e.forgetPIN(m.ID); err != nil {
			return err
		}
		if err := e.changeMailbox(&m, before.Mailbox); err != nil {
			return err
		}
	}
	return nil
}

// fitFeatures turns off what the user's new contact lacks something for, and turns on what a template says.
func (e *Edit) fitFeatures(u User, t Template) ([]Warning, error) {
	c, err := e.livingContact(u.ContactID)
	if err != nil {
		return nil, err
	}
	off, err := e.reconsiderUserOf(c)
	if err != nil {
		return nil, err
	}
	on, err := e.equip(u, UserDraft{}, t)
	if err != nil {
		return nil, fmt.Errorf("apply the template %s: %w", t.Name, err)
	}
	return append(off, on...), nil
}

// partLeaver closes the login of who has left, and puts the contact in the bin where that is asked for.
func (e *Edit) partLeaver(leaver Contact, trash bool) error {
	if trash {
		return e.trashContact(leaver, uuid.Nil)
	}
	return e.closeLoginOf(leaver.ID)
}
