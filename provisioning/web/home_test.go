package web

import (
	"testing"

	"github.com/google/uuid"

	"annuaire/directory"
)

func TestTheFirstStepsGoWhenTheyAreDone(t *testing.T) {
	s := newSite(t)
	b := s.signedIn(adminEmail)
	b.get("/").want(200, "First steps", "Add folders", "Add contacts", "0 contacts", "0 users")
	sales := s.folder(uuid.Nil, "Ventes")
	b.get("/").want(200, "First steps", `<span class="unseen">Done: </span>Add folders`)
	s.contact(directory.ContactDraft{FirstName: "Anne", LastName: "Martin", FolderID: sales.ID})
	b.post(folderPath(s.d.Root())+"/rename", "name", "Vauban").want(200)
	b.get("/").want(200, "1 contact", `<a href="/connect">Connect a phone</a>`, "0 LDAP accounts")
	if _, _, err := s.d.AddAccount(t.Context(), directory.AccountDraft{Name: "hall"}); err != nil {
		t.Fatal(err)
	}
	b.get("/").want(200, "1 LDAP account<").without("First steps")
}

func TestTheHomePageTellsOfTheLastImports(t *testing.T) {
	s := newSite(t)
	b := s.signedIn(adminEmail)
	b.get("/").want(200, `href="/imports/new">Import a file</a>`).without("My last import")
	older := b.imports("older.csv", "last_name;first_name\nMartin;Anne\n").path
	b.post(older + "/apply").want(200)
	page := b.imports("people.csv", "last_name;first_name\nDurand;Luc\nPetit\n").path
	b.post(page+"/apply", "valid_rows", "on").want(200)
	b.imports("planned.csv", "last_name;first_name\nRoux;Ida\n")
	b.get("/").want(200, "My last import", `href="`+page+`">people.csv</a>`, "applied", "1 row in error").without("older.csv", "planned.csv")
	if err := s.d.RecordImportRun(t.Context(), directory.ImportRun{By: "nightly", Result: directory.ImportStopped}); err != nil {
		t.Fatal(err)
	}
	b.get("/").want(200, "Last automatic import", "less than an hour ago", "It was refused: nothing has changed.")
	b.get("/imports").want(200, "Last automatic import", "nightly")
}

func TestWhoMayImportIntoOneFolderOnlyHasAHomePage(t *testing.T) {
	s := newSite(t)
	sales := s.folder(uuid.Nil, "Ventes")
	email := s.login("Luc")
	role, err := s.d.CreateRole(t.Context(), directory.RoleDraft{Name: "Imports", Permissions: []directory.Permission{{Section: directory.SectionImports, Access: directory.Write}}})
	if err != nil {
		t.Fatal(err)
	}
	login, err := s.d.LoginByName(email)
	if err == nil {
		_, err = s.d.SetRoles(t.Context(), login.ContactID, 0, []directory.RoleAssignment{{RoleID: role.ID, FolderID: sales.ID}})
	}
	if err != nil {
		t.Fatal(err)
	}
	s.signedIn(email).get("/").want(200).without("My last import", `href="/imports"`)
}

func TestTheHomePageShowsEachWhatTheyMayRead(t *testing.T) {
	s := newSite(t)
	s.signedIn(s.login("Luc")).get("/").want(200).without("Open the directory", "First steps", "/health", "users", "/connect")
	s.signedIn(s.login("Anne", directory.Permission{Section: directory.SectionDirectory, Access: directory.Read})).get("/").
		want(200, "Open the directory", "2 contacts").without("/health", "First steps")
}

func TestTheHealthOfTheDirectoryLeadsToWhoIsAiling(t *testing.T) {
	s := newSite(t)
	b := s.signedIn(adminEmail)
	b.get("/health").want(200, "Nothing is missing.")
	sales := s.folder(uuid.Nil, "Ventes")
	s.folder(sales.ID, "Nord")
	anne := s.contact(directory.ContactDraft{FirstName: "Anne", LastName: "Martin", Numbers: []directory.Number{{Raw: "01 99 00 10 24"}}})
	s.contact(directory.ContactDraft{FirstName: "Luc", LastName: "Martin", FolderID: sales.ID, Numbers: []directory.Number{{Raw: "01 99 00 10 24"}}})
	s.contact(directory.ContactDraft{FirstName: "Zoé", LastName: "Petit", FolderID: sales.ID, Email: "zoe@example.com"})
	if _, err := s.d.CreateBundle(t.Context(), directory.BundleDraft{Name: "Convergence", Requires: []directory.LineKind{directory.Landline, directory.MobileLine}}); err != nil {
		t.Fatal(err)
	}
	line, err := s.d.CreateLine(t.Context(), directory.LineDraft{Kind: directory.MobileLine, Raw: "06 39 98 10 50"})
	if err == nil {
		_, err = s.d.AssociateLine(t.Context(), anne.ID, line.ID, false)
	}
	if err != nil {
		t.Fatal(err)
	}
	b.get("/health").want(200, ">1 contact without a number<", ">2 contacts without an e-mail address<", ">1 contact still in the first folder<", ">1 empty folder<")
	b.get("/health/without_number").want(200, ">Zoé Petit</a>").without("Anne")
	b.get("/health/duplicate_numbers").want(200, ">Anne Martin</a>", ">Luc Martin</a>", "01\u00a099\u00a000\u00a010\u00a024")
	b.get("/health/one_line_short").want(200, ">Anne Martin</a>", "For the bundle “Convergence” is missing: Fixed line.")
	b.get("/health/nothing").want(200, "Nothing is missing.")
	b.get("/directory?has_email=false&kind=internal").want(200, "Anne Martin").without("Zoé")
}
