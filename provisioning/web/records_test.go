package web

import (
	"strings"
	"testing"
	"time"

	"github.com/google/uuid"

	"annuaire/directory"
)

func TestTheJournalTellsWhoChangedWhatAndTakesItBack(t *testing.T) {
	s := newSite(t)
	b := s.signedIn(adminEmail)
	b.post("/templates/new", "name", "Front desk", "ring_seconds", "40", "features.voicemail", "on").want(200)
	list := b.get("/journal").want(200, "Template added", adminEmail, "192.0.2.1")
	address := "/journal/" + between(t, list.body, `<a href="/journal/`, `"`)
	b.get(address).want(200, "Template added", "Front desk", "added", "<td data-label=\"After\">40 seconds</td>", "<td data-label=\"After\">Voicemail</td>", "Undo this change")
	b.post("/undo", "revision", strings.TrimPrefix(address, "/journal/"), "back", "/journal").want(200, "The change has been taken back.", "Change taken back")
	undone := b.get("/journal").want(200)
	b.get("/journal/"+between(t, undone.body, `<a href="/journal/`, `"`)).want(200, "Takes back", `href="`+address+`"`, "deleted")
	b.get("/journal/999999").want(404)
	b.get("/journal/soon").want(422)
}

// TestTheJournalSaysWhomAndWhatAChangeIsAbout: without opening it, and with the values of its fields in the reader's words.
func TestTheJournalSaysWhomAndWhatAChangeIsAbout(t *testing.T) {
	s := newSite(t)
	anne := s.contact(directory.ContactDraft{FirstName: "Anne", LastName: "Petit"})
	luc := s.contact(directory.ContactDraft{FirstName: "Luc", LastName: "Grand"})
	u, _, err := s.d.CreateUser(t.Context(), directory.UserDraft{
		Contact: &directory.ContactDraft{FirstName: "Paul", LastName: "Durand"}, Extensions: []directory.ExtensionDraft{{Number: "1001"}},
	})
	if err != nil {
		t.Fatal(err)
	}
	ring := "/users/" + u.ID.String()
	if err := s.d.MoveContacts(t.Context(), []uuid.UUID{anne.ID, luc.ID}, s.folder(uuid.Nil, "Ventes").ID); err != nil {
		t.Fatal(err)
	}
	b := s.signedIn(adminEmail)
	form := fieldsOf(t, b.get(ring).want(200).body)
	form.Set("ring_seconds", "40")
	b.ask("POST", ring, strings.NewReader(form.Encode())).want(200)
	b.post("/lines/new", "kind", "mobile", "raw", "06 99 00 10 50").want(200)
	list := b.get("/journal").want(200, "Contact added</a> Anne Petit", "User changed</a> Paul Durand", "Line added</a> 06 99 00 10 50", "Folder added</a> Ventes")
	moved := between(t, list.body, "Contacts moved</a> ", "</th>")
	if !strings.Contains(moved, "Anne Petit") || !strings.Contains(moved, "Luc Grand") {
		t.Errorf("whom a move is about: %q", moved)
	}
	b.header.Set("Accept-Language", "fr")
	french := b.get("/journal").want(200, "Ligne ajoutée</a> 06 99 00 10 50")
	b.get("/journal/"+between(t, french.body, `<a href="/journal/`, `"`)).want(200, "Ligne «\u202f06 99 00 10 50\u202f»", "Ligne mobile", "ajout").without(">mobile<")
}

// TestTheJournalSaysWhoWasInvited: also who was invited once more, which changes no record.
func TestTheJournalSaysWhoWasInvited(t *testing.T) {
	s := newSite(t)
	anne := s.contact(directory.ContactDraft{FirstName: "Anne", LastName: "Petit", Email: "anne@example.com"})
	for range 2 {
		if _, err := s.d.Invite(t.Context(), anne.ID, 0, nil, func(directory.LinkInfo, string) error { return nil }); err != nil {
			t.Fatal(err)
		}
	}
	b := s.signedIn(adminEmail)
	list := b.get("/journal").want(200, "Invitation sent</a> Anne Petit").without("Invitation sent</a></th>", anne.ID.String())
	b.get("/journal/"+between(t, list.body, `<a href="/journal/`, `"`)).want(200, "<dt>To whom</dt><dd>Anne Petit</dd>").without("Note")
}

// TestTheJournalSaysOfWhomItNamesNoMoreWhy: somebody in the bin and somebody erased are not somebody who is out of sight.
func TestTheJournalSaysOfWhomItNamesNoMoreWhy(t *testing.T) {
	s := newSite(t)
	anne := s.contact(directory.ContactDraft{FirstName: "Anne", LastName: "Petit", FolderID: s.folder(uuid.Nil, "Ventes").ID})
	line, err := s.d.CreateLine(t.Context(), directory.LineDraft{Kind: directory.MobileLine, Raw: "06 39 98 10 50", ContactID: anne.ID})
	if err != nil {
		t.Fatal(err)
	}
	admin := s.signedIn(adminEmail)
	address := "/journal/" + between(t, admin.get("/journal").want(200).body, `<a href="/journal/`, `"`)
	admin.get(address).want(200, line.Raw, "Anne Petit").without("deleted")
	if err := s.d.DeleteContact(t.Context(), anne.ID, 0); err != nil {
		t.Fatal(err)
	}
	admin.get(address).want(200, "Anne Petit (deleted)").without("somebody you do not see")
	admin.header.Set("Accept-Language", "fr")
	admin.get(address).want(200, "Anne Petit (supprimé)")

	v := &visit{web: s.web, language: "fr", printer: s.web.languages.printers["fr"]}
	if got := (mention{Gone: true}).say(v); got != "une fiche supprimée" {
		t.Errorf("who has gone for good is %q", got)
	}
	if got := (mention{}).say(v); got != "" {
		t.Errorf("who is out of sight is %q", got)
	}
}

