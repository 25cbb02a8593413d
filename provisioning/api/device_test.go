package api

import (
	"net/http"
	"strings"
	"testing"

	"github.com/google/uuid"

	"annuaire/directory"
)

// shownDevice is what an operation on a device answers.
type shownDevice struct {
	DeviceView
	Secrets *directory.DeviceSecrets
}

func TestADeviceIsMadeOfALineAndShowsItsSecretsOnce(t *testing.T) {
	s := newSite(t)
	f := s.folder(uuid.Nil, "Ventes")
	anne := s.person(f.ID, "Anne", "Martin")
	l := s.line("Bureau", "01 23 45 67 89", anne.ID)
	draft := object{"type": "sip_device", "name": "Bureau d'Anne", "mac": "0004132A3B4C", "provisioned": true, "sip_user": "anne", "line_id": l.ID,
		"account": object{"folders": []uuid.UUID{f.ID}}}
	made := s.admin.post("/devices", draft, idempotencyHeader, "once").want(http.StatusCreated)
	d := decoded[shownDevice](made)
	if d.MAC != "00:04:13:2a:3b:4c" || d.Contact.Name != "Anne Martin" || !d.HasSecret || d.Secrets == nil || len(d.Secrets.SIP) < 16 || d.Secrets.AccountName != "phone-0004132a3b4c" {
		t.Fatalf("%s", made.Body)
	}
	if _, err := s.d.Authenticate(t.Context(), d.Secrets.AccountName, d.Secrets.AccountSecret); err != nil {
		t.Error(err)
	}
	again := s.admin.post("/devices", draft, idempotencyHeader, "once").want(http.StatusCreated)
	path := "/devices/" + d.ID.String()
	rotated := decoded[shownDevice](s.admin.post(path+"/rotate", nil).want(http.StatusOK))
	if rotated.Secrets == nil || rotated.Secrets.SIP == d.Secrets.SIP || rotated.Secrets.AccountSecret == d.Secrets.AccountSecret {
		t.Error("the secrets are not other ones")
	}
	if _, err := s.d.Authenticate(t.Context(), d.Secrets.AccountName, d.Secrets.AccountSecret); directory.CodeOf(err) != directory.InvalidCredentials {
		t.Errorf("the old secret is good for something: %v", err)
	}
	changed := s.admin.patch(path, object{"name": "Bureau"}).want(http.StatusOK)
	told := again.Body.String() + changed.Body.String() + s.log.String()
	for _, p := range []string{path, "/devices", "/lines", "/journal", "/contacts/" + anne.ID.String() + "/devices", "/accounts"} {
		told += s.admin.get(p).want(200).Body.String()
	}
	for _, secrets := range []*directory.DeviceSecrets{d.Secrets, rotated.Secrets} {
		for _, secret := range []string{secrets.SIP, secrets.AccountSecret} {
			if strings.Contains(told, secret) {
				t.Errorf("a secret is told again")
			}
		}
	}
}

func TestADeviceIsAssignedUnassignedDeletedAndBroughtBack(t *testing.T) {
	s := newSite(t)
	anne := s.person(uuid.Nil, "Anne", "Martin")
	u, _, err := s.d.CreateUser(t.Context(), directory.UserDraft{ContactID: anne.ID, Extensions: []directory.ExtensionDraft{{Number: "1001"}}})
	if err != nil {
		t.Fatal(err)
	}
	l := s.line("Bureau", "01 23 45 67 89", anne.ID)
	d := s.device("Desk", uuid.Nil)
	path := "/devices/" + d.ID.String()
	names := func(path string) string {
		list := decoded[struct{ Devices []DeviceView }](s.admin.get(path).want(200))
		var all []string
		for _, d := range list.Devices {
			all = append(all, d.Name)
		}
		return strings.Join(all, ", ")
	}
	if names("/devices?spare=true") != "Desk" || names("/devices?spare=false") != "" || names("/devices?q=sk&type=sip_device&state=unknown") != "Desk" {
		t.Error("the spare device is not found")
	}
	s.admin.patch(path, object{"line_id": l.ID}, "If-Match", `"1"`).want(200)
	if names("/devices?line_id="+l.ID.String()) != "Desk" || names("/contacts/"+anne.ID.String()+"/devices") != "Desk" {
		t.Error("the line's device is not found")
	}
	s.admin.post("/users/"+u.ID.String()+"/devices", object{"type": "softphone", "name": "Ordinateur", "sip_user": "anne.pc"}).want(201)
	if names("/users/"+u.ID.String()+"/devices") != "Ordinateur" || names("/contacts/"+anne.ID.String()+"/devices") != "Desk, Ordinateur" {
		t.Error("the user's device is not found")
	}
	spare := decoded[shownDevice](s.admin.post(path+"/unassign", nil).want(200))
	if spare.LineID != uuid.Nil || spare.HasSecret {
		t.Errorf("%+v", spare)
	}
	back := decoded[shownDevice](s.admin.patch(path, object{"user_id": u.ID}).want(200))
	if back.Secrets == nil || back.Secrets.SIP == "" || back.UserID != u.ID {
		t.Errorf("%+v", back)
	}
	s.admin.put(path+"/state", object{"state": "registered"}).want(200)
	if d := decoded[DeviceView](s.admin.get(path)); d.State != directory.DeviceRegistered || d.StateAt.IsZero() {
		t.Errorf("%+v", d)
	}
	s.admin.post(path+"/account", object{"folders": []uuid.UUID{s.d.Root().ID}}).want(201)
	s.admin.post(path+"/account", object{}).wantProblem(409, directory.DeviceHasAccount)
	if d := decoded[DeviceView](s.admin.post(path+"/revoke", nil).want(200)); d.HasSecret || d.AccountID != uuid.Nil {
		t.Errorf("%+v", d)
	}
	s.admin.delete(path).want(204)
	s.admin.get(path).wantProblem(404, directory.NotFound)
	bin := decoded[struct{ Items []BinItem }](s.admin.get("/bin").want(200))
	if one := decoded[struct{ Items []BinItem }](s.admin.get("/bin?id=" + d.ID.String()).want(200)); len(one.Items) != 1 || one.Items[0].ID != d.ID {
		t.Errorf("%+v", one)
	}
	if len(bin.Items) != 1 || bin.Items[0].Kind != "device" || bin.Items[0].Name != "Desk" {
		t.Errorf("%+v", bin)
	}
	if d := decoded[DeviceView](s.admin.post("/bin/devices/"+d.ID.String()+"/bring-back", nil).want(200)); d.UserID != u.ID || d.HasSecret {
		t.Errorf("%+v", d)
	}
	s.admin.post("/bin/devices/"+d.ID.String()+"/bring-back", nil).wantProblem(404, directory.NotFound)
}

