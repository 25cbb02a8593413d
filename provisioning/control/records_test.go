package control

import (
	"fmt"
	"strings"
	"testing"

	"annuaire/directory"
)

func TestContactsAreListedPageByPage(t *testing.T) {
	c := newClientOf(t, newServices(t))
	var file strings.Builder
	file.WriteString("folder;last_name;first_name\n")
	for i := range contactPage + 5 {
		fmt.Fprintf(&file, "Sales;Martin%04d;Jean\n", i)
	}
	if _, err := c.Import(t.Context(), strings.NewReader(file.String()), ImportOptions{CreateFolders: true}, nil); err != nil {
		t.Fatal(err)
	}
	var names []string
	for query := (ContactQuery{Folder: "Sales"}); ; {
		page, err := c.Contacts(t.Context(), query)
		if err != nil || page.Total != contactPage+5 {
			t.Fatalf("total %d, error %v", page.Total, err)
		}
		for _, contact := range page.Contacts {
			names = append(names, contact.LastName)
			if contact.Folder != "Sales" {
				t.Fatalf("folder %q", contact.Folder)
			}
		}
		if query.After = page.Next; page.Next == "" {
			break
		}
	}
	if len(names) != contactPage+5 || names[0] != "Martin0000" || names[contactPage+4] != fmt.Sprintf("Martin%04d", contactPage+4) {
		t.Errorf("%d names, from %s to %s", len(names), names[0], names[len(names)-1])
	}
}

func TestAListIsOfAFolderOrOfAText(t *testing.T) {
	s := newServices(t)
	c := newClientOf(t, s)
	importSample(t, c)
	slash, err := s.Directory.CreateFolder(t.Context(), directory.FolderDraft{ParentID: s.Directory.Root().ID, Name: "R/D"})
	if err != nil {
		t.Fatal(err)
	}
	if _, _, err := s.Directory.CreateContact(t.Context(), directory.ContactDraft{
		Kind: directory.InternalContact, FolderID: slash.ID, FirstName: "Anne", LastName: "Neuf",
	}); err != nil {
		t.Fatal(err)
	}
	for _, tc := range []struct {
		query ContactQuery
		want  string
	}{
		{ContactQuery{}, "Durand (Sales/South) Martin (Sales/North) Martin (Sales/North) Neuf (R\\/D)"},
		{ContactQuery{Folder: "/"}, "Durand (Sales/South) Martin (Sales/North) Martin (Sales/North) Neuf (R\\/D)"},
		{ContactQuery{Folder: "sales/south"}, "Durand (Sales/South)"},
		{ContactQuery{Folder: slash.ID.String()}, "Neuf (R\\/D)"},
		{ContactQuery{Folder: `R\/D`}, `Neuf (R\/D)`},
		{ContactQuery{Text: "helene"}, "Martin (Sales/North)"},
		{ContactQuery{Text: "+33 1 99 00 10 26"}, "Durand (Sales/South)"},
		{ContactQuery{Text: "helene", Folder: "Sales/South"}, ""},
	} {
		page, err := c.Contacts(t.Context(), tc.query)
		if err != nil {
			t.Fatal(err)
		}
		var got []string
		for _, contact := range page.Contacts {
			got = append(got, fmt.Sprintf("%s (%s)", contact.LastName, contact.Folder))
		}
		if strings.Join(got, " ") != tc.want {
			t.Errorf("%+v finds %v, want %s", tc.query, got, tc.want)
		}
	}
	if _, err := c.Contacts(t.Context(), ContactQuery{Folder: "Sales/West"}); directory.CodeOf(err) != directory.FolderUnknown {
		t.Errorf("an unknown folder: error %v", err)
	}
	if _, err := c.Contacts(t.Context(), ContactQuery{After: "x"}); directory.CodeOf(err) != directory.Invalid {
		t.Errorf("a cursor that is none: error %v", err)
	}
}

func TestAnImportIsUndoneByItsRevision(t *testing.T) {
	s := newServices(t)
	c := newClientOf(t, s)
	importSample(t, c)
	entries, err := c.Journal(t.Context(), 0, 1)
	if err != nil || len(entries) != 1 || entries[0].Action != "contacts.import" {
		t.Fatalf("journal %+v, error %v", entries, err)
	}
	imported := entries[0].Revision
	planned, err := c.Undo(t.Context(), imported, true)
	if err != nil || planned.Revision != 0 || planned.Restored != entries[0].Changes {
		t.Errorf("planned %+v, error %v", planned, err)
	}
	if page, err := c.Contacts(t.Context(), ContactQuery{}); err != nil || page.Total != 3 {
		t.Errorf("%d contacts after a plan, error %v", page.Total, err)
	}
	undone, err := c.Undo(t.Context(), imported, false)
	if err != nil || undone.Undoes != imported || undone.Revision <= imported || len(undone.Left) > 0 {
		t.Errorf("undone %+v, error %v", undone, err)
	}
	if page, err := c.Contacts(t.Context(), ContactQuery{}); err != nil || page.Total != 0 {
		t.Errorf("%d contacts after the undo, error %v", page.Total, err)
	}
	if _, err := c.Undo(t.Context(), undone.Revision, false); err != nil {
		t.Error(err)
	}
	if page, err := c.Contacts(t.Context(), ContactQuery{}); err != nil || page.Total != 3 {
		t.Errorf("%d contacts after the undo is undone, error %v", page.Total, err)
	}
	if entries, err = c.Journal(t.Context(), imported, 0); err != nil || len(entries) == 0 || entries[0].Revision >= imported {
		t.Errorf("before %d: journal %+v, error %v", imported, entries, err)
	}
	if _, err := c.Undo(t.Context(), 4000, false); directory.CodeOf(err) != directory.NotFound {
		t.Errorf("error %v", err)
	}
}
