package directory

import (
	"context"
	"slices"
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"
	"github.com/google/uuid"
)

func TestRights(t *testing.T) {
	ctx := context.Background()
	h := newHouse(t)
	jean := contact(t, h.Directory, ContactDraft{Email: "jean@example.com"})
	writer, err := h.CreateRole(ctx, RoleDraft{Name: "writer", Permissions: []Permission{{SectionDirectory, Write}, {SectionUsers, Read}}})
	wantCode(t, err, "")
	accountant := BuiltInRoles()[2].ID
	p := person(t, h.Directory, jean, RoleAssignment{writer.ID, h.sales.ID}, RoleAssignment{RoleID: accountant})
	gone := folder(t, h.Directory, h.sales.ID, "Gone")
	wantCode(t, h.DeleteFolder(ctx, gone.ID, 0, Contents{}), "")
	r, err := h.Rights(p.Login.ID)
	wantCode(t, err, "")
	for _, test := range []struct {
		name    string
		section Section
		access  Access
		folder  uuid.UUID
		want    bool
	}{
		{"writes in the folder", SectionDirectory, Write, h.sales.ID, true},
		{"writes below the folder", SectionDirectory, Write, h.north.ID, true},
		{"does not write beside the folder", SectionDirectory, Write, h.purchasing.ID, false},
		{"does not write above the folder", SectionDirectory, Write, h.Root().ID, false},
		{"does not write everywhere", SectionDirectory, Write, uuid.Nil, false},
		{"does not write in a folder from the bin", SectionDirectory, Write, gone.ID, false},
		{"reads where the union lets it", SectionDirectory, Read, h.purchasing.ID, true},
		{"reads everywhere by the other role", SectionDirectory, Read, uuid.Nil, true},
		{"reads in a folder that does not exist, as everywhere", SectionDirectory, Read, uuid.New(), true},
		{"reads users in the folder", SectionUsers, Read, h.sales.ID, true},
		{"does not write users", SectionUsers, Write, h.sales.ID, false},
		{"reads invoices", SectionInvoices, Read, uuid.Nil, true},
		{"does not write invoices", SectionInvoices, Write, uuid.Nil, false},
		{"has nothing else", SectionAccess, Read, h.sales.ID, false},
		{"has its own", SectionSelf, Write, uuid.Nil, true},
	} {
		t.Run(test.name, func(t *testing.T) {
			if got := r.May(test.section, test.access, test.folder); got != test.want {
				t.Errorf("got %v", got)
			}
		})
	}
	if folders, everywhere := r.Folders(SectionDirectory, Write); everywhere || !slices.Equal(folders, []uuid.UUID{h.sales.ID}) {
		t.Errorf("folders %v, %v", folders, everywhere)
	}
	if !r.MaySomewhere(SectionUsers, Read) || r.MaySomewhere(SectionJournal, Read) {
		t.Error("menu entries are wrong")
	}
	want := []Grant{
		{Permission{SectionDirectory, Write}, h.sales.ID}, {Permission{SectionDirectory, Read}, uuid.Nil},
		{Permission{SectionUsers, Read}, h.sales.ID}, {Permission{SectionInvoices, Read}, uuid.Nil},
	}
	if diff := cmp.Diff(want, r.Grants()); diff != "" {
		t.Error(diff)
	}
	wantCode(t, h.DeleteFolder(ctx, h.sales.ID, 0, Contents{Action: TrashContents}), "")
	r, err = h.Rights(p.Login.ID)
	wantCode(t, err, "")
	if r.MaySomewhere(SectionDirectory, Write) {
		t.Error("a role for a folder in the bin grants something")
	}
	wantSound(t, h.Directory)
}

