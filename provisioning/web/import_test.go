package web

import (
	"fmt"
	"net/http"
	"strings"
	"testing"

	"github.com/google/uuid"

	"annuaire/directory"
)

// imports uploads a file to import.
func (b *browser) imports(name, content string) shown {
	b.site.t.Helper()
	return b.upload("/imports/new", "file", name, []byte(content))
}

// frenchFile is what an office has: two people, and one whose number a spreadsheet has spoilt.
const frenchFile = "Nom;Prénom;Fonction;Fixe;Remarques\nMartin;Hélène;Directrice;01 99 00 10 24;le matin\nDurand;Paul;;3,36E+10;\nPetit;Zoé;;;\n"

func TestAFileIsImportedStepByStepAndTakenBack(t *testing.T) {
	s := newSite(t)
	b := s.signedIn(adminEmail)
	b.header.Set("Accept-Language", "fr")
	b.get("/imports").want(200, "Vous n’avez rien importé", `href="/imports/new"`)
	b.get("/imports/new").want(200, `type="file"`, `enctype="multipart/form-data"`, "data-drop")
	plan := b.imports(`C:\Bureau\contacts.csv`, frenchFile)
	plan.want(200, "<h1>contacts.csv</h1>", "UTF-8", "point-virgule", "<dd>5</dd>", "<dd>Remarques</dd>", "Rien n’a encore été modifié",
		"2 ajoutés", "0 modifié", "1 en erreur", "Numéro abîmé par le tableur", "3,36E&#43;10", "Hélène Martin", "<ins>Directrice</ins>", "Appliquer les lignes valides", `value="on"`)
	page := plan.path
	b.get(page+"?show=error").want(200, "Paul Durand").without("Hélène Martin")
	b.get(page+"?find=helene").want(200, "Hélène Martin").without("Paul Durand")
	b.get(page+"?show=unchanged").want(200, "comptées, pas listées")
	applied := b.post(page+"/apply", "valid_rows", "on").want(200, "L’import a été appliqué.", "2 ajoutés, 0 modifié, 0 supprimé.", "Annuler cet import", page+"/errors.csv", page+"/before.csv")
	b.get(page+"/rows.csv").want(200, "\uFEFFNom;Prénom;Fonction;Fixe;Remarques;plan_ligne;plan_action;plan_changements;motif\n",
		"Martin;Hélène;Directrice;01 99 00 10 24;le matin;2;ajouté;", "Fonction\u202f: Directrice", ";3;en erreur;;", "Fixe\u202f: Numéro abîmé par le tableur", "Petit;Zoé;;;;4;ajouté;")
	b.get(page+"/errors.csv").want(200, "\uFEFFNom;Prénom;Fonction;Fixe;Remarques;motif\nDurand;Paul;;3,36E+10;;", "Fixe\u202f: Numéro abîmé par le tableur")
	if applied.path != page {
		t.Errorf("leads to %s", applied.path)
	}
	b.get("/imports").want(200, ">contacts.csv</a>", "appliqué", "1 ligne en erreur", page+"/undo", adminEmail, "/before.csv")
	b.post(page+"/apply").want(409, "L’import en est à une autre étape")
	b.post(page+"/undo").want(200, "L’import a été annulé", "2 fiches sont comme avant").without("Annuler cet import")
	b.post(page+"/undo").want(409, "L’import en est à une autre étape")
	b.get("/imports").want(200, "annulé").without(page + "/undo")
}

func TestWhatAFileIsTakenForIsPutRight(t *testing.T) {
	s := newSite(t)
	b := s.signedIn(adminEmail)
	wrong := b.imports("old.csv", "Patronyme,Petit nom,Bureau\nMartin,Anne,Ventes\n")
	wrong.want(200, `id="wrong"`, "Line 1 names no column that is known", "<details open>", `name="column.0"`, ">Anne</td>", `value="Patronyme"`)
	page := wrong.path
	read := b.post(page+"/options", "header", "Patronyme", "was.column.0", "", "column.0", "last_name", "header", "Petit nom", "was.column.1", "", "column.1", "first_name",
		"header", "Bureau", "was.column.2", "", "column.2", "folder")
	read.want(200, "1 in error", "create it or tick &#34;create folders&#34;", "<details>").without(`id="wrong"`)
	b.post(page+"/options", "create_folders", "on").want(200, "1 new folder", ">Ventes</li>", "1 added", `id="create_folders" name="create_folders" checked`)
	b.post(page+"/options", "create_folders", "on", "separator", "semicolon").want(200, `id="wrong"`, "names no column")
	b.post(page+"/options", "missing", "on").want(422, "say of which scope")
	b.post(page+"/options", "encoding", "utf-16").want(200, `id="wrong"`, "<details open>", `id="encoding"`)
	b.post(page+"/options", "header", "Patronyme", "was.column.0", "", "column.0", "company", "kind", "external").want(200, "1 added", "Patronyme", `<option value="external" selected>`)
	b.post(page+"/apply").want(200, "The import has been applied.")
	b.post(page+"/options", "separator", "comma").want(409, "at another step")
}

