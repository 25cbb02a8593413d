package api

import (
	"bufio"
	"context"
	"net/http"
	"net/http/httptest"
	"slices"
	"strconv"
	"strings"
	"testing"

	"github.com/google/uuid"

	"annuaire/directory"
)

// lastRevisionOf is the revision of the last change of that name that a record was part of.
func (s *site) lastRevisionOf(t testing.TB, action string, id uuid.UUID) string {
	t.Helper()
	entries, err := s.d.Journal(t.Context(), 0, 1000)
	if err != nil {
		t.Fatal(err)
	}
	for _, e := range entries {
		changes, err := s.d.Changes(e.Revision)
		if err != nil {
			t.Fatal(err)
		}
		if e.Action == action && slices.ContainsFunc(changes, func(r directory.RecordChange) bool { return r.ID == id }) {
			return strconv.FormatUint(e.Revision, 10)
		}
	}
	t.Fatalf("no %s of %s", action, id)
	return ""
}

func TestTheJournalSaysWhoChangedWhatAndTakesItBack(t *testing.T) {
	s := newSite(t)
	made := decoded[directory.Folder](s.admin.post("/folders", object{"name": "Ventes"}).want(201))
	s.admin.patch("/folders/"+made.ID.String(), object{"name": "Atelier"}).want(200)
	list := decoded[struct{ Entries []directory.JournalEntry }](s.admin.get("/journal?limit=2").want(200))
	if len(list.Entries) != 2 || list.Entries[0].Action != "folder.rename" || list.Entries[0].Actor.Name != founderEmail || list.Entries[0].Actor.Address != "192.0.2.1" {
		t.Fatalf("%+v", list)
	}
	path := "/journal/" + strconv.FormatUint(list.Entries[0].Revision, 10)
	event := decoded[directory.Event](s.admin.get(path).want(200))
	if len(event.Records) != 1 || !strings.Contains(string(event.Records[0].Before), "Ventes") {
		t.Errorf("%+v", event)
	}
	if dry := decoded[directory.Undone](s.admin.post(path+"/undo?dry_run=true", nil).want(200)); dry.Restored != 1 || dry.Revision != 0 {
		t.Errorf("%+v", dry)
	}
	if undone := decoded[directory.Undone](s.admin.post(path+"/undo", nil).want(200)); undone.Restored != 1 || undone.Revision == 0 {
		t.Errorf("%+v", undone)
	}
	if f, err := s.d.Folder(made.ID); err != nil || f.Name != "Ventes" {
		t.Errorf("%+v %v", f, err)
	}
	older := decoded[struct{ Entries []directory.JournalEntry }](s.admin.get("/journal?limit=2&after=" + strconv.FormatUint(list.Entries[0].Revision, 10)))
	if older.Entries[0].Revision != list.Entries[1].Revision {
		t.Errorf("%+v", older)
	}
}

func TestOfAChangeOfManyRecordsTheFirstAreGiven(t *testing.T) {
	s := newSite(t)
	own, other := s.folder(uuid.Nil, "Ventes"), s.folder(uuid.Nil, "Atelier")
	ids := []uuid.UUID{s.person(own.ID, "Anne", "Martin").ID, s.person(own.ID, "Paul", "Durand").ID, s.person(own.ID, "Luc", "Petit").ID}
	if err := s.d.MoveContacts(t.Context(), ids, other.ID); err != nil {
		t.Fatal(err)
	}
	path := "/journal/" + s.lastRevisionOf(t, "contact.move", ids[0])
	part, _ := s.login("Rita", grant(directory.SectionJournal, directory.Read, own.ID), grant(directory.SectionDirectory, directory.Write, own.ID))
	for name, reader := range map[string]client{"who sees everything": s.admin, "who sees a part": part} {
		for records, want := range map[string]int{"": 3, "?records=0": 3, "?records=2": 2, "?records=9": 3} {
			if event := decoded[directory.Event](reader.get(path + records).want(200)); len(event.Records) != want || event.Changes != 3 {
				t.Errorf("%s asks %s: %d records of %d", name, records, len(event.Records), event.Changes)
			}
		}
	}
	s.admin.get(path+"?records=-1").wantProblem(422, directory.Invalid)
}

