package api

import (
	"crypto/sha256"
	"encoding/json"
	"fmt"
	"maps"
	"net/http"
	"slices"
	"strings"
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"
	"github.com/google/uuid"

	"annuaire/directory"
)

// eachOperation calls do for every operation of the document, in the order of their names.
func eachOperation(d document, do func(method, path string, op operation)) {
	type found struct {
		method, path string
		operation
	}
	all := map[string]found{}
	for path, methods := range d.Paths {
		for method, op := range methods {
			all[op.ID] = found{strings.ToUpper(method), path, op}
		}
	}
	for _, id := range slices.Sorted(maps.Keys(all)) {
		do(all[id].method, all[id].path, all[id].operation)
	}
}

// permissionOf reads an operation's need.
func permissionOf(op operation) need {
	permission, instead, either := strings.Cut(op.Permission, " or ")
	right, where, found := strings.Cut(permission, " ")
	if !found {
		return need{scope: scope(right)}
	}
	section, access, _ := strings.Cut(right, ":")
	n := may(directory.Section(section), directory.Access(access), scope(where))
	if either {
		op.Permission = instead
		n = n.or(permissionOf(op))
	}
	return n
}

// sections are those that a right to any of which may meet the need.
func (n need) sections() []directory.Section {
	if n.other == nil {
		return []directory.Section{n.section}
	}
	return append(n.other.sections(), n.section)
}

// worldState is everything that a request may change.
type worldState struct {
	Revision uint64
	File     [sha256.Size]byte // of all tables, those without journal too: sessions, tokens, links, PINs
	Imports  []string          // as their owners see them, with plan and report
	Mails    []string          // subjects
}

func (w *world) state() worldState {
	w.t.Helper()
	file := sha256.New()
	if err := w.d.Backup(w.t.Context(), file); err != nil {
		w.t.Fatal(err)
	}
	s := worldState{Revision: w.d.Revision(), File: [sha256.Size]byte(file.Sum(nil))}
	w.api.imports.mu.Lock()
	defer w.api.imports.mu.Unlock()
	for _, job := range w.api.imports.jobs {
		shown, err := json.Marshal(job.show())
		if err != nil {
			w.t.Fatal(err)
		}
		s.Imports = append(s.Imports, string(shown))
	}
	slices.Sort(s.Imports)
	for _, l := range w.mail.accepted() {
		s.Mails = append(s.Mails, l.subject)
	}
	return s
}

