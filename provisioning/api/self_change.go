package api

import (
	"context"
	"slices"

	"github.com/google/uuid"

	"annuaire/directory"
)

// SelfPatch is what everybody may change of her own record.
type SelfPatch struct {
	Title *string `json:"title,omitempty"`
	// PrivateNumbers are all of them; the numbers that phones show are not one's own to change.
	PrivateNumbers *[]PrivateNumber `json:"private_numbers,omitempty" doc:"All of one's numbers that are hidden from phones, in order; null: none."`
}

// PrivateNumber is a number that is hidden from phones. A short number is given by who may write the directory, and stays with its number.
type PrivateNumber struct {
	Kind  directory.NumberKind `json:"kind"`
	Raw   string               `json:"raw"`
	Label string               `json:"label,omitempty"`
}

// SelfChangeInput changes one's own record.
type SelfChangeInput struct {
	Guard
	RawBody []byte
	Body    SelfPatch `contentType:"application/merge-patch+json"`
}

// ownContact is the contact of who calls; founders and tokens that are nobody's have none.
func (c *caller) ownContact() (uuid.UUID, error) {
	if c.Login.ContactID == uuid.Nil {
		return uuid.Nil, &directory.Error{Code: directory.NotFound, Message: "you have no record in the directory"}
	}
	return c.Login.ContactID, nil
}

// selfChange changes the caller's title and private numbers.
func (a *API) selfChange(ctx context.Context, c *caller, in *SelfChangeInput) (*ContactOutput, error) {
	own, err := c.ownContact()
	if err != nil {
		return nil, err
	}
	eraseNulls(in.RawBody, &in.Body)
	var (
		contact  directory.Contact
		warnings []directory.Warning
	)
	_, err = a.directory.Apply(ctx, "contact.update", func(e *directory.Edit) error {
		now, err := e.Contact(own)
		if err != nil {
			return err
		}
		patch := directory.ContactPatch{Title: in.Body.Title}
		if in.Body.PrivateNumbers != nil {
			numbers := withPrivate(now.Numbers, *in.Body.PrivateNumbers)
			patch.Numbers = &numbers
		}
		contact, warnings, err = e.UpdateContact(own, in.seen(), patch)
		return err
	})
	if err != nil {
		return nil, err
	}
	return contactOutput(contact, warnings), nil
}

// withPrivate puts private numbers in place of those that there are. One that was there before keeps its short number; one with a short number stays,
// because it is not one's own to give away.
func withPrivate(numbers []directory.Number, private []PrivateNumber) []directory.Number {
	var list []directory.Number
	for _, n := range numbers {
		kept := slices.ContainsFunc(private, func(p PrivateNumber) bool { return p.Raw == n.Raw })
		if !n.Hidden || n.ShortNumber != "" && !kept {
			list = append(list, n)
		}
	}
	for _, p := range private {
		n := directory.Number{Kind: p.Kind, Raw: p.Raw, Label: p.Label, Hidden: true}
		if i := slices.IndexFunc(numbers, func(old directory.Number) bool { return old.Hidden && old.Raw == p.Raw }); i >= 0 {
			n.ShortNumber = numbers[i].ShortNumber
		}
		list = append(list, n)
	}
	return list
}

// selfPhotoShow gives the caller's own photo as JPEG, whether or not it may read the directory.
func (a *API) selfPhotoShow(_ context.Context, c *caller, in *PhotoWanted) (*PhotoShowOutput, error) {
	own, err := c.ownContact()
	if err != nil {
		return nil, err
	}
	return a.photo(own, *in)
}

// SelfPhotoInput is one's own photo.
type SelfPhotoInput struct {
	Guard
	RawBody []byte
}

// selfPhotoSet gives the caller's own record a photo.
func (a *API) selfPhotoSet(ctx context.Context, c *caller, in *SelfPhotoInput) (*ContactOutput, error) {
	own, err := c.ownContact()
	if err != nil {
		return nil, err
	}
	contact, err := a.directory.SetPhoto(ctx, own, in.seen(), in.RawBody)
	if err != nil {
		return nil, err
	}
	return contactOutput(contact, nil), nil
}

// SelfPhotoRemoveInput says in which version the caller has seen its own record.
type SelfPhotoRemoveInput struct{ Guard }

// selfPhotoRemove takes the photo of the caller's own record away.
func (a *API) selfPhotoRemove(ctx context.Context, c *caller, in *SelfPhotoRemoveInput) (*Empty, error) {
	own, err := c.ownContact()
	if err != nil {
		return nil, err
	}
	_, err = a.directory.RemovePhoto(ctx, own, in.seen())
	return nil, err
}
