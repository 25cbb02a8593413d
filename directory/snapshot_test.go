package directory

import (
	"context"
	"fmt"
	"slices"
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"
	"github.com/google/uuid"

	"annuaire/directory/search"
)

// values lists what a document shows of some fields, as "number text".
func values(doc *search.Document, fields ...search.Field) []string {
	var list []string
	for v := range doc.Values() {
		if slices.Contains(fields, v.Field) {
			list = append(list, fmt.Sprintf("%d %s", v.Field, v.Text))
		}
	}
	return list
}

func document(t *testing.T, d *Directory, id uuid.UUID) *search.Document {
	t.Helper()
	doc := d.Snapshot().People.Get(search.ID(id))
	if doc == nil {
		t.Fatalf("phones do not find %s", id)
	}
	return doc
}

func TestContactDocument(t *testing.T) {
	rules, err := Config{}.withDefaults().rules()
	if err != nil {
		t.Fatal(err)
	}
	at := time.Date(2026, 11, 22, 3, 4, 5, 999e6, time.UTC)
	id := uuid.UUID{1}
	record := []search.Value{
		{Field: search.EntryID, Text: "01000000-0000-0000-0000-000000000000"},
		{Field: search.Created, Text: "20261122030405Z"}, {Field: search.Modified, Text: "20261122030405Z"},
	}
	base := Contact{ID: id, UID: "u", Kind: InternalContact, FolderID: uuid.UUID{2}, CreatedAt: at, UpdatedAt: at}
	with := func(change func(*Contact)) Contact {
		c := base
		change(&c)
		return c
	}
	kind := func(k ContactKind) []search.Value {
		return append([]search.Value{{Field: search.UID, Text: "u"}, {Field: search.ContactKind, Text: string(k)}}, record...)
	}
	for _, test := range []struct {
		name    string
		contact Contact
		want    []search.Value
		hidden  bool
	}{
		{"a person of the company", with(func(c *Contact) { c.FirstName, c.LastName = "Jean", "Martin" }), append([]search.Value{
			{Field: search.Name, Text: "Jean Martin"}, {Field: search.LastName, Text: "Martin"}, {Field: search.FirstName, Text: "Jean"},
			{Field: search.Company, Text: "Acme"},
		}, kind(InternalContact)...), false},
		{"a company", with(func(c *Contact) { c.Kind, c.Company = ExternalContact, "Dupont SA" }), append([]search.Value{
			{Field: search.Name, Text: "Dupont SA"}, {Field: search.LastName, Text: "Dupont SA"}, {Field: search.Company, Text: "Dupont SA"},
		}, kind(ExternalContact)...), false},
		{"a first name and a company", with(func(c *Contact) { c.Kind, c.FirstName, c.Company = ExternalContact, "Jean", "Dupont SA" }), append([]search.Value{
			{Field: search.Name, Text: "Jean"}, {Field: search.LastName, Text: "Jean"}, {Field: search.FirstName, Text: "Jean"}, {Field: search.Company, Text: "Dupont SA"},
		}, kind(ExternalContact)...), false},
		{"an outsider without company", with(func(c *Contact) { c.Kind, c.FirstName, c.LastName = ExternalContact, "J", "M" }), append([]search.Value{
			{Field: search.Name, Text: "J M"}, {Field: search.LastName, Text: "M"}, {Field: search.FirstName, Text: "J"},
		}, kind(ExternalContact)...), false},
		{"a hidden contact with everything", with(func(c *Contact) {
			c.FirstName, c.LastName, c.Company, c.Department, c.Title, c.Email, c.Note, c.Hidden = "J", "M", "C", "D", "T", "e@x", "N", true
			c.Address = Address{Street: "1 rue $\nA\\B", PostalCode: "75001", City: "Paris", Region: "R", Country: "France"}
			c.Numbers = []Number{
				{Kind: WorkNumber, Raw: "1", E164: "+331", ShortNumber: "20"}, {Kind: MobileNumber, Raw: "2", Hidden: true, ShortNumber: "21"},
				{Kind: HomeNumber, Raw: "3"}, {Kind: FaxNumber, Raw: "4"}, {Kind: OtherNumber, Raw: "5"}, {Kind: CarNumber, Raw: "6"}, {Kind: OtherHomeNumber, Raw: "7"},
			}
		}), slices.Concat([]search.Value{
			{Field: search.Name, Text: "J M"}, {Field: search.LastName, Text: "M"}, {Field: search.FirstName, Text: "J"}, {Field: search.Company, Text: "C"},
			{Field: search.Department, Text: "D"}, {Field: search.Title, Text: "T"}, {Field: search.Email, Text: "e@x"},
			{Field: search.Street, Text: "1 rue $\nA\\B"}, {Field: search.PostalCode, Text: "75001"}, {Field: search.City, Text: "Paris"},
			{Field: search.Region, Text: "R"}, {Field: search.Country, Text: "France"}, {Field: search.PostalAddress, Text: `1 rue \24$A\5CB$75001 Paris$R$France`},
			{Field: search.Note, Text: "N"},
		}, kind(InternalContact), []search.Value{
			{Field: search.Work, Text: "1", E164: "+331"}, {Field: search.ShortNumber, Text: "20"},
			{Field: search.Mobile, Text: "2", Hidden: true}, {Field: search.ShortNumber, Text: "21", Hidden: true},
			{Field: search.Home, Text: "3"}, {Field: search.Fax, Text: "4"}, {Field: search.Other, Text: "5"}, {Field: search.Car, Text: "6"}, {Field: search.OtherHome, Text: "7"},
		}), true},
	} {
		t.Run(test.name, func(t *testing.T) {
			got := rules.contactSource(&test.contact, "Acme", joinedRecords{})
			if diff := cmp.Diff(test.want, got.Values); diff != "" {
				t.Error(diff)
			}
			if got.ID != search.ID(id) || got.Parent != (search.ID{2}) || got.Kind != search.Contact || got.Hidden != test.hidden {
				t.Errorf("got %+v", got)
			}
		})
	}
}