func TestEveryOperationIsRefusedToWhoMayNot(t *testing.T) {
	w := newWorld(t)
	d := readDocument(t, w.api)
	expired := w.tokenOf(w.admin, time.Hour)
	closed, contact := w.site.login("Closed", grant(directory.SectionDirectory, directory.Write, uuid.Nil))
	closedLogin, err := w.d.LoginOf(contact.ID)
	if err != nil {
		t.Fatal(err)
	}
	if err := w.d.CloseLogin(t.Context(), closedLogin.ID); err != nil {
		t.Fatal(err)
	}
	lacking, elsewhere := map[string]client{}, map[directory.Section]client{}
	eachOperation(d, func(_, _ string, op operation) {
		n := permissionOf(op)
		key := fmt.Sprint(n.sections())
		if n.section == "" || lacking[key].site != nil {
			return
		}
		var others []directory.Grant
		for _, s := range directory.Sections() {
			if !slices.Contains(n.sections(), s) {
				others = append(others, grant(s, directory.Write, uuid.Nil))
			}
		}
		var name string
		for _, s := range n.sections() {
			name += strings.ToUpper(string(s[:1])) + string(s[1:])
		}
		lacking[key], _ = w.site.login("Without"+name, others...)
		if elsewhere[n.section].site != nil {
			return
		}
		elsewhere[n.section], _ = w.site.login("Elsewhere"+name,
			grant(n.section, directory.Write, w.atelier.ID), grant(directory.SectionDirectory, directory.Write, w.atelier.ID))
	})
	w.clock.move(2 * time.Hour) // the token has expired, the sessions have not
	before := w.state()
	unchanged := func(what string) {
		t.Helper()
		if diff := cmp.Diff(before, w.state()); diff != "" {
			t.Fatalf("%s has changed something (-before +after):\n%s", what, diff)
		}
	}
	eachOperation(d, func(method, path string, op operation) {
		n := permissionOf(op)
		send := func(c client, header ...string) answer {
			return c.send(method, w.path(op.ID, path), w.body(op.ID), header...)
		}
		send(w.admin, "Sec-Fetch-Site", "cross-site").wantProblem(http.StatusForbidden, crossOrigin)
		send(w.admin, "Origin", "https://evil.example.net").wantProblem(http.StatusForbidden, crossOrigin)
		unchanged("a request from another site: " + op.ID)
		if n.scope == public {
			return
		}
		send(client{site: w.site}).wantProblem(http.StatusUnauthorized, unauthenticated)
		send(client{site: w.site, token: "nobody's"}).wantProblem(http.StatusUnauthorized, directory.InvalidCredentials)
		send(expired).wantProblem(http.StatusUnauthorized, directory.InvalidCredentials)
		send(closed).wantProblem(http.StatusUnauthorized, directory.SessionEnded)
		unchanged("a request of nobody: " + op.ID)
		if n.section == "" {
			return
		}
		send(lacking[fmt.Sprint(n.sections())]).wantProblem(http.StatusForbidden, directory.Forbidden)
		unchanged("a request without the right: " + op.ID)
		if op.ID == "events" { // it would go on: TestEventsTellOnlyWhatIsInSight
			return
		}
		a := send(elsewhere[n.section])
		unchanged("a request with rights on another folder: " + op.ID)
		switch {
		case n.scope == somewhere && n.section != directory.SectionAccess:
			if a.Code != http.StatusOK && a.Code != http.StatusNotFound || strings.Contains(strings.ToLower(a.Body.String()), "secret") {
				t.Errorf("%s with rights on another folder: %d %s", op.ID, a.Code, a.Body)
			}
		case n.scope == somewhere: // roles are no secret of a folder
			a.want(http.StatusOK)
		case a.Code != http.StatusForbidden && a.Code != http.StatusNotFound && a.Code != http.StatusUnprocessableEntity:
			t.Errorf("%s with rights on another folder: %d %s", op.ID, a.Code, a.Body)
		case strings.Contains(a.Body.String(), "Secret"):
			t.Errorf("%s with rights on another folder tells: %s", op.ID, a.Body)
		}
	})
}

func TestEveryOperationIsDoneForTheAdministrator(t *testing.T) {
	d := readDocument(t, newSite(t).api)
	reading := newWorld(t)
	eachOperation(d, func(method, path string, op operation) {
		own := []string{"events", "import-events", "watch", "watch-recent", "link-show", "link-use"}
		if slices.Contains(own, op.ID) || strings.HasPrefix(op.ID, "self-") && op.ID != "self-show" {
			return // they have tests of their own
		}
		t.Run(op.ID, func(t *testing.T) {
			w := reading
			if method != http.MethodGet {
				w = newWorld(t)
			}
			revision := w.d.Revision()
			a := w.admin.send(method, w.path(op.ID, path), w.body(op.ID))
			if a.Code >= 300 {
				t.Fatalf("%d %s", a.Code, a.Body)
			}
			if method == http.MethodGet && w.d.Revision() != revision {
				t.Error("reading has changed something")
			}
		})
	})
}

func TestAnImportNeedsTheRightToWriteTheDirectoryEverywhere(t *testing.T) {
	w := newWorld(t)
	for name, grants := range map[string][]directory.Grant{
		"Alpha":  {grant(directory.SectionImports, directory.Write, uuid.Nil)},
		"Bravo":  {grant(directory.SectionImports, directory.Write, uuid.Nil), grant(directory.SectionDirectory, directory.Read, uuid.Nil)},
		"Charly": {grant(directory.SectionImports, directory.Write, uuid.Nil), grant(directory.SectionDirectory, directory.Write, w.atelier.ID)},
	} {
		c, _ := w.site.login(name, grants...)
		c.post("/imports", []byte("last_name;first_name\nMartin;Jean\n")).wantProblem(http.StatusForbidden, directory.Forbidden)
	}
	c, _ := w.site.login("Delta", grant(directory.SectionImports, directory.Write, uuid.Nil), grant(directory.SectionDirectory, directory.Write, uuid.Nil))
	c.post("/imports", []byte("last_name;first_name\nMartin;Jean\n")).want(http.StatusCreated)
	c.get("/imports/"+w.job.String()).wantProblem(http.StatusNotFound, directory.NotFound) // somebody else's
}
