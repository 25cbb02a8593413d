package api

import (
	"testing"

	"github.com/google/uuid"

	"annuaire/directory"
)

func TestUsersComeWithTheirRolesForWhoMayReadThem(t *testing.T) {
	s := newSite(t)
	anne := s.user(uuid.Nil, "Anne", "Martin", "1001")
	s.admin.patch("/contacts/"+anne.ContactID.String(), object{"email": "anne@example.com"}).want(200)
	s.admin.put("/contacts/"+anne.ContactID.String()+"/roles", object{"roles": []object{{"role_id": directory.BuiltInRoles()[1].ID}}}).want(200)
	path := "/users/" + anne.ID.String()
	rita, _ := s.login("Rita", reads(uuid.Nil, directory.SectionDirectory, directory.SectionUsers)...)
	for name, in := range map[string]struct {
		client client
		query  string
		roles  int
	}{
		"asked for":               {s.admin, "?expand=roles", 1},
		"not asked for":           {s.admin, "", 0},
		"asked for without right": {rita, "?expand=roles", 0},
	} {
		if got := decoded[User](in.client.get(path + in.query).want(200)); len(got.Roles) != in.roles {
			t.Errorf("%s: %+v", name, got.Roles)
		}
		list := decoded[struct{ Users []User }](in.client.get("/users" + in.query).want(200))
		if len(list.Users) != 1 || len(list.Users[0].Roles) != in.roles {
			t.Errorf("%s, in the list: %+v", name, list)
		}
	}
	if got := decoded[User](s.admin.get(path + "?expand=roles").want(200)); got.Roles[0].Name != "Technicien" {
		t.Errorf("%+v", got.Roles)
	}
	s.admin.get(path+"?expand=secrets").wantProblem(422, directory.Invalid)
}

func TestCallGroupsComeWithTheMailboxesTheyHaveForWhoMayReadThem(t *testing.T) {
	s := newSite(t)
	anne := s.user(uuid.Nil, "Anne", "Martin", "1001")
	s.admin.post("/users/"+anne.ID.String()+"/mailbox", object{}).want(201)
	group := decoded[directory.Group](s.admin.post("/groups", object{"name": "Accueil", "number": "600"}).want(201))
	path := "/groups/" + group.ID.String()
	has := func(c client, query string) int {
		t.Helper()
		got := decoded[GroupView](c.get(path + query).want(200))
		if got.Mailboxes == nil {
			return -1
		}
		return len(*got.Mailboxes)
	}
	if n := has(s.admin, "?expand=mailboxes"); n != 0 {
		t.Errorf("%d mailboxes before there are any", n)
	}
	s.admin.delete("/users/" + anne.ID.String() + "?mailbox=keep&to=" + group.ID.String()).want(204)
	rita, _ := s.login("Rita", reads(uuid.Nil, directory.SectionDirectory, directory.SectionGroups)...)
	if one, none, unread := has(s.admin, "?expand=mailboxes"), has(s.admin, ""), has(rita, "?expand=mailboxes"); one != 1 || none != -1 || unread != -1 {
		t.Errorf("%d asked for, %d not asked for, %d without the right", one, none, unread)
	}
	mailbox := (*decoded[GroupView](s.admin.get(path + "?expand=mailboxes").want(200)).Mailboxes)[0]
	s.admin.delete("/mailboxes/" + mailbox.ID.String()).want(204)
	if n := has(s.admin, "?expand=mailboxes"); n != 0 {
		t.Errorf("%d mailboxes, with the one in the bin", n)
	}
}

func TestLoginsSayWhoseTheyAreAsFarAsThatIsInSight(t *testing.T) {
	s := newSite(t)
	s.login("Rita", reads(uuid.Nil, directory.SectionDirectory)...)
	blind, _ := s.login("Blanche", reads(uuid.Nil, directory.SectionAccess)...)
	names := func(c client) map[string]bool {
		t.Helper()
		got := map[string]bool{}
		for _, l := range decoded[struct{ Logins []NamedLogin }](c.get("/logins").want(200)).Logins {
			got[l.Name] = true
		}
		return got
	}
	if got := names(s.admin); len(got) != 3 || !got[""] {
		t.Errorf("%v", got)
	}
	if got := names(blind); got["Rita Person"] || !got["Blanche Person"] {
		t.Errorf("who sees only herself is told %v", got)
	}
}
