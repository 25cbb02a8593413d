package directory

import (
	"context"
	"testing"

	"github.com/google/uuid"
)

func TestAnothersPasswordIsSetByWhoMayGiveItsRights(t *testing.T) {
	c := newCrew(t)
	ctx := context.Background()
	invited := contact(t, c.Directory, ContactDraft{FirstName: "New", Email: "new@example.com", FolderID: c.north.ID})
	login, err := c.SetRoles(ctx, invited.ID, 0, nil)
	wantCode(t, err, "")
	outside := contact(t, c.Directory, ContactDraft{FirstName: "Out", Email: "out@example.com", FolderID: c.purchasing.ID})
	elsewhere := person(t, c.Directory, outside)
	founding, err := c.CreateFounder(ctx, "founder@example.com")
	wantCode(t, err, "")
	token, _, err := c.IssueToken(as(c.boss), TokenDraft{Name: "script", LoginID: c.boss.Login.ID, Roles: []RoleAssignment{{RoleID: StandardRole()}}})
	wantCode(t, err, "")
	byToken := c.boss
	byToken.Token = token
	const another = "another good one"
	for _, test := range []struct {
		name  string
		who   Principal
		whose uuid.UUID
		old   *string
		give  string
		want  Code
	}{
		{"her own", c.clerk, c.clerk.Login.ID, nil, another, ""},
		{"her own, and the old one with it", c.clerk, c.clerk.Login.ID, new(another), goodPassword, ""},
		{"her own, and a wrong old one", c.clerk, c.clerk.Login.ID, new("wrong"), another, InvalidCredentials},
		{"her own, too short", c.clerk, c.clerk.Login.ID, nil, "short", WeakPassword},
		{"her own, empty", c.clerk, c.clerk.Login.ID, nil, "", Required},
		{"without a right", c.clerk, c.helper.Login.ID, nil, another, Forbidden},
		{"without a right, knowing the old one", c.clerk, c.helper.Login.ID, new(goodPassword), another, Forbidden},
		{"in her folder", c.helper, login.ID, nil, another, ""},
		{"of one who may do more", c.helper, c.boss.Login.ID, nil, another, PrivilegeEscalation},
		{"outside her folder", c.helper, elsewhere.Login.ID, nil, another, Forbidden},
		{"of the founder, with a right in a folder", c.helper, founding.ID, nil, another, Forbidden},
		{"of anybody", c.boss, c.helper.Login.ID, nil, another, ""},
		{"like the name of its owner", c.boss, c.helper.Login.ID, nil, "helper crew", WeakPassword},
		{"of the founder", c.boss, founding.ID, nil, another, ""},
		{"of nobody", c.boss, uuid.New(), nil, another, NotFound},
		{"her own, with a token that may less", byToken, c.boss.Login.ID, nil, another, Forbidden},
	} {
		t.Run(test.name, func(t *testing.T) {
			p, err := c.SetPassword(as(test.who), test.whose, test.old, test.give)
			wantCode(t, err, test.want)
			if err == nil && p.Login.ID != test.whose {
				t.Errorf("signed in %v, want %v", p.Login.ID, test.whose)
			}
		})
	}
	wantSound(t, c.Directory)
}

func TestAPasswordSetByAnotherEndsSessions(t *testing.T) {
	c := newCrew(t)
	link, _ := linkFor(t, c.Directory, c.helper.Login.ID)
	_, err := c.SetPassword(as(c.boss), c.helper.Login.ID, nil, "short")
	wantCode(t, err, WeakPassword)
	_, err = c.Resume(c.helper.Login.ID, c.helper.Stamp)
	wantCode(t, err, "")
	_, err = c.SetPassword(as(c.boss), c.helper.Login.ID, nil, "another good one")
	wantCode(t, err, "")
	_, err = c.Resume(c.helper.Login.ID, c.helper.Stamp)
	wantCode(t, err, SessionEnded)
	_, err = c.Link(link)
	wantCode(t, err, LinkInvalid)
	_, err = c.SignIn(context.Background(), "helper@example.com", "another good one")
	wantCode(t, err, "")
}

func TestAPasswordThatIsMadeFollowsTheRules(t *testing.T) {
	made := map[string]bool{}
	for range 100 {
		var f faults
		password := NewPassword()
		f.password(preparePassword(password), "jean.martin@example.com", "Jean Martin")
		wantCode(t, f.err("x"), "")
		made[password] = true
	}
	if len(made) != 100 {
		t.Errorf("%d different ones of 100", len(made))
	}
}