func TestColumnsOfOneNameAreToldApartOnThePage(t *testing.T) {
	s := newSite(t)
	b := s.signedIn(adminEmail)
	page := b.imports("old.csv", "Nom,Nom,Divers,Divers\nMartin,Anne,rien,Directrice\n").
		want(200, `id="wrong"`, "are the same", `Nom <span class="quiet small">(2)</span>`, `aria-label="What “Divers (2)” stands for"`).path
	b.post(page+"/options", "header", "Nom", "header", "Nom", "header", "Divers", "header", "Divers",
		"was.column.0", "last_name", "column.0", "last_name", "was.column.1", "last_name", "column.1", "last_name",
		"was.column.2", "", "column.2", "", "was.column.3", "", "column.3", "").want(200, "&#34;Nom&#34; are the same")
	b.post(page+"/options", "header", "Nom", "header", "Nom", "header", "Divers", "header", "Divers",
		"was.column.0", "last_name", "column.0", "last_name", "was.column.1", "last_name", "column.1", "first_name",
		"was.column.2", "", "column.2", "", "was.column.3", "", "column.3", "title").
		want(200, "1 added", "Anne Martin", "<ins>Directrice</ins>").without(`id="wrong"`)
	b.post(page+"/options", "create_folders", "on").want(200, "1 added", "Anne Martin") // what was said of places stays
	b.post(page+"/apply").want(200, "1 added, 0 changed, 0 deleted.")
}

func TestRowsThatAreTickedOutStayOutAcrossPagesAndFilters(t *testing.T) {
	s := newSite(t)
	b := s.signedIn(adminEmail)
	var file strings.Builder
	file.WriteString("last_name;first_name;email\n")
	for i := range 60 {
		file.WriteString("Martin" + string(rune('A'+i%26)) + string(rune('A'+i/26)) + ";Anne;\n")
	}
	file.WriteString("Durand;Luc;luc\n")
	first := b.imports("many.csv", file.String()).want(200, "60 added", "1 in error", "61 rows", `name="to"`, `aria-label="Apply line 2" checked`)
	page := first.path
	next := unescaped(between(t, first.body, `name="to" value="`, `"`))
	second := b.post(page+"/rows?", "line", "2", "line", "3", "id", "3", "to", next)
	second.want(200, "Luc Durand", "1 taken out", "To the beginning").without(`value="2" aria-label`)
	b.post(page+"/rows?show=error", "line", "62").want(200, "2 taken out", "Apply the import").without("Apply the valid rows", "Anne MartinAA")
	b.get(page+"?show=taken_out").want(200, "Anne MartinAA", "Luc Durand", `class="is-add out"`).without("Anne MartinBA")
	b.post(page+"/rows", "line", "soon").want(400)
	b.post(page+"/apply", "line", "4", "line", "5", "id", "5").want(200, "58 added")
}

func TestAnImportThatCostsIsAppliedOnceThatIsAccepted(t *testing.T) {
	s := newSiteOf(t, agreed{licence: directory.Licence{UnitPriceCents: 490, Currency: "EUR", Limit: 2, Included: 0}})
	b := s.signedIn(adminEmail)
	page := b.imports("users.csv", "last_name;first_name;extensions\nMartin;Anne;1001\n").
		want(200, "I accept the charges.", "One more costs 4.90 EUR a month.", `name="accept_charges" required`).path
	b.post(page+"/apply").want(402, "The users of the file have a price", "I accept the charges.")
	b.post(page+"/apply", "accept_charges", "on").want(200, "The import has been applied.")
	b.imports("users.csv", "last_name;first_name;extensions\nDurand;Paul;1002\nPetit;Zoé;1003\n").
		want(200, "The licence has no room for the users of this file.").without("Apply the import")
}

func TestChargesAreAskedForTheRowsThatAreTicked(t *testing.T) {
	s := newSiteOf(t, agreed{licence: directory.Licence{UnitPriceCents: 490, Currency: "EUR", Limit: 1, Included: 0}})
	b := s.signedIn(adminEmail)
	page := b.imports("users.csv", "last_name;first_name;extensions\nMartin;Anne;1001\nDurand;Paul;1002\nPetit;Zoé;\n").
		want(200, "The licence has no room for the users of this file.").path
	b.post(page+"/rows", "line", "2").want(200, "I accept the charges.").without("has no room")
	b.post(page+"/rows", "line", "3").want(200, "2 taken out", "Apply the import").without("I accept the charges.", "has no room")
	b.post(page+"/apply").want(200, "1 added, 0 changed, 0 deleted.")
}

