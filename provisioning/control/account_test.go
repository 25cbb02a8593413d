package control

import (
	"errors"
	"net/http"
	"net/http/httptest"
	"slices"
	"strings"
	"testing"

	"github.com/google/uuid"

	"annuaire/directory"
)

func TestAnAccountsLife(t *testing.T) {
	s := newServices(t)
	c := newClientOf(t, s)
	importSample(t, c)
	ctx := t.Context()

	made, err := c.AddAccount(ctx, AccountDraft{Name: "phones", Folders: []string{"Sales/North"}, Attributes: []string{"cn", "shortNumber"}})
	if err != nil {
		t.Fatal(err)
	}
	if len(made.Folders) != 1 || !slices.Equal(made.Attributes, []string{"cn", "shortnumber"}) {
		t.Errorf("made %+v", made)
	}
	if _, err := s.Directory.Authenticate(ctx, "phones", made.Secret); err != nil {
		t.Errorf("its secret does not open: %v", err)
	}

	rotated, err := c.RotateAccount(ctx, "phones")
	if err != nil {
		t.Fatal(err)
	}
	if _, err := s.Directory.Authenticate(ctx, "phones", made.Secret); directory.CodeOf(err) != directory.InvalidCredentials {
		t.Errorf("the old secret: error %v", err)
	}
	if _, err := s.Directory.Authenticate(ctx, "phones", rotated); err != nil {
		t.Errorf("the new secret does not open: %v", err)
	}

	options := directory.PhoneOptions{DialFormat: directory.DialNational, LenientEquality: true}
	for _, patch := range []directory.PhoneOptionsPatch{{DialFormat: &options.DialFormat}, {LenientEquality: new(true)}} {
		if err := c.SetAccount(ctx, "phones", patch); err != nil {
			t.Fatal(err)
		}
	}
	accounts, err := c.Accounts(ctx)
	if len(accounts) != 1 || accounts[0].PhoneOptions != options {
		t.Errorf("accounts %+v, error %v, after one has options", accounts, err)
	}
	if err != nil || len(accounts) != 1 || accounts[0].Name != "phones" {
		t.Errorf("accounts %+v, error %v", accounts, err)
	}
	if err := c.RemoveAccount(ctx, "phones"); err != nil {
		t.Fatal(err)
	}
	if accounts, err = c.Accounts(ctx); err != nil || len(accounts) != 0 {
		t.Errorf("accounts %+v, error %v, after the only one is removed", accounts, err)
	}
}

func TestAccountsAreRefusedWithTheDirectorysCode(t *testing.T) {
	c := newClientOf(t, newServices(t))
	importSample(t, c)
	if _, err := c.AddAccount(t.Context(), AccountDraft{Name: "taken"}); err != nil {
		t.Fatal(err)
	}
	cases := map[string]struct {
		do    func() error
		code  directory.Code
		names string // what the message must name
	}{
		"a name that is taken":    {func() error { _, err := c.AddAccount(t.Context(), AccountDraft{Name: "Taken"}); return err }, "", "name"},
		"no name":                 {func() error { _, err := c.AddAccount(t.Context(), AccountDraft{}); return err }, "", "name"},
		"a folder that is not":    {func() error { return add(t, c, AccountDraft{Name: "x", Folders: []string{"Sales/West"}}) }, directory.Invalid, "Sales/West"},
		"a folder id that is not": {func() error { return add(t, c, AccountDraft{Name: "x", Folders: []string{uuid.Max.String()}}) }, directory.Invalid, uuid.Max.String()},
		"no attribute":            {func() error { return add(t, c, AccountDraft{Name: "x", Attributes: []string{"cn", "colour"}}) }, directory.Invalid, "colour"},
		"removing nobody":         {func() error { return c.RemoveAccount(t.Context(), "nobody") }, directory.NotFound, "nobody"},
		"options that are none": {func() error {
			return add(t, c, AccountDraft{Name: "x", PhoneOptions: directory.PhoneOptions{Truncation: "no"}})
		}, directory.Invalid, "truncation"},
		"setting nobody":  {func() error { return c.SetAccount(t.Context(), "nobody", directory.PhoneOptionsPatch{}) }, directory.NotFound, "nobody"},
		"rotating nobody": {func() error { _, err := c.RotateAccount(t.Context(), "no/body"); return err }, directory.NotFound, "no/body"},
	}
	for name, tc := range cases {
		t.Run(name, func(t *testing.T) {
			err := tc.do()
			var e *directory.Error
			if !errors.As(err, &e) {
				t.Fatalf("error %v is a %T, want a *directory.Error", err, err)
			}
			if tc.code != "" && e.Code != tc.code {
				t.Errorf("code %s, want %s", e.Code, tc.code)
			}
			if !strings.Contains(err.Error(), tc.names) {
				t.Errorf("%q does not name %s", err, tc.names)
			}
		})
	}
}

func add(t *testing.T, c *Client, draft AccountDraft) error {
	_, err := c.AddAccount(t.Context(), draft)
	return err
}

func TestFoldersAreNamedByPathOrID(t *testing.T) {
	s := newServices(t)
	importSample(t, newClientOf(t, s))
	h := &handler{Services: s}
	north, ok := h.folder("Sales/North")
	if !ok {
		t.Fatal("Sales/North is not found")
	}
	root := s.Directory.Root().ID
	sales, _ := h.folder("Sales")
	made, err := s.Directory.CreateFolder(t.Context(), directory.FolderDraft{ParentID: sales, Name: "R/D"})
	if err != nil {
		t.Fatal(err)
	}
	lab := made.ID
	for name, tc := range map[string]struct {
		asked string
		want  uuid.UUID
	}{
		"with slashes around it":       {"/Sales/North/", north},
		"in other letters":             {"sales/NORTH", north},
		"by its id":                    {north.String(), north},
		"the root":                     {"/", root},
		"the root by its id":           {root.String(), root},
		"one that is not there":        {"North", uuid.Nil},
		"with a slash in its name":     {`Sales/R\/D`, lab},
		"of nothing":                   {"", uuid.Nil},
		"an id that no folder has":     {uuid.Max.String(), uuid.Nil},
		"a folder below one of no use": {"Sales//North", uuid.Nil},
	} {
		t.Run(name, func(t *testing.T) {
			got, ok := h.folder(tc.asked)
			if ok != (tc.want != uuid.Nil) || ok && got != tc.want {
				t.Errorf("found %v %v, want %v", got, ok, tc.want)
			}
		})
	}
}

func TestBodiesThatAreNoDraftAreRefused(t *testing.T) {
	handler := Handler(newServices(t))
	for name, tc := range map[string]struct {
		body   string
		status int
	}{
		"no JSON":          {"name=x", http.StatusUnprocessableEntity},
		"an unknown field": {`{"name":"x","secret":"s"}`, http.StatusUnprocessableEntity},
		"too much":         {`{"name":"` + strings.Repeat("x", maxJSON) + `"}`, http.StatusRequestEntityTooLarge},
	} {
		t.Run(name, func(t *testing.T) {
			w := httptest.NewRecorder()
			handler.ServeHTTP(w, httptest.NewRequest(http.MethodPost, "/accounts", strings.NewReader(tc.body)))
			if w.Code != tc.status {
				t.Errorf("status %d, want %d: %s", w.Code, tc.status, w.Body)
			}
		})
	}
}
