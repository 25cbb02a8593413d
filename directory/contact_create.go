package directory

import (
	"context"
	"slices"

	"github.com/google/uuid"
)

// Warning is something a command accepted that its caller may want to know.
type Warning struct {
	Field   string `json:"field"`
	Code    Code   `json:"code"`
	Message string `json:"message"`
}

// CreateContact makes a contact. It returns invalid, required, folder_unknown, number_taken, extension_reserved,
// email_taken, external_ref_taken and uid_taken: with more than one field at fault, the code of the first, and all of
// them in Fields.
func (d *Directory) CreateContact(ctx context.Context, draft ContactDraft) (Contact, []Warning, error) {
	var (
		made     Contact
		warnings []Warning
	)
	_, err := d.change(ctx, "contact.create", "", func(e *Edit) (err error) {
		made, warnings, err = e.CreateContact(draft)
		return err
	})
	return made, warnings, err
}

// CreateContact is Directory.CreateContact within the transaction.
func (e *Edit) CreateContact(draft ContactDraft) (Contact, []Warning, error) {
	var (
		made     Contact
		warnings []Warning
	)
	err := e.do("create contact", func() (err error) {
		made = draft.contact()
		if warnings, err = e.prepare(&made, &Contact{}, "the contact can not be made"); err != nil {
			return err
		}
		if made.ID, err = newID(); err != nil {
			return err
		}
		made.CreatedAt, made.UpdatedAt, made.Version = e.now, e.now, 1
		return e.putContact(made, nil)
	})
	if err != nil {
		return Contact{}, nil, err
	}
	return made, warnings, nil
}

// prepare brings c into the form it is stored in, in place of before, and checks every rule. Asked opens an error's message.
func (e *Edit) prepare(c, before *Contact, asked string) ([]Warning, error) {
	var f faults
	f.cleanContact(c, before, e.d.rules.short)
	if err := e.prepareFolder(c, before, &f); err != nil {
		return nil, err
	}
	if err := e.claim(c, &f); err != nil {
		return nil, err
	}
	for i, n := range c.Numbers {
		if n.ShortNumber == "" || slices.ContainsFunc(before.Numbers, func(old Number) bool { return old.ShortNumber == n.ShortNumber }) {
			continue
		}
		if err := e.checkDialPrefix(&f, shortNumberField(i), n.ShortNumber, c.ID); err != nil {
			return nil, err
		}
	}
	if err := f.err(asked); err != nil {
		return nil, err
	}
	e.readNumbers(c.Numbers, before.Numbers)
	if c.UID == "" {
		c.UID = e.freeUID(slug(c))
	}
	warnings, err := e.warn(c)
	return append(e.takeWarned(), warnings...), err
}

func (e *Edit) prepareFolder(c, before *Contact, f *faults) error {
	if c.FolderID == before.FolderID && c.FolderID != uuid.Nil {
		return nil
	}
	place, err := e.place(c.FolderID)
	if CodeOf(err) == FolderUnknown {
		f.add("folder_id", FolderUnknown, c.FolderID.String(), "there is no such folder")
		return nil
	}
	c.FolderID = place
	return err
}

// freeUID gives base, or base with the first number behind it that makes a login nobody has.
func (e *Edit) freeUID(base string) string {
	n := firstFree(e.slugs[base]+1, func(n int) bool {
		_, _, held := e.tx.Holder(indexLogin, loginKey(numberedSlug(base, n)))
		return held
	})
	e.slugs[base] = n
	return numberedSlug(base, n)
}

// warn tells what is accepted about c but may be a mistake.
func (e *Edit) warn(c *Contact) ([]Warning, error) {
	if c.Kind != ExternalContact || c.Email == "" {
		return nil, nil
	}
	table, holder, held := e.tx.Holder(indexEmail, emailKey(c.Email))
	if !held {
		return nil, nil
	}
	who, err := e.describe(table, holder)
	return []Warning{{Field: "email", Code: EmailTaken, Message: "is also the e-mail address of " + who}}, err
}
