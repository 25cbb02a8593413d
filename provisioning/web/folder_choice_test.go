package web

import (
	"encoding/json"
	"fmt"
	"net/url"
	"strings"
	"testing"

	"github.com/google/uuid"

	"annuaire/directory"
)

// manyFolders fills the root with more folders than a list to choose from has, and gives "Direction › Comptabilité › Clients", "Direction › Ventes" and
// "Atelier › Ventes".
func (s *site) manyFolders() (clients, sales, workshopSales directory.Folder) {
	s.t.Helper()
	_, err := s.d.Apply(s.t.Context(), "fill", func(e *directory.Edit) error {
		for i := range mostListed {
			if _, err := e.CreateFolder(directory.FolderDraft{Name: fmt.Sprintf("Site %03d", i)}); err != nil {
				return err
			}
		}
		return nil
	})
	if err != nil {
		s.t.Fatal(err)
	}
	head, workshop := s.folder(uuid.Nil, "Direction"), s.folder(uuid.Nil, "Atelier")
	accounts := s.folder(head.ID, "Comptabilité")
	return s.folder(accounts.ID, "Clients"), s.folder(head.ID, "Ventes"), s.folder(workshop.ID, "Ventes")
}

func TestAFolderIsChosenByTypingItsNameWhereThereAreMany(t *testing.T) {
	s := newSite(t)
	clients, sales, workshopSales := s.manyFolders()
	anne := s.contact(directory.ContactDraft{FirstName: "Anne", LastName: "Martin", FolderID: sales.ID})
	b := s.signedIn(adminEmail)
	edit := contactPath(anne) + "/edit"
	b.get(edit).want(200, `name="folder_id" type="text" value="Direction › Ventes"`, `name="folder_id.id" value="`+sales.ID.String()+`"`).without("<option value=\"" + sales.ID.String())
	for typed, folder := range map[string]directory.Folder{
		"clients": clients, "COMPTABILITE": {ID: clients.ParentID}, "direction > comptabilité / clients": clients, "compta cli": clients, "atelier ventes": workshopSales,
		"Direction › Ventes": sales,
	} {
		b.post(edit, "kind", "internal", "first_name", "Anne", "last_name", "Martin", "folder_id", typed).want(200)
		if now, err := s.d.Contact(anne.ID); err != nil || now.FolderID != folder.ID {
			t.Errorf("%q leads to %s and not to %s, %v", typed, now.FolderID, folder.ID, err)
		}
	}
	form := []string{"kind", "internal", "first_name", "Annette", "last_name", "Martin"}
	b.post(edit, append(form, "folder_id", "cantine")...).
		want(422, "No folder is called like this.", `href="#folder_id"`, `value="cantine"`, `value="Annette"`)
	b.post(edit, append(form, "folder_id", "")...).want(422, `id="folder_id-error"`)
	asked := b.post(edit, append(form, "folder_id", "ventes")...).
		want(422, "Which of these?", "Direction › Ventes", "Atelier › Ventes", `value="ventes"`, `value="Annette"`)
	if n := strings.Count(asked.body, `name="folder_id.id"`); n != 2 {
		t.Errorf("%d are to be chosen from", n)
	}
	b.post(edit, append(form, "folder_id", "ventes", "folder_id.for", "ventes", "folder_id.id", workshopSales.ID.String())...).want(200, "has been changed", "Atelier")
	b.post(edit, append(form, "folder_id", "clients", "folder_id.for", "ventes", "folder_id.id", workshopSales.ID.String())...).want(200, "Comptabilité")
}

