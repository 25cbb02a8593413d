package api

import (
	"context"

	"github.com/google/uuid"

	"annuaire/directory"
)

// LineCreateInput is what a new line is made of.
type LineCreateInput struct {
	Body directory.LineDraft
}

func (in *LineCreateInput) places(a *API, c *caller) ([]place, error) {
	if in.Body.ContactID == uuid.Nil {
		return []place{{}}, nil // nobody's, or that of a contact made for it in the root: everywhere
	}
	of, err := a.placeOfContact(c, ID{in.Body.ContactID})
	unknown := unknownRecord(directory.ContactUnknown, "contact_id", in.Body.ContactID, "there is no such contact")
	if directory.CodeOf(err) == directory.NotFound {
		return nil, unknown
	}
	of.unseen = unknown
	return []place{of}, err
}

// lineCreate makes a line, and a contact for it where it is nobody's and the configuration says so.
func (a *API) lineCreate(ctx context.Context, c *caller, in *LineCreateInput) (*LineOutput, error) {
	if in.Body.Origin != "" {
		return nil, &directory.Error{Code: directory.Invalid, Message: "the line can not be made", Fields: []directory.FieldError{
			{Field: "origin", Code: directory.Invalid, Message: "is written by the program alone", Value: in.Body.Origin},
		}}
	}
	l, err := a.directory.CreateLine(ctx, in.Body)
	return a.lineOutput(c, l, err)
}

// LineChangeInput changes a line.
type LineChangeInput struct {
	GuardedLine
	RawBody []byte
	Body    directory.LinePatch `contentType:"application/merge-patch+json"`
}

// lineChange changes the fields that a merge patch names; whose the line is stays.
func (a *API) lineChange(ctx context.Context, c *caller, in *LineChangeInput) (*LineOutput, error) {
	eraseNulls(in.RawBody, &in.Body)
	l, err := a.directory.UpdateLine(ctx, in.ID.UUID, in.seen(), in.Body)
	return a.lineOutput(c, l, err)
}

// LineDeletionOutput is what a line's deletion took along, as far as the caller may read that.
type LineDeletionOutput struct {
	Body directory.LineDeletion
}

// lineDelete removes a line for good: lines do not go to the bin, because their numbers are given out anew.
func (a *API) lineDelete(ctx context.Context, c *caller, in *GuardedLine) (*LineDeletionOutput, error) {
	l, err := a.directory.Line(in.ID.UUID)
	if err != nil {
		return nil, err
	}
	owners, err := a.directory.LineOwners(l)
	if err != nil {
		return nil, err
	}
	deletion, err := a.directory.DeleteLine(ctx, in.ID.UUID, in.seen())
	if err != nil {
		return nil, err
	}
	if !c.Rights.ReaderOf(directory.SectionDevices, c.sight())(owners) {
		deletion.Devices = nil
	}
	if deletion.Offered != nil {
		deletion.Offered, err = a.contactRef(c, deletion.Offered.ID)
	}
	return &LineDeletionOutput{deletion}, err
}

// LineContactInput names a line that is nobody's.
type LineContactInput struct{ LinePath }

// lineGiveContact gives a line that is nobody's the contact that is, or was, made because of it. Repeated, it changes nothing.
func (a *API) lineGiveContact(ctx context.Context, c *caller, in *LineContactInput) (*LineOutput, error) {
	l, err := a.directory.GiveLineContact(ctx, in.ID.UUID)
	return a.lineOutput(c, l, err)
}