func TestADeviceIsRefusedWithTheCodeOfTheRule(t *testing.T) {
	s := newSite(t)
	d := s.device("Desk", uuid.Nil)
	if _, _, err := s.d.UpdateDevice(t.Context(), d.ID, 0, directory.DevicePatch{MAC: pointer("000413000001")}); err != nil {
		t.Fatal(err)
	}
	path := "/devices/" + d.ID.String()
	for name, tc := range map[string]struct {
		answer answer
		status int
		code   directory.Code
	}{
		"a MAC address that is another's":    {s.admin.post("/devices", object{"type": "ata", "name": "x", "mac": "00-04-13-00-00-01"}), 409, directory.MACTaken},
		"a SIP user that is another's":       {s.admin.post("/devices", object{"type": "ata", "name": "x", "sip_user": "DESK"}), 409, directory.SIPUserTaken},
		"another type":                       {s.admin.patch(path, object{"type": "ata"}), 422, directory.DeviceTypeImmutable},
		"a type that is none":                {s.admin.post("/devices", object{"type": "pager", "name": "x"}), 422, directory.Invalid},
		"a provisioned one without address":  {s.admin.post("/devices", object{"type": "ata", "name": "x", "provisioned": true}), 422, directory.Required},
		"a line that does not exist":         {s.admin.patch(path, object{"line_id": uuid.New()}), 422, directory.LineUnknown},
		"a user who does not exist":          {s.admin.patch(path, object{"user_id": uuid.New()}), 422, directory.UserUnknown},
		"an account that sees nothing known": {s.admin.post(path+"/account", object{"folders": []uuid.UUID{uuid.New()}}), 422, directory.FolderUnknown},
		"a state that is none":               {s.admin.put(path+"/state", object{"state": "asleep"}), 422, directory.Invalid},
		"an older version":                   {s.admin.delete(path, "If-Match", `"1"`), 412, directory.StaleRecord},
		"a device that does not exist":       {s.admin.get("/devices/" + uuid.NewString()), 404, directory.NotFound},
		"a user who does not exist, listed":  {s.admin.get("/users/" + uuid.NewString() + "/devices"), 404, directory.NotFound},
	} {
		t.Run(name, func(t *testing.T) { tc.answer.wantProblem(tc.status, tc.code) })
	}
}

func TestAContactsDevicesAreWrittenAtItsLines(t *testing.T) {
	s := newSite(t)
	path := "/contacts/" + s.person(uuid.Nil, "Anne", "Martin").ID.String()
	for _, method := range []string{"PUT", "POST", "PATCH", "DELETE"} {
		a := s.admin.send(method, path+"/devices", object{})
		a.wantProblem(http.StatusMethodNotAllowed, methodNotAllowed)
		if a.Header().Get("Allow") != "GET, HEAD" || a.Header().Get("Link") != "<"+prefix+path+`/services>; rel="related"` {
			t.Errorf("%s: %s", method, a.Header())
		}
	}
}

func TestNobodySeesMoreThroughATelephone(t *testing.T) {
	s := newSite(t)
	own, other := s.folder(uuid.Nil, "Ventes"), s.folder(uuid.Nil, "Atelier")
	anne := s.person(own.ID, "Anne", "Martin")
	l := s.line("Bureau", "01 23 45 67 89", anne.ID)
	c, _ := s.login("Tom", grant(directory.SectionDirectory, directory.Read, own.ID), grant(directory.SectionDevices, directory.Write, own.ID))
	with := func(folders ...uuid.UUID) object {
		return object{"type": "softphone", "name": "Ordinateur", "line_id": l.ID, "account": object{"folders": folders}}
	}
	c.post("/devices", with()).wantProblem(403, directory.Forbidden) // the whole directory
	c.post("/devices", with(own.ID, other.ID)).wantProblem(422, directory.FolderUnknown)
	d := decoded[shownDevice](c.post("/devices", with(own.ID)).want(201))
	path := "/devices/" + d.ID.String()
	c.post(path+"/rotate", nil).want(200)
	if _, err := s.d.UpdateAccount(t.Context(), d.Secrets.AccountName, 0, directory.AccountPatch{Folders: &[]uuid.UUID{}}); err != nil {
		t.Fatal(err)
	}
	c.post(path+"/rotate", nil).wantProblem(403, directory.Forbidden) // it has been given the whole directory since
	c.post(path+"/revoke", nil).want(200)
	c.post(path+"/account", object{}).wantProblem(403, directory.Forbidden)
	c.post(path+"/account", object{"folders": []uuid.UUID{own.ID}}).want(201)
}
