package directory

import (
	"time"

	"github.com/google/uuid"

	"annuaire/directory/store"
)

// photoReplaced notes since when a photo is not a contact's any more, and that another one is; "" for none.
func (e *Edit) photoReplaced(contact uuid.UUID, before, after string) error {
	if before == after {
		return nil
	}
	if err := e.markPhoto(contact, before, e.now); err != nil {
		return err
	}
	return e.markPhoto(contact, after, time.Time{})
}

func (e *Edit) markPhoto(contact uuid.UUID, photo string, unusedSince time.Time) error {
	if photo == "" {
		return nil
	}
	key := photoKey(contact, photo)
	blob, found, err := e.d.tables.photos.Get(e.tx, key)
	if err != nil || !found || blob.UnusedSince.Equal(unusedSince) {
		return err
	}
	blob.UnusedSince = unusedSince
	return putRecord(e, e.d.tables.photos, key, *blob)
}

// purgePhotos removes the photos that no contact has had since a time.
func (e *Edit) purgePhotos(before time.Time) error {
	var gone []store.Key
	for p, err := range e.d.tables.photos.By(e.tx, indexPhotoUnused, inBin) {
		if err != nil {
			return err
		}
		if p.UnusedSince.Before(before) {
			gone = append(gone, photoKey(p.ContactID, p.Photo))
		}
	}
	for _, key := range gone {
		if err := removeRecord(e, e.d.tables.photos, key); err != nil {
			return err
		}
	}
	return nil
}