func TestWhatIsTickedIsMovedIntoAFolderThatWasTyped(t *testing.T) {
	s := newSite(t)
	_, sales, _ := s.manyFolders()
	anne := s.contact(directory.ContactDraft{FirstName: "Anne", LastName: "Martin"})
	b := s.signedIn(adminEmail)
	b.get(folderPath(s.d.Root())).want(200, `data-chooser="/choices/folders?may=directory&amp;without="`)
	move := func(to string, more ...string) shown {
		return b.post("/directory/selected/move", append([]string{"back", folderPath(sales), "id", anne.ID.String(), "to", to}, more...)...)
	}
	move("nowhere").want(422, "No folder is called like this.", "1 contact", `name="id" value="`+anne.ID.String()+`"`, `name="back" value="`+folderPath(sales)+`"`)
	move("ventes").want(422, "Which of these?")
	move("ventes", "to.for", "ventes", "to.id", sales.ID.String()).want(200, "What was selected is in “Ventes” now.", "Anne Martin")
}

func TestAFolderIsMovedDeletedGivenAndImportedIntoByTyping(t *testing.T) {
	s := newSite(t)
	clients, sales, workshopSales := s.manyFolders()
	anne := s.contact(directory.ContactDraft{FirstName: "Anne", LastName: "Martin", Email: "anne@example.com", FolderID: workshopSales.ID})
	role, err := s.d.CreateRole(t.Context(), directory.RoleDraft{Name: "Ventes", Permissions: []directory.Permission{{Section: directory.SectionDirectory, Access: directory.Read}}})
	if err != nil {
		t.Fatal(err)
	}
	b := s.signedIn(adminEmail)
	accounts := "/directory/folders/" + clients.ParentID.String()
	b.get(accounts+"/move").want(200, `value="Direction"`)
	b.post(accounts+"/move", "parent_id", "clients").want(422, "No folder is called like this.") // that is below what is moved
	b.post(accounts+"/move", "parent_id", "site 007").want(200, "has been moved", "Site 007")
	gone := folderPath(workshopSales) + "/delete"
	b.get(gone).want(200, `value="Atelier"`)
	b.post(gone, "contents", "move", "to", "nowhere").want(422, "No folder is called like this.", "1 contact")
	b.post(gone, "contents", "move", "to", "clients").want(200, "is in the bin")
	if now, err := s.d.Contact(anne.ID); err != nil || now.FolderID != clients.ID {
		t.Errorf("%+v, %v", now, err)
	}
	b.post("/accounts/new", "name", "lobby", "folder.0", "clients", "folder.1", "").want(200, "has been added")
	b.post("/accounts/new", "name", "lobby2", "folder.0", "nowhere").want(422, `href="#folder.0"`, `value="nowhere"`)
	b.get("/accounts/new").want(200, `placeholder="the whole directory"`)
	b.get("/accounts").want(200, "Clients")
	b.get("/groups/new").want(200, `value="Ateliers Vauban"`)
	b.post("/groups/new", "name", "Accueil", "number", "600", "strategy", "ring_all", "folder_id", "site 049").want(200, "has been added")
	b.get("/users/new").want(200, `name="contact.folder_id" type="text" value="Ateliers Vauban"`)
	b.post("/users/new", "contact.first_name", "Luc", "contact.last_name", "Petit", "contact.folder_id", "direction ventes", "extensions[0].number", "301").want(200, "has been added")
	luc, err := s.d.ListContacts(t.Context(), directory.ContactFilter{Text: "luc"}, directory.Page{Limit: 1})
	if err != nil || luc.Contacts[0].FolderID != sales.ID {
		t.Errorf("%+v, %v", luc, err)
	}
	access := "/access/people/" + anne.ID.String()
	b.post(access+"/local", "role", role.ID.String(), "folder", "").want(422, `href="#folder"`)
	b.post(access+"/local", "role", role.ID.String(), "folder", "site 012").want(200, "have been saved", "Site 012")
	page := b.upload("/imports/new", "file", "people.csv", []byte("nom;prenom\nPetit;Jean\n")).want(200, `name="folder" type="text" value="Ateliers Vauban"`)
	b.post(page.path+"/options", "folder", "nowhere").want(422, "No folder is called like this.", `value="nowhere"`)
	b.post(page.path+"/options", "folder", "clients").want(200, "Site 007 › Comptabilité › Clients")
}

