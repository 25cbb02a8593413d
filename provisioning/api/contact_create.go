package api

import (
	"context"

	"annuaire/directory"
)

// ContactCreateInput is what a new contact is made of.
type ContactCreateInput struct {
	Body directory.ContactDraft
}

func (in *ContactCreateInput) places(a *API, _ *caller) ([]place, error) {
	return []place{a.destination(in.Body.FolderID, "folder_id")}, nil
}

// contactCreate makes a contact.
func (a *API) contactCreate(ctx context.Context, _ *caller, in *ContactCreateInput) (*ContactOutput, error) {
	if err := refuseOrigin(in.Body); err != nil {
		return nil, err
	}
	contact, warnings, err := a.directory.CreateContact(ctx, in.Body)
	if err != nil {
		return nil, err
	}
	return contactOutput(contact, warnings), nil
}

// refuseOrigin refuses a draft that says where it comes from: that is for the program to say.
func refuseOrigin(draft directory.ContactDraft) error {
	if draft.Origin == "" {
		return nil
	}
	return &directory.Error{Code: directory.Invalid, Message: "the contact can not be made", Fields: []directory.FieldError{
		{Field: "origin", Code: directory.Invalid, Message: "is written by the program alone", Value: draft.Origin},
	}}
}
