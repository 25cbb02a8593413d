package web

import (
	"fmt"
	"testing"

	"github.com/google/uuid"

	"annuaire/directory"
)

// folder makes a folder; parent zero is the root.
func (s *site) folder(parent uuid.UUID, name string) directory.Folder {
	s.t.Helper()
	f, err := s.d.CreateFolder(s.t.Context(), directory.FolderDraft{ParentID: parent, Name: name})
	if err != nil {
		s.t.Fatal(err)
	}
	return f
}

// contact makes a contact.
func (s *site) contact(draft directory.ContactDraft) directory.Contact {
	s.t.Helper()
	c, _, err := s.d.CreateContact(s.t.Context(), draft)
	if err != nil {
		s.t.Fatal(err)
	}
	return c
}

func folderPath(f directory.Folder) string   { return "/directory/folders/" + f.ID.String() }
func contactPath(c directory.Contact) string { return "/directory/contacts/" + c.ID.String() }

func TestFoldersAreMadeRenamedMovedAndDeletedWithWhatIsInThem(t *testing.T) {
	s := newSite(t)
	b := s.signedIn(adminEmail)
	root := s.d.Root()
	if got := b.get("/directory").want(200, "There is no contact in this folder yet."); got.path != folderPath(root) {
		t.Errorf("leads to %s", got.path)
	}
	b.get(folderPath(root)+"/rename").want(200, `value="Ateliers Vauban"`)
	b.post(folderPath(root)+"/new", "name", "").want(422, `href="#name"`)
	made := b.post(folderPath(root)+"/new", "name", "Ventes").want(200, "The folder “Ventes” has been added.", `<h1 id="folder-name">Ventes</h1>`)
	sales := made.path
	b.post(folderPath(root)+"/new", "name", "VENTES").want(409, "VENTES", `href="#name"`)
	north := b.post(sales+"/new", "name", "Nord").want(200).path
	b.get(sales).want(200, ">Nord</a>", `aria-current="page"`)
	b.get(sales+"/rename").want(200, `name="version" value="1"`)
	b.post(sales+"/rename", "version", "1", "name", "Commerce").want(200, "The folder is now called “Commerce”.")
	b.post(sales+"/rename", "version", "1", "name", "Achats", "was.name", "Ventes").want(412, "Changed meanwhile", "Commerce")
	b.get(sales+"/move").want(200, "Ateliers Vauban").without("Commerce / Nord")
	b.post(sales+"/move", "parent_id", north[len("/directory/folders/"):]).want(409, "can not be put into itself")
	purchase := s.folder(uuid.Nil, "Achats")
	b.post(north+"/move", "parent_id", purchase.ID.String()).want(200, "The folder “Nord” has been moved.")
	s.contact(directory.ContactDraft{FirstName: "Anne", LastName: "Martin", FolderID: purchase.ID})
	b.get(folderPath(purchase)+"/delete").want(200, "1 folder", "1 contact", "It is moved into another folder")
	b.post(folderPath(purchase)+"/delete").want(409, "There is something in the folder.")
	b.post(folderPath(purchase)+"/delete", "contents", "move", "to", root.ID.String()).want(200, "The folder “Achats” is in the bin.", "Anne Martin", ">Nord</a>")
	b.get(folderPath(root) + "/delete").want(200)
	b.post(folderPath(root)+"/delete").want(409, "The first folder can be neither moved nor deleted.")
	b.get("/directory/folders/"+uuid.NewString()).want(404, "There is nothing here")
}

func TestAFoldersListIsFilteredSortedAndPaged(t *testing.T) {
	s := newSite(t)
	sales := s.folder(uuid.Nil, "Ventes")
	s.contact(directory.ContactDraft{FirstName: "Hélène", LastName: "Zola", FolderID: sales.ID, Company: "A", Numbers: []directory.Number{{Raw: "01 99 00 10 24", ShortNumber: "201"}}})
	s.contact(directory.ContactDraft{Kind: directory.ExternalContact, Company: "Fournitures Durand", Email: "durand@example.com"})
	b := s.signedIn(adminEmail)
	root := folderPath(s.d.Root())
	b.get(root).want(200, "Fournitures Durand", "1 contact").without("Zola")
	b.get(root+"?q=helene").want(200, "Hélène Zola", "tel:&#43;33199001024", `<span class="short">201</span>`)
	b.get(root+"?q=0199001024").want(200, "Hélène Zola")
	b.get(root+"?q=nobody").want(200, "Nobody in this folder, or below it, is like this.")
	b.get(root+"?kind=internal").want(200, "Hélène Zola").without("Fournitures")
	b.get(root+"?has_email=true&sort=-company").want(200, "Fournitures", `aria-sort="descending"`, "?has_email=true&amp;sort=company").without("Zola")
	b.get(root+"?sort=shoe_size").want(422, "This can not be done")
	for i := range 60 {
		s.contact(directory.ContactDraft{FirstName: fmt.Sprintf("P%02d", i), LastName: "Person", FolderID: sales.ID})
	}
	page := b.get(folderPath(sales)).want(200, "61 contacts", "P00 Person").without("P59 Person")
	next := between(t, page.body, `<p class="more"><a class="button" href="`, `"`)
	b.get(unescaped(next)).want(200, "P59 Person", "Hélène Zola").without("P00 Person")
}

