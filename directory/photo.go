package directory

import (
	"context"
	"encoding/hex"
	"time"

	"github.com/google/uuid"

	"annuaire/directory/store"
)

// Indexes of photos.
const (
	indexPhotoOf     = "photo_of"     // contact → its photo, and those it had not long ago
	indexPhotoUnused = "photo_unused" // those that no contact has any more
)

// PhotoSize is one of the two sizes a photo is kept in.
type PhotoSize string

const (
	FullPhoto PhotoSize = "full"  // at most 400 pixels wide and high
	Thumbnail PhotoSize = "thumb" // at most 96 pixels; what LDAP's jpegPhoto is
)

// photoBlob is a photo in both sizes, as JPEG. Its table is secret, so that the journal does not fill with pictures; the contact, which is
// journalled, says which of its photos is the current one. A photo that no contact has any more is kept as long as the bin keeps what was
// deleted, so that undoing a change, or bringing a contact back, finds it.
type photoBlob struct {
	ContactID   uuid.UUID `json:"contact_id"`
	Photo       string    `json:"photo"` // Contact.Photo of the contact that has it
	Full        []byte    `json:"full"`
	Thumb       []byte    `json:"thumb"`
	UnusedSince time.Time `json:"unused_since,omitzero"`
}

func photoKey(contact uuid.UUID, photo string) store.Key {
	raw, _ := hex.DecodeString(photo) // made by SetPhoto; anything else finds nothing
	return store.Key(contact[:]) + store.Key(raw)
}

// SetPhoto gives a contact a photo: JPEG or PNG, told by its content, up to 5 MiB. It is turned upright, scaled, and written anew as JPEG, so that
// nothing that was in the file beside the picture is kept. Version is the one the caller has seen, 0 for any. It returns not_found, stale_record,
// photo_too_large for more bytes or more pixels than are accepted, and photo_type for what is no picture.
func (d *Directory) SetPhoto(ctx context.Context, contact uuid.UUID, version uint64, picture []byte) (Contact, error) {
	if _, err := d.Contact(contact); err != nil {
		return Contact{}, err
	}
	blob, err := d.developer.develop(ctx, picture)
	if err != nil {
		return Contact{}, err
	}
	var changed Contact
	_, err = d.change(ctx, "contact.photo", "", func(e *Edit) error {
		return e.do("set photo", func() error {
			before, err := e.contactToChange(contact, version)
			if err != nil {
				return err
			}
			changed = before
			changed.Photo, blob.ContactID = blob.Photo, contact
			if err := putRecord(e, d.tables.photos, photoKey(contact, blob.Photo), blob); err != nil {
				return err
			}
			if err := e.photoReplaced(contact, before.Photo, changed.Photo); err != nil {
				return err
			}
			return e.changeContact(&changed, before)
		})
	})
	if err != nil {
		return Contact{}, err
	}
	return changed, nil
}

// RemovePhoto takes a contact's photo away; without one it changes nothing. It returns not_found and stale_record.
func (d *Directory) RemovePhoto(ctx context.Context, contact uuid.UUID, version uint64) (Contact, error) {
	var changed Contact
	_, err := d.change(ctx, "contact.photo", "", func(e *Edit) error {
		before, err := e.contactToChange(contact, version)
		if err != nil {
			return err
		}
		changed = before
		changed.Photo = ""
		if err := e.photoReplaced(contact, before.Photo, ""); err != nil {
			return err
		}
		return e.changeContact(&changed, before)
	})
	if err != nil {
		return Contact{}, err
	}
	return changed, nil
}

// Photo gives a contact's photo as JPEG, and its version, which is another one for each picture. It returns not_found where there is none.
func (d *Directory) Photo(contact uuid.UUID, size PhotoSize) (jpeg []byte, version string, err error) {
	err = d.view("read a photo", func(tx *store.Tx) error {
		c, err := d.tables.livingContact(tx, contact)
		if err != nil {
			return err
		}
		blob, found, err := d.tables.photos.Get(tx, photoKey(c.ID, c.Photo))
		if err != nil {
			return err
		}
		if c.Photo == "" || !found {
			return &Error{Code: NotFound, Message: c.DisplayName() + " has no photo"}
		}
		jpeg, version = blob.Full, blob.Photo
		if size == Thumbnail {
			jpeg = blob.Thumb
		}
		return nil
	})
	return jpeg, version, err
}