func TestTheRowsOfALongFileAreSaidInTheReadersLanguage(t *testing.T) {
	s := newSite(t)
	b := s.signedIn(adminEmail)
	b.header.Set("Accept-Language", "fr")
	var file strings.Builder
	file.WriteString("Nom;Prénom;Email;Note\n")
	for i := range 1100 { // more than a page of rows
		fmt.Fprintf(&file, "Martin%d;Anne;;\"a\"\"b\nc\"\n", i)
	}
	file.WriteString("Durand;Luc;luc;\nskip;skip;;\n")
	page := b.imports("long.csv", file.String()).want(200, "1 en erreur").path
	b.post(page+"/rows", "line", "2")
	b.get(page+"/rows.csv").want(200, "Martin0;Anne;;\"a\"\"b\nc\";2;laissé de côté;", "Martin1099;Anne;;\"a\"\"b\nc\";2200;ajouté;", "Durand;Luc;luc;;2202;en erreur;;Email\u202f: ")
	english := s.signedIn(adminEmail)
	english.get(page+"/rows.csv").want(200, ";plan_line;plan_action;plan_changes;reason\n", `;2202;in error;;"Email: Not an e-mail address`)
	b.get("/imports/" + uuid.NewString() + "/rows.csv").want(404)
}

func TestEarlierImportsAreListedAndLeadToWhatTheyChanged(t *testing.T) {
	s := newSite(t)
	first := s.imported("Martin.csv", "Martin;Anne")
	if _, err := s.d.Undo(t.Context(), first); err != nil {
		t.Fatal(err)
	}
	second := s.imported("Durand.csv", "Durand;Anne")
	b := s.signedIn(adminEmail)
	b.get("/imports").want(200, "Earlier imports", fmt.Sprintf(`href="/journal/%d"`, first), "Martin.csv", "taken back", fmt.Sprintf(`href="/journal/%d"`, second), "Durand.csv",
		"1 added, 0 changed, 0 deleted.", "the server itself")
	b.get(fmt.Sprintf("/imports?after=%d", second)).want(200, "Martin.csv", "Latest").without("Durand.csv", "You have imported nothing")
	b.get(fmt.Sprintf("/journal/%d", second)).want(200, "Durand.csv")
	reader := s.signedIn(s.login("Rita", directory.Permission{Section: directory.SectionImports, Access: directory.Read}))
	reader.get("/imports").want(200).without("Durand.csv")
	for i := range 25 {
		s.imported(fmt.Sprintf("Petit%d.csv", i), fmt.Sprintf("Petit%d;Anne", i))
	}
	b.get("/imports").want(200, "Petit24.csv", "Petit0.csv", ">Older</a>").without("Durand.csv")
}

func TestDeletingWhatIsMissingAsksForTheNumber(t *testing.T) {
	s := newSite(t)
	sales := s.folder(uuid.Nil, "Ventes / Nord")
	for _, first := range []string{"Anne", "Luc", "Zoé"} {
		s.contact(directory.ContactDraft{FirstName: first, LastName: "Martin", FolderID: sales.ID, Email: first + "@example.com"})
	}
	b := s.signedIn(adminEmail)
	page := b.imports("rest.csv", "email;title\nAnne@example.com;Directrice\n").want(200, `<option value="`+sales.ID.String()+`">Ventes / Nord</option>`).path
	b.post(page+"/options", "missing", "on", "scope_folder", `Ventes \/ Nord`).want(200, "2 contacts of the scope, of 3, are not in the file", "Type 2 to have",
		`<option value="`+sales.ID.String()+`" selected>Ventes / Nord</option>`, "not in the file", "2 deleted")
	b.post(page+"/apply", "confirm_mass_delete", "3").want(409, "A great part of the contacts would be deleted", `value="3" required`)
	b.post(page+"/apply", "confirm_mass_delete", "soon").want(422)
	b.post(page+"/apply", "confirm_mass_delete", "2").want(200, "0 added, 1 changed, 2 deleted.")
	wrong := b.imports("wrong.csv", "email;title\nAnne@example.com;Directrice\nAnne@example.com;Chef\n")
	b.post(wrong.path+"/options", "missing", "on", "scope_origin", "on").want(200, "can be deleted only when all rows are right").without("Apply the")
}

func TestAPlanThatTheDirectoryHasMadeAnotherIsShownWithWhatDiffers(t *testing.T) {
	s := newSite(t)
	b := s.signedIn(adminEmail)
	page := b.imports("people.csv", "last_name;first_name;email\nMartin;Anne;anne@example.com\nDurand;Luc;\n").want(200, "2 added").path
	s.contact(directory.ContactDraft{FirstName: "Anne", LastName: "Martin", Email: "anne@example.com"})
	b.post(page+"/apply").want(409, "The directory has changed since the plan was made", "What is planned otherwise than before", "Line 2", "added → unchanged", "1 added", "1 unchanged").
		without("Luc Durand</strong>")
	b.post(page+"/apply").want(200, "1 added, 0 changed, 0 deleted.")
	b.get(page).without("What is planned otherwise")
}

