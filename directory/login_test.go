package directory

import (
	"context"
	"errors"
	"slices"
	"testing"

	"github.com/google/uuid"
)

func TestWhoMayHaveALogin(t *testing.T) {
	ctx := context.Background()
	d := open(t)
	roles := []RoleAssignment{{RoleID: StandardRole()}}
	_, _, err := d.AddAccount(ctx, AccountDraft{Name: "phone@example.com"})
	wantCode(t, err, "")
	many := make([]RoleAssignment, maxRoles+1)
	for i := range many {
		many[i] = RoleAssignment{StandardRole(), folder(t, d, uuid.Nil, "f"+string(rune('0'+i/10))+string(rune('0'+i%10))).ID}
	}
	for _, test := range []struct {
		name  string
		draft ContactDraft
		roles []RoleAssignment
		want  Code
	}{
		{"internal with e-mail", ContactDraft{Email: "a@example.com"}, roles, ""},
		{"internal with e-mail and no roles", ContactDraft{Email: "b@example.com"}, nil, ""},
		{"internal without e-mail", ContactDraft{}, roles, EmailRequiredForAccess},
		{"external with e-mail", ContactDraft{Kind: ExternalContact, Company: "ACME", Email: "c@example.com"}, roles, EmailRequiredForAccess},
		{"an address that is an LDAP account's name", ContactDraft{Email: "phone@example.com"}, roles, EmailTaken},
		{"a role there is not", ContactDraft{Email: "d@example.com"}, []RoleAssignment{{RoleID: uuid.New()}}, RoleUnknown},
		{"a folder there is not", ContactDraft{Email: "e@example.com"}, []RoleAssignment{{StandardRole(), uuid.New()}}, FolderUnknown},
		{"64 roles", ContactDraft{Email: "f@example.com"}, many[1:], ""},
		{"65 roles", ContactDraft{Email: "g@example.com"}, many, Invalid},
	} {
		t.Run(test.name, func(t *testing.T) {
			c := contact(t, d, test.draft)
			l, err := d.SetRoles(ctx, c.ID, 0, test.roles)
			wantCode(t, err, test.want)
			if test.want == "" && (l.State != LoginInvited || l.Email != c.Email || len(l.Roles) != len(test.roles)) {
				t.Errorf("login %+v", l)
			}
		})
	}
	_, err = d.SetRoles(ctx, uuid.New(), 0, roles)
	wantCode(t, err, NotFound)
	_, _, err = d.AddAccount(ctx, AccountDraft{Name: "A@example.com"})
	wantCode(t, err, AccountNameTaken)
	list, err := d.Logins()
	if err != nil || len(list) != 3 {
		t.Errorf("logins %v, %v", list, err)
	}
	wantSound(t, d)
}

func TestSetRolesReplacesTheWholeSet(t *testing.T) {
	ctx := context.Background()
	h := newHouse(t)
	jean := contact(t, h.Directory, ContactDraft{Email: "jean@example.com"})
	first, err := h.SetRoles(ctx, jean.ID, 0, []RoleAssignment{{StandardRole(), h.sales.ID}, {RoleID: AdministratorRole()}, {StandardRole(), h.sales.ID}})
	wantCode(t, err, "")
	if want := []RoleAssignment{{RoleID: AdministratorRole()}, {StandardRole(), h.sales.ID}}; !slices.Equal(first.Roles, want) {
		t.Errorf("roles %v", first.Roles)
	}
	revision := h.Revision()
	same, err := h.SetRoles(ctx, jean.ID, first.Version, []RoleAssignment{{StandardRole(), h.sales.ID}, {RoleID: AdministratorRole()}})
	wantCode(t, err, "")
	if same.Version != first.Version || h.Revision() != revision {
		t.Errorf("the same set made %+v", same)
	}
	wantCode(t, h.DeleteFolder(ctx, h.sales.ID, 0, Contents{Action: TrashContents}), "")
	kept, err := h.SetRoles(ctx, jean.ID, 0, []RoleAssignment{{StandardRole(), h.sales.ID}})
	wantCode(t, err, "")
	if len(kept.Roles) != 1 || kept.Version != first.Version+1 {
		t.Errorf("an assignment that outlived its folder: %+v", kept)
	}
	_, err = h.SetRoles(ctx, jean.ID, first.Version, nil)
	wantCode(t, err, StaleRecord)
	wantSound(t, h.Directory)
}

