package control

import (
	"errors"
	"slices"
	"strings"
	"testing"
	"time"

	"github.com/google/uuid"

	"annuaire/directory"
)

func TestATokensLife(t *testing.T) {
	s := newServices(t)
	c := newClientOf(t, s)
	importSample(t, c)
	ctx := t.Context()
	made, err := c.IssueToken(ctx, TokenDraft{
		Name: "switch/board", Roles: []string{"technicien", directory.StandardRole().String()}, Folder: "Sales/North", Days: 30,
	})
	if err != nil {
		t.Fatal(err)
	}
	if left := time.Until(made.ExpiresAt); left < 29*24*time.Hour || left > 31*24*time.Hour || made.Hash != nil {
		t.Errorf("made %+v", made)
	}
	principal, err := s.Directory.SignInToken(made.Secret)
	if err != nil {
		t.Fatal(err)
	}
	folders, everywhere := principal.Rights.Folders(directory.SectionDevices, directory.Write)
	if len(folders) != 1 || everywhere {
		t.Errorf("devices may be written in %v, everywhere: %t", folders, everywhere)
	}

	listed, err := c.Tokens(ctx)
	if err != nil || len(listed) != 1 || listed[0].Owner != "" || listed[0].Hash != nil ||
		!slices.Equal(listed[0].RoleNames, []string{"Technicien (Sales/North)", "Utilisateur standard (Sales/North)"}) {
		t.Errorf("listed %+v, error %v", listed, err)
	}
	if err := c.RevokeToken(ctx, "switch/board"); err != nil {
		t.Fatal(err)
	}
	if _, err := s.Directory.SignInToken(made.Secret); directory.CodeOf(err) != directory.InvalidCredentials {
		t.Errorf("revoked: error %v", err)
	}
	if err := c.RevokeToken(ctx, made.ID.String()); directory.CodeOf(err) != directory.NotFound {
		t.Errorf("revoked twice: error %v", err)
	}
}

func TestATokenOfAPersonIsListedWithItsOwner(t *testing.T) {
	s := newServices(t)
	c := newClientOf(t, s)
	admin, err := c.AddAdmin(t.Context(), "chief@example.com")
	if err != nil {
		t.Fatal(err)
	}
	_, _, err = s.Directory.IssueToken(t.Context(), directory.TokenDraft{
		Name: "own", LoginID: admin.Login.ID, Roles: []directory.RoleAssignment{{RoleID: directory.StandardRole()}},
	})
	if err != nil {
		t.Fatal(err)
	}
	listed, err := c.Tokens(t.Context())
	if err != nil || len(listed) != 1 || listed[0].Owner != "chief@example.com" || listed[0].RoleNames[0] != "Utilisateur standard" {
		t.Errorf("listed %+v, error %v", listed, err)
	}
}

func TestTokensThatCanNotBeMade(t *testing.T) {
	c := newClientOf(t, newServices(t))
	for _, tc := range []struct {
		name  string
		draft TokenDraft
		code  directory.Code
		says  []string
	}{
		{"an unknown role", TokenDraft{Name: "x", Roles: []string{"Chef"}}, directory.RoleUnknown, []string{"roles[0]", "Technicien"}},
		{"an unknown folder and role", TokenDraft{Name: "x", Roles: []string{"Chef"}, Folder: "Nowhere"}, directory.FolderUnknown, []string{"folder", "roles[0]"}},
		{"no name", TokenDraft{Roles: []string{"Technicien"}}, directory.Required, []string{"name"}},
		{"no role", TokenDraft{Name: "x"}, directory.Required, []string{"roles"}},
		{"too long", TokenDraft{Name: "x", Roles: []string{"Technicien"}, Days: 1000}, directory.Invalid, []string{"expires_at"}},
		{"over already", TokenDraft{Name: "x", Roles: []string{"Technicien"}, Days: -1}, directory.Invalid, []string{"expires_at"}},
	} {
		t.Run(tc.name, func(t *testing.T) {
			_, err := c.IssueToken(t.Context(), tc.draft)
			var e *directory.Error
			if !errors.As(err, &e) || e.Code != tc.code {
				t.Fatalf("error %v, want %s", err, tc.code)
			}
			for _, word := range tc.says {
				if !slices.ContainsFunc(e.Fields, func(f directory.FieldError) bool {
					return f.Field == word || strings.Contains(f.Message, word)
				}) {
					t.Errorf("error %v does not say %q", err, word)
				}
			}
		})
	}
}

func TestTokensOfOneNameAreRevokedByTheirIDs(t *testing.T) {
	c := newClientOf(t, newServices(t))
	var ids []uuid.UUID
	for range 2 {
		made, err := c.IssueToken(t.Context(), TokenDraft{Name: "twin", Roles: []string{"Comptable"}})
		if err != nil {
			t.Fatal(err)
		}
		ids = append(ids, made.ID)
	}
	err := c.RevokeToken(t.Context(), "twin")
	if directory.CodeOf(err) != directory.Invalid || !strings.Contains(err.Error(), ids[1].String()) {
		t.Errorf("error %v", err)
	}
	if err := c.RevokeToken(t.Context(), ids[0].String()); err != nil {
		t.Fatal(err)
	}
	if err := c.RevokeToken(t.Context(), "twin"); err != nil {
		t.Errorf("the last one: %v", err)
	}
}
