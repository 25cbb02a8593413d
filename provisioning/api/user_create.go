package api

import (
	"context"
	"strings"

	"github.com/google/uuid"

	"annuaire/directory"
)

// UserCreateInput is what a new user is made of.
type UserCreateInput struct {
	Split string `query:"split" enum:"last" doc:"last: full_name is split at its last space into first_name and last_name."`
	Body  struct {
		directory.UserDraft
		FullName string       `json:"full_name,omitempty" doc:"With split=last, in place of the contact's first_name and last_name."`
		Devices  []UserDevice `json:"devices,omitempty" maxItems:"20" doc:"Made with the user; needs the right to write devices."`
	}
}

func (in *UserCreateInput) places(a *API, c *caller) ([]place, error) {
	places, err := a.placesOfHolder(c, in.Body.ContactID, in.Body.Contact, in.Body.TemplateID)
	if err != nil || len(in.Body.Devices) == 0 {
		return places, err
	}
	devices := places[0]
	devices.section, devices.access = directory.SectionDevices, directory.Write
	return append(places, devices), nil
}

// UserCreateOutput is a new user.
type UserCreateOutput struct {
	ETag string `header:"ETag"`
	Body struct {
		User
		SetUp []SetUpDevice `json:"set_up,omitempty" doc:"The devices that were made with it, to be set up."`
	}
}

// placesOfHolder is where somebody is given a user: an existing contact's folder, or that of a new contact, which is made with the right to write the
// directory. A template that gives roles needs the right to give them.
func (a *API) placesOfHolder(c *caller, existing uuid.UUID, made *directory.ContactDraft, template uuid.UUID) ([]place, error) {
	var places []place
	if existing != uuid.Nil {
		p, err := a.placeOfContact(c, ID{existing})
		if err != nil {
			return nil, err
		}
		places = append(places, p)
	} else {
		p := a.destination(uuid.Nil, "contact.folder_id")
		if made != nil {
			p = a.destination(made.FolderID, "contact.folder_id")
		}
		contact := p
		contact.section, contact.access = directory.SectionDirectory, directory.Write
		places = append(places, p, contact)
	}
	if template == uuid.Nil {
		return places, nil
	}
	t, err := a.directory.Template(template)
	if err != nil {
		return nil, err
	}
	if len(t.Roles) > 0 {
		roles := places[0]
		roles.section, roles.access = directory.SectionAccess, directory.Write
		places = append(places, roles)
	}
	return places, nil
}

// placeOfContact is the folder of a contact. It returns not_found where the caller does not see the contact.
func (a *API) placeOfContact(c *caller, id ID) (place, error) {
	contact, err := a.seenContact(c, id)
	if err != nil {
		return place{}, err
	}
	return place{folder: contact.FolderID, unseen: notFound("contact", id)}, nil
}

// userCreate makes a user with all it begins with, its contact included, or nothing of it.
func (a *API) userCreate(ctx context.Context, c *caller, in *UserCreateInput) (*UserCreateOutput, error) {
	draft := in.Body.UserDraft
	if err := in.splitName(&draft); err != nil {
		return nil, err
	}
	if draft.Contact != nil {
		if err := refuseOrigin(*draft.Contact); err != nil {
			return nil, err
		}
	}
	var devices []SetUpDevice
	user, err := a.changeUser(ctx, c, "user.create", func(e *directory.Edit) (directory.UserDetails, []directory.Warning, error) {
		if draft.AcceptCharges {
			e.AcceptCharges()
		}
		u, warnings, err := e.CreateUser(draft)
		if err == nil {
			devices, err = equip(e, u.ID, in.Body.Devices)
		}
		return u, warnings, err
	})
	if err != nil {
		return nil, err
	}
	out := &UserCreateOutput{ETag: user.ETag}
	out.Body.User, out.Body.SetUp = user.Body, devices
	return out, nil
}

// splitName gives the draft's contact the names that full_name is made of. Nobody's name is cut in two without being asked for.
func (in *UserCreateInput) splitName(draft *directory.UserDraft) error {
	if in.Body.FullName == "" {
		return nil
	}
	refuse := func(message string) error {
		return &directory.Error{Code: directory.Invalid, Message: "the user can not be made", Fields: []directory.FieldError{
			{Field: "full_name", Code: directory.Invalid, Message: message, Value: in.Body.FullName},
		}}
	}
	contact := directory.ContactDraft{}
	if draft.Contact != nil {
		contact = *draft.Contact
	}
	name := strings.TrimSpace(in.Body.FullName)
	at := strings.LastIndex(name, " ")
	switch {
	case draft.ContactID != uuid.Nil || contact.FirstName+contact.LastName != "":
		return refuse("is given beside a contact that has a name; leave one of them out")
	case in.Split != "last":
		return refuse("is not split unasked: add split=last, or give contact.first_name and contact.last_name")
	case at < 0:
		return refuse("has no space to be split at; give contact.first_name and contact.last_name")
	}
	contact.FirstName, contact.LastName = strings.TrimSpace(name[:at]), name[at+1:]
	draft.Contact = &contact
	return nil
}
