package exchange

import (
	"github.com/google/uuid"
	"golang.org/x/text/unicode/norm"

	"annuaire/directory"
)

// draft is the contact that a row adds to a folder.
func (v *values) draft(folder uuid.UUID, d *damage) (directory.ContactDraft, []mergedNumber) {
	draft := directory.ContactDraft{FolderID: folder, Kind: v.kind, Origin: directory.ImportOrigin}
	draft.Hidden, _ = yesNo(v, v.single[fieldHidden])
	for _, f := range []struct {
		to   *string
		from field
	}{
		{&draft.LastName, fieldLastName}, {&draft.FirstName, fieldFirstName}, {&draft.Company, fieldCompany},
		{&draft.Department, fieldDepartment}, {&draft.Title, fieldTitle}, {&draft.Site, fieldSite},
		{&draft.Email, fieldEmail}, {&draft.NotificationEmail, fieldNotificationEmail},
		{&draft.Note, fieldNote}, {&draft.Language, fieldLanguage}, {&draft.ExternalRef, fieldExternalRef},
	} {
		setText(f.to, v.single[f.from])
	}
	draft.Address = v.address(directory.Address{})
	merged := v.mergeNumbers(nil, d)
	draft.Numbers = bare(merged)
	return draft, merged
}

// patch is what a row changes of a contact; folder is where it is to be. Differs is false where the contact already is
// as the row says.
func (v *values) patch(c *directory.Contact, folder uuid.UUID, d *damage) (patch directory.ContactPatch, merged []mergedNumber, differs bool) {
	if kind := v.kind; kind != "" && kind != c.Kind {
		patch.Kind, differs = &kind, true
	}
	if hidden, ok := yesNo(v, v.single[fieldHidden]); ok && hidden != c.Hidden {
		patch.Hidden, differs = &hidden, true
	}
	if folder != c.FolderID {
		patch.FolderID, differs = &folder, true
	}
	for _, f := range []struct {
		to   **string
		now  string
		from field
	}{
		{&patch.LastName, c.LastName, fieldLastName}, {&patch.FirstName, c.FirstName, fieldFirstName},
		{&patch.Company, c.Company, fieldCompany}, {&patch.Department, c.Department, fieldDepartment},
		{&patch.Title, c.Title, fieldTitle}, {&patch.Site, c.Site, fieldSite}, {&patch.Email, c.Email, fieldEmail},
		{&patch.NotificationEmail, c.NotificationEmail, fieldNotificationEmail}, {&patch.Note, c.Note, fieldNote},
		{&patch.Language, c.Language, fieldLanguage}, {&patch.ExternalRef, c.ExternalRef, fieldExternalRef},
	} {
		text := f.now
		setText(&text, v.single[f.from])
		if text != f.now && norm.NFC.String(text) != f.now {
			*f.to, differs = &text, true
		}
	}
	if address := v.address(c.Address); address != c.Address {
		patch.Address, differs = &address, true
	}
	merged = v.mergeNumbers(c.Numbers, d)
	if numbers := bare(merged); !sameNumbers(numbers, c.Numbers) {
		patch.Numbers, differs = &numbers, true
	}
	return patch, merged, differs
}

// patched is c with what a patch changes of its keys.
func patched(c directory.Contact, patch *directory.ContactPatch) directory.Contact {
	if patch.Kind != nil {
		c.Kind = *patch.Kind
	}
	if patch.Email != nil {
		c.Email = *patch.Email
	}
	if patch.ExternalRef != nil {
		c.ExternalRef = *patch.ExternalRef
	}
	if patch.Numbers != nil {
		c.Numbers = *patch.Numbers
	}
	return c
}

// passesOn reports whether a patch gives up or takes something that only one contact can hold.
func passesOn(patch *directory.ContactPatch) bool {
	return patch.Email != nil || patch.ExternalRef != nil || patch.Numbers != nil || patch.Kind != nil
}

func (v *values) address(a directory.Address) directory.Address {
	setText(&a.Street, v.single[fieldStreet])
	setText(&a.PostalCode, v.single[fieldPostalCode])
	setText(&a.City, v.single[fieldCity])
	setText(&a.Region, v.single[fieldRegion])
	setText(&a.Country, v.single[fieldCountry])
	return a
}
