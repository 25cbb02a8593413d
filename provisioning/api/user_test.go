package api

import (
	"net/http"
	"strings"
	"testing"

	"github.com/google/uuid"

	"annuaire/directory"
)

// ownNumber makes an external number one of the directory's own.
func (s *site) ownNumber(raw string) directory.ExternalNumber {
	s.t.Helper()
	n, err := s.d.AddExternalNumber(s.t.Context(), raw, "")
	if err != nil {
		s.t.Fatal(err)
	}
	return n
}

// numbers are the extensions of a user, in order.
func numbers(list []directory.Extension) string {
	var all []string
	for _, x := range list {
		all = append(all, x.Number)
	}
	return strings.Join(all, " ")
}

func TestAUserIsMadeWithEverythingInOneRequest(t *testing.T) {
	s := newSite(t)
	s.ownNumber("01 23 45 67 89")
	before := s.d.Revision()
	made := s.admin.post("/users", object{
		"contact":    object{"first_name": "Anne", "last_name": "Martin", "email": "anne@example.com"},
		"extensions": []object{{"number": "1002"}, {"number": "1001", "main": true}},
		"numbers":    []string{"01 23 45 67 89"}, "mailbox": object{"to_email": true}, "ring_seconds": 40,
	}).want(http.StatusCreated)
	u := decoded[User](made)
	if s.d.Revision() != before+1 || made.Header().Get("ETag") != `"1"` {
		t.Errorf("revision %d after %d, %s", s.d.Revision(), before, made.Header())
	}
	if u.DisplayName != "Anne Martin" || numbers(u.Extensions) != "1001 1002" || u.Numbers[0].E164 != "+33123456789" || u.RingSeconds != 40 ||
		u.Mailboxes[0].AnswersAt != "1001" || u.FeaturesOn[0] != directory.FeatureVoicemail {
		t.Errorf("%+v", u)
	}
	s.admin.post("/users", object{"contact_id": u.ContactID, "extensions": []object{{"number": "1003"}}}).wantProblem(409, directory.UserExists)
	taken := s.admin.post("/users", object{"contact": object{"first_name": "Paul", "last_name": "Neuf"}, "extensions": []object{{"number": "1001"}}})
	taken.wantProblem(409, directory.ExtensionTaken)
	if !strings.Contains(taken.Body.String(), "Anne Martin (Ateliers)") {
		t.Errorf("the holder is not named: %s", taken.Body)
	}
	for name, test := range map[string]struct {
		draft  object
		status int
		code   directory.Code
	}{
		"an emergency number":          {object{"extensions": []object{{"number": "112"}}}, 422, directory.NumberReserved},
		"a number of somebody else":    {object{"numbers": []string{"+33199999999"}}, 422, directory.NumberNotOwned},
		"a number that is taken":       {object{"numbers": []string{"+33123456789"}}, 409, directory.NumberTaken},
		"neither extension nor number": {object{}, 422, directory.Required},
		"an origin":                    {object{"contact": object{"first_name": "A", "last_name": "B", "origin": "import"}, "extensions": []object{{"number": "1009"}}}, 422, directory.Invalid},
		"a feature without its need":   {object{"extensions": []object{{"number": "1009"}}, "features": object{"fax": object{"enabled": true}}}, 422, directory.FeaturePrecondition},
		"a template there is not":      {object{"extensions": []object{{"number": "1009"}}, "template_id": uuid.New()}, 404, directory.NotFound},
	} {
		if test.draft["contact"] == nil {
			test.draft["contact"] = object{"first_name": "Paul", "last_name": "Neuf"}
		}
		revision := s.d.Revision()
		s.admin.post("/users", test.draft).wantProblem(test.status, test.code)
		if s.d.Revision() != revision {
			t.Errorf("%s: something has changed", name)
		}
	}
}

