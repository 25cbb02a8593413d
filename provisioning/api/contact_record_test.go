package api

import (
	"encoding/json"
	"slices"
	"strings"
	"testing"

	"github.com/google/uuid"

	"annuaire/directory"
)

// everySection asks for all of a contact's record.
const everySection = "?expand=services,devices,workstations,voicemail,roles"

// sections are the names of a record's members that are sections, in their order.
func (s *site) sections(c client, path string) string {
	s.t.Helper()
	members := decoded[map[string]json.RawMessage](c.get(path).want(200))
	var names []string
	for _, name := range []string{expandServices, expandDevices, expandWorkstations, expandVoicemail, expandRoles} {
		if _, shown := members[name]; shown {
			names = append(names, name)
		}
	}
	return strings.Join(names, " ")
}

func TestAContactsWholeRecordIsReadInOneRequest(t *testing.T) {
	s := newSite(t)
	anne := s.person(uuid.Nil, "Anne", "Martin")
	l := s.line("Bureau", "01 23 45 67 89", anne.ID)
	s.device("Desk", l.ID)
	_, _, err := s.d.CreateUser(t.Context(), directory.UserDraft{ContactID: anne.ID, Extensions: []directory.ExtensionDraft{{Number: "1001"}}, Mailbox: &directory.MailboxDraft{}})
	if err != nil {
		t.Fatal(err)
	}
	if _, err := s.d.ReportWorkstation(t.Context(), anne.ID, directory.WorkstationReport{Host: "PC-1", App: "CallPad"}); err != nil {
		t.Fatal(err)
	}
	s.admin.put("/contacts/"+anne.ID.String()+"/roles", object{"roles": []object{{"role_id": directory.StandardRole()}}}).want(200)
	path := "/contacts/" + anne.ID.String()
	a := s.admin.get(path + everySection).want(200)
	r := decoded[ContactRecord](a)
	switch {
	case r.LastName != "Martin" || len(r.Badges) != 0 || a.Header().Get("ETag") != `"1"`:
		t.Errorf("%+v %s", r.Contact, a.Header())
	case len(r.Services.Lines) != 1 || !r.Services.Access.Apps || len(r.Services.Bundles) != 0:
		t.Errorf("%+v", r.Services)
	case len(*r.Devices) != 1 || (*r.Devices)[0].State != directory.DeviceUnknown || len(*r.Workstations) != 1 || (*r.Workstations)[0].Host != "PC-1":
		t.Errorf("%+v %+v", r.Devices, r.Workstations)
	case *r.Voicemail.Login != "+33123456789" || len(r.Voicemail.Mailboxes) != 1 || r.Voicemail.Mailboxes[0].AnswersAt != "1001":
		t.Errorf("%+v", r.Voicemail)
	case r.Roles.State != directory.LoginInvited || len(r.Roles.Roles) != 1 || r.Roles.Roles[0].Name != "Utilisateur standard":
		t.Errorf("%+v", r.Roles)
	}
	if s.sections(s.admin, path) != "" || s.sections(s.admin, path+"?expand=voicemail,devices") != "devices voicemail" {
		t.Error("sections that were not asked for are there, or others are missing")
	}
	s.admin.get(path+"?expand=services,secrets").wantProblem(422, directory.Invalid)
	nobody := s.contact(directory.ContactDraft{Kind: directory.ExternalContact, Company: "Dupont"})
	empty := s.admin.get("/contacts/" + nobody.ID.String() + everySection).want(200).Body.String()
	for _, part := range []string{`"lines":[]`, `"devices":[]`, `"workstations":[]`, `"mailboxes":[]`, `"roles":{"roles":[]}`, `"login":null`} {
		if !strings.Contains(empty, part) {
			t.Errorf("no %s in %s", part, empty)
		}
	}
}

func TestASectionOfARecordIsShownToWhoMayReadIt(t *testing.T) {
	s := newSite(t)
	own, other := s.folder(uuid.Nil, "Ventes"), s.folder(uuid.Nil, "Atelier")
	anne := s.person(own.ID, "Anne", "Martin")
	path := "/contacts/" + anne.ID.String() + everySection
	for _, test := range []struct {
		name    string
		section directory.Section
		want    string
	}{
		{"Alpha", directory.SectionLines, "services"},
		{"Bravo", directory.SectionDevices, "devices workstations"},
		{"Charly", directory.SectionVoicemail, "voicemail"},
		{"Delta", directory.SectionAccess, "roles"},
		{"Echo", directory.SectionJournal, ""},
	} {
		here, _ := s.login(test.name, grant(directory.SectionDirectory, directory.Read, own.ID), grant(test.section, directory.Read, own.ID))
		elsewhere, _ := s.login(test.name+"x", grant(directory.SectionDirectory, directory.Read, own.ID), grant(test.section, directory.Write, other.ID))
		if got := s.sections(here, path); got != test.want {
			t.Errorf("with %s: %s", test.section, got)
		}
		if got := s.sections(elsewhere, path); got != "" {
			t.Errorf("with %s in another folder: %s", test.section, got)
		}
	}
}