func TestAnEmailAddressAndItsLogin(t *testing.T) {
	ctx := context.Background()
	roles := []RoleAssignment{{RoleID: StandardRole()}}
	for _, test := range []struct {
		name  string
		roles []RoleAssignment
		patch ContactPatch
		want  Code
		state LoginState
	}{
		{"erased while there are roles", roles, ContactPatch{Email: pointer("")}, EmailInUseForAccess, LoginActive},
		{"erased, access revoked", roles, ContactPatch{Email: pointer(""), RevokeAccess: true}, "", LoginClosed},
		{"erased while there are no roles", nil, ContactPatch{Email: pointer("")}, "", LoginClosed},
		{"changed", roles, ContactPatch{Email: pointer("other@example.com")}, "", LoginActive},
		{"changed to an LDAP account's name", roles, ContactPatch{Email: pointer("phone@example.com")}, EmailTaken, LoginActive},
		{"kept, other things changed", roles, ContactPatch{Title: pointer("Boss")}, "", LoginActive},
		{"made external while there are roles", roles, ContactPatch{Kind: pointer(ExternalContact)}, ContactHasServices, LoginActive},
		{"made external, access revoked", roles, ContactPatch{Kind: pointer(ExternalContact), RevokeAccess: true}, "", LoginClosed},
		{"made external without roles", nil, ContactPatch{Kind: pointer(ExternalContact)}, "", LoginClosed},
	} {
		t.Run(test.name, func(t *testing.T) {
			d := open(t)
			_, _, err := d.AddAccount(ctx, AccountDraft{Name: "phone@example.com"})
			wantCode(t, err, "")
			jean := contact(t, d, ContactDraft{Email: "jean@example.com"})
			person(t, d, jean, test.roles...)
			_, _, err = d.UpdateContact(ctx, jean.ID, 0, test.patch)
			wantCode(t, err, test.want)
			l, err := d.LoginOf(jean.ID)
			wantCode(t, err, "")
			if l.State != test.state || l.State == LoginClosed && len(l.Roles) > 0 {
				t.Errorf("login %+v", l)
			}
			now, err := d.Contact(jean.ID)
			wantCode(t, err, "")
			_, err = d.SignIn(ctx, now.Email, goodPassword)
			if (err == nil) != (test.state == LoginActive) {
				t.Errorf("signing in as %q: %v", now.Email, err)
			}
			wantSound(t, d)
		})
	}
}

func TestTheFoundersAddressIsNobodyElses(t *testing.T) {
	ctx := context.Background()
	d := open(t)
	boss := founder(t, d)
	_, _, err := d.CreateContact(ctx, ContactDraft{FirstName: "A", LastName: "B", Email: "FOUNDER@example.com"})
	wantCode(t, err, EmailIsAdmin)
	external, warnings, err := d.CreateContact(ctx, ContactDraft{Kind: ExternalContact, Company: "ACME", Email: "founder@example.com"})
	wantCode(t, err, "")
	if len(warnings) != 1 {
		t.Errorf("warnings %v", warnings)
	}
	_, _, err = d.UpdateContact(ctx, external.ID, 0, ContactPatch{Kind: pointer(InternalContact), FirstName: pointer("A"), LastName: pointer("B")})
	wantCode(t, err, EmailIsAdmin)
	jean := contact(t, d, ContactDraft{Email: "jean@example.com"})
	_, _, err = d.UpdateContact(ctx, jean.ID, 0, ContactPatch{Email: pointer("founder@example.com")})
	wantCode(t, err, EmailIsAdmin)
	_, err = d.SetFounderEmail(as(boss), boss.Login.Version, "Jean@example.com")
	wantCode(t, err, EmailIsAdmin)
	_, err = d.SetFounderEmail(as(boss), 99, "x@example.com")
	wantCode(t, err, StaleRecord)
	_, err = d.SetFounderEmail(as(boss), 0, "nonsense")
	wantCode(t, err, Invalid)
	moved, err := d.SetFounderEmail(as(boss), boss.Login.Version, "Chief@example.com")
	wantCode(t, err, "")
	if moved.Email != "Chief@example.com" {
		t.Errorf("the founder is %+v", moved)
	}
	contact(t, d, ContactDraft{FirstName: "Luc", Email: "founder@example.com"})
	p, err := d.SignIn(ctx, "chief@EXAMPLE.com", goodPassword)
	wantCode(t, err, "")
	if p.Login.ID != boss.Login.ID {
		t.Errorf("signed in as %+v", p.Login)
	}
	wantSound(t, d)
}

