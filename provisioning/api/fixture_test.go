package api

import (
	"bytes"
	"context"
	"encoding/json"
	"io"
	"log/slog"
	"net/http"
	"net/http/httptest"
	"path/filepath"
	"strings"
	"sync/atomic"
	"testing"
	"time"

	"github.com/google/uuid"

	"annuaire/directory"
)

// The founder, in tests.
const (
	founderEmail = "admin@example.com"
	password     = "a horse, a battery"
)

// clock is a time that tests move.
type clock struct{ at atomic.Int64 }

func (c *clock) now() time.Time       { return time.Unix(0, c.at.Load()) }
func (c *clock) move(d time.Duration) { c.at.Add(int64(d)) }

// site is an API on a directory of its own, with an administrator who has signed in.
type site struct {
	t     testing.TB
	d     *directory.Directory
	api   *API
	clock *clock
	log   *bytes.Buffer
	mail  *mailServer
	admin client // by session
}

func newSite(t testing.TB, configure ...func(*directory.Config)) *site {
	t.Helper()
	s := &site{t: t, clock: &clock{}, log: &bytes.Buffer{}, mail: serveMail(t)}
	s.clock.at.Store(time.Now().UnixNano()) // sessions end by the real time
	config := directory.Config{Name: "Ateliers", NoSync: true, Now: s.clock.now}
	for _, change := range configure {
		change(&config)
	}
	d, err := directory.Open(filepath.Join(t.TempDir(), "annuaire.db"), config)
	if err != nil {
		t.Fatal(err)
	}
	s.d = d
	s.api, err = New(d, Options{
		Version: "test", Logger: slog.New(slog.NewTextHandler(s.log, nil)), Spool: t.TempDir(),
		Price: directory.Price{MonthlyCents: 300, Currency: "EUR"}, Mailer: s.mail.mailer(t), URL: "https://annuaire.example.com",
		LDAP: LDAPService{BaseDN: "dc=example,dc=com", Host: "annuaire.example.com", Clear: 389, TLS: 636, StartTLS: true},
	})
	if err != nil {
		t.Fatal(err)
	}
	s.api.guesses.wait = func(context.Context, time.Duration) {}
	s.api.pins.wait = s.api.guesses.wait
	t.Cleanup(func() {
		if err := s.api.Close(); err != nil {
			t.Error(err)
		}
		if err := d.Close(); err != nil {
			t.Error(err)
		}
	})
	token, _, err := d.FoundingLink(t.Context())
	if err != nil {
		t.Fatal(err)
	}
	anonymous := client{site: s}
	answer := anonymous.post("/links/use", object{"token": token, "email": founderEmail, "password": password}).want(http.StatusCreated)
	s.admin = client{site: s, cookie: answer.cookie()}
	return s
}

// object is a JSON object as tests write it.
type object map[string]any

// client sends requests as somebody.
type client struct {
	site   *site
	cookie string
	token  string
}

// answer is what came back.
type answer struct {
	*httptest.ResponseRecorder
	site    *site
	request string
}

func (c client) get(path string, header ...string) answer { return c.send("GET", path, nil, header...) }
func (c client) post(path string, body any, header ...string) answer {
	return c.send("POST", path, body, header...)
}
func (c client) put(path string, body any, header ...string) answer {
	return c.send("PUT", path, body, header...)
}
func (c client) patch(path string, body any, header ...string) answer {
	return c.send("PATCH", path, body, header...)
}
func (c client) delete(path string, header ...string) answer {
	return c.send("DELETE", path, nil, header...)
}

// send sends a request; body is JSON, or bytes as they are; header is name, value, name, value …
func (c client) send(method, path string, body any, header ...string) answer {
	c.site.t.Helper()
	var sent io.Reader
	kind := "application/json"
	switch body := body.(type) {
	case nil:
	case []byte:
		sent, kind = bytes.NewReader(body), "application/octet-stream"
	default:
		raw, err := json.Marshal(body)
		if err != nil {
			c.site.t.Fatal(err)
		}
		sent = bytes.NewReader(raw)
	}
	r := httptest.NewRequestWithContext(c.site.t.Context(), method, "https://annuaire.example.com"+prefix+path, sent)
	if sent != nil {
		r.Header.Set("Content-Type", kind)
	}
	if c.cookie != "" {
		r.Header.Set("Cookie", c.cookie)
	}
	if c.token != "" {
		r.Header.Set("Authorization", "Bearer "+c.token)
	}
	for i := 0; i+1 < len(header); i += 2 {
		r.Header.Set(header[i], header[i+1])
	}
	w := httptest.NewRecorder()
	c.site.api.ServeHTTP(w, r)
	return answer{w, c.site, method + " " + path}
}

