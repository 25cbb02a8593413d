package directory

import (
	"slices"
	"testing"

	"github.com/google/uuid"
)

// sighted opens a directory with two folders and gives what somebody sees who may write one of them and read the other.
func sighted(t *testing.T) (d *Directory, written, read, unseen Folder, sight Sight) {
	t.Helper()
	d = open(t)
	written, read, unseen = folder(t, d, uuid.Nil, "Ventes"), folder(t, d, uuid.Nil, "Atelier"), folder(t, d, uuid.Nil, "Direction")
	rights := Rights{known: true, tree: d.Snapshot().Tree, grants: []Grant{
		{Permission{SectionDirectory, Write}, written.ID}, {Permission{SectionDirectory, Read}, read.ID},
	}}
	return d, written, read, unseen, rights.Sight(uuid.Nil)
}

func TestASightShowsAllWhereItsOwnerWritesAndWhatPhonesSeeElsewhere(t *testing.T) {
	d, written, read, unseen, sight := sighted(t)
	secret := Number{Kind: MobileNumber, Raw: "06 12 34 56 78", Hidden: true}
	for _, tc := range []struct {
		folder  Folder
		hidden  bool
		numbers int // 0: not seen
	}{
		{written, false, 2}, {written, true, 2}, {read, false, 1}, {read, true, 0}, {unseen, false, 0}, {unseen, true, 0},
	} {
		c := contact(t, d, ContactDraft{FolderID: tc.folder.ID, FirstName: "Anne", LastName: "Martin", Hidden: tc.hidden, Numbers: []Number{work("0123456789", ""), secret}})
		shown, is := sight.Contact(c)
		if is != (tc.numbers > 0) || len(shown.Numbers) != tc.numbers {
			t.Errorf("in %s, hidden %v: %v %+v", tc.folder.Name, tc.hidden, is, shown.Numbers)
		}
		if len(c.Numbers) != 2 {
			t.Error("looking at a contact has changed it")
		}
	}
	for text, want := range map[string]int{"martin": 3, "0123456789": 3, "0612345678": 2} {
		list, err := d.ListContacts(t.Context(), ContactFilter{Text: text, Sight: &sight}, Page{})
		wantCode(t, err, "")
		if list.Total != want || len(list.Contacts) != want {
			t.Errorf("%s finds %d", text, list.Total)
		}
		hits, err := d.Search(t.Context(), sight, text, Page{})
		wantCode(t, err, "")
		if hits.Total != want {
			t.Errorf("%s hits %d", text, hits.Total)
		}
	}
	_, err := d.ListContacts(t.Context(), ContactFilter{Folder: unseen.ID, Sight: &sight}, Page{})
	wantCode(t, err, NotFound)
	_, err = d.Search(t.Context(), sight, "  ", Page{})
	wantCode(t, err, Required)
}

func TestASightOfTwoKindsOfFoldersIsInDisplayOrder(t *testing.T) {
	d, written, read, _, sight := sighted(t)
	for i, name := range []string{"Etienne", "Arnaud", "Dupont", "Blanc", "Caron"} {
		in := written
		if i%2 == 0 {
			in = read
		}
		contact(t, d, ContactDraft{FolderID: in.ID, FirstName: "Anne", LastName: name})
	}
	list, err := d.ListContacts(t.Context(), ContactFilter{Sight: &sight}, Page{})
	wantCode(t, err, "")
	var names []string
	for _, c := range list.Contacts {
		names = append(names, c.LastName)
	}
	if !slices.Equal(names, []string{"Arnaud", "Blanc", "Caron", "Dupont", "Etienne"}) {
		t.Errorf("%v", names)
	}
}

func TestNobodySeesNothing(t *testing.T) {
	d := open(t)
	contact(t, d, ContactDraft{FirstName: "Anne", LastName: "Martin"})
	for name, sight := range map[string]Sight{
		"nobody's":   {},
		"no rights":  Rights{}.Sight(uuid.Nil),
		"no section": d.SystemRights().Sight(uuid.Nil).Within(Rights{tree: d.Snapshot().Tree}, SectionExports),
	} {
		list, err := d.ListContacts(t.Context(), ContactFilter{Sight: &sight}, Page{})
		wantCode(t, err, "")
		if list.Total != 0 || len(sight.Folders()) != 0 || len(sight.Path(d.Root().ID)) != 0 {
			t.Errorf("%s: %+v", name, list)
		}
		if _, is := sight.Folder(d.Root().ID); is {
			t.Errorf("%s sees the root", name)
		}
	}
}

func TestAnEventOfTheJournalHasItsRecords(t *testing.T) {
	d := open(t)
	f := folder(t, d, uuid.Nil, "Ventes")
	event, err := d.Event(d.Revision())
	wantCode(t, err, "")
	if event.Action != "folder.create" || len(event.Records) != 1 || event.Records[0].ID != f.ID {
		t.Errorf("%+v", event)
	}
	_, err = d.Event(d.Revision() + 1)
	wantCode(t, err, NotFound)
}