func TestTheSnapshotIsInStepWithEveryCommand(t *testing.T) {
	ctx := context.Background()
	d := open(t)
	before := d.Snapshot()
	sales := folder(t, d, uuid.Nil, "Sales")
	c := contact(t, d, ContactDraft{FolderID: sales.ID})
	if doc := document(t, d, c.ID); doc.Parent != search.ID(sales.ID) {
		t.Errorf("in %v", doc.Parent)
	}
	if doc := document(t, d, sales.ID); doc.Kind != search.Folder {
		t.Errorf("kind %v", doc.Kind)
	}
	if doc := document(t, d, d.Root().ID); doc.Kind != search.Root {
		t.Errorf("kind %v", doc.Kind)
	}
	if before.People.Len() != 1 || before.Tree.Len() != 1 {
		t.Error("the old snapshot has changed")
	}
	_, _, err := d.UpdateContact(ctx, c.ID, 0, ContactPatch{LastName: pointer("Durand")})
	wantCode(t, err, "")
	if got := values(document(t, d, c.ID), search.Name); got[0] != "0 Jean Durand" {
		t.Errorf("got %q", got)
	}
	wantCode(t, d.DeleteFolder(ctx, sales.ID, 0, Contents{Action: TrashContents}), "")
	if d.Snapshot().People.Get(search.ID(c.ID)) != nil || d.Snapshot().People.Get(search.ID(sales.ID)) != nil {
		t.Error("phones find what is in the bin")
	}
	wantSound(t, d)
}

func TestRenamingTheRootRenamesTheCompanyThatInternalContactsShow(t *testing.T) {
	ctx := context.Background()
	d, _ := openAt(t, t.TempDir()+"/a.db", Config{})
	c := contact(t, d, ContactDraft{})
	own := contact(t, d, ContactDraft{Company: "Filiale"})
	if got := values(document(t, d, c.ID), search.Company); len(got) != 0 {
		t.Errorf("before the root has a name: %q", got)
	}
	_, err := d.RenameFolder(ctx, d.Root().ID, 0, "Acme")
	wantCode(t, err, "")
	if got := values(document(t, d, c.ID), search.Company); !slices.Equal(got, []string{fmt.Sprint(search.Company, " Acme")}) {
		t.Errorf("got %q", got)
	}
	if got := values(document(t, d, own.ID), search.Company); !slices.Equal(got, []string{fmt.Sprint(search.Company, " Filiale")}) {
		t.Errorf("got %q", got)
	}
	if got := d.Snapshot().Settings(); got != (Settings{Name: "Acme", Country: "FR", Language: "fr"}) {
		t.Errorf("settings %+v", got)
	}
	if d.Snapshot().Dialect() == nil {
		t.Error("no dialect")
	}
	card, err := d.Card(c.ID)
	if err != nil || card.Company != "Acme" {
		t.Errorf("card %+v, %v", card, err)
	}
	wantSound(t, d)
}