func TestThereIsOneFounder(t *testing.T) {
	ctx := context.Background()
	d := open(t)
	boss := founder(t, d)
	_, err := d.CreateFounder(ctx, "second@example.com")
	wantCode(t, err, FounderExists)
	_, needed, err := d.FoundingLink(ctx)
	wantCode(t, err, "")
	if needed {
		t.Error("a second founding link was made")
	}
	_, err = d.SetFounderRoles(as(boss), 0, nil)
	wantCode(t, err, LastAdministrator)
	jean := contact(t, d, ContactDraft{Email: "jean@example.com"})
	person(t, d, jean, RoleAssignment{RoleID: AdministratorRole()})
	_, err = d.SetFounderRoles(ctx, boss.Login.Version, []RoleAssignment{{RoleID: StandardRole()}})
	wantCode(t, err, "")
	wantCode(t, d.CloseLogin(ctx, boss.Login.ID), "")
	wantCode(t, d.CloseLogin(ctx, boss.Login.ID), NotFound)
	_, err = d.SetFounderRoles(ctx, 0, nil)
	wantCode(t, err, NotFound)
	_, err = d.SetFounderEmail(ctx, 0, "x@example.com")
	wantCode(t, err, NotFound)
	contact(t, d, ContactDraft{FirstName: "Luc", Email: "founder@example.com"})
	again, err := d.CreateFounder(ctx, "second@example.com")
	wantCode(t, err, "")
	if again.ID != boss.Login.ID || again.State != LoginInvited {
		t.Errorf("the founder is %+v", again)
	}
	_, err = d.SignIn(ctx, "second@example.com", goodPassword)
	wantCode(t, err, InvalidCredentials)
	wantSound(t, d)
}