func TestWhoHasNoRights(t *testing.T) {
	ctx := context.Background()
	d := open(t)
	jean := contact(t, d, ContactDraft{Email: "jean@example.com"})
	invited, err := d.SetRoles(ctx, jean.ID, 0, []RoleAssignment{{RoleID: AdministratorRole()}})
	wantCode(t, err, "")
	rights := func(a Actor) Rights {
		r, err := d.ActorRights(WithActor(ctx, a))
		wantCode(t, err, "")
		return r
	}
	for _, test := range []struct {
		name  string
		actor Actor
		want  bool
	}{
		{"the program itself has all", Actor{Kind: ActorSystem}, true},
		{"an import at the shell has all", Actor{Kind: ActorImport}, true},
		{"an import over the network has its login's", Actor{Kind: ActorImport, LoginID: invited.ID}, false},
		{"a person without login", Actor{Kind: ActorAccount, Name: "x"}, false},
		{"a phone", Actor{Kind: ActorDevice}, false},
		{"who is only invited", Actor{Kind: ActorAccount, LoginID: invited.ID}, false},
		{"an unknown login", Actor{Kind: ActorAccount, LoginID: uuid.New()}, false},
		{"the system with an unknown token", Actor{Kind: ActorSystem, TokenID: uuid.New()}, false},
	} {
		t.Run(test.name, func(t *testing.T) {
			r := rights(test.actor)
			if r.May(SectionDirectory, Read, uuid.Nil) != test.want || r.May(SectionSelf, Read, uuid.Nil) != test.want {
				t.Errorf("rights %+v", r.Grants())
			}
		})
	}
	if (Rights{}).May(SectionSelf, Read, uuid.New()) || (Rights{}).MaySomewhere(SectionDirectory, Read) {
		t.Error("nobody has rights")
	}
	if got := len(d.SystemRights().Grants()); got != len(Sections()) {
		t.Errorf("the system has %d grants", got)
	}
}

func TestATokenHasWhatItsRolesAndItsPersonBothAllow(t *testing.T) {
	ctx := context.Background()
	h := newHouse(t)
	jean := contact(t, h.Directory, ContactDraft{Email: "jean@example.com"})
	manager := BuiltInRoles()[3].ID
	p := person(t, h.Directory, jean, RoleAssignment{manager, h.sales.ID})
	reader := StandardRole()
	issue := func(role, folder uuid.UUID) (Principal, error) {
		_, secret, err := h.IssueToken(as(p), TokenDraft{Name: "t", LoginID: p.Login.ID, Roles: []RoleAssignment{{role, folder}}})
		if err != nil {
			return Principal{}, err
		}
		return h.SignInToken(secret)
	}
	below, err := issue(reader, h.north.ID)
	wantCode(t, err, "")
	if !below.Rights.May(SectionDirectory, Read, h.north.ID) || below.Rights.May(SectionDirectory, Read, h.sales.ID) || below.Rights.May(SectionDirectory, Write, h.north.ID) {
		t.Errorf("the token may %v", below.Rights.Grants())
	}
	if folders, _ := below.Rights.Folders(SectionDirectory, Read); !slices.Equal(folders, []uuid.UUID{h.north.ID}) {
		t.Errorf("in %v", folders)
	}
	_, err = issue(reader, uuid.Nil)
	wantCode(t, err, PrivilegeEscalation)
	_, err = issue(reader, h.purchasing.ID)
	wantCode(t, err, PrivilegeEscalation)

	// What the person loses, her tokens lose.
	_, err = h.SetRoles(ctx, jean.ID, 0, nil)
	wantCode(t, err, "")
	r, err := h.ActorRights(WithActor(ctx, below.Actor("")))
	wantCode(t, err, "")
	if r.MaySomewhere(SectionDirectory, Read) {
		t.Error("the token outlives its person's rights")
	}
	wantSound(t, h.Directory)
}