func TestABadgeSaysWhatAContactLacks(t *testing.T) {
	s := newSite(t)
	technician, reader := s.technician(uuid.Nil), client{}
	reader, _ = s.login("Rita", grant(directory.SectionDirectory, directory.Read, uuid.Nil))
	whole, without := s.person(uuid.Nil, "Anne", "Martin"), s.contact(directory.ContactDraft{FirstName: "Paul", LastName: "Neuf"})
	s.line("Bureau", "01 23 45 67 89", whole.ID)
	outside := s.contact(directory.ContactDraft{Kind: directory.ExternalContact, Company: "Dupont"})
	lineless := s.person(uuid.Nil, "Luc", "Petit")
	for _, test := range []struct {
		who     string
		c       client
		contact directory.Contact
		want    []Badge
	}{
		{"a technician", technician, whole, nil},
		{"a technician", technician, without, []Badge{noAccess, noApps}},
		{"a technician", technician, lineless, []Badge{noApps}},
		{"a technician", technician, outside, nil},
		{"a reader", reader, without, []Badge{noAccess}},
		{"a reader", reader, lineless, nil},
	} {
		r := decoded[ContactRecord](test.c.get("/contacts/" + test.contact.ID.String()).want(200))
		if !slices.Equal(r.Badges, test.want) {
			t.Errorf("%s is told of %s: %v instead of %v", test.who, test.contact.DisplayName(), r.Badges, test.want)
		}
	}
	access := decoded[ServicesSection](technician.get("/contacts/" + without.ID.String() + "/services").want(200)).Access
	if access.Apps || !slices.Equal(access.Reason, []string{"email_required", "line_required"}) {
		t.Errorf("%+v", access)
	}
}

func TestContactsAreFoundByLineAndRoleOnlyWhereThoseAreToBeRead(t *testing.T) {
	s := newSite(t)
	own, other := s.folder(uuid.Nil, "Ventes"), s.folder(uuid.Nil, "Atelier")
	for i, f := range []directory.Folder{own, other} {
		with := s.person(f.ID, []string{"Anne", "Paul"}[i], "Martin")
		s.line("", "06 12 34 56 7"+string(rune('0'+i)), with.ID)
		s.person(f.ID, []string{"Luc", "Eve"}[i], "Neuf")
		if _, err := s.d.SetRoles(t.Context(), with.ID, 0, []directory.RoleAssignment{{RoleID: directory.StandardRole()}}); err != nil {
			t.Fatal(err)
		}
	}
	everywhere := grant(directory.SectionDirectory, directory.Read, uuid.Nil)
	lines, _ := s.login("Tom", everywhere, grant(directory.SectionLines, directory.Read, own.ID))
	access, _ := s.login("Rita", everywhere, grant(directory.SectionAccess, directory.Read, other.ID))
	names := func(c client, query string) string {
		var all []string
		page := decoded[directory.ContactPage](c.get("/contacts" + query).want(200))
		for _, contact := range page.Contacts {
			all = append(all, contact.FirstName)
		}
		return strings.Join(all, " ")
	}
	role := "?role_id=" + directory.StandardRole().String()
	for _, test := range []struct {
		c     client
		query string
		want  string
	}{
		{s.admin, "?has_service=true", "Anne Paul"},
		{lines, "?has_service=true", "Anne"},
		{lines, "?has_service=false", "Luc"},
		{s.admin, role, "Anne Paul"},
		{access, role, "Paul"},
		{access, "?role_id=nonsense", ""},
	} {
		if got := names(test.c, test.query); got != test.want {
			t.Errorf("%s: %s instead of %s", test.query, got, test.want)
		}
	}
	lines.get("/contacts"+role).wantProblem(403, directory.Forbidden)
	access.get("/contacts?has_service=true").wantProblem(403, directory.Forbidden)
}
