package dit

import (
	"context"
	"path/filepath"
	"testing"
	"time"

	"github.com/google/uuid"

	"annuaire/directory"
)

// book is the small directory that the tests of this package look into.
type book struct {
	*DIT
	dir      *directory.Directory
	folders  map[string]uuid.UUID
	contacts map[string]uuid.UUID // by uid
	accounts map[string]uuid.UUID
}

const baseDN = "dc=example,dc=com"

// openBook makes the directory; with changes of the options where a test needs them.
func openBook(t testing.TB, change ...func(*Options)) *book {
	t.Helper()
	config := directory.Config{
		Name: "Acme", Country: "FR", OutsidePrefix: "0", FillTelephone: true, NoSync: true,
		Now: func() time.Time { return time.Date(2026, 11, 22, 3, 4, 5, 0, time.UTC) },
	}
	d, err := directory.Open(filepath.Join(t.TempDir(), "annuaire.db"), config)
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { d.Close() })
	b := &book{dir: d, folders: map[string]uuid.UUID{}, contacts: map[string]uuid.UUID{}, accounts: map[string]uuid.UUID{}}
	b.addFolders(t)
	b.addPeople(t)
	b.addAccounts(t)
	opts := Options{BaseDN: baseDN, Extensions: []string{"1.3.6.1.4.1.4203.1.11.3"}, Version: "1.0"}
	for _, change := range change {
		change(&opts)
	}
	if b.DIT, err = New(d, opts); err != nil {
		t.Fatal(err)
	}
	return b
}

func (b *book) addFolders(t testing.TB) {
	b.folders["Acme"] = b.dir.Snapshot().Tree.Root().ID
	for _, f := range []struct{ name, parent string }{
		{"Sales", "Acme"}, {"Paris", "Sales"}, {"Île-de-France", "Paris"}, {"R&D, Lab", "Acme"}, {"Œuvres", "Acme"}, {"Suppliers", "Acme"}, {"Empty", "Acme"},
	} {
		folder, err := b.dir.CreateFolder(context.Background(), directory.FolderDraft{ParentID: b.folders[f.parent], Name: f.name})
		if err != nil {
			t.Fatal(err)
		}
		b.folders[f.name] = folder.ID
	}
}

func (b *book) addPeople(t testing.TB) {
	const internal, external = directory.InternalContact, directory.ExternalContact
	number := func(kind directory.NumberKind, raw string) directory.Number {
		return directory.Number{Kind: kind, Raw: raw}
	}
	for _, c := range []struct {
		folder string
		directory.ContactDraft
	}{
		{"Paris", directory.ContactDraft{Kind: internal, FirstName: "Jean", LastName: "Martin", Title: "Head of sales",
			Department: "Sales", Email: "jean.martin@example.com", Note: "mornings only",
			Address: directory.Address{Street: "1 rue de la Paix", PostalCode: "75002", City: "Paris", Region: "Île-de-France", Country: "FR"},
			Numbers: []directory.Number{
				{Kind: directory.WorkNumber, Raw: "+33 1 23 45 67 89", ShortNumber: "12"},
				{Kind: directory.MobileNumber, Raw: "06 12 34 56 78"},
			}}},
		{"Sales", directory.ContactDraft{Kind: internal, FirstName: "Hélène", LastName: "Müller",
			Numbers: []directory.Number{number(directory.MobileNumber, "06.98.76.54.32")}}},
		{"Acme", directory.ContactDraft{Kind: internal, FirstName: "John", LastName: "Doe",
			Numbers: []directory.Number{number(directory.WorkNumber, "110")}}},
		{"Suppliers", directory.ContactDraft{Kind: external, Company: "AC/DC (Paris)", Numbers: []directory.Number{
			number(directory.WorkNumber, "+33 1 44 00 00 01"), number(directory.WorkNumber, "+33 1 44 00 00 02"),
			number(directory.HomeNumber, "+33 1 44 00 00 03")}}},
		{"Suppliers", directory.ContactDraft{Kind: external, FirstName: "Fanny", LastName: "Fax", Company: "Widgets",
			Numbers: []directory.Number{number(directory.FaxNumber, "+33 1 44 00 00 09")}}},
		{"Sales", directory.ContactDraft{Kind: internal, FirstName: "Anna", LastName: "Mute"}},
		{"R&D, Lab", directory.ContactDraft{Kind: internal, FirstName: "Peter", LastName: "Meier", Numbers: []directory.Number{
			{Kind: directory.WorkNumber, Raw: "01 99 99 99 99", ShortNumber: "66", Hidden: true},
			number(directory.HomeNumber, "01 55 55 55 55"), number(directory.OtherNumber, "*21")}}},
		{"Sales", directory.ContactDraft{Kind: internal, FirstName: "Sam", LastName: "Secret", Hidden: true,
			Numbers: []directory.Number{number(directory.WorkNumber, "01 77 77 77 77")}}},
		{"Île-de-France", directory.ContactDraft{Kind: internal, FirstName: "Ryan", LastName: "Œuvrard", Title: "Ingénieur – «R»"}},
	} {
		c.FolderID = b.folders[c.folder]
		contact, _, err := b.dir.CreateContact(context.Background(), c.ContactDraft)
		if err != nil {
			t.Fatal(err)
		}
		b.contacts[contact.UID] = contact.ID
	}
}

func (b *book) addAccounts(t testing.TB) {
	for _, a := range []directory.AccountDraft{
		{Name: "phones"},
		{Name: "all", Attributes: []string{"*"}},
		{Name: "paris", Folders: []uuid.UUID{b.folders["Paris"]}},
		{Name: "two folders", Folders: []uuid.UUID{b.folders["Paris"], b.folders["Suppliers"]}},
		{Name: "names", Attributes: []string{"cn"}},
		{Name: "national", PhoneOptions: directory.PhoneOptions{DialFormat: directory.DialNational}},
		{Name: "international", PhoneOptions: directory.PhoneOptions{DialFormat: directory.DialInternational}},
		{Name: "outside", PhoneOptions: directory.PhoneOptions{DialFormat: directory.DialInternational, OutsideLine: "8"}},
		{Name: "lenient", PhoneOptions: directory.PhoneOptions{LenientEquality: true}},
		{Name: "quiet", PhoneOptions: directory.PhoneOptions{Truncation: directory.TruncationSuccess}},
		{Name: "any base", PhoneOptions: directory.PhoneOptions{SearchBase: directory.BaseAny}},
		{Name: "homes", Attributes: []string{"homephone", "telephonenumber", "nosuchattribute"}},
	} {
		account, _, err := b.dir.AddAccount(context.Background(), a)
		if err != nil {
			t.Fatal(err)
		}
		b.accounts[a.Name] = account.ID
	}
}