func TestTheJournalIsReadInPages(t *testing.T) {
	s := newSite(t)
	for range 60 {
		s.template(time.Now().String())
	}
	b := s.signedIn(adminEmail)
	first := b.get("/journal").want(200, "Older").without("Latest")
	b.get("/journal?after="+between(t, first.body, `href="/journal?after=`, `"`)).want(200, "First administrator made", "Latest").without("Older</a>")
}

func TestTheJournalShowsFoldersByNameAndHidesItFromWhoMayNotReadIt(t *testing.T) {
	s := newSite(t)
	folder, err := s.d.CreateFolder(t.Context(), directory.FolderDraft{Name: "Ventes", ParentID: s.d.Root().ID})
	if err != nil {
		t.Fatal(err)
	}
	if _, _, err := s.d.CreateContact(t.Context(), directory.ContactDraft{FolderID: folder.ID, LastName: "Petit", FirstName: "Jean"}); err != nil {
		t.Fatal(err)
	}
	b := s.signedIn(adminEmail)
	list := b.get("/journal").want(200, "the server itself")
	_, rest, _ := strings.Cut(list.body, "Contact added")
	before := list.body[:len(list.body)-len(rest)]
	b.get("/journal/"+between(t, before[strings.LastIndex(before, `<a href="/journal/`):], `<a href="/journal/`, `"`)).
		want(200, "Jean Petit", "In folder", "Ventes").without("version", folder.ID.String())
	reader := s.signedIn(s.login("Luc", directory.Permission{Section: directory.SectionDirectory, Access: directory.Read}))
	reader.get("/journal").want(403)
	reader.get("/bin").want(200).without(`href="/journal"`, `href="/invoices"`)
	reader.get("/invoices").want(403)
}

func TestWhatWasDeletedIsBroughtBackFromTheBin(t *testing.T) {
	s := newSite(t)
	folder, err := s.d.CreateFolder(t.Context(), directory.FolderDraft{Name: "Ventes", ParentID: s.d.Root().ID})
	if err != nil {
		t.Fatal(err)
	}
	contact, _, err := s.d.CreateContact(t.Context(), directory.ContactDraft{FolderID: folder.ID, LastName: "Petit", FirstName: "Jean"})
	if err != nil {
		t.Fatal(err)
	}
	b := s.signedIn(adminEmail)
	b.get("/bin").want(200, "The bin is empty.")
	if err := s.d.DeleteContact(t.Context(), contact.ID, contact.Version); err != nil {
		t.Fatal(err)
	}
	until := time.Now().UTC().AddDate(0, 0, 30).Format("2 Jan 2006")
	b.get("/bin").want(200, "Jean Petit", "Ateliers Vauban › Ventes", until, "Bring back: Jean Petit")
	b.post("/bin/contacts/"+contact.ID.String(), "name", "Jean Petit").want(200, "“Jean Petit” has been brought back.", "The bin is empty.", `action="/undo"`)
	b.post("/bin/contacts/"+contact.ID.String(), "name", "Jean Petit").want(404)
	b.post("/bin/spoons/"+contact.ID.String(), "name", "Jean Petit").want(404)
}

func TestWhatCanNotComeBackSaysWhy(t *testing.T) {
	s := newSite(t)
	user, _, err := s.d.CreateUser(t.Context(), directory.UserDraft{
		Contact:    &directory.ContactDraft{FirstName: "Jean", LastName: "Petit", Email: "petit@example.com"},
		Extensions: []directory.ExtensionDraft{{Number: "1001"}}, AcceptCharges: true,
	})
	if err != nil {
		t.Fatal(err)
	}
	first, err := s.d.AddMailbox(t.Context(), user.ID, directory.MailboxDraft{})
	if err != nil {
		t.Fatal(err)
	}
	if err := s.d.DeleteMailbox(t.Context(), first.ID, 0); err != nil {
		t.Fatal(err)
	}
	if _, err := s.d.AddMailbox(t.Context(), user.ID, directory.MailboxDraft{}); err != nil {
		t.Fatal(err)
	}
	s.signedIn(adminEmail).post("/bin/mailboxes/"+first.ID.String(), "name", "Petit").want(409, "It can not be brought back", "Jean Petit has another mailbox by now")
}

func TestInvoicesAreTheMonthsOfLicencesUsed(t *testing.T) {
	s := newSite(t)
	b := s.signedIn(adminEmail)
	b.get("/invoices").want(200)
	for day, users := range map[string]int{"2026-10-30": 3, "2026-10-31": 5} {
		at, err := time.Parse(time.DateOnly, day)
		if err != nil {
			t.Fatal(err)
		}
		if err := s.d.RecordDay(t.Context(), at, users); err != nil {
			t.Fatal(err)
		}
	}
	b.get("/invoices").want(200, "October 2026", `data-label="Most users">5<`, `data-label="User days">8<`)
	b.get("/invoices/2026-10").want(200, "31 Oct 2026", `href="/api/v1/invoices/2026-10?format=csv"`)
	b.get("/invoices/soon").want(422)
	b.header.Set("Accept-Language", "fr")
	b.get("/invoices").want(200, "octobre 2026", "0,00\u202f")
	b.get("/invoices/2026-10").want(200, "30/10/2026")
}

// licenceMonth is a month that there is a statement of.
func (s *site) licenceMonth() string {
	s.t.Helper()
	if err := s.d.RecordDay(s.t.Context(), time.Date(2026, 10, 30, 12, 0, 0, 0, time.UTC), 3); err != nil {
		s.t.Fatal(err)
	}
	return "2026-10"
}
