package web

import (
	"bytes"
	"image"
	"image/png"
	"strings"
	"testing"

	"annuaire/directory"
)

func TestAContactIsAddedWithItsNameAndFilledInAfterwards(t *testing.T) {
	s := newSite(t)
	b := s.signedIn(adminEmail)
	root := folderPath(s.d.Root())
	b.get(root+"/contacts/new").want(200, `value="internal" checked`)
	b.post(root+"/contacts/new", "kind", "internal", "first_name", "Anne").want(422, `href="#last_name"`, `value="Anne"`)
	b.post(root+"/contacts/new", "kind", "external", "company", "Durand SA").want(200, "The contact “Durand SA” has been added.", "External contact")
	made := b.post(root+"/contacts/new", "kind", "internal", "first_name", "Anne", "last_name", "Martin").want(200, "The contact “Anne Martin” has been added.")
	contact := strings.TrimSuffix(made.path, "/details")
	form := b.get(contact+"/edit").want(200, `name="numbers[0].raw"`, `name="numbers[1].raw"`, `name="version" value="1"`)
	form.without(`name="numbers[2].raw"`)
	saved := b.post(contact+"/edit", "version", "1", "kind", "internal", "folder_id", s.d.Root().ID.String(), "first_name", "Anne", "last_name", "Martin",
		"title", "Directrice", "email", "anne.martin@example.com", "address.city", "Lyon", "note", "Le matin.\nJamais le soir.",
		"numbers[0].raw", "", "numbers[0].kind", "work", "numbers[1].raw", "01 99 00 10 24", "numbers[1].kind", "mobile", "numbers[1].short_number", "201", "numbers[1].hidden", "on")
	saved.want(200, "“Anne Martin” has been changed.", "Directrice", "anne.martin@example.com", "Lyon", "Jamais le soir.", "tel:&#43;33199001024", ">201</span>", "hidden from phones")
	b.get(contact+"/edit").want(200, `name="numbers[0].raw" type="text" value="01 99 00 10 24"`)
}

func TestErrorsOfANumberStandInItsRow(t *testing.T) {
	s := newSite(t)
	taken := s.contact(directory.ContactDraft{FirstName: "Luc", LastName: "Petit", Numbers: []directory.Number{{Raw: "01 99 00 10 20", ShortNumber: "201"}}})
	anne := s.contact(directory.ContactDraft{FirstName: "Anne", LastName: "Martin"})
	b := s.signedIn(adminEmail)
	// The first row is empty: the API's first number is the second row, which moves up.
	b.post(contactPath(anne)+"/edit", "version", "1", "kind", "internal", "folder_id", s.d.Root().ID.String(), "first_name", "Anne", "last_name", "Martin",
		"numbers[0].raw", "", "numbers[0].kind", "work", "numbers[1].raw", "01 99 00 10 24", "numbers[1].kind", "work", "numbers[1].short_number", "201").
		want(409, `href="#numbers%5b0%5d.short_number"`, taken.LastName, `name="numbers[0].raw" type="text" value="01 99 00 10 24"`)
}

func TestAContactChangedMeanwhileIsShownInBothVersions(t *testing.T) {
	s := newSite(t)
	anne := s.contact(directory.ContactDraft{FirstName: "Anne", LastName: "Martin", Title: "Comptable"})
	title := "Directrice"
	numbers := []directory.Number{{Raw: "01 99 00 10 24"}, {Raw: "01 99 00 10 25"}, {Raw: "01 99 00 10 26"}}
	if _, _, err := s.d.UpdateContact(t.Context(), anne.ID, 0, directory.ContactPatch{Title: &title, Numbers: &numbers}); err != nil {
		t.Fatal(err)
	}
	b := s.signedIn(adminEmail)
	b.post(contactPath(anne)+"/edit", "version", "1", "kind", "internal", "folder_id", s.d.Root().ID.String(), "first_name", "Anne", "last_name", "Petit",
		"was.last_name", "Martin", "title", "Comptable", "was.title", "Comptable").
		want(412, `name="last_name" value="Petit" required checked`, `name="title" value="Directrice" required checked`, `name="numbers[2].raw" value="01 99 00 10 26" required checked`,
			`name="version" value="2"`)
}

