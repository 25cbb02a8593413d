package directory

import (
	"context"
	"time"

	"github.com/google/uuid"
)

// BringBackContact fetches a contact from the bin; into the root where its folder is gone. It tells what it could not bring
// back because others hold it now, which only happens to what ReleaseContact has freed. It returns not_found for what is
// not in the bin.
func (d *Directory) BringBackContact(ctx context.Context, id uuid.UUID) (Contact, []LeftOff, error) {
	var (
		back    Contact
		leftOff []LeftOff
	)
	_, err := d.change(ctx, "contact.bring_back", "", func(e *Edit) (err error) {
		back, leftOff, err = e.BringBackContact(id)
		return err
	})
	return back, leftOff, err
}

// BringBackContact is Directory.BringBackContact within the transaction.
func (e *Edit) BringBackContact(id uuid.UUID) (Contact, []LeftOff, error) {
	var (
		back    Contact
		leftOff []LeftOff
	)
	err := e.do("bring contact back", func() error {
		c, err := e.contactInBin(id)
		if err != nil {
			return err
		}
		back, leftOff, err = e.bringBack(c)
		return err
	})
	if err != nil {
		return Contact{}, nil, err
	}
	return back, leftOff, nil
}

func (e *Edit) contactInBin(id uuid.UUID) (Contact, error) {
	c, found, err := e.d.tables.contacts.Get(e.tx, recordKey(id))
	if err != nil {
		return Contact{}, err
	}
	if !found || c.DeletedAt.IsZero() {
		return Contact{}, &Error{Code: NotFound, Message: "there is no contact " + id.String() + " in the bin"}
	}
	return *c, nil
}

// bringBack makes c living again, without what others hold by now.
func (e *Edit) bringBack(c Contact) (Contact, []LeftOff, error) {
	before := c
	_, err := e.livingFolder(c.FolderID, FolderUnknown)
	if CodeOf(err) == FolderUnknown {
		c.FolderID, err = e.rootFolder()
	}
	if err != nil {
		return Contact{}, nil, err
	}
	c.DeletedAt, c.DeletedWith, c.Released = time.Time{}, uuid.Nil, false
	var f faults
	if err := e.claim(&c, &f); err != nil {
		return Contact{}, nil, err
	}
	c.Numbers = append([]Number(nil), c.Numbers...)
	var leftOff []LeftOff
	for _, fault := range f {
		e.leaveOff(&c, fault.Field)
		leftOff = append(leftOff, LeftOff{ContactID: c.ID, Name: c.DisplayName(), FieldError: fault})
	}
	return c, leftOff, e.changeContact(&c, before)
}

func (e *Edit) leaveOff(c *Contact, field string) {
	switch field {
	case "email":
		c.Email = ""
	case "external_ref":
		c.ExternalRef = ""
	}
	for i := range c.Numbers {
		if field == shortNumberField(i) {
			c.Numbers[i].ShortNumber = ""
		}
	}
}