func TestAUserIsMadeWithItsDevices(t *testing.T) {
	s := newSite(t)
	draft := object{
		"contact": object{"first_name": "Anne", "last_name": "Martin"}, "extensions": []object{{"number": "1001"}},
		"devices": []object{{"type": "sip_device", "name": "Bureau", "mac": "00:04:13:2A:3B:4C", "sip_user": "anne"}, {"type": "softphone", "name": "Ordinateur"}},
	}
	type answer struct {
		User
		SetUp []SetUpDevice `json:"set_up"`
	}
	made := decoded[answer](s.admin.post("/users", draft, "Idempotency-Key", "Anne").want(201))
	if len(made.Devices) != 2 || len(made.SetUp) != 2 || made.SetUp[0].Secrets.SIP == "" || made.Devices[0].ID != made.SetUp[0].ID || made.Devices[0].UserID != made.ID {
		t.Errorf("%+v", made)
	}
	again := s.admin.post("/users", draft, "Idempotency-Key", "Anne").want(201)
	if repeated := decoded[answer](again); repeated.ID != made.ID || strings.Contains(again.Body.String(), made.SetUp[0].Secrets.SIP) {
		t.Errorf("the secret is remembered: %s", again.Body)
	}
	draft["contact"], draft["extensions"] = object{"first_name": "Paul", "last_name": "Neuf"}, []object{{"number": "1002"}}
	before := s.d.Revision()
	p := s.admin.post("/users", draft).wantProblem(409, directory.MACTaken)
	if p.Fields[0].Field != "devices[0].mac" || s.d.Revision() != before {
		t.Errorf("%+v", p.Fields)
	}
	draft["devices"] = []object{{"type": "softphone", "name": "Ordinateur"}}
	rita, _ := s.login("Rita", grant(directory.SectionUsers, directory.Write, uuid.Nil), grant(directory.SectionDirectory, directory.Write, uuid.Nil))
	rita.post("/users", draft).wantProblem(403, directory.Forbidden)
}

func TestAFullNameIsSplitWhenAskedForOnly(t *testing.T) {
	s := newSite(t)
	one := []object{{"number": "1001"}}
	s.admin.post("/users", object{"full_name": "Anne de la Tour", "extensions": one}).wantProblem(422, directory.Invalid)
	s.admin.post("/users?split=last", object{"full_name": "Madonna", "extensions": one}).wantProblem(422, directory.Invalid)
	s.admin.post("/users?split=last", object{"full_name": "Anne Tour", "contact": object{"first_name": "A"}, "extensions": one}).wantProblem(422, directory.Invalid)
	s.admin.post("/users?split=first", object{"full_name": "Anne Tour", "extensions": one}).wantProblem(422, directory.Invalid)
	f := s.folder(uuid.Nil, "Ventes")
	u := decoded[User](s.admin.post("/users?split=last", object{"full_name": " Anne Marie Tour ", "contact": object{"folder_id": f.ID}, "extensions": one}).want(201))
	if u.Contact.FirstName != "Anne Marie" || u.Contact.LastName != "Tour" || u.Contact.FolderID != f.ID || u.DisplayName != "Anne Marie Tour" {
		t.Errorf("%+v", u.Contact)
	}
}

func TestUsersAreListedSearchedAndReadPageByPage(t *testing.T) {
	s := newSite(t)
	s.ownNumber("01 23 45 67 89")
	ventes := s.folder(uuid.Nil, "Ventes")
	anne := s.user(ventes.ID, "Anne", "Martin", "1001", "1005")
	bob := s.user(uuid.Nil, "Bob", "Dupont", "1002")
	s.user(uuid.Nil, "Chloe", "Zola", "1003")
	s.person(uuid.Nil, "Nobody", "Martin") // no user
	s.admin.patch("/users/"+bob.ID.String(), object{"enabled": false, "numbers": []string{"0123456789"}}).want(200)
	if _, _, err := s.d.CreateDevice(t.Context(), directory.DeviceDraft{Type: directory.Softphone, Name: "Ordinateur", UserID: anne.ID}); err != nil {
		t.Fatal(err)
	}
	type list struct {
		Users []User
		Next  string
		Total int
	}
	for query, want := range map[string]string{
		"":                                 "Bob Dupont, Anne Martin, Chloe Zola",
		"?sort=-name":                      "Chloe Zola, Anne Martin, Bob Dupont",
		"?q=martin":                        "Anne Martin",
		"?q=1005":                          "Anne Martin",
		"?q=01.23.45.67.89":                "Bob Dupont",
		"?enabled=false":                   "Bob Dupont",
		"?folder_id=" + ventes.ID.String(): "Anne Martin",
		"?q=nobody":                        "",
	} {
		page := decoded[list](s.admin.get("/users" + query).want(200))
		var names []string
		for _, u := range page.Users {
			names = append(names, u.DisplayName)
		}
		if got := strings.Join(names, ", "); got != want || page.Total != len(names) {
			t.Errorf("%s: %s of %d", query, got, page.Total)
		}
	}
	first := s.admin.get("/users?limit=2").want(200)
	page := decoded[list](first)
	if len(page.Users) != 2 || page.Total != 3 || !strings.Contains(first.Header().Get("Link"), page.Next) {
		t.Errorf("%+v %s", page, first.Header())
	}
	if rest := decoded[list](s.admin.get("/users?limit=2&after=" + page.Next).want(200)); len(rest.Users) != 1 || rest.Next != "" {
		t.Errorf("%+v", rest)
	}
	u := decoded[User](s.admin.get("/users/" + anne.ID.String()).want(200))
	if numbers(u.Extensions) != "1001 1005" || len(u.Devices) != 1 || u.Devices[0].Name != "Ordinateur" || u.Devices[0].State != directory.DeviceUnknown {
		t.Errorf("%+v", u)
	}
	s.admin.get("/users?folder_id="+uuid.NewString()).wantProblem(404, directory.NotFound)
}

