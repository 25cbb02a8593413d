package api

import (
	"slices"

	"github.com/google/uuid"

	"annuaire/directory"
)

// ContactRecord is a contact with what is attached to it, in sections. A section that was not asked for, or that the caller has no right to, is missing.
type ContactRecord struct {
	directory.Contact
	Badges       []Badge                      `json:"badges,omitempty" doc:"What the contact lacks. no_access: no e-mail address, so no login; no_apps: no e-mail address or no line, so no applications, said to who may read lines."`
	Services     *ServicesSection             `json:"services,omitempty"`
	Devices      *[]directory.DeviceInfo      `json:"devices,omitempty" doc:"To read: a device is set up from its line or its user."`
	Workstations *[]directory.WorkstationInfo `json:"workstations,omitempty" doc:"The one last heard of first."`
	Voicemail    *VoicemailSection            `json:"voicemail,omitempty"`
	Roles        *RolesSection                `json:"roles,omitempty"`
}

// Badge is a short word about something that a contact lacks.
type Badge string

const (
	noAccess Badge = "no_access"
	noApps   Badge = "no_apps"
)

// VoicemailSection is the part of a contact's record about its mailboxes.
type VoicemailSection struct {
	directory.VoicemailLogin
	Mailboxes []directory.MailboxDetails `json:"mailboxes" doc:"Those of the contact's user, the one at its extension first."`
}

// RolesSection is the part of a contact's record about what it may do.
type RolesSection struct {
	State directory.LoginState `json:"state,omitempty" doc:"Of its login; missing where it has none."`
	Roles []AssignedRole       `json:"roles"`
}

// AssignedRole is a role that somebody has, by its name.
type AssignedRole struct {
	directory.RoleAssignment
	Name string `json:"name"`
}

// Sections of a contact's record, as expand names them.
const (
	expandServices     = "services"
	expandDevices      = "devices"
	expandWorkstations = "workstations"
	expandVoicemail    = "voicemail"
	expandRoles        = "roles"
)

// contactRecord is a contact, as the caller sees it, with the sections that expand names and the caller may read.
func (a *API) contactRecord(c *caller, contact directory.Contact, expand []string) (ContactRecord, error) {
	record := ContactRecord{Contact: contact}
	id := ID{contact.ID}
	may := func(section directory.Section) bool { return c.Rights.May(section, directory.Read, contact.FolderID) }
	wanted := func(name string, section directory.Section) bool {
		return slices.Contains(expand, name) && may(section)
	}
	var err error
	if record.Badges, err = a.badges(contact, may(directory.SectionLines)); err != nil {
		return ContactRecord{}, err
	}
	if wanted(expandServices, directory.SectionLines) {
		if record.Services, err = a.servicesOf(id); err != nil {
			return ContactRecord{}, err
		}
	}
	if wanted(expandDevices, directory.SectionDevices) {
		devices, err := a.devicesOf(c, id)
		if err != nil {
			return ContactRecord{}, err
		}
		record.Devices = &devices
	}
	if wanted(expandWorkstations, directory.SectionDevices) {
		workstations, err := a.directory.WorkstationsOf(contact.ID)
		if err != nil {
			return ContactRecord{}, err
		}
		record.Workstations = &workstations
	}
	if wanted(expandVoicemail, directory.SectionVoicemail) {
		if record.Voicemail, err = a.voicemailOf(contact.ID); err != nil {
			return ContactRecord{}, err
		}
	}
	if wanted(expandRoles, directory.SectionAccess) {
		record.Roles, err = a.rolesOf(contact.ID)
	}
	return record, err
}

// badges are what a contact lacks; what it lacks of lines is for who may read them.
func (a *API) badges(contact directory.Contact, lines bool) ([]Badge, error) {
	if contact.Kind != directory.InternalContact {
		return nil, nil
	}
	var badges []Badge
	if contact.Email == "" {
		badges = append(badges, noAccess)
	}
	if !lines {
		return badges, nil
	}
	access, err := a.directory.AppAccess(contact.ID)
	if !access.Apps {
		badges = append(badges, noApps)
	}
	return badges, err
}

func (a *API) voicemailOf(contact uuid.UUID) (*VoicemailSection, error) {
	section := VoicemailSection{Mailboxes: []directory.MailboxDetails{}}
	var err error
	if section.VoicemailLogin, err = a.directory.VoicemailLogin(contact); err != nil {
		return nil, err
	}
	u, err := a.directory.UserOf(contact)
	if directory.CodeOf(err) == directory.NotFound {
		return &section, nil
	}
	section.Mailboxes = append(section.Mailboxes, u.Mailboxes...)
	return &section, err
}

func (a *API) rolesOf(contact uuid.UUID) (*RolesSection, error) {
	section := RolesSection{Roles: []AssignedRole{}}
	l, err := a.directory.LoginOf(contact)
	if directory.CodeOf(err) == directory.NotFound {
		return &section, nil
	}
	section.State = l.State
	for _, assigned := range l.Roles {
		role, err := a.directory.Role(assigned.RoleID)
		if err != nil {
			return nil, err
		}
		section.Roles = append(section.Roles, AssignedRole{assigned, role.Name})
	}
	return &section, err
}
