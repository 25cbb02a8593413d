// Package company fills a directory as a large company's is, for benchmarks.
package company

import (
	"bytes"
	"context"
	"fmt"

	"annuaire/directory"
	"annuaire/directory/exchange"
	"annuaire/directory/exchange/sample"
)

// What a large company has.
const (
	contacts = 100_000
	folders  = 1_000 // nested
	users    = 5_000 // each with an extension, a mailbox, a line and a telephone
	binned   = 2_000
)

// Fill fills a directory. It gives one of the users, and one of the contacts.
func Fill(ctx context.Context, d *directory.Directory) (directory.UserDetails, directory.Contact, error) {
	var file bytes.Buffer
	err := sample.CSV(&file, contacts, folders, 1)
	if err == nil {
		_, err = exchange.Import(ctx, d, bytes.NewReader(file.Bytes()), exchange.Options{CreateFolders: true})
	}
	var people []directory.Contact
	for after := ""; err == nil && len(people) < users+binned; {
		var page directory.ContactPage
		page, err = d.ListContacts(ctx, directory.ContactFilter{Kind: directory.InternalContact}, directory.Page{Limit: 1000, After: after})
		people, after = append(people, page.Contacts...), page.Next
	}
	if err != nil {
		return directory.UserDetails{}, directory.Contact{}, err
	}
	user, err := equip(ctx, d, people[:users])
	for _, c := range people[users : users+binned] {
		if err == nil {
			err = d.DeleteContact(ctx, c.ID, 0)
		}
	}
	return user, people[0], err
}

// equip makes users of people, and gives the last.
func equip(ctx context.Context, d *directory.Directory, people []directory.Contact) (user directory.UserDetails, err error) {
	_, err = d.Apply(ctx, "equip", func(e *directory.Edit) (err error) {
		for i, c := range people {
			draft := directory.UserDraft{ContactID: c.ID, Extensions: []directory.ExtensionDraft{{Number: fmt.Sprint(900_000 + i)}}, Mailbox: &directory.MailboxDraft{}}
			if user, _, err = e.CreateUser(draft); err != nil {
				return err
			}
			if _, _, err := e.CreateDevice(directory.DeviceDraft{Type: directory.SIPDevice, Name: fmt.Sprint("Poste ", i), SIPUser: fmt.Sprint("sip", i), UserID: user.ID}); err != nil {
				return err
			}
			if _, err := e.CreateLine(directory.LineDraft{Kind: directory.Landline, Raw: fmt.Sprintf("01 39 98 %02d %02d", i/100, i%100), ContactID: c.ID}); err != nil {
				return err
			}
		}
		return nil
	})
	return user, err
}