func TestDeletingAContactIsTakenBack(t *testing.T) {
	s := newSite(t)
	anne := s.contact(directory.ContactDraft{FirstName: "Anne", LastName: "Martin"})
	b := s.signedIn(adminEmail)
	b.get(contactPath(anne)+"/details").want(200, "Delete this contact", "No e-mail address: no way to sign in.")
	deleted := b.post(contactPath(anne)+"/delete", "version", "1").want(200, "“Anne Martin” is in the bin.")
	b.get(contactPath(anne)).want(404)
	b.post("/undo", "revision", between(t, deleted.body, `name="revision" value="`, `"`), "back", contactPath(anne)).want(200, "The change has been taken back.", "Anne Martin")
}

func TestLinesAreAssociatedMadeTheDefaultAndDissociated(t *testing.T) {
	s := newSite(t)
	anne := s.contact(directory.ContactDraft{FirstName: "Anne", LastName: "Martin", Email: "anne@example.com"})
	b := s.signedIn(adminEmail)
	var lines []string
	for _, number := range []string{"01 99 00 10 24", "06 39 98 10 24"} {
		l, err := s.d.CreateLine(t.Context(), directory.LineDraft{Kind: directory.MobileLine, Raw: number})
		if err != nil {
			t.Fatal(err)
		}
		lines = append(lines, l.ID.String())
	}
	page := contactPath(anne)
	b.get(page+"/details").want(200, "No line. Without one", `<option value="`+lines[0])
	b.post(page+"/lines", "line_id", lines[0]).want(200, "The line has been associated with Anne Martin.", "default", "Dissociate the line")
	b.post(page+"/lines", "line_id", lines[1]).want(200, "Make it the default")
	b.post(page+"/lines/default", "line_id", lines[1]).want(200, "The default line of Anne Martin has been changed.", "&#43;33639981024")
	b.post(page+"/lines/dissociate", "line_id", lines[1]).want(200, "The line has been dissociated from Anne Martin.")
	b.post(page + "/voicemail/pin").want(404) // nobody has given her a mailbox
}

func TestAPhotoIsGivenAndTakenAway(t *testing.T) {
	s := newSite(t)
	anne := s.contact(directory.ContactDraft{FirstName: "Anne", LastName: "Martin"})
	b := s.signedIn(adminEmail)
	var picture bytes.Buffer
	if err := png.Encode(&picture, image.NewGray(image.Rect(0, 0, 20, 20))); err != nil {
		t.Fatal(err)
	}
	b.upload(contactPath(anne)+"/photo", "photo", "face.png", picture.Bytes()).want(200)
	b.get(contactPath(anne)+"/details").want(200, "Photo of Anne Martin", "Change the photo")
	b.get(contactPath(anne)+"/photo").want(200, "Photo of Anne Martin") // who reloads the address that photos are sent to
	b.post(contactPath(anne)+"/photo/remove").want(200, "The photo of Anne Martin has been removed.", "Add the photo")
}

// TestAPhotoThatIsRefusedIsSaidSoAtItsField: on the page it was chosen on, with what would be right.
func TestAPhotoThatIsRefusedIsSaidSoAtItsField(t *testing.T) {
	s := newSite(t)
	email := s.login("Anne", directory.Permission{Section: directory.SectionDirectory, Access: directory.Write})
	anne, err := s.d.ContactByEmail(email)
	if err != nil {
		t.Fatal(err)
	}
	b := s.signedIn(email)
	for _, tc := range []struct {
		field   string
		content []byte
		status  int
		says    string
	}{
		{"photo", []byte("no picture"), 415, "A photo is a JPEG or PNG file."},
		{"photo", make([]byte, photoBytes+1), 413, "The photo is too large: 5 MB and 25 megapixels at most."},
		{"photo", make([]byte, photoFormBytes), 413, "The photo is too large: 5 MB and 25 megapixels at most."},
		{"photo", nil, 422, "Choose a photo first."},
		{"other", nil, 422, "Choose a photo first."},
	} {
		for _, page := range []struct{ address, has string }{{contactPath(anne), "Contact details"}, {"/self", "My details"}} {
			b.upload(page.address+"/photo", tc.field, "face.png", tc.content).want(tc.status, page.has, `<a href="#photo">Photo: `+tc.says, `id="photo-error"`,
				`aria-invalid="true" aria-describedby="photo-error photo-hint"`, "JPEG or PNG, up to 5 MB and 25 megapixels.")
		}
	}
	s.signedIn(s.login("Luc", directory.Permission{Section: directory.SectionDirectory, Access: directory.Read})).
		upload(contactPath(anne)+"/photo", "photo", "face.png", []byte("no picture")).want(403)
}

