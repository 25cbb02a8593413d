package web

import "strconv"

// user is somebody's telephony account with what it has, as the API shows it to the visitor.
type user struct {
	ID            string             `json:"id"`
	Name          string             `json:"display_name"`
	Enabled       bool               `json:"enabled"`
	RingSeconds   int                `json:"ring_seconds"`
	CallerPrivacy bool               `json:"caller_privacy"`
	Contact       person             `json:"contact"`
	Extensions    []extension        `json:"extensions"` // the main one first
	Numbers       []outsideNumber    `json:"numbers"`
	Devices       []telephone        `json:"devices"`
	Lines         []line             `json:"lines"`
	Mailboxes     []mailbox          `json:"mailboxes"`
	CallGroups    []named            `json:"call_groups"`
	FeaturesOn    []string           `json:"features_on"`
	Features      map[string]feature `json:"features"`
	Roles         []assignedRole     `json:"roles"`
	Version       uint64             `json:"version"`
	Warnings      []fieldProblem     `json:"warnings"`
}

// extension is a number at which a user is called inside.
type extension struct {
	ID     string `json:"id"`
	Number string `json:"number"`
	Main   bool   `json:"main"`
	Label  string `json:"label"`
}

// outsideNumber is one of the directory's own numbers.
type outsideNumber struct {
	ID      string `json:"id"`
	E164    string `json:"e164"`
	Label   string `json:"label"`
	UserID  string `json:"user_id"`
	Name    string `json:"name"` // whose it is
	Version uint64 `json:"version"`
}

// mailbox is where the callers of a user, or of a call group, leave messages.
type mailbox struct {
	ID               string  `json:"id"`
	HolderID         string  `json:"holder_id"`
	GroupID          string  `json:"group_id"`
	ContactID        string  `json:"contact_id"`
	Name             string  `json:"name"`
	Number           string  `json:"number"`
	Label            string  `json:"label"`
	Additional       bool    `json:"additional"`
	Enabled          bool    `json:"enabled"`
	ToEmail          bool    `json:"to_email"`
	DeleteAfterEmail bool    `json:"delete_after_email"`
	AnswersAt        string  `json:"answers_at"`
	Login            *string `json:"login"`
	HasPIN           bool    `json:"has_pin"`
	Version          uint64  `json:"version"`
}

// assignedRole is a role that somebody has, everywhere or in one folder and what is below it.
type assignedRole struct {
	RoleID   string `json:"role_id"`
	FolderID string `json:"folder_id,omitempty"`
	Name     string `json:"name,omitempty"`
}

// administrator is the id of the role that may do everything.
const administrator = "00000000-0000-8000-8000-000000000001"

// Administers reports whether the user manages the directory.
func (u user) Administers() bool {
	for _, r := range u.Roles {
		if r.RoleID == administrator && r.FolderID == "" {
			return true
		}
	}
	return false
}

// Main is the user's main extension; "" where it has none.
func (u user) Main() string {
	if len(u.Extensions) == 0 {
		return ""
	}
	return u.Extensions[0].Number
}

// MoreExtensions is how many extensions the user has beside the main one.
func (u user) MoreExtensions() int { return len(u.Extensions) - 1 }

// Shapes are the features that are on, as they are drawn.
func (u user) Shapes() []shape {
	var list []shape
	for _, name := range u.FeaturesOn {
		list = append(list, featureShape(name))
	}
	return list
}

func (u user) extensionNumbers() []string {
	var list []string
	for _, x := range u.Extensions {
		list = append(list, x.Number)
	}
	return list
}

// address is where the user is shown; below it are its extensions, numbers, phones, features and voicemail.
func (u user) address() string { return "/users/" + u.ID }

// seen is the version of the user for a form.
func (u user) seen() string { return strconv.FormatUint(u.Version, 10) }
