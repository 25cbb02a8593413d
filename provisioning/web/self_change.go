package web

import (
	"net/http"
	"strings"
)

// selfChange saves one's own title and private numbers.
func (v *visit) selfChange() error {
	p, err := v.selfPage()
	if err != nil {
		return err
	}
	if p.Details == nil {
		return refusal(http.StatusNotFound, "not_found")
	}
	f := p.Details
	f.addPrivateRows(v.sentNumberRows())
	f.read(v)
	var private []contactNumber
	for i := range f.NumberRows() {
		value := func(name string) string { return strings.TrimSpace(f.Field(numberField(i, name)).Value) }
		if n := (contactNumber{Raw: value("raw"), Kind: value("kind"), Label: value("label")}); n.Raw+n.Label != "" {
			private = append(private, n)
		}
	}
	body := map[string]any{"title": f.Field("title").Value, "private_numbers": private}
	if err := v.api.patch("/self", body, nil, ifMatch(f.Version)...); err != nil {
		return v.refused(f, err, func(status int) error { return v.showSelf(status, p) })
	}
	return v.done("/self", "Your details have been changed.", "")
}

// selfPhotoSet gives the visitor's own record a photo.
func (v *visit) selfPhotoSet() error {
	p, err := v.selfPage()
	if err != nil {
		return err
	}
	if p.Photo == nil {
		return refusal(http.StatusNotFound, "not_found")
	}
	again := func(status int) error { return v.showSelf(status, p) }
	if sent, err := v.photoSent("/self/photo", p.Photo, again); !sent {
		return err
	}
	return v.done("/self", "Your photo has been changed.", "")
}

// selfPhotoRemove takes the photo of the visitor's own record away.
func (v *visit) selfPhotoRemove() error {
	if err := v.api.delete("/self/photo"); err != nil {
		return err
	}
	return v.done("/self", "Your photo has been removed.", "")
}
