package api

import (
	"annuaire/directory"
)

// ContactPath names a contact.
type ContactPath struct {
	ID ID `path:"id"`
}

func (in *ContactPath) places(a *API, _ *caller) ([]place, error) {
	contact, err := a.directory.Contact(in.ID.UUID)
	if err != nil {
		return nil, err
	}
	return []place{{folder: contact.FolderID, unseen: notFound("contact", in.ID)}}, nil
}

// GuardedContact names a contact in the version that its sender has seen.
type GuardedContact struct {
	ContactPath
	Guard
}

// ContactOutput is a contact as it is after a change.
type ContactOutput struct {
	ETag string `header:"ETag"`
	Body struct {
		directory.Contact
		Warnings []directory.Warning `json:"warnings,omitempty" doc:"What was accepted and may be a mistake."`
	}
}

func contactOutput(contact directory.Contact, warnings []directory.Warning) *ContactOutput {
	out := &ContactOutput{ETag: etag(contact.Version)}
	out.Body.Contact, out.Body.Warnings = contact, warnings
	return out
}
