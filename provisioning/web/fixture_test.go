package web

import (
	"bytes"
	"html"
	"io"
	"log/slog"
	"mime/multipart"
	"net/http"
	"net/http/httptest"
	"net/url"
	"path/filepath"
	"strings"
	"sync/atomic"
	"testing"
	"time"

	"github.com/google/uuid"

	"annuaire/directory"
	"annuaire/provisioning/api"
	"annuaire/provisioning/mail"
)

// The administrator, in tests.
const (
	adminEmail = "chief@example.com"
	password   = "cheval agrafe pile juste"
)

// site is a directory with its API and its pages, served on an address of its own.
type site struct {
	t   testing.TB
	d   *directory.Directory
	web *Web
	log *bytes.Buffer
	url string

	ldap     string       // where phones are answered: address and port; "": nowhere
	watched  atomic.Int64 // how often phones are being watched
	followed atomic.Int64 // how many live views are being followed
}

func newSite(t testing.TB, configure ...func(*Options)) *site {
	t.Helper()
	return newSiteOf(t, agreed{}, configure...)
}

// agreed is what a site has that most do without.
type agreed struct {
	licence directory.Licence
	mailer  *mail.Mailer
	phones  bool // that are answered
	program func() (api.Installation, error)
}

func newSiteOf(t testing.TB, has agreed, configure ...func(*Options)) *site {
	t.Helper()
	s := &site{t: t, log: &bytes.Buffer{}}
	d, err := directory.Open(filepath.Join(t.TempDir(), "annuaire.db"), directory.Config{Name: "Ateliers Vauban", Country: "FR", NoSync: true, Licence: has.licence})
	if err != nil {
		t.Fatal(err)
	}
	s.d = d
	logger := slog.New(slog.NewTextHandler(s.log, nil))
	options := api.Options{Version: "test", Logger: logger, Spool: t.TempDir(), Mailer: has.mailer, Installed: has.program}
	if has.phones {
		s.answerPhones(&options)
	}
	a, err := api.New(d, options)
	if err != nil {
		t.Fatal(err)
	}
	o := Options{API: a, Logger: logger, Location: time.UTC, Country: "FR"}
	for _, change := range configure {
		change(&o)
	}
	if s.web, err = New(o); err != nil {
		t.Fatal(err)
	}
	s.web.stepWait = time.Minute // what a test asks for is done, however slow the machine is
	mux := http.NewServeMux()
	mux.Handle("/api/", a)
	mux.Handle("/", s.web)
	mux.HandleFunc("GET /connect/requests/live", func(rw http.ResponseWriter, r *http.Request) {
		s.followed.Add(1)
		defer s.followed.Add(-1)
		s.web.ServeHTTP(rw, r)
	})
	server := httptest.NewServer(mux)
	s.url = server.URL
	t.Cleanup(func() {
		server.Close()
		if err := a.Close(); err != nil {
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
	if _, err := d.UseFoundingLink(t.Context(), token, adminEmail, password); err != nil {
		t.Fatal(err)
	}
	return s
}

// login makes somebody who has these rights everywhere and signs in with password.
func (s *site) login(first string, permissions ...directory.Permission) string {
	s.t.Helper()
	email := strings.ToLower(first) + "@example.com"
	contact, _, err := s.d.CreateContact(s.t.Context(), directory.ContactDraft{FirstName: first, LastName: "Person", Email: email})
	if err != nil {
		s.t.Fatal(err)
	}
	var roles []directory.RoleAssignment
	if len(permissions) > 0 {
		role, err := s.d.CreateRole(s.t.Context(), directory.RoleDraft{Name: first, Permissions: permissions})
		if err != nil {
			s.t.Fatal(err)
		}
		roles = append(roles, directory.RoleAssignment{RoleID: role.ID})
	}
	var token string
	if _, err := s.d.Invite(s.t.Context(), contact.ID, 0, roles, func(_ directory.LinkInfo, made string) error {
		token = made
		return nil
	}); err != nil {
		s.t.Fatal(err)
	}
	if _, err := s.d.UseLink(s.t.Context(), token, password); err != nil {
		s.t.Fatal(err)
	}
	return email
}

// template makes a template of users.
func (s *site) template(name string) uuid.UUID {
	s.t.Helper()
	t, err := s.d.CreateTemplate(s.t.Context(), directory.TemplateDraft{
		Name: name, RingSeconds: 25, Features: map[directory.FeatureName]directory.Feature{directory.FeatureVoicemail: {Enabled: true}},
	})
	if err != nil {
		s.t.Fatal(err)
	}
	return t.ID
}

// browser is somebody without JavaScript: it keeps cookies and follows what a form leads to.
type browser struct {
	site    *site
	cookies map[string]string
	header  http.Header // sent along
}

// shown is a page as it came, after what redirections there were.
type shown struct {
	t      testing.TB
	log    *bytes.Buffer
	asked  string
	status int
	header http.Header
	path   string // of the page that came in the end
	body   string
}

func (s *site) browser() *browser {
	return &browser{s, map[string]string{}, http.Header{"Accept-Language": {"en"}}}
}

// signedIn is a browser of somebody who has signed in on the page for it.
func (s *site) signedIn(email string) *browser {
	s.t.Helper()
	b := s.browser()
	if got := b.post("/sign-in", "name", email, "password", password); got.path != "/" || got.status != http.StatusOK {
		s.t.Fatalf("%s is not signed in: %d %s\n%s", email, got.status, got.path, got.body)
	}
	return b
}

func (b *browser) get(address string) shown { return b.ask("GET", address, nil) }

// post sends a form: name, value, name, value …
func (b *browser) post(address string, form ...string) shown {
	values := url.Values{}
	for i := 0; i+1 < len(form); i += 2 {
		values.Add(form[i], form[i+1])
	}
	return b.ask("POST", address, strings.NewReader(values.Encode()))
}

// upload sends a file in a form.
func (b *browser) upload(address, field, name string, content []byte) shown {
	b.site.t.Helper()
	var body bytes.Buffer
	form := multipart.NewWriter(&body)
	part, err := form.CreateFormFile(field, name)
	if err == nil {
		_, err = part.Write(content)
	}
	if err == nil {
		err = form.Close()
	}
	if err != nil {
		b.site.t.Fatal(err)
	}
	return b.askWith("POST", address, form.FormDataContentType(), &body)
}

func (b *browser) ask(method, address string, form io.Reader) shown {
	b.site.t.Helper()
	return b.askWith(method, address, "application/x-www-form-urlencoded", form)
}

// askWith sends a form of the media type given.
func (b *browser) askWith(method, address, kind string, form io.Reader) shown {
	b.site.t.Helper()
	asked := method + " " + address
	for range 10 {
		r := httptest.NewRequestWithContext(b.site.t.Context(), method, b.site.url+address, form)
		r.Header = b.header.Clone()
		if form != nil {
			r.Header.Set("Content-Type", kind)
		}
		for name, value := range b.cookies {
			r.AddCookie(&http.Cookie{Name: name, Value: value})
		}
		w := httptest.NewRecorder()
		b.site.web.ServeHTTP(w, r)
		for _, c := range w.Result().Cookies() {
			b.cookies[c.Name] = c.Value
			if c.MaxAge < 0 {
				delete(b.cookies, c.Name)
			}
		}
		if w.Code != http.StatusSeeOther {
			return shown{b.site.t, b.site.log, asked, w.Code, w.Header(), r.URL.Path, w.Body.String()}
		}
		address, _, _ = strings.Cut(w.Header().Get("Location"), "#")
		method, form = "GET", nil
	}
	b.site.t.Fatalf("%s leads from one page to another without end", asked)
	return shown{}
}

// want ends the test where the page has another status, or does not say all of this.
func (s shown) want(status int, says ...string) shown {
	s.t.Helper()
	if s.status != status {
		s.t.Fatalf("%s: %d instead of %d at %s\n%s\n%s", s.asked, s.status, status, s.path, s.body, s.log)
	}
	for _, text := range says {
		if !strings.Contains(s.body, text) {
			s.t.Fatalf("%s does not say %q\n%s", s.asked, text, s.body)
		}
	}
	return s
}

// without ends the test where the page says any of this.
func (s shown) without(texts ...string) shown {
	s.t.Helper()
	for _, text := range texts {
		if strings.Contains(s.body, text) {
			s.t.Fatalf("%s says %q\n%s", s.asked, text, s.body)
		}
	}
	return s
}

// between is what stands between two texts of a page.
func between(t testing.TB, body, before, after string) string {
	t.Helper()
	_, rest, found := strings.Cut(body, before)
	middle, _, ends := strings.Cut(rest, after)
	if !found || !ends {
		t.Fatalf("there is nothing between %q and %q in\n%s", before, after, body)
	}
	return middle
}

// unescaped is an address as it stood in a page.
func unescaped(address string) string { return html.UnescapeString(address) }
