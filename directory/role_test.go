package directory

import (
	"context"
	"fmt"
	"slices"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"
	"github.com/google/uuid"
)

func TestBuiltInRolesAreThoseOfTheSpecification(t *testing.T) {
	d := open(t)
	roles, err := d.Roles()
	wantCode(t, err, "")
	var got []string
	for _, r := range roles {
		line := r.Name + ":"
		for _, p := range r.Permissions {
			line += fmt.Sprintf(" %s.%s", p.Section, p.Access)
		}
		got = append(got, line)
		if !r.BuiltIn || r.ID.Version() != 8 || r.ID.Variant() != uuid.RFC4122 {
			t.Errorf("%s is %+v", r.Name, r)
		}
		var f faults
		if clean := f.permissions(r.Permissions); len(f) > 0 || !slices.Equal(clean, r.Permissions) {
			t.Errorf("%s is not in the form a role is stored in: %v", r.Name, f)
		}
	}
	want := []string{
		"Administrateur: directory.write users.write lines.write devices.write voicemail.write groups.write invoices.write imports.write exports.write access.write journal.write settings.write",
		"Technicien: directory.read lines.write devices.write voicemail.write",
		"Comptable: directory.read invoices.read",
		"Gestionnaire d'annuaire: directory.write imports.write exports.write",
		"Utilisateur standard: directory.read",
	}
	if diff := cmp.Diff(want, got); diff != "" {
		t.Error(diff)
	}
}

func TestRoleRules(t *testing.T) {
	ctx := context.Background()
	d := open(t)
	_, err := d.CreateRole(ctx, RoleDraft{Name: "Accueil"})
	wantCode(t, err, "")
	for _, test := range []struct {
		name  string
		draft RoleDraft
		want  Code
	}{
		{"a name of its own", RoleDraft{Name: "Standardiste"}, ""},
		{"without name", RoleDraft{Name: " "}, Required},
		{"a name of 128 characters", RoleDraft{Name: strings.Repeat("é", 128)}, ""},
		{"a name of 129 characters", RoleDraft{Name: strings.Repeat("é", 129)}, Invalid},
		{"a name that differs by case and accents only", RoleDraft{Name: "ÀCCUEIL"}, RoleNameTaken},
		{"the name of a role that is built in", RoleDraft{Name: "technicien"}, RoleNameTaken},
		{"a section there is not", RoleDraft{Name: "a", Permissions: []Permission{{"phones", Read}}}, Invalid},
		{"one's own data, which nobody grants", RoleDraft{Name: "a", Permissions: []Permission{{SectionSelf, Read}}}, Invalid},
		{"an access there is not", RoleDraft{Name: "a", Permissions: []Permission{{SectionUsers, "delete"}}}, Invalid},
		{"a description of several lines", RoleDraft{Name: "b", Description: "a\nb"}, ""},
		{"a description too long", RoleDraft{Name: "c", Description: strings.Repeat("x", maxNote+1)}, Invalid},
	} {
		t.Run(test.name, func(t *testing.T) {
			_, err := d.CreateRole(ctx, test.draft)
			wantCode(t, err, test.want)
		})
	}
	wantSound(t, d)
}

func TestARolesPermissionsAreSortedAndEachOnce(t *testing.T) {
	d := open(t)
	r, err := d.CreateRole(context.Background(), RoleDraft{Name: "a", Permissions: []Permission{
		{SectionSettings, Read}, {SectionUsers, Read}, {SectionUsers, Write}, {SectionUsers, Read}, {SectionDirectory, Read},
	}})
	wantCode(t, err, "")
	want := []Permission{{SectionDirectory, Read}, {SectionUsers, Write}, {SectionSettings, Read}}
	if !slices.Equal(r.Permissions, want) {
		t.Errorf("got %v", r.Permissions)
	}
}