// want ends the test where the status is another one.
func (a answer) want(status int) answer {
	a.site.t.Helper()
	if a.Code != status {
		a.site.t.Fatalf("%s: %d instead of %d\n%s", a.request, a.Code, status, a.Body)
	}
	return a
}

// wantProblem ends the test where the answer is not this problem.
func (a answer) wantProblem(status int, code directory.Code) Problem {
	a.site.t.Helper()
	a.want(status)
	var p Problem
	a.into(&p)
	if p.Code != code || p.Status != status || a.Header().Get("Content-Type") != "application/problem+json" {
		a.site.t.Fatalf("%s: not the problem %s\n%s\n%s", a.request, code, a.Header(), a.Body)
	}
	return p
}

// into decodes the answer.
func (a answer) into(v any) {
	a.site.t.Helper()
	if err := json.Unmarshal(a.Body.Bytes(), v); err != nil {
		a.site.t.Fatalf("%s: %v\n%s", a.request, err, a.Body)
	}
}

func (a answer) cookie() string {
	a.site.t.Helper()
	set := a.Header().Get("Set-Cookie")
	if set == "" {
		a.site.t.Fatalf("%s: no cookie", a.request)
	}
	pair, _, _ := strings.Cut(set, ";")
	return pair
}

// decoded decodes an answer.
func decoded[T any](a answer) T {
	a.site.t.Helper()
	var v T
	a.into(&v)
	return v
}

func (s *site) folder(parent uuid.UUID, name string) directory.Folder {
	s.t.Helper()
	f, err := s.d.CreateFolder(s.t.Context(), directory.FolderDraft{ParentID: parent, Name: name})
	if err != nil {
		s.t.Fatal(err)
	}
	return f
}

func (s *site) contact(draft directory.ContactDraft) directory.Contact {
	s.t.Helper()
	c, _, err := s.d.CreateContact(s.t.Context(), draft)
	if err != nil {
		s.t.Fatal(err)
	}
	return c
}

// person makes a person in a folder, with an address made of her name.
func (s *site) person(folder uuid.UUID, first, last string, numbers ...directory.Number) directory.Contact {
	s.t.Helper()
	email := strings.ToLower(first + "." + last + "@example.com")
	return s.contact(directory.ContactDraft{FolderID: folder, FirstName: first, LastName: last, Email: email, Numbers: numbers})
}

// grant is a permission in a folder; zero: everywhere.
func grant(section directory.Section, access directory.Access, folder uuid.UUID) directory.Grant {
	return directory.Grant{Permission: directory.Permission{Section: section, Access: access}, FolderID: folder}
}

// login makes somebody who has these rights and signs in with password.
func (s *site) login(first string, grants ...directory.Grant) (client, directory.Contact) {
	s.t.Helper()
	contact := s.person(uuid.Nil, first, "Person")
	var roles []directory.RoleAssignment
	for i, g := range grants {
		role, err := s.d.CreateRole(s.t.Context(), directory.RoleDraft{
			Name: first + " " + string(rune('A'+i)), Permissions: []directory.Permission{g.Permission},
		})
		if err != nil {
			s.t.Fatal(err)
		}
		roles = append(roles, directory.RoleAssignment{RoleID: role.ID, FolderID: g.FolderID})
	}
	var token string
	_, err := s.d.Invite(s.t.Context(), contact.ID, 0, roles, func(_ directory.LinkInfo, made string) error {
		token = made
		return nil
	})
	if err != nil {
		s.t.Fatal(err)
	}
	a := client{site: s}.post("/links/use", object{"token": token, "password": password}).want(http.StatusCreated)
	return client{site: s, cookie: a.cookie()}, contact
}

// tokenOf makes an API token of whoever c is, with the administrator's role.
func (s *site) tokenOf(c client, expires time.Duration) client {
	s.t.Helper()
	a := c.post("/tokens", object{
		"name": "a program", "expires_at": s.clock.now().Add(expires),
		"roles": []object{{"role_id": directory.AdministratorRole()}},
	}).want(http.StatusCreated)
	return client{site: s, token: decoded[struct{ Secret string }](a).Secret}
}