func TestNumbersAreWrittenAsTheirCountryGroupsThem(t *testing.T) {
	w := &Web{Options: Options{Country: "FR"}}
	for _, tc := range []struct {
		number           contactNumber
		written, dialled string
	}{
		{contactNumber{Raw: "0199001024", E164: "+33199001024"}, "01\u00a099\u00a000\u00a010\u00a024", "tel:+33199001024"},
		{contactNumber{Raw: "+4969123456", E164: "+4969123456"}, "+49\u00a069\u00a0123456", "tel:+4969123456"},
		{contactNumber{Raw: "*21 12"}, "*21 12", "tel:*2112"},
	} {
		if written, dialled := w.written(tc.number), string(dialled(tc.number)); written != tc.written || dialled != tc.dialled {
			t.Errorf("%+v: %q, %q", tc.number, written, dialled)
		}
	}
}

// TestEmptyRowsOfNumbersAreNoDifference: of a form whose rows for numbers are empty, the page with both versions asks about what was typed.
func TestEmptyRowsOfNumbersAreNoDifference(t *testing.T) {
	s := newSite(t)
	anne := s.contact(directory.ContactDraft{FirstName: "Anne", LastName: "Martin"})
	b := s.signedIn(adminEmail)
	form := fieldsOf(t, b.get(contactPath(anne)+"/edit").want(200).body)
	form.Set("kind", "internal")
	form.Set("folder_id", anne.FolderID.String())
	form.Set("numbers[0].kind", "work")
	form.Set("numbers[1].kind", "work")
	form.Set("title", "Directrice")
	title := "Comptable"
	if _, _, err := s.d.UpdateContact(t.Context(), anne.ID, 0, directory.ContactPatch{Title: &title}); err != nil {
		t.Fatal(err)
	}
	b.ask("POST", contactPath(anne)+"/edit", strings.NewReader(form.Encode())).want(412, "<legend>Job title</legend>").without("<legend>Number", "<legend>Type")

	numbers := []directory.Number{{Raw: "01 99 00 10 24", Kind: directory.MobileNumber}}
	if _, _, err := s.d.UpdateContact(t.Context(), anne.ID, 0, directory.ContactPatch{Numbers: &numbers}); err != nil {
		t.Fatal(err)
	}
	b.ask("POST", contactPath(anne)+"/edit", strings.NewReader(form.Encode())).
		want(412, "<legend>Number 1</legend>", "<legend>Number 1: Type</legend>").without("Number 2")
}

// TestMoreNumbersThanThereAreRowsFor: a form gets more rows and keeps what was typed; nothing is saved before it is asked for.
func TestMoreNumbersThanThereAreRowsFor(t *testing.T) {
	s := newSite(t)
	anne := s.contact(directory.ContactDraft{FirstName: "Anne", LastName: "Martin"})
	b := s.signedIn(adminEmail)
	more := b.post(contactPath(anne)+"/edit", "version", "1", "kind", "internal", "folder_id", anne.FolderID.String(), "first_name", "Anne", "last_name", "Martin",
		"numbers[0].raw", "01 99 00 10 24", "numbers[0].kind", "work", "numbers[1].raw", "06 39 98 10 24", "numbers[1].kind", "mobile", "more_numbers", "on").
		want(200, `name="numbers[1].raw" type="text" value="06 39 98 10 24"`, `name="numbers[2].raw" type="text" value="" autocomplete="off" maxlength="64" autofocus`,
			`name="numbers[3].raw"`, `data-guard="typed"`)
	if c, err := s.d.Contact(anne.ID); err != nil || len(c.Numbers) != 0 {
		t.Errorf("%+v, %v", c, err)
	}
	more.without(`name="numbers[4].raw"`)
}

