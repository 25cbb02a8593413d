package directory

import (
	"context"
	"path/filepath"
	"strings"
	"testing"
	"time"

	"github.com/google/uuid"
)

// linkFor issues a link and gives its token.
func linkFor(t *testing.T, d *Directory, login uuid.UUID) (token string, info LinkInfo) {
	t.Helper()
	info, err := d.IssueLink(context.Background(), login, func(_ LinkInfo, secret string) error { token = secret; return nil })
	if err != nil {
		t.Fatal(err)
	}
	return token, info
}

func TestALinkIsUsedOnceAndInTime(t *testing.T) {
	ctx := context.Background()
	d, clock := openAt(t, filepath.Join(t.TempDir(), "a.db"), Config{Name: "Acme"})
	jean := contact(t, d, ContactDraft{Email: "jean@example.com"})
	l, err := d.SetRoles(ctx, jean.ID, 0, nil)
	wantCode(t, err, "")

	first, info := linkFor(t, d, l.ID)
	if info.Purpose != InvitationLink || !info.ExpiresAt.Equal(d.now().Add(invitationFor)) {
		t.Errorf("issued %+v", info)
	}
	second, _ := linkFor(t, d, l.ID)
	_, err = d.Link(first)
	wantCode(t, err, LinkInvalid)
	clock.move(invitationFor - time.Millisecond)
	shown, err := d.Link(second)
	wantCode(t, err, "")
	if shown.Login.Email != "jean@example.com" || shown.Purpose != InvitationLink {
		t.Errorf("shown as %+v", shown)
	}
	_, err = d.UseLink(ctx, second, "short")
	wantCode(t, err, WeakPassword)
	p, err := d.UseLink(ctx, second, goodPassword)
	wantCode(t, err, "")
	if p.Login.State != LoginActive {
		t.Errorf("signed in as %+v", p.Login)
	}
	_, err = d.UseLink(ctx, second, goodPassword)
	wantCode(t, err, LinkInvalid)

	reset, info := linkFor(t, d, l.ID)
	if info.Purpose != ResetLink || !info.ExpiresAt.Equal(d.now().Add(resetFor)) {
		t.Errorf("issued %+v", info)
	}
	clock.move(resetFor)
	_, err = d.UseLink(ctx, reset, goodPassword)
	wantCode(t, err, LinkInvalid)
	if n, err := d.ExpireAccess(ctx); n != 1 || err != nil {
		t.Errorf("expired %d, %v", n, err)
	}
	if n, err := d.ExpireAccess(ctx); n != 0 || err != nil {
		t.Errorf("expired again %d, %v", n, err)
	}
	_, err = d.UseLink(ctx, "nonsense", goodPassword)
	wantCode(t, err, LinkInvalid)
	_, err = d.IssueLink(ctx, uuid.New(), nil)
	wantCode(t, err, NotFound)
	wantSound(t, d)
}

func TestALinkIsVoidOnceTheAddressOrTheAccessIsGone(t *testing.T) {
	ctx := context.Background()
	d := open(t)
	jean := contact(t, d, ContactDraft{Email: "jean@example.com"})
	p := person(t, d, jean)
	token, _ := linkFor(t, d, p.Login.ID)
	_, _, err := d.UpdateContact(ctx, jean.ID, 0, ContactPatch{Email: pointer("jean2@example.com")})
	wantCode(t, err, "")
	_, err = d.UseLink(ctx, token, goodPassword)
	wantCode(t, err, LinkInvalid)
	token, _ = linkFor(t, d, p.Login.ID)
	wantCode(t, d.DeleteContact(ctx, jean.ID, 0), "")
	_, err = d.UseLink(ctx, token, goodPassword)
	wantCode(t, err, LinkInvalid)
	wantSound(t, d)
}