func TestAProgramsTokenHasItsOwnRoles(t *testing.T) {
	ctx := context.Background()
	d, clock := openAt(t, t.TempDir()+"/a.db", Config{Name: "Acme"})
	token, secret, err := d.IssueToken(ctx, TokenDraft{Name: "nightly import", Roles: []RoleAssignment{{RoleID: BuiltInRoles()[3].ID}}})
	wantCode(t, err, "")
	if token.Hash != nil || !token.ExpiresAt.Equal(d.now().Add(tokenFor)) {
		t.Errorf("shown as %+v", token)
	}
	p, err := d.SignInToken(secret)
	wantCode(t, err, "")
	if !p.Rights.May(SectionImports, Write, uuid.Nil) || p.Rights.May(SectionAccess, Read, uuid.Nil) || p.Actor("").Name != "nightly import" {
		t.Errorf("the program may %v", p.Rights.Grants())
	}
	_, err = d.SignInToken(secret + "x")
	wantCode(t, err, InvalidCredentials)
	clock.move(tokenFor - time.Millisecond)
	_, err = d.SignInToken(secret)
	wantCode(t, err, "")
	clock.move(time.Millisecond)
	_, err = d.SignInToken(secret)
	wantCode(t, err, InvalidCredentials)
	wantCode(t, d.RevokeToken(ctx, token.ID), "")
	wantCode(t, d.RevokeToken(ctx, token.ID), NotFound)
	wantSound(t, d)
}

func TestTokenRules(t *testing.T) {
	ctx := context.Background()
	d := open(t)
	boss := founder(t, d)
	roles := []RoleAssignment{{RoleID: StandardRole()}}
	for _, test := range []struct {
		name  string
		ctx   context.Context
		draft TokenDraft
		want  Code
	}{
		{"in a second", ctx, TokenDraft{Name: "a", Roles: roles, ExpiresAt: d.now().Add(time.Second)}, ""},
		{"expired already", ctx, TokenDraft{Name: "a", Roles: roles, ExpiresAt: d.now()}, Invalid},
		{"in 366 days", ctx, TokenDraft{Name: "a", Roles: roles, ExpiresAt: d.now().Add(longestToken)}, ""},
		{"in more than 366 days", ctx, TokenDraft{Name: "a", Roles: roles, ExpiresAt: d.now().Add(longestToken + time.Second)}, Invalid},
		{"without name", ctx, TokenDraft{Roles: roles}, Required},
		{"without roles", ctx, TokenDraft{Name: "a"}, Required},
		{"with a role there is not", ctx, TokenDraft{Name: "a", Roles: []RoleAssignment{{RoleID: uuid.New()}}}, RoleUnknown},
		{"for a folder there is not", ctx, TokenDraft{Name: "a", Roles: []RoleAssignment{{StandardRole(), uuid.New()}}}, FolderUnknown},
		{"for a login there is not", ctx, TokenDraft{Name: "a", Roles: roles, LoginID: uuid.New()}, NotFound},
		{"one's own", as(boss), TokenDraft{Name: "a", Roles: roles, LoginID: boss.Login.ID}, ""},
		{"nobody's, made by a person", as(boss), TokenDraft{Name: "a", Roles: roles}, PrivilegeEscalation},
	} {
		t.Run(test.name, func(t *testing.T) {
			_, _, err := d.IssueToken(test.ctx, test.draft)
			wantCode(t, err, test.want)
		})
	}
	list, err := d.Tokens()
	wantCode(t, err, "")
	if len(list) != 3 || list[0].Hash != nil {
		t.Errorf("tokens %+v", list)
	}
	wantSound(t, d)
}

func TestALoginHasAHundredTokens(t *testing.T) {
	d := open(t)
	boss := founder(t, d)
	draft := TokenDraft{Name: "a", Roles: []RoleAssignment{{RoleID: StandardRole()}}, LoginID: boss.Login.ID}
	for range maxTokens {
		_, _, err := d.IssueToken(as(boss), draft)
		wantCode(t, err, "")
	}
	_, _, err := d.IssueToken(as(boss), draft)
	wantCode(t, err, Invalid)
}