func TestUpdateAndCopyRole(t *testing.T) {
	ctx := context.Background()
	d := open(t)
	r, err := d.CreateRole(ctx, RoleDraft{Name: "Accueil", Permissions: []Permission{{SectionDirectory, Read}}})
	wantCode(t, err, "")
	got, err := d.UpdateRole(ctx, r.ID, r.Version, RolePatch{Name: pointer("Réception"), Permissions: &[]Permission{{SectionUsers, Read}}})
	wantCode(t, err, "")
	if got.Name != "Réception" || got.Version != 2 || !slices.Equal(got.Permissions, []Permission{{SectionUsers, Read}}) {
		t.Errorf("got %+v", got)
	}
	revision := d.Revision()
	same, err := d.UpdateRole(ctx, r.ID, 2, RolePatch{Name: pointer(" Réception ")})
	wantCode(t, err, "")
	if cmp.Diff(got, same) != "" || d.Revision() != revision {
		t.Errorf("a change of nothing made %+v", same)
	}
	_, err = d.UpdateRole(ctx, r.ID, 1, RolePatch{Name: pointer("x")})
	wantCode(t, err, StaleRecord)
	if now, is := err.(*Error).Detail.(Role); !is || now.Version != 2 {
		t.Errorf("the error carries %+v", err.(*Error).Detail)
	}
	_, err = d.UpdateRole(ctx, AdministratorRole(), 0, RolePatch{Name: pointer("x")})
	wantCode(t, err, RoleImmutable)
	_, err = d.UpdateRole(ctx, uuid.New(), 0, RolePatch{})
	wantCode(t, err, NotFound)

	technician := BuiltInRoles()[1]
	copied, err := d.CopyRole(ctx, technician.ID, "Technicien du site")
	wantCode(t, err, "")
	if copied.BuiltIn || copied.ID == technician.ID || !slices.Equal(copied.Permissions, technician.Permissions) {
		t.Errorf("copied %+v", copied)
	}
	_, err = d.CopyRole(ctx, technician.ID, "Technicien")
	wantCode(t, err, RoleNameTaken)
	_, err = d.CopyRole(ctx, uuid.New(), "x")
	wantCode(t, err, NotFound)
	if found, err := d.Role(copied.ID); err != nil || cmp.Diff(copied, found) != "" {
		t.Errorf("found %+v, %v", found, err)
	}
	_, err = d.Role(uuid.New())
	wantCode(t, err, NotFound)
	wantSound(t, d)
}

func TestDeleteRole(t *testing.T) {
	ctx := context.Background()
	d := open(t)
	sales := folder(t, d, uuid.Nil, "Sales")
	jean := contact(t, d, ContactDraft{Email: "jean@example.com"})
	r, err := d.CreateRole(ctx, RoleDraft{Name: "Accueil", Permissions: []Permission{{SectionDirectory, Read}}})
	wantCode(t, err, "")
	p := person(t, d, jean, RoleAssignment{RoleID: r.ID, FolderID: sales.ID})
	token, secret, err := d.IssueToken(ctx, TokenDraft{Name: "lobby", LoginID: p.Login.ID, Roles: []RoleAssignment{{RoleID: r.ID}}})
	wantCode(t, err, "")

	err = d.DeleteRole(ctx, r.ID, 0, uuid.Nil)
	wantCode(t, err, RoleInUse)
	if use := err.(*Error).Detail; use != (RoleUse{Logins: 1, Tokens: 1}) {
		t.Errorf("in use by %+v", use)
	}
	wantCode(t, d.DeleteRole(ctx, r.ID, 0, r.ID), RoleUnknown)
	wantCode(t, d.DeleteRole(ctx, r.ID, 0, uuid.New()), RoleUnknown)
	wantCode(t, d.DeleteRole(ctx, r.ID, 9, uuid.Nil), StaleRecord)
	wantCode(t, d.DeleteRole(ctx, StandardRole(), 0, uuid.Nil), RoleImmutable)
	wantCode(t, d.DeleteRole(ctx, r.ID, 1, StandardRole()), "")
	l, err := d.LoginOf(jean.ID)
	wantCode(t, err, "")
	if want := []RoleAssignment{{StandardRole(), sales.ID}}; !slices.Equal(l.Roles, want) {
		t.Errorf("the login has %v", l.Roles)
	}
	signed, err := d.SignInToken(secret)
	wantCode(t, err, "")
	if want := []RoleAssignment{{RoleID: StandardRole()}}; !slices.Equal(signed.Token.Roles, want) || signed.Token.ID != token.ID {
		t.Errorf("the token has %v", signed.Token.Roles)
	}
	wantCode(t, d.DeleteRole(ctx, r.ID, 0, uuid.Nil), NotFound)
	unused, err := d.CreateRole(ctx, RoleDraft{Name: "x"})
	wantCode(t, err, "")
	wantCode(t, d.DeleteRole(ctx, unused.ID, 0, uuid.Nil), "")
	wantSound(t, d)
}
