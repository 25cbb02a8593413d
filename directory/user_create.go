package directory

import (
	"context"

	"github.com/google/uuid"
)

// UserDraft is what a new user is made of: an existing contact or a new one, and at least one extension or external number.
type UserDraft struct {
	ContactID  uuid.UUID        `json:"contact_id,omitzero"`
	Contact    *ContactDraft    `json:"contact,omitempty"`
	Extensions []ExtensionDraft `json:"extensions,omitempty"`
	Numbers    []string         `json:"numbers,omitempty"` // spare external numbers, however written
	Mailbox    *MailboxDraft    `json:"mailbox,omitempty"`
	TemplateID uuid.UUID        `json:"template_id,omitzero"`
	// What is not said here is as the template says, else enabled, ringing for 25 seconds and showing its number.
	Disabled      bool                    `json:"disabled,omitempty"`
	RingSeconds   int                     `json:"ring_seconds,omitempty"`
	CallerPrivacy *bool                   `json:"caller_privacy,omitempty"`
	Features      map[FeatureName]Feature `json:"features,omitempty"`
	AcceptCharges bool                    `json:"accept_charges,omitempty"`
}

// CreateUser makes a user with everything in the draft, the contact included, or nothing of it. The warnings name what the template could not turn
// on, and what CreateContact warns of. It returns what CreateContact returns; not_found for the contact or the template;
// external_has_no_services and user_exists; required, invalid, extension_taken, extension_reserved, number_not_owned and number_taken;
// feature_precondition with FeatureNeed as detail; charges_not_accepted with Charges as detail and licence_limit_reached; for a template
// with roles, what SetRoles returns.
func (d *Directory) CreateUser(ctx context.Context, draft UserDraft) (UserDetails, []Warning, error) {
	return d.changeDetails(ctx, "user.create", func(e *Edit) (UserDetails, []Warning, error) {
		if draft.AcceptCharges {
			e.AcceptCharges()
		}
		return e.CreateUser(draft)
	})
}

// CreateUser is Directory.CreateUser within the transaction, whose charges are accepted by AcceptCharges.
func (e *Edit) CreateUser(draft UserDraft) (UserDetails, []Warning, error) {
	var (
		details  UserDetails
		warnings []Warning
	)
	err := e.do("create user", func() error {
		c, warned, err := e.contactFor(draft)
		if err != nil {
			return err
		}
		t, err := e.templateOf(draft.TemplateID)
		if err != nil {
			return err
		}
		u, err := e.makeUser(c, draft, t)
		if err != nil {
			return err
		}
		warned = append(warned, e.takeWarned()...)
		equipped, err := e.equip(u, draft, t)
		if err != nil {
			return err
		}
		if len(t.Roles) > 0 {
			if _, err := e.SetRoles(c.ID, 0, t.Roles); err != nil {
				return err
			}
		}
		warnings = append(warned, equipped...)
		details, err = e.User(u.ID)
		return err
	})
	if err != nil {
		return UserDetails{}, nil, err
	}
	return details, warnings, nil
}

// contactFor gives the contact that is to have a user, which it makes where the draft says so.
func (e *Edit) contactFor(draft UserDraft) (Contact, []Warning, error) {
	if (draft.ContactID == uuid.Nil) == (draft.Contact == nil) {
		var f faults
		f.add("contact_id", Required, "", "or contact is needed, not both: the user of an existing contact, or of a new one")
		return Contact{}, nil, f.err("the user can not be made")
	}
	var (
		c        Contact
		warnings []Warning
		err      error
	)
	if draft.Contact != nil {
		c, warnings, err = e.CreateContact(*draft.Contact)
	} else {
		c, err = e.livingContact(draft.ContactID)
	}
	if err != nil {
		return Contact{}, nil, err
	}
	return c, warnings, e.holdsUser(c)
}

// makeUser puts the user with its extensions and external numbers.
func (e *Edit) makeUser(c Contact, draft UserDraft, t Template) (User, error) {
	u := User{ContactID: c.ID, Enabled: !draft.Disabled, RingSeconds: draft.RingSeconds, CallerPrivacy: t.CallerPrivacy}
	set(&u.CallerPrivacy, draft.CallerPrivacy)
	if u.RingSeconds == 0 {
		u.RingSeconds = t.RingSeconds
	}
	if u.RingSeconds == 0 {
		u.RingSeconds = defaultRingSeconds
	}
	var (
		f   faults
		err error
	)
	f.ringSeconds("ring_seconds", u.RingSeconds)
	if len(draft.Extensions)+len(draft.Numbers) == 0 {
		f.add("extensions", Required, "", "are missing: a user needs an extension or an external number")
	}
	if u.ID, err = newID(); err != nil {
		return User{}, err
	}
	u.CreatedAt, u.UpdatedAt, u.Version = e.now, e.now, 1
	if err := e.putUser(u, nil); err != nil {
		return User{}, err
	}
	if _, err := e.setExtensions(&f, u, draft.Extensions); err != nil {
		return User{}, err
	}
	if err := e.assign(&f, u.ID, draft.Numbers); err != nil {
		return User{}, err
	}
	return u, f.err("the user can not be made")
}

// equip gives a new user its mailbox and its features: those of the draft as they are asked for, those of the template as far as
// they can be had.
func (e *Edit) equip(u User, draft UserDraft, t Template) ([]Warning, error) {
	if draft.Mailbox != nil {
		if _, err := e.AddMailbox(u.ID, *draft.Mailbox); err != nil {
			return nil, err
		}
	}
	var warnings []Warning
	for _, name := range FeatureNames() {
		wanted, asked := draft.Features[name]
		fromTemplate := false
		if !asked {
			wanted, fromTemplate = t.Features[name]
		}
		if !asked && !fromTemplate || name == FeatureVoicemail && draft.Mailbox != nil && fromTemplate {
			continue
		}
		_, err := e.SetFeature(u.ID, 0, name, wanted)
		if code := CodeOf(err); fromTemplate && (code == FeaturePrecondition || code == GroupUnknown) {
			warnings = append(warnings, Warning{Field: "features." + string(name), Code: FeatureTurnedOff, Message: err.Error()})
			continue
		}
		if err != nil {
			return nil, err
		}
	}
	return warnings, unknownFeatures(draft.Features)
}