func TestTheJournalShowsOnlyWhatIsInSight(t *testing.T) {
	s := newSite(t)
	own, other := s.folder(uuid.Nil, "Ventes"), s.folder(uuid.Nil, "Atelier Secret")
	moving := s.person(own.ID, "Anne", "Martin")
	secret := s.person(other.ID, "Paul", "Secret")
	if err := s.d.MoveContacts(t.Context(), []uuid.UUID{moving.ID}, other.ID); err != nil {
		t.Fatal(err)
	}
	move := s.lastRevisionOf(t, "contact.move", moving.ID)
	if _, _, err := s.d.UpdateContact(t.Context(), moving.ID, 0, directory.ContactPatch{Title: pointer("Secret title")}); err != nil {
		t.Fatal(err)
	}
	c, _ := s.login("Rita", grant(directory.SectionJournal, directory.Write, own.ID), grant(directory.SectionDirectory, directory.Write, own.ID))
	list := c.get("/journal").want(200)
	if strings.Contains(list.Body.String(), "Secret") {
		t.Errorf("%s", list.Body)
	}
	event := c.get("/journal/" + move).want(200)
	if strings.Contains(event.Body.String(), other.ID.String()) {
		t.Errorf("%s", event.Body)
	}
	if changes := decoded[directory.Event](event); changes.Records[0].Before == nil || changes.Records[0].After != nil {
		t.Errorf("%+v", changes)
	}
	c.get("/journal/"+s.lastRevisionOf(t, "contact.create", secret.ID)).wantProblem(404, directory.NotFound)
	c.post("/journal/"+s.lastRevisionOf(t, "contact.create", secret.ID)+"/undo", nil).wantProblem(404, directory.NotFound)
	c.post("/journal/"+move+"/undo", nil).wantProblem(404, directory.NotFound) // it reaches into the other folder
	c.post("/journal/"+s.lastRevisionOf(t, "folder.create", own.ID)+"/undo", nil).wantProblem(404, directory.NotFound)
	made := c.post("/contacts", object{"first_name": "Jean", "last_name": "Neuf", "folder_id": own.ID}).want(201)
	mine := s.lastRevisionOf(t, "contact.create", decoded[directory.Contact](made).ID)
	c.post("/journal/"+mine+"/undo", nil).want(200)
}

func pointer[T any](v T) *T { return &v }

// listen opens a stream of events and gives its lines.
func (s *site) listen(t *testing.T, c client, path string) *bufio.Scanner {
	t.Helper()
	lines := s.follow(t, c, path)
	if !lines.Scan() || lines.Text() != ": connected" {
		t.Fatalf("%q %v", lines.Text(), lines.Err())
	}
	return lines
}

// follow opens a stream of events as it is; header is name, value, name, value …
func (s *site) follow(t *testing.T, c client, path string, header ...string) *bufio.Scanner {
	t.Helper()
	server := httptest.NewServer(s.api)
	ctx, stop := context.WithCancel(t.Context())
	t.Cleanup(server.Close)
	t.Cleanup(stop)
	r, err := http.NewRequestWithContext(ctx, "GET", server.URL+prefix+path, nil)
	if err != nil {
		t.Fatal(err)
	}
	r.Header.Set("Cookie", c.cookie)
	for i := 0; i+1 < len(header); i += 2 {
		r.Header.Set(header[i], header[i+1])
	}
	if c.token != "" {
		r.Header.Set("Authorization", "Bearer "+c.token)
	}
	answer, err := http.DefaultClient.Do(r)
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { _ = answer.Body.Close() })
	if answer.StatusCode != 200 || answer.Header.Get("Content-Type") != "text/event-stream" {
		t.Fatalf("%s %s", answer.Status, answer.Header)
	}
	lines := bufio.NewScanner(answer.Body)
	lines.Buffer(nil, 1<<20)
	return lines
}

// until reads events up to the line that begins so, and gives everything read.
func until(t *testing.T, lines *bufio.Scanner, start string) string {
	t.Helper()
	var all strings.Builder
	for lines.Scan() {
		all.WriteString(lines.Text() + "\n")
		if strings.HasPrefix(lines.Text(), start) {
			return all.String()
		}
	}
	t.Fatalf("%v after %s", lines.Err(), all.String())
	return ""
}

func TestEventsTellOnlyWhatIsInSight(t *testing.T) {
	s := newSite(t)
	own, other := s.folder(uuid.Nil, "Ventes"), s.folder(uuid.Nil, "Atelier")
	reader, contact := s.login("Rita", grant(directory.SectionDirectory, directory.Read, own.ID))
	lines := s.listen(t, reader, "/events")
	secret := s.person(other.ID, "Paul", "Secret")
	hidden := s.contact(directory.ContactDraft{FolderID: own.ID, FirstName: "Hilda", LastName: "Verborgen", Hidden: true})
	seen := s.person(own.ID, "Anne", "Martin")
	told := until(t, lines, "data:")
	if !strings.Contains(told, seen.ID.String()) || strings.Contains(told, secret.ID.String()) || strings.Contains(told, hidden.ID.String()) || strings.Contains(told, "Martin") {
		t.Errorf("%s", told)
	}
	if err := s.d.MoveContacts(t.Context(), []uuid.UUID{seen.ID}, other.ID); err != nil {
		t.Fatal(err)
	}
	if told = until(t, lines, "data:"); !strings.Contains(told, `"gone":true`) {
		t.Errorf("%s", told)
	}
	if err := s.d.DeleteContact(t.Context(), contact.ID, 0); err != nil { // closes the login
		t.Fatal(err)
	}
	until(t, lines, "event: session_ended")
	for lines.Scan() && lines.Text() != "" {
		_ = lines.Text()
	}
	if lines.Scan() {
		t.Errorf("the stream goes on: %s", lines.Text())
	}
}

func TestEventsGoOnFromARevision(t *testing.T) {
	s := newSite(t)
	s.folder(uuid.Nil, "Ventes")
	from := s.d.Revision()
	made := s.folder(uuid.Nil, "Atelier")
	lines := s.listen(t, s.admin, "/events?after="+strconv.FormatUint(from, 10))
	if told := until(t, lines, "data:"); !strings.Contains(told, made.ID.String()) {
		t.Errorf("%s", told)
	}
	gone := s.listen(t, s.admin, "/events?after="+strconv.FormatUint(from+1000, 10))
	until(t, gone, "event: journal_gone")
}
