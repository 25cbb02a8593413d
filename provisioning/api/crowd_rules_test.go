package api

import (
	"encoding/json"
	"net/url"
	"slices"
	"testing"

	"github.com/google/uuid"

	"annuaire/directory"
)

// wantInvariants reads the whole directory over the API and holds it against the rules that join records of several kinds.
func wantInvariants(t *testing.T, s *site) {
	t.Helper()
	users := everything[User](s, "/users", "users")
	contacts := everything[directory.Contact](s, "/contacts", "contacts")
	wantOneDiallingSpace(t, s, users, contacts)
	wantUsers(t, s, users)
	wantLines(t, s, contacts)
	wantCapacities(t, s, contacts)
	macs := map[string]uuid.UUID{}
	for _, d := range everything[directory.Device](s, "/devices", "devices") {
		if other, is := macs[d.MAC]; is && d.MAC != "" {
			t.Errorf("the devices %s and %s are both %s", d.ID, other, d.MAC)
		}
		macs[d.MAC] = d.ID
	}
}

// everything gives all records of a list, page by page.
func everything[T any](s *site, path, name string) (all []T) {
	s.t.Helper()
	for after := ""; ; {
		page := decoded[map[string]json.RawMessage](s.admin.get(path + "?limit=7&after=" + url.QueryEscape(after)).want(200))
		var part []T
		if err := json.Unmarshal(page[name], &part); err != nil {
			s.t.Fatalf("%s: %v\n%s", path, err, page[name])
		}
		all = append(all, part...)
		if page["next"] == nil {
			return all
		}
		if err := json.Unmarshal(page["next"], &after); err != nil {
			s.t.Fatal(err)
		}
	}
}

// wantOneDiallingSpace: a number is dialled for one record only, and the list of extensions names them all.
func wantOneDiallingSpace(t *testing.T, s *site, users []User, contacts []directory.Contact) {
	t.Helper()
	holders := map[string]uuid.UUID{}
	hold := func(number string, id uuid.UUID) {
		if other, held := holders[number]; held {
			t.Errorf("%s is dialled for %s and for %s", number, id, other)
		}
		holders[number] = id
	}
	for _, u := range users {
		for _, x := range u.Extensions {
			hold(x.Number, x.ID)
		}
		for _, m := range u.Mailboxes {
			if m.Number != "" {
				hold(m.Number, m.ID)
			}
		}
	}
	for _, c := range contacts {
		for _, n := range c.Numbers {
			if n.ShortNumber != "" {
				hold(n.ShortNumber, c.ID)
			}
		}
	}
	for _, g := range everything[directory.Group](s, "/groups", "groups") {
		hold(g.Number, g.ID)
	}
	listed := map[string]uuid.UUID{}
	for _, n := range everything[HeldNumber](s, "/extensions", "numbers") {
		if _, twice := listed[n.Number]; twice {
			t.Errorf("/extensions lists %s twice", n.Number)
		}
		if listed[n.Number] = n.ID; n.InBin {
			hold(n.Number, n.ID)
		}
	}
	for number, id := range holders {
		if listed[number] != id {
			t.Errorf("%s is dialled for %s, and /extensions lists %s", number, id, listed[number])
		}
	}
	if len(listed) != len(holders) {
		t.Errorf("/extensions lists %d numbers, %d are held", len(listed), len(holders))
	}
}

// wantUsers: one main extension, the first; no number and no contact twice; and no more of them enabled than the licence allows.
func wantUsers(t *testing.T, s *site, users []User) {
	t.Helper()
	enabled, owners := 0, map[uuid.UUID]uuid.UUID{}
	own := func(what string, id, user uuid.UUID) {
		if other, is := owners[id]; is {
			t.Errorf("the users %s and %s have one %s", user, other, what)
		}
		owners[id] = user
	}
	for _, u := range users {
		if u.Enabled {
			enabled++
		}
		own("contact", u.ContactID, u.ID)
		for i, x := range u.Extensions {
			if x.Main != (i == 0) {
				t.Errorf("the user %s: the main extension is not the first, or not the only one: %+v", u.ID, u.Extensions)
			}
		}
		if len(u.Extensions) > 50 {
			t.Errorf("the user %s has %d extensions", u.ID, len(u.Extensions))
		}
		for _, n := range u.Numbers {
			own("number", n.ID, u.ID)
		}
		for _, m := range u.Mailboxes {
			own("mailbox", m.ID, u.ID)
		}
		for _, d := range u.Devices {
			own("device", d.ID, u.ID)
		}
	}
	use := decoded[directory.LicenceUse](s.admin.get("/licences").want(200))
	if use.Enabled != enabled || enabled > use.Limit {
		t.Errorf("%d users are enabled, and the licences say %+v", enabled, use)
	}
}

// wantLines: whoever has telephony lines has one default, lines are internal contacts', and a bundle applies to who has all that it requires.
func wantLines(t *testing.T, s *site, contacts []directory.Contact) {
	t.Helper()
	lines := map[uuid.UUID][]directory.Line{}
	for _, l := range everything[directory.Line](s, "/lines", "lines") {
		lines[l.ContactID] = append(lines[l.ContactID], l)
	}
	delete(lines, uuid.Nil)
	bundles := decoded[struct{ Bundles []directory.Bundle }](s.admin.get("/bundles").want(200)).Bundles
	for _, c := range contacts {
		own := lines[c.ID]
		delete(lines, c.ID)
		if len(own) > 0 && c.Kind != directory.InternalContact {
			t.Errorf("the contact %s is %s and has lines", c.ID, c.Kind)
		}
		defaults, telephony := 0, 0
		for _, l := range own {
			if l.Default {
				defaults++
			}
			if l.Kind.Telephony() {
				telephony++
			}
		}
		if defaults != min(telephony, 1) {
			t.Errorf("the contact %s has %d telephony lines and %d defaults", c.ID, telephony, defaults)
		}
		services := decoded[ServicesSection](s.admin.get("/contacts/" + c.ID.String() + "/services").want(200))
		for _, state := range services.Bundles {
			at := slices.IndexFunc(bundles, func(b directory.Bundle) bool { return b.ID == state.BundleID })
			has := !slices.ContainsFunc(bundles[at].Requires, func(kind directory.LineKind) bool {
				return !slices.ContainsFunc(own, func(l directory.Line) bool { return l.Kind == kind })
			})
			if state.Eligible != has {
				t.Errorf("the contact %s has the lines %v, and the bundle %v applies: %v", c.ID, own, bundles[at].Requires, state.Eligible)
			}
		}
	}
	for contact, own := range lines {
		t.Errorf("%d lines are those of %s, which is no living contact", len(own), contact)
	}
}

// wantCapacities: no record holds more than it may.
func wantCapacities(t *testing.T, s *site, contacts []directory.Contact) {
	t.Helper()
	for _, c := range contacts {
		if len(c.Numbers) > 20 {
			t.Errorf("the contact %s has %d numbers", c.ID, len(c.Numbers))
		}
		stations := decoded[struct{ Workstations []json.RawMessage }](s.admin.get("/contacts/" + c.ID.String() + "/workstations").want(200)).Workstations
		if len(stations) > 20 {
			t.Errorf("the contact %s has %d workstations", c.ID, len(stations))
		}
	}
	for _, g := range everything[directory.Group](s, "/groups", "groups") {
		if len(g.Members) > 256 {
			t.Errorf("the group %s has %d members", g.ID, len(g.Members))
		}
	}
}