func TestAUserIsChangedInTheVersionThatWasSeen(t *testing.T) {
	s := newSite(t)
	u := s.user(uuid.Nil, "Anne", "Martin", "1001")
	path := "/users/" + u.ID.String()
	changed := s.admin.patch(path, object{"ring_seconds": 60, "caller_privacy": true}, "If-Match", `"1"`).want(200)
	if got := decoded[User](changed); got.RingSeconds != 60 || !got.CallerPrivacy || changed.Header().Get("ETag") != `"2"` {
		t.Errorf("%+v %s", got, changed.Header())
	}
	p := s.admin.patch(path, object{"ring_seconds": 70}, "If-Match", `"1"`).wantProblem(412, directory.StaleRecord)
	if p.Seen != 1 || p.Current != 2 || p.Record.(map[string]any)["ring_seconds"] != 60.0 {
		t.Errorf("%+v", p)
	}
	s.admin.delete(path, "If-Match", `"1"`).wantProblem(412, directory.StaleRecord)
	s.admin.post(path+"/replace", object{"contact_id": s.person(uuid.Nil, "Paul", "Neuf").ID}, "If-Match", `"1"`).wantProblem(412, directory.StaleRecord)
	s.admin.patch(path, object{"ring_seconds": 121}).wantProblem(422, directory.Invalid)
	s.admin.patch(path, object{"extensions": []object{}}).wantProblem(422, directory.Required)
	warned := decoded[User](s.admin.patch(path, object{"extensions": []object{{"number": "1001"}, {"number": "1002", "main": true}}}).want(200))
	if numbers(warned.Extensions) != "1002 1001" {
		t.Errorf("%+v", warned.Extensions)
	}
}

func TestALeaverIsReplaced(t *testing.T) {
	s := newSite(t)
	u := s.user(uuid.Nil, "Anne", "Martin", "1001")
	successor := s.person(uuid.Nil, "Paul", "Neuf")
	got := decoded[User](s.admin.post("/users/"+u.ID.String()+"/replace", object{"contact_id": successor.ID, "trash_contact": true}).want(200))
	if got.ID != u.ID || got.ContactID != successor.ID || got.DisplayName != "Paul Neuf" || numbers(got.Extensions) != "1001" {
		t.Errorf("%+v", got)
	}
	s.admin.get("/contacts/"+u.ContactID.String()).wantProblem(404, directory.NotFound)
	drafted := decoded[User](s.admin.post("/users/"+u.ID.String()+"/replace", object{"contact": object{"first_name": "Eva", "last_name": "Neuf"}}).want(200))
	if drafted.DisplayName != "Eva Neuf" {
		t.Errorf("%+v", drafted)
	}
	s.admin.post("/users/"+u.ID.String()+"/replace", object{"contact": object{"first_name": "E", "last_name": "N", "origin": "import"}}).wantProblem(422, directory.Invalid)
}

func TestAReplacementShowsNewSecretsToWhoMayWriteDevices(t *testing.T) {
	s := newSite(t)
	u := s.user(uuid.Nil, "Anne", "Martin", "1001")
	_, _, err := s.d.CreateDevice(t.Context(), directory.DeviceDraft{
		Type: directory.SIPDevice, Name: "Anne", SIPUser: "anne", UserID: u.ID, Account: &directory.AccountDraft{},
	})
	if err != nil {
		t.Fatal(err)
	}
	type replaced struct{ Reprovision []directory.Reprovision }
	replace := func(caller client, last string, header ...string) []directory.Reprovision {
		return decoded[replaced](caller.post("/users/"+u.ID.String()+"/replace", object{"contact": object{"first_name": "Luc", "last_name": last}}, header...).want(200)).Reprovision
	}
	first := replace(s.admin, "Petit", "Idempotency-Key", "once")
	if len(first) != 1 || first[0].Name != "Luc" || first[0].Secrets.AccountSecret == "" || first[0].Secrets.SIP == "" {
		t.Errorf("%+v", first)
	}
	again := replace(s.admin, "Petit", "Idempotency-Key", "once")
	if len(again) != 1 || again[0].Secrets != (directory.DeviceSecrets{}) {
		t.Errorf("the repeated request shows %+v", again)
	}
	limited, _ := s.login("Rita", grant(directory.SectionUsers, directory.Write, uuid.Nil), grant(directory.SectionDirectory, directory.Write, uuid.Nil))
	if seen := replace(limited, "Grand"); len(seen) != 0 {
		t.Errorf("who may not read devices is shown %+v", seen)
	}
}
