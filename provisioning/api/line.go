package api

import (
	"github.com/google/uuid"

	"annuaire/directory"
)

// LinePath names a line.
type LinePath struct {
	ID ID `path:"id"`
}

func (in *LinePath) places(a *API, c *caller) ([]place, error) {
	return a.placesOfLine(c, in.ID, "")
}

// placesOfLine are where a line is that somebody wants to do something with; access "" stands for the operation's own.
func (a *API) placesOfLine(c *caller, id ID, access directory.Access) ([]place, error) {
	l, err := a.directory.Line(id.UUID)
	if err != nil {
		return nil, err
	}
	owners, err := a.directory.LineOwners(l)
	if err != nil {
		return nil, err
	}
	return placesOfOwners(c, owners, access, notFound("line", id))
}

// unknownRecord is the error of a field that names what does not exist, or is out of sight.
func unknownRecord(code directory.Code, field string, id uuid.UUID, message string) error {
	return &directory.Error{
		Code: code, Message: message, Fields: []directory.FieldError{{Field: field, Code: code, Message: message, Value: id.String()}},
	}
}

// GuardedLine names a line in the version that its sender has seen.
type GuardedLine struct {
	LinePath
	Guard
}

// LineView is a line, and whose it is as far as that is in sight.
type LineView struct {
	directory.Line
	Contact *directory.ContactRef `json:"contact,omitempty" doc:"Whose line it is; missing where that contact is out of sight."`
}

// LineOutput is a line.
type LineOutput struct {
	ETag string `header:"ETag"`
	Body LineView
}

func (a *API) lineOutput(c *caller, l directory.Line, err error) (*LineOutput, error) {
	if err != nil {
		return nil, err
	}
	view, err := a.lineView(c, l)
	return &LineOutput{ETag: etag(l.Version), Body: view}, err
}

func (a *API) lineView(c *caller, l directory.Line) (LineView, error) {
	who, err := a.contactRef(c, l.ContactID)
	return LineView{Line: l, Contact: who}, err
}

// contactRef names a contact; nil where there is none, or none in the caller's sight.
func (a *API) contactRef(c *caller, id uuid.UUID) (*directory.ContactRef, error) {
	if id == uuid.Nil {
		return nil, nil
	}
	contact, err := a.directory.Contact(id)
	if directory.CodeOf(err) == directory.NotFound {
		return nil, nil
	}
	if err != nil {
		return nil, err
	}
	if _, seen := c.sight().Contact(contact); !seen {
		return nil, nil
	}
	return &directory.ContactRef{ID: contact.ID, Name: contact.DisplayName(), FolderID: contact.FolderID}, nil
}