func TestWhatCanNotBeTakenBackIsListed(t *testing.T) {
	s := newSite(t)
	b := s.signedIn(adminEmail)
	page := b.imports("people.csv", "last_name;first_name;email\nMartin;Anne;anne@example.com\nDurand;Luc;\n").path
	b.post(page + "/apply").want(200)
	contacts, err := s.d.ListContacts(t.Context(), directory.ContactFilter{Text: "Anne"}, directory.Page{Limit: 1})
	if err != nil || len(contacts.Contacts) != 1 {
		t.Fatal(err, contacts)
	}
	title := "Directrice"
	if _, _, err := s.d.UpdateContact(t.Context(), contacts.Contacts[0].ID, 0, directory.ContactPatch{Title: &title}); err != nil {
		t.Fatal(err)
	}
	b.post(page+"/undo").want(200, "1 record is as it was before", "What could not be taken back", "Anne Martin", "It has been changed again since.")
}

func TestFilesThatAreNoneAreRefused(t *testing.T) {
	s := newSite(t, func(o *Options) { o.ImportBytes = 1 << 10 })
	b := s.signedIn(adminEmail)
	b.post("/imports/new").want(422, "Choose a file first.", `href="#file"`)
	b.imports("large.csv", strings.Repeat("x", importFormBytes+2<<10)).want(http.StatusRequestEntityTooLarge, "too large")
	b.imports("empty.csv", "").want(200, "The file is empty", `id="wrong"`)
	b.imports("book.xlsx", "PK\x03\x04").want(200, "This is a workbook or an archive")
	cards := b.imports("cards.vcf", "BEGIN:VCARD\nVERSION:4.0\nN:Blanc;Zoé;;;\nFN:Zoé Blanc\nBDAY:1970\nEND:VCARD\n")
	cards.want(200, "cards (vCard)", "1 added", "<dd>BDAY</dd>").without(`id="separator"`)
	again := b.post(cards.path + "/apply").want(200)
	same := b.imports("cards.vcf", "BEGIN:VCARD\nVERSION:4.0\nN:Blanc;Zoé;;;\nFN:Zoé Blanc\nBDAY:1970\nEND:VCARD\n")
	same.want(200, "This very file has been imported before.", `href="`+again.path+`"`)
	b.get("/imports/" + uuid.NewString()).want(404)
	b.post("/imports/" + uuid.NewString() + "/plan").want(404)
}

func TestImportsAreForWhoMayWriteTheDirectoryEverywhere(t *testing.T) {
	s := newSite(t)
	reader := s.signedIn(s.login("Rita", directory.Permission{Section: directory.SectionImports, Access: directory.Read}))
	reader.get("/imports").want(200, `href="/imports" aria-current="page"`).without("/imports/new")
	reader.imports("a.csv", frenchFile).want(403, "You may not do this")
	nobody := s.signedIn(s.login("Luc"))
	nobody.get("/").want(200).without(`href="/imports"`)
	nobody.get("/imports").want(403)
	mine := s.signedIn(adminEmail).imports("a.csv", frenchFile).want(200).path
	other := s.signedIn(s.login("Anne", directory.Permission{Section: directory.SectionImports, Access: directory.Write},
		directory.Permission{Section: directory.SectionDirectory, Access: directory.Write}))
	other.get(mine).want(404)
	other.imports("a.csv", frenchFile).want(200, "2 added").without("/exports/contacts.csv")
}

func TestTheActivityCallsAnImportByItsName(t *testing.T) {
	s := newSite(t)
	b := s.signedIn(adminEmail)
	b.post(b.imports("people.csv", "last_name;first_name\nMartin;Anne\n").path + "/apply").want(200)
	b.get("/journal").want(200, ">Import</a>").without("contacts.import")
}

func TestReasonsInAFileAreNoFormulas(t *testing.T) {
	s := newSite(t)
	b := s.signedIn(adminEmail)
	page := b.imports("cards.vcf", "BEGIN:VCARD\nVERSION:4.0\nN:Blanc;;;;\nFN:Blanc\nEMAIL:zoe\nEND:VCARD\n").want(200, "1 in error").path
	b.get(page+"/errors.csv").want(200, "last_name,email,reason\nBlanc,zoe,", "email: Not an e-mail address; it looks like name@example.com (zoe)")
	for text, want := range map[string]string{"=1+1": "'=1+1", "-": "'-", "Nom: manque": "Nom: manque", "": ""} {
		if got := noFormula(text); got != want {
			t.Errorf("%q: %q", text, got)
		}
	}
}
