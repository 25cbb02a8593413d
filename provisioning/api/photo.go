package api

import (
	"context"

	"github.com/google/uuid"

	"annuaire/directory"
)

// largestPhoto is how many bytes a photo may have; what is a little larger is read, and refused by the directory in its own words.
const largestPhoto = 5<<20 + 1024

// PhotoWanted says which of its sizes a photo is wanted in.
type PhotoWanted struct {
	Size        directory.PhotoSize `query:"size" enum:"full,thumb" default:"full" doc:"full: at most 400 pixels; thumb: at most 96."`
	IfNoneMatch string              `header:"If-None-Match"`
}

// PhotoShowInput names a contact's photo.
type PhotoShowInput struct {
	ContactPath
	PhotoWanted
}

// PhotoShowOutput is a photo.
type PhotoShowOutput struct {
	Status       int
	ContentType  string `header:"Content-Type"`
	CacheControl string `header:"Cache-Control"`
	ETag         string `header:"ETag"`
	Body         []byte
}

// photoShow gives a contact's photo as JPEG.
func (a *API) photoShow(_ context.Context, c *caller, in *PhotoShowInput) (*PhotoShowOutput, error) {
	if _, err := a.seenContact(c, in.ID); err != nil {
		return nil, err
	}
	return a.photo(in.ID.UUID, in.PhotoWanted)
}

// photo gives a contact's photo, unless it is the one that the caller has.
func (a *API) photo(contact uuid.UUID, in PhotoWanted) (*PhotoShowOutput, error) {
	jpeg, version, err := a.directory.Photo(contact, in.Size)
	if err != nil {
		return nil, err
	}
	out := &PhotoShowOutput{Status: 200, ContentType: "image/jpeg", CacheControl: "private, no-cache", ETag: `"` + version + "-" + string(in.Size) + `"`, Body: jpeg}
	if in.IfNoneMatch == out.ETag {
		out.Status, out.Body = 304, nil
	}
	return out, nil
}

// PhotoSetInput is a contact's new photo.
type PhotoSetInput struct {
	GuardedContact
	RawBody []byte
}

// photoSet gives a contact a photo; what it is, is told by its content.
func (a *API) photoSet(ctx context.Context, _ *caller, in *PhotoSetInput) (*ContactOutput, error) {
	contact, err := a.directory.SetPhoto(ctx, in.ID.UUID, in.seen(), in.RawBody)
	if err != nil {
		return nil, err
	}
	return contactOutput(contact, nil), nil
}

// photoRemove takes a contact's photo away.
func (a *API) photoRemove(ctx context.Context, _ *caller, in *GuardedContact) (*Empty, error) {
	_, err := a.directory.RemovePhoto(ctx, in.ID.UUID, in.seen())
	return nil, err
}
