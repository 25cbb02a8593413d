package dit

import (
	"github.com/google/uuid"

	"annuaire/directory"
	"annuaire/directory/search"
)

// addPhoto takes the thumbnail of a contact, as JPEG (RFC 2798 section 2.6); none where it has no photo, or it can not be read: an entry without
// its picture is better than none.
func (r *reader) addPhoto(d *search.Document) {
	if d.Kind != search.Contact {
		return
	}
	if jpeg, _, err := r.dit.directory.Photo(uuid.UUID(d.ID), directory.Thumbnail); err == nil {
		r.values = append(r.values, string(jpeg))
	}
}
