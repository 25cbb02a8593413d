package web

import "net/http"

// photoBytes is how large the form may be that a photo comes in: the photo itself, and what is around it.
const photoBytes = 5<<20 + 64<<10

// photoSet gives a contact a photo; what it is, the API tells by its content.
func (v *visit) photoSet() error {
	c, err := v.visitedContact()
	if err != nil {
		return err
	}
	photo, _, err := v.r.FormFile("photo")
	if err != nil {
		return refusal(http.StatusUnprocessableEntity, "photo_missing")
	}
	defer func() { _ = photo.Close() }() // it was only read
	if err := v.api.put("/contacts/"+c.ID+"/photo", file{"application/octet-stream", photo}, nil, ifMatch(v.r.PostFormValue("version"))...); err != nil {
		return err
	}
	return v.done(c.Link()+"/details", "The photo of %s has been changed.", c.Name())
}

// photoRemove takes a contact's photo away.
func (v *visit) photoRemove() error {
	c, err := v.visitedContact()
	if err != nil {
		return err
	}
	if err := v.api.delete("/contacts/" + c.ID + "/photo"); err != nil {
		return err
	}
	return v.done(c.Link()+"/details", "The photo of %s has been removed.", c.Name())
}