func TestOnlyFoldersAreSuggestedThatMayBeWrittenInto(t *testing.T) {
	s := newSite(t)
	_, sales, _ := s.manyFolders()
	suggested := func(b *browser, query string) []string {
		t.Helper()
		var got suggestions
		if err := json.Unmarshal([]byte(b.get("/choices/folders?"+query).want(200).body), &got); err != nil {
			t.Fatal(err)
		}
		var names []string
		for _, c := range got.Choices {
			names = append(names, c.Name)
		}
		return names
	}
	chief := s.signedIn(adminEmail)
	if got := suggested(chief, "q=ventes"); strings.Join(got, ", ") != "Atelier › Ventes, Direction › Ventes" {
		t.Errorf("%q", got)
	}
	if got := suggested(chief, "q="+url.QueryEscape("comptabilité")); strings.Join(got, ", ") != "Direction › Comptabilité, Direction › Comptabilité › Clients" {
		t.Errorf("%q", got)
	}
	if got := suggested(chief, "q=direction&without="+sales.ParentID.String()); len(got) != 0 {
		t.Errorf("%q", got)
	}
	if got := suggested(chief, "q="); len(got) != mostWhich || got[0] != "Ateliers Vauban" {
		t.Errorf("%q", got)
	}
	reads := directory.Permission{Section: directory.SectionDirectory, Access: directory.Read}
	email := s.login("Luc", reads)
	luc, err := s.d.ContactByEmail(email)
	if err != nil {
		t.Fatal(err)
	}
	writer, err := s.d.CreateRole(t.Context(), directory.RoleDraft{Name: "Writer", Permissions: []directory.Permission{{Section: directory.SectionDirectory, Access: directory.Write}}})
	if err != nil {
		t.Fatal(err)
	}
	reader, err := s.d.CreateRole(t.Context(), directory.RoleDraft{Name: "Reader", Permissions: []directory.Permission{reads}})
	if err != nil {
		t.Fatal(err)
	}
	if _, err := s.d.SetRoles(t.Context(), luc.ID, 0, []directory.RoleAssignment{{RoleID: reader.ID}, {RoleID: writer.ID, FolderID: sales.ParentID}}); err != nil {
		t.Fatal(err)
	}
	b := s.signedIn(email)
	if got := suggested(b, "may=directory&q=ventes"); strings.Join(got, ", ") != "Direction › Ventes" {
		t.Errorf("%q", got)
	}
	if got := suggested(b, "q=ventes"); len(got) != 2 {
		t.Errorf("%q", got)
	}
}

func TestOfFewFoldersOneIsChosenFromAList(t *testing.T) {
	s := newSite(t)
	sales := s.folder(uuid.Nil, "Ventes")
	north := s.folder(sales.ID, "Nord")
	anne := s.contact(directory.ContactDraft{FirstName: "Anne", LastName: "Martin", FolderID: sales.ID})
	b := s.signedIn(adminEmail)
	b.get(contactPath(anne)+"/edit").want(200, `<option value="`+north.ID.String()+`">Ventes › Nord</option>`).without("data-chooser")
	b.get(folderPath(sales)).want(200, `<option value="`+sales.ID.String()+`" selected>Ventes</option>`)
}

func TestWhatIsTypedIsLikenedToNamesAndPaths(t *testing.T) {
	choices := []choice{{ID: "1", Name: "Nord"}, {ID: "2", Name: "Ventes › Nord"}, {ID: "3", Name: "Ventes › Nord › Grands comptes"}, {ID: "4", Name: "Œuvres sociales"}, {ID: "5", Name: "R/D › Nord-Est"}}
	for typed, want := range map[string]string{
		"nord": "1 2", "ventes › nord": "2", "ventes nord": "2", "NORD grands": "3", "oeuv": "4", "sociales œuvres": "4", "r/d": "5", "est": "5", "omptes": "3", "zzz": "",
	} {
		var ids []string
		for _, c := range meant(choices, typed) {
			ids = append(ids, c.ID)
		}
		if got := strings.Join(ids, " "); got != want {
			t.Errorf("%q means %q and not %q", typed, got, want)
		}
	}
}
