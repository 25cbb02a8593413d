package web

import (
	"net/http"
	"strconv"
)

const (
	// photoBytes is how large a photo may be.
	photoBytes = 5 << 20
	// photoFormBytes is how large the form may be that a photo comes in. It is far more than is taken: a browser that is cut off while it sends shows
	// nothing of what it is answered.
	photoFormBytes = 32 << 20
)

// photoForm is the form that a photo of a record comes in.
type photoForm struct {
	*form
	Has bool // the record has one, which can be removed
}

func (v *visit) photoForm(address string, c contact) *photoForm {
	f := newForm(v, "Add the photo", "", []*field{{Name: "photo", Label: "Photo", Kind: "file", Hint: "JPEG or PNG, up to 5 MB and 25 megapixels.", Required: true}})
	if c.Photo != "" {
		f.Submit = "Change the photo"
	}
	f.Address, f.Version = address, strconv.FormatUint(c.Version, 10)
	return &photoForm{f, c.Photo != ""}
}

// photoSent gives the API at the path the photo that came in the form. Where something stands against it, it is not sent: that is noted at its field, and
// the page shown again.
func (v *visit) photoSent(path string, f *photoForm, again func(status int) error) (sent bool, err error) {
	wrong := func(status int, code string) (bool, error) {
		f.note(v, fieldProblem{Field: "photo", Code: code})
		return false, again(status)
	}
	if v.tooLarge {
		return wrong(http.StatusRequestEntityTooLarge, "photo_too_large")
	}
	photo, header, err := v.r.FormFile("photo")
	if err != nil {
		return wrong(http.StatusUnprocessableEntity, "photo_missing")
	}
	defer func() { _ = photo.Close() }() // it was only read
	switch {
	case header.Size == 0:
		return wrong(http.StatusUnprocessableEntity, "photo_missing")
	case header.Size > photoBytes:
		return wrong(http.StatusRequestEntityTooLarge, "photo_too_large")
	}
	err = v.api.put(path, file{"application/octet-stream", photo}, nil, ifMatch(v.r.PostFormValue("version"))...)
	if p := problemIn(err); p != nil && (p.Code == "photo_type" || p.Code == "photo_too_large") {
		return wrong(p.Status, p.Code)
	}
	if err != nil {
		return false, v.refused(f.form, err, again)
	}
	return true, nil
}

// photoSet gives a contact a photo; what it is, the API tells by its content.
func (v *visit) photoSet() error {
	record, err := v.record(true)
	if err != nil {
		return err
	}
	if record.Photo == nil { // it is not the visitor's to change
		return refusal(http.StatusForbidden, "forbidden")
	}
	again := func(status int) error { return v.showRecord(status, record) }
	if sent, err := v.photoSent("/contacts/"+record.Contact.ID+"/photo", record.Photo, again); !sent {
		return err
	}
	return v.done(record.Contact.Link()+"/details", "The photo of %s has been changed.", record.Contact.Name())
}

// photoShow leads from the address that photos are sent to, to the record they are shown with.
func (v *visit) photoShow() error {
	c, err := v.visitedContact()
	if err != nil {
		return err
	}
	v.redirect(c.Link() + "/details")
	return nil
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