func TestARecordSaysWhereItIsAndLeadsToWhatIsMissing(t *testing.T) {
	s := newSite(t)
	sales := s.folder(s.d.Root().ID, "Ventes")
	anne := s.contact(directory.ContactDraft{FirstName: "Anne", LastName: "Martin", FolderID: sales.ID})
	b := s.signedIn(adminEmail)
	b.get(contactPath(anne)+"/details").want(200, `<a href="`+folderPath(sales)+`">Ventes</a></dd>`, `href="`+contactPath(anne)+`/edit#email"`,
		`href="`+contactPath(anne)+`/details#services"`, `href="/lines/new"`, "none: there is no line")
	reader := s.signedIn(s.login("Luc", directory.Permission{Section: directory.SectionDirectory, Access: directory.Read}))
	reader.get(contactPath(anne)+"/details").want(200, "Ventes</a></dd>").without("/edit", "/lines/new")
	b.get(folderPath(sales)+"/contacts/new").want(200, `<label for="first_name">First name</label>`, `<label for="last_name">Last name</label>`)
	b.get(folderPath(s.d.Root())+"?has_service=true").want(200, "Nobody in this folder, or below it, is like this.", `<option value="true" selected>With a line`)
}

// TestInFrenchAFieldSaysWhatWouldBeRight too, and who has what was asked for.
func TestInFrenchAFieldSaysWhatWouldBeRight(t *testing.T) {
	s := newSite(t)
	anne := s.contact(directory.ContactDraft{FirstName: "Anne", LastName: "Martin"})
	b := s.signedIn(adminEmail)
	b.header.Set("Accept-Language", "fr")
	b.post("/devices/new", "type", "sip_device", "name", "Accueil", "mac", "00:15:65").want(422, "Une adresse MAC compte douze chiffres hexadécimaux")
	b.post(contactPath(anne)+"/edit", "version", "1", "kind", "internal", "folder_id", anne.FolderID.String(), "first_name", "Anne", "last_name", "Martin", "email", adminEmail).
		want(409, "le compte de l’administrateur").without("login")
}

// TestTheFormOfAContactStandsAmongItsSections: the same address is a page of its own where there is no JavaScript, and the list beside it stays as it was.
func TestTheFormOfAContactStandsAmongItsSections(t *testing.T) {
	s := newSite(t)
	anne := s.contact(directory.ContactDraft{FirstName: "Anne", LastName: "Martin"})
	b := s.signedIn(adminEmail)
	edit := contactPath(anne) + "/edit?sort=-name"
	b.get(contactPath(anne)+"/details?sort=-name").want(200, `href="`+edit+`"`)
	form := []string{"version", "1", "kind", "external", "folder_id", s.d.Root().ID.String(), "first_name", "Anne", "last_name", "Petit"}
	for _, page := range []shown{b.get(edit).want(200), b.post(edit, append(form, "email", "anne")...).want(422, `id="email-error"`)} {
		page.want(page.status, `class="tree"`, `action="`+edit+`"`, `href="`+contactPath(anne)+`/details?sort=-name"`, "Associated lines", "User access",
			`<option value="">Contact: any`).without("<dt>Last name</dt>", `<option value="external" selected>External</option></select>
<label class="unseen"`)
	}
	saved := b.post(edit, append(form, "email", "anne@example.com")...)
	saved.want(200, "“Anne Petit” has been changed.", `action="/undo"`, `href="`+edit+`"`)
	b.get(contactPath(anne) + "/edit").want(200)
	s.signedIn(s.login("Luc", directory.Permission{Section: directory.SectionDirectory, Access: directory.Read})).get(edit).want(403)
}