func TestWhatIsSelectedIsMovedOrDeletedAtOnce(t *testing.T) {
	s := newSite(t)
	sales := s.folder(uuid.Nil, "Ventes")
	anne := s.contact(directory.ContactDraft{FirstName: "Anne", LastName: "Martin"})
	luc := s.contact(directory.ContactDraft{FirstName: "Luc", LastName: "Martin"})
	b := s.signedIn(adminEmail)
	root := folderPath(s.d.Root())
	b.get(root).want(200, `name="id" value="`+anne.ID.String())
	b.post("/directory/selected/move", "to", sales.ID.String()).want(422, "Tick at least one line")
	b.post("/directory/selected/move", "back", folderPath(sales), "to", sales.ID.String(), "id", anne.ID.String(), "id", luc.ID.String()).
		want(200, "What was selected is in “Ventes” now.", "Anne Martin", "Luc Martin")
	deleted := b.post("/directory/selected/delete", "back", folderPath(sales), "id", anne.ID.String(), "id", luc.ID.String()).
		want(200, "What was selected is in the bin.").without("Anne Martin")
	b.post("/undo", "revision", between(t, deleted.body, `name="revision" value="`, `"`), "back", folderPath(sales)).want(200, "Anne Martin", "Luc Martin")
}

func TestWhoOnlyReadsTheDirectoryHasNoButtonsToChangeIt(t *testing.T) {
	s := newSite(t)
	anne := s.contact(directory.ContactDraft{FirstName: "Anne", LastName: "Martin"})
	b := s.signedIn(s.login("Luc", directory.Permission{Section: directory.SectionDirectory, Access: directory.Read}))
	b.get("/directory").want(200, "Anne Martin").without("Add contact", "Rename this folder", `name="id"`)
	b.get(contactPath(anne)+"/details").want(200, "Contact details").without("/edit", "Delete this contact", "Associated lines", "User access")
	b.post(contactPath(anne)+"/edit", "version", "1", "last_name", "Petit").want(403)
}

func TestWhoSeesOneFolderSeesNoOther(t *testing.T) {
	s := newSite(t)
	sales, north := s.folder(uuid.Nil, "Ventes"), s.folder(uuid.Nil, "Nord")
	role, err := s.d.CreateRole(t.Context(), directory.RoleDraft{Name: "Ventes", Permissions: []directory.Permission{{Section: directory.SectionDirectory, Access: directory.Write}}})
	if err != nil {
		t.Fatal(err)
	}
	email := s.login("Luc")
	luc, err := s.d.ContactByEmail(email)
	if err != nil {
		t.Fatal(err)
	}
	if _, err := s.d.SetRoles(t.Context(), luc.ID, 0, []directory.RoleAssignment{{RoleID: role.ID, FolderID: sales.ID}}); err != nil {
		t.Fatal(err)
	}
	b := s.signedIn(email)
	b.get(folderPath(sales)).want(200, `<h1 id="folder-name">Ventes</h1>`).without("Nord")
	b.get(folderPath(north)).want(404)
}

// TestAListIsFilteredByRole: by who may read who has access; others are not offered it.
func TestAListIsFilteredByRole(t *testing.T) {
	s := newSite(t)
	anne := s.contact(directory.ContactDraft{FirstName: "Anne", LastName: "Martin", Email: "anne@example.com"})
	s.contact(directory.ContactDraft{FirstName: "Luc", LastName: "Grand", Email: "luc@example.com"})
	if _, err := s.d.SetRoles(t.Context(), anne.ID, 0, []directory.RoleAssignment{{RoleID: directory.StandardRole()}}); err != nil {
		t.Fatal(err)
	}
	b := s.signedIn(adminEmail)
	root, standard := folderPath(s.d.Root()), directory.StandardRole().String()
	b.get(root).want(200, "Role: any", `<option value="`+standard+`">Standard user</option>`, "Anne Martin", "Luc Grand")
	b.get(root+"?role_id="+standard).want(200, `<option value="`+standard+`" selected>`, "Anne Martin", "1 contact").without("Luc Grand")
	b.get(root+"?role_id="+directory.BuiltInRoles()[2].ID.String()).want(200, "Nobody in this folder, or below it, is like this.")
	b.header.Set("Accept-Language", "fr")
	b.get(root).want(200, "Rôle\u202f: tous", "Utilisateur standard")
	s.signedIn(s.login("Rita", directory.Permission{Section: directory.SectionDirectory, Access: directory.Read})).get(root).want(200, "Luc Grand").without("role_id")
}