func TestTheFoundingLinkMakesTheFirstAdministrator(t *testing.T) {
	ctx := context.Background()
	d := open(t)
	contact(t, d, ContactDraft{Email: "jean@example.com"})
	old, needed, err := d.FoundingLink(ctx)
	if err != nil || !needed {
		t.Fatalf("needed %v, %v", needed, err)
	}
	token, _, err := d.FoundingLink(ctx)
	wantCode(t, err, "")
	for _, test := range []struct {
		name, token, email, password string
		want                         Code
	}{
		{"a link that was replaced", old, "f@example.com", goodPassword, LinkInvalid},
		{"an address that is none", token, "f", goodPassword, Invalid},
		{"no address", token, "", goodPassword, Required},
		{"an internal contact's address", token, "jean@example.com", goodPassword, EmailIsAdmin},
		{"a weak password", token, "f@example.com", "aaaaaaaaaaaa", WeakPassword},
		{"the address as password", token, "somebody@example.com", "somebody@example.com", WeakPassword},
		{"everything right", token, "f@example.com", goodPassword, ""},
		{"a link that was used", token, "g@example.com", goodPassword, LinkInvalid},
	} {
		t.Run(test.name, func(t *testing.T) {
			p, err := d.UseFoundingLink(ctx, test.token, test.email, test.password)
			wantCode(t, err, test.want)
			if test.want == "" && !p.Rights.May(SectionAccess, Write, uuid.Nil) {
				t.Errorf("the founder may %v", p.Rights.Grants())
			}
		})
	}
	l, err := d.LoginOf(uuid.Nil)
	wantCode(t, err, "")
	personal, _ := linkFor(t, d, l.ID)
	_, err = d.UseFoundingLink(ctx, personal, "x@example.com", goodPassword)
	wantCode(t, err, LinkInvalid)
	wantSound(t, d)

	other := open(t)
	late, _, err := other.FoundingLink(ctx)
	wantCode(t, err, "")
	_, err = other.UseLink(ctx, late, goodPassword)
	wantCode(t, err, LinkInvalid)
	luc := contact(t, other, ContactDraft{Email: "luc@example.com"})
	person(t, other, luc, RoleAssignment{RoleID: AdministratorRole()})
	_, err = other.UseFoundingLink(ctx, late, "f@example.com", goodPassword)
	wantCode(t, err, LinkInvalid)
}

func TestAFounderMadeAtTheShellMayUseTheFoundingLink(t *testing.T) {
	ctx := context.Background()
	d := open(t)
	made, err := d.CreateFounder(ctx, "typo@example.com")
	wantCode(t, err, "")
	token, needed, err := d.FoundingLink(ctx)
	if err != nil || !needed {
		t.Fatalf("needed %v, %v", needed, err)
	}
	p, err := d.UseFoundingLink(ctx, token, "founder@example.com", goodPassword)
	wantCode(t, err, "")
	if p.Login.ID != made.ID || p.Login.Email != "founder@example.com" {
		t.Errorf("signed in as %+v", p.Login)
	}
	wantSound(t, d)
}

func TestNoSecretIsInTheJournal(t *testing.T) {
	ctx := context.Background()
	d := open(t)
	jean := contact(t, d, ContactDraft{Email: "jean@example.com"})
	p := person(t, d, jean, RoleAssignment{RoleID: StandardRole()})
	link, _ := linkFor(t, d, p.Login.ID)
	_, token, err := d.IssueToken(ctx, TokenDraft{Name: "t", Roles: p.Login.Roles})
	wantCode(t, err, "")
	_, err = d.ChangePassword(ctx, p.Login.ID, goodPassword, "another good one")
	wantCode(t, err, "")
	wantCode(t, d.Sessions().Commit("session token", []byte("session data"), d.now().Add(time.Hour)), "")
	wantNoTrace(t, d, link, token, goodPassword, "another good one", "argon2id", "session", p.Stamp)
	hash := hashSecret(token)
	wantNoTrace(t, d, strings.ToLower(string(hash[:])))
}
