package api

import (
	"context"
	"net/http"
	"strings"
	"testing"
	"time"

	"github.com/google/uuid"

	"annuaire/directory"
)

// late makes an operation like one of the API's, except that something happens between the asking for rights and the writing.
func late[I, O any](s *site, pattern string, n need, meanwhile func(), do action[I, O]) {
	method, path, _ := strings.Cut(pattern, " ")
	id := "late" + strings.NewReplacer("/", "-", "{", "", "}", "").Replace(path) + strings.ToLower(method)
	add(s.api, method+" /late"+path, id, "Late", n, func(ctx context.Context, c *caller, in *I) (*O, error) {
		meanwhile()
		return do(ctx, c, in)
	})
}

func TestRightsAreAskedForOnceMoreInTheTransactionThatWrites(t *testing.T) {
	for name, test := range map[string]struct {
		meanwhile func(s *site, rita, anne directory.Contact, folder directory.Folder)
		status    int
		code      directory.Code
	}{
		"nothing happens": {func(*site, directory.Contact, directory.Contact, directory.Folder) {}, 200, ""},
		"somebody else is changed": {func(s *site, _, _ directory.Contact, folder directory.Folder) {
			s.person(folder.ID, "Paul", "Neuf")
		}, 200, ""},
		"the role is taken away": {func(s *site, rita, _ directory.Contact, _ directory.Folder) {
			s.must(s.d.SetRoles(s.t.Context(), rita.ID, 0, nil))
		}, 403, directory.Forbidden},
		"the login is closed": {func(s *site, rita, _ directory.Contact, _ directory.Folder) {
			l, err := s.d.LoginOf(rita.ID)
			s.must(l, err)
			s.must(nil, s.d.CloseLogin(s.t.Context(), l.ID))
		}, 403, directory.Forbidden},
		"the contact is moved out of sight": {func(s *site, _, anne directory.Contact, _ directory.Folder) {
			s.must(nil, s.d.MoveContacts(s.t.Context(), []uuid.UUID{anne.ID}, s.folder(uuid.Nil, "Atelier").ID))
		}, 404, directory.NotFound},
		"the folder is moved below another": {func(s *site, _, _ directory.Contact, folder directory.Folder) {
			s.must(s.d.MoveFolder(s.t.Context(), folder.ID, 0, s.folder(uuid.Nil, "Atelier").ID, ""))
		}, 200, ""},
		"the contact goes to the bin": {func(s *site, _, anne directory.Contact, _ directory.Folder) {
			s.must(nil, s.d.DeleteContact(s.t.Context(), anne.ID, 0))
		}, 404, directory.NotFound},
	} {
		t.Run(name, func(t *testing.T) {
			s := newSite(t)
			ventes := s.folder(uuid.Nil, "Ventes")
			rita, her := s.login("Rita", grant(directory.SectionDirectory, directory.Write, ventes.ID))
			anne := s.person(ventes.ID, "Anne", "Martin")
			late(s, "PATCH /contacts/{id}", may(directory.SectionDirectory, directory.Write, inFolder),
				func() { test.meanwhile(s, her, anne, ventes) }, s.api.contactChange)
			a := rita.patch("/late/contacts/"+anne.ID.String(), object{"title": "Directrice"}).want(test.status)
			if test.code != "" {
				a.wantProblem(test.status, test.code)
			}
			changed, err := s.d.Contact(anne.ID)
			if directory.CodeOf(err) != directory.NotFound && (changed.Title != "") != (test.code == "") {
				t.Errorf("the title is %q, %v", changed.Title, err)
			}
		})
	}
}

// must ends the test where something could not be done.
func (s *site) must(_ any, err error) {
	s.t.Helper()
	if err != nil {
		s.t.Fatal(err)
	}
}

func TestATokenRevokedMeanwhileChangesNothing(t *testing.T) {
	s := newSite(t)
	program := s.tokenOf(s.admin, time.Hour)
	late(s, "POST /roles", may(directory.SectionAccess, directory.Write, everywhere), func() {
		tokens, err := s.d.Tokens()
		s.must(tokens, err)
		s.must(nil, s.d.RevokeToken(t.Context(), tokens[0].ID))
	}, s.api.roleCreate)
	program.post("/late/roles", object{"name": "Accueil", "permissions": []object{}}).wantProblem(403, directory.Forbidden)
	for _, r := range decoded[struct{ Roles []directory.Role }](s.admin.get("/roles").want(200)).Roles {
		if r.Name == "Accueil" {
			t.Error("the role was made")
		}
	}
}

func TestALoginClosedMeanwhileChangesNothingOfItsOwn(t *testing.T) {
	s := newSite(t)
	rita, her := s.login("Rita")
	late(s, "PATCH /self", nothing(signedIn), func() {
		l, err := s.d.LoginOf(her.ID)
		s.must(l, err)
		s.must(nil, s.d.CloseLogin(t.Context(), l.ID))
	}, s.api.selfChange)
	rita.patch("/late/self", object{"title": "Directrice"}).wantProblem(http.StatusUnauthorized, unauthenticated)
	if c, err := s.d.Contact(her.ID); err != nil || c.Title != "" {
		t.Errorf("the title is %q, %v", c.Title, err)
	}
}

func TestAnImportAsksForTheRightToItsColumnsOnceMore(t *testing.T) {
	s := newSite(t)
	everything := []directory.Grant{
		grant(directory.SectionImports, directory.Write, uuid.Nil), grant(directory.SectionDirectory, directory.Write, uuid.Nil), grant(directory.SectionUsers, directory.Write, uuid.Nil),
	}
	rita, her := s.login("Rita", everything...)
	job := decoded[Import](rita.post("/imports", []byte("nom;prenom;extensions\nMartin;Anne;1001\n"), "Content-Type", "text/csv").want(201))
	rita.post("/imports/"+job.ID.String()+"/plan", nil).want(200)
	late(s, "POST /imports/{id}/apply", may(directory.SectionImports, directory.Write, inFolder), func() {
		l, err := s.d.LoginOf(her.ID)
		s.must(l, err)
		s.must(s.d.SetRoles(t.Context(), her.ID, 0, l.Roles[:2])) // but not users
	}, s.api.importApply)
	before := s.d.Revision()
	problem := rita.post("/late/imports/"+job.ID.String()+"/apply", object{}).wantProblem(403, directory.Forbidden)
	if !strings.Contains(problem.Detail, "extensions") || s.d.Revision() != before+1 {
		t.Errorf("%+v, revision %d", problem, s.d.Revision()-before)
	}
	if now := decoded[Import](rita.get("/imports/" + job.ID.String()).want(200)); now.State != ImportPlanned || now.Plan.Added != 1 {
		t.Errorf("%+v", now)
	}
}

func TestWhoMayNoLongerRevokeTokensOfOthersDoesNot(t *testing.T) {
	s := newSite(t)
	s.tokenOf(s.admin, time.Hour)
	tokens, err := s.d.Tokens()
	s.must(tokens, err)
	rita, her := s.login("Rita", grant(directory.SectionAccess, directory.Write, uuid.Nil))
	late(s, "DELETE /tokens/{id}", nothing(signedIn), func() { s.must(s.d.SetRoles(t.Context(), her.ID, 0, nil)) }, s.api.tokenRevoke)
	rita.delete("/late/tokens/"+tokens[0].ID.String()).wantProblem(404, directory.NotFound)
	rita.delete("/tokens/"+tokens[0].ID.String()).wantProblem(404, directory.NotFound)
}
