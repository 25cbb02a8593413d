package api

import (
	"context"

	"annuaire/directory"
)

// FolderBackInput names a folder in the bin.
type FolderBackInput struct {
	ID ID `path:"id"`
}

func (in *FolderBackInput) places(a *API, _ *caller) ([]place, error) {
	bin, err := a.readBin()
	if err != nil {
		return nil, err
	}
	missing := notFound("folder in the bin", in.ID)
	f, found := bin.folders[in.ID.UUID]
	if !found {
		return nil, missing
	}
	return []place{{folder: bin.livingPlace(a, f.ParentID), unseen: missing}, {folder: a.comesBackTo(f.ParentID), unseen: missing}}, nil
}

// FolderBackOutput is a folder from the bin and what it left there.
type FolderBackOutput struct {
	ETag string `header:"ETag"`
	Body struct {
		Folder  directory.Folder    `json:"folder"`
		LeftOff []directory.LeftOff `json:"left_off" doc:"What its contacts could not bring back, because others have it now."`
	}
}

// folderBringBack fetches a folder from the bin with everything that went there with it.
func (a *API) folderBringBack(ctx context.Context, c *caller, in *FolderBackInput) (*FolderBackOutput, error) {
	f, leftOff, err := a.directory.BringBackFolder(ctx, in.ID.UUID)
	if err != nil {
		return nil, err
	}
	shown := folderOutput(c, f)
	out := &FolderBackOutput{ETag: shown.ETag}
	out.Body.Folder, out.Body.LeftOff = shown.Body, append([]directory.LeftOff{}, leftOff...)
	return out, nil
}

// ContactBackInput names a contact in the bin.
type ContactBackInput struct {
	ID ID `path:"id"`
}

func (in *ContactBackInput) places(a *API, _ *caller) ([]place, error) {
	bin, err := a.readBin()
	if err != nil {
		return nil, err
	}
	missing := notFound("contact in the bin", in.ID)
	for _, contact := range bin.Contacts {
		if contact.ID == in.ID.UUID {
			return []place{
				{folder: bin.livingPlace(a, contact.FolderID), unseen: missing},
				{folder: a.comesBackTo(contact.FolderID), unseen: missing},
			}, nil
		}
	}
	return nil, missing
}

// ContactBackOutput is a contact from the bin and what it left there.
type ContactBackOutput struct {
	ETag string `header:"ETag"`
	Body struct {
		Contact directory.Contact   `json:"contact"`
		LeftOff []directory.LeftOff `json:"left_off" doc:"What it could not bring back, because others have it now."`
	}
}

// contactBringBack fetches a contact from the bin.
func (a *API) contactBringBack(ctx context.Context, _ *caller, in *ContactBackInput) (*ContactBackOutput, error) {
	contact, leftOff, err := a.directory.BringBackContact(ctx, in.ID.UUID)
	if err != nil {
		return nil, err
	}
	out := &ContactBackOutput{ETag: etag(contact.Version)}
	out.Body.Contact, out.Body.LeftOff = contact, append([]directory.LeftOff{}, leftOff...)
	return out, nil
}
