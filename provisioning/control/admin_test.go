package control

import (
	"testing"

	"github.com/google/uuid"

	"annuaire/directory"
)

const goodPassword = "cheval agrafe pile juste"

// choose uses an administrator's token and gives who signs in with it.
func choose(t *testing.T, s Services, admin NewAdmin) directory.Principal {
	t.Helper()
	principal, err := s.Directory.UseLink(t.Context(), admin.Token, goodPassword)
	if err != nil {
		t.Fatal(err)
	}
	return principal
}

func mayAll(p directory.Principal) bool {
	return p.Rights.May(directory.SectionAccess, directory.Write, uuid.Nil)
}

func TestTheFounderBecomesAdministrator(t *testing.T) {
	s := newServices(t)
	c := newClientOf(t, s)
	admin, err := c.AddAdmin(t.Context(), "chief@example.com")
	if err != nil {
		t.Fatal(err)
	}
	if admin.Purpose != directory.InvitationLink || admin.Login.Email != "chief@example.com" || admin.Login.ContactID != uuid.Nil {
		t.Errorf("made %+v", admin)
	}
	if !mayAll(choose(t, s, admin)) {
		t.Error("may not everything")
	}
	again, err := c.AddAdmin(t.Context(), " CHIEF@example.com ")
	if err != nil || again.Purpose != directory.ResetLink || again.Login.ID != admin.Login.ID {
		t.Errorf("again %+v, error %v", again, err)
	}
	if _, err := c.AddAdmin(t.Context(), "other@example.com"); directory.CodeOf(err) != directory.FounderExists {
		t.Errorf("another: error %v", err)
	}
}

func TestAFounderWithoutAllRightsGetsThemBack(t *testing.T) {
	s := newServices(t)
	c := newClientOf(t, s)
	if _, err := c.AddAdmin(t.Context(), "chief@example.com"); err != nil {
		t.Fatal(err)
	}
	few := []directory.RoleAssignment{{RoleID: directory.StandardRole()}}
	if _, err := s.Directory.SetFounderRoles(t.Context(), 0, few); err != nil {
		t.Fatal(err)
	}
	admin, err := c.AddAdmin(t.Context(), "chief@example.com")
	if err != nil {
		t.Fatal(err)
	}
	if len(admin.Login.Roles) != 2 || !mayAll(choose(t, s, admin)) {
		t.Errorf("made %+v", admin)
	}
}

func TestAContactIsPromoted(t *testing.T) {
	s := newServices(t)
	c := newClientOf(t, s)
	importSample(t, c)
	jean, err := s.Directory.ContactByEmail("jean@example.com")
	if err != nil {
		t.Fatal(err)
	}
	few := []directory.RoleAssignment{{RoleID: directory.StandardRole(), FolderID: jean.FolderID}}
	if _, err := s.Directory.SetRoles(t.Context(), jean.ID, 0, few); err != nil {
		t.Fatal(err)
	}
	admin, err := c.AddAdmin(t.Context(), "Jean@Example.com")
	if err != nil {
		t.Fatal(err)
	}
	if admin.Login.ContactID != jean.ID || len(admin.Login.Roles) != 2 || !mayAll(choose(t, s, admin)) {
		t.Errorf("made %+v", admin)
	}

	// One whose login was closed is opened again; one who is administrator gets another link alone.
	helene, err := c.AddAdmin(t.Context(), "helene@example.com")
	if err != nil {
		t.Fatal(err)
	}
	if err := s.Directory.CloseLogin(t.Context(), helene.Login.ID); err != nil {
		t.Fatal(err)
	}
	for range 2 {
		if helene, err = c.AddAdmin(t.Context(), "helene@example.com"); err != nil || len(helene.Login.Roles) != 1 {
			t.Fatalf("made %+v, error %v", helene, err)
		}
	}
	if !mayAll(choose(t, s, helene)) {
		t.Error("may not everything")
	}
}

func TestWhoCanNotBeAdministrator(t *testing.T) {
	c := newClientOf(t, newServices(t))
	importSample(t, c)
	for _, email := range []string{"", "jean.martin", "a@b@c"} {
		if admin, err := c.AddAdmin(t.Context(), email); err == nil {
			t.Errorf("%q is made administrator: %+v", email, admin)
		}
	}
}