func TestALoginGoesWithItsContact(t *testing.T) {
	ctx := context.Background()
	d, clock := openAt(t, t.TempDir()+"/a.db", Config{Name: "Acme"})
	jean := contact(t, d, ContactDraft{Email: "jean@example.com"})
	p := person(t, d, jean, RoleAssignment{RoleID: StandardRole()})
	_, secret, err := d.IssueToken(as(p), TokenDraft{Name: "t", LoginID: p.Login.ID, Roles: p.Login.Roles})
	wantCode(t, err, "")
	wantCode(t, d.DeleteContact(ctx, jean.ID, 0), "")
	deletion := d.Revision()
	l, err := d.Login(p.Login.ID)
	wantCode(t, err, "")
	if l.State != LoginClosed || len(l.Roles) > 0 {
		t.Errorf("login %+v", l)
	}
	_, err = d.SignIn(ctx, "jean@example.com", goodPassword)
	wantCode(t, err, InvalidCredentials)
	_, err = d.Resume(p.Login.ID, p.Stamp)
	wantCode(t, err, SessionEnded)
	_, err = d.SignInToken(secret)
	wantCode(t, err, InvalidCredentials)
	wantSound(t, d)

	// Undoing the deletion gives the access back with its password; tokens stay revoked.
	undone, err := d.Undo(ctx, deletion)
	wantCode(t, err, "")
	if undone.Restored != 2 || len(undone.Left) > 0 {
		t.Errorf("undone %+v", undone)
	}
	back, err := d.SignIn(ctx, "jean@example.com", goodPassword)
	wantCode(t, err, "")
	if !slices.Equal(back.Login.Roles, p.Login.Roles) {
		t.Errorf("back with %+v", back.Login)
	}
	_, err = d.SignInToken(secret)
	wantCode(t, err, InvalidCredentials)

	// Bringing the contact back does not: it is invited again, and the old password is void.
	wantCode(t, d.DeleteContact(ctx, jean.ID, 0), "")
	_, _, err = d.BringBackContact(ctx, jean.ID)
	wantCode(t, err, "")
	_, err = d.SignIn(ctx, "jean@example.com", goodPassword)
	wantCode(t, err, InvalidCredentials)
	_, err = d.SetRoles(ctx, jean.ID, 0, nil)
	wantCode(t, err, "")
	_, err = d.SignIn(ctx, "jean@example.com", goodPassword)
	wantCode(t, err, InvalidCredentials)
	wantSound(t, d)

	// With the bin, everything goes.
	wantCode(t, d.DeleteContact(ctx, jean.ID, 0), "")
	clock.move(31 * 24 * 3600e9)
	if n, err := d.PurgeBin(ctx); n != 1 || err != nil {
		t.Errorf("purged %d, %v", n, err)
	}
	_, err = d.Login(p.Login.ID)
	wantCode(t, err, NotFound)
	wantSound(t, d)
}

func TestInviteDoesNothingUnlessItIsDelivered(t *testing.T) {
	ctx := context.Background()
	d := open(t)
	jean := contact(t, d, ContactDraft{Email: "jean@example.com"})
	revision := d.Revision()
	refused := errors.New("no such mailbox")
	_, err := d.Invite(ctx, jean.ID, 0, []RoleAssignment{{RoleID: StandardRole()}}, func(info LinkInfo, token string) error {
		if info.Login.Email != "jean@example.com" || info.Purpose != InvitationLink || len(token) != secretLength {
			t.Errorf("to be delivered: %+v", info)
		}
		return refused
	})
	if !errors.Is(err, refused) || d.Revision() != revision {
		t.Errorf("%v, revision %d", err, d.Revision())
	}
	_, err = d.LoginOf(jean.ID)
	wantCode(t, err, NotFound)
	person(t, d, jean)
	info, err := d.Invite(ctx, jean.ID, 0, nil, func(LinkInfo, string) error { return nil })
	wantCode(t, err, "")
	if info.Purpose != ResetLink {
		t.Errorf("who has a password got %+v", info)
	}
	wantSound(t, d)
}

func TestAnInvitationKeepsRolesUnlessItIsTold(t *testing.T) {
	ctx := context.Background()
	d := open(t)
	jean := contact(t, d, ContactDraft{Email: "jean@example.com"})
	before, err := d.SetRoles(ctx, jean.ID, 0, []RoleAssignment{{RoleID: StandardRole()}})
	wantCode(t, err, "")
	delivered := func(LinkInfo, string) error { return nil }
	again, err := d.Invite(ctx, jean.ID, before.Version, nil, delivered)
	wantCode(t, err, "")
	if len(again.Login.Roles) != 1 || again.Login.Version != before.Version {
		t.Errorf("invited as %+v", again.Login)
	}
	for name, roles := range map[string][]RoleAssignment{"those it has": nil, "none": {}} {
		_, err = d.Invite(ctx, jean.ID, before.Version+1, roles, delivered)
		if CodeOf(err) != StaleRecord {
			t.Errorf("%s: error %v, want %s", name, err, StaleRecord)
		}
	}
	none, err := d.Invite(ctx, jean.ID, before.Version, []RoleAssignment{}, delivered)
	wantCode(t, err, "")
	if len(none.Login.Roles) != 0 || none.Login.Version != before.Version+1 {
		t.Errorf("invited as %+v", none.Login)
	}
	wantSound(t, d)
}
