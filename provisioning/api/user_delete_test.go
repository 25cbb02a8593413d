package api

import (
	"net/http"
	"strings"
	"testing"

	"github.com/google/uuid"

	"annuaire/directory"
)

// told is what a deletion would come to: "extensions 2 reserved".
func told(c directory.UserConsequences) map[string]string {
	list := map[string]string{}
	for _, each := range c.Consequences {
		list[each.What] += strings.TrimSpace(string(rune('0'+each.Count)) + " " + string(each.Fate))
	}
	return list
}

func TestADeletionSaysBeforehandWhatItTakesAlong(t *testing.T) {
	s := newSite(t)
	s.ownNumber("0123456789")
	u := s.user(uuid.Nil, "Anne", "Martin", "1001", "1002")
	heir := s.user(uuid.Nil, "Paul", "Neuf", "1003")
	s.admin.patch("/users/"+u.ID.String(), object{"numbers": []string{"0123456789"}}).want(200)
	if _, err := s.d.AddMailbox(t.Context(), u.ID, directory.MailboxDraft{}); err != nil {
		t.Fatal(err)
	}
	device, _, err := s.d.CreateDevice(t.Context(), directory.DeviceDraft{Type: directory.Softphone, Name: "Ordinateur", UserID: u.ID, Account: &directory.AccountDraft{}})
	if err != nil {
		t.Fatal(err)
	}
	path := "/users/" + u.ID.String()
	before := s.d.Revision()
	plain := decoded[directory.UserConsequences](s.admin.get(path + "/consequences").want(http.StatusOK))
	for what, want := range map[string]string{
		"extensions": "2 reserved", "external_numbers": "1 spare", "devices": "1 spare", "mailboxes": "1 kept", "features": "1 removed",
		"contact": "1 stays", "licence": "1 freed", "login": "",
	} {
		if got := told(plain)[what]; got != want {
			t.Errorf("%s: %q, want %q", what, got, want)
		}
	}
	choices := "?devices=delete&mailbox=keep&contact=delete&release_extension=true&to="
	all := decoded[directory.UserConsequences](s.admin.get(path + "/consequences" + choices + heir.ID.String()).want(http.StatusOK))
	for what, want := range map[string]string{"extensions": "2 freed", "devices": "1 bin", "mailboxes": "1 handed_over", "contact": "1 bin"} {
		if got := told(all)[what]; got != want {
			t.Errorf("%s: %q, want %q", what, got, want)
		}
	}
	s.admin.delete(path+"?mailbox=keep").wantProblem(422, directory.Required)
	s.admin.get(path+"/consequences"+choices+u.ID.String()).wantProblem(422, directory.Invalid)
	s.admin.get(path+"/consequences"+choices+uuid.NewString()).wantProblem(404, directory.NotFound)
	if s.d.Revision() != before {
		t.Error("asking has changed something")
	}
	s.admin.delete(path + choices + heir.ID.String()).want(http.StatusNoContent)
	s.admin.get(path).wantProblem(404, directory.NotFound)
	s.admin.get("/contacts/"+u.ContactID.String()).wantProblem(404, directory.NotFound)
	if _, err := s.d.Device(device.ID); directory.CodeOf(err) != directory.NotFound {
		t.Errorf("the device is still there: %v", err)
	}
	if inherits := decoded[User](s.admin.get("/users/" + heir.ID.String()).want(200)); len(inherits.Mailboxes) != 1 {
		t.Errorf("%+v", inherits.Mailboxes)
	}
	s.user(uuid.Nil, "Eva", "Neuf", "1001") // free at once
}

func TestNobodyDeletesHerself(t *testing.T) {
	s := newSite(t)
	me, contact := s.login("Anne", grant(directory.SectionUsers, directory.Write, uuid.Nil), grant(directory.SectionDirectory, directory.Read, uuid.Nil))
	u, _, err := s.d.CreateUser(t.Context(), directory.UserDraft{ContactID: contact.ID, Extensions: []directory.ExtensionDraft{{Number: "1001"}}})
	if err != nil {
		t.Fatal(err)
	}
	path := "/users/" + u.ID.String()
	if c := decoded[directory.UserConsequences](me.get(path + "/consequences").want(200)); c.Refused != directory.CannotDeleteSelf || told(c)["login"] != "1 removed" {
		t.Errorf("%+v", c)
	}
	me.delete(path).wantProblem(409, directory.CannotDeleteSelf)
	me.post(path+"/replace", object{"contact_id": s.person(uuid.Nil, "Paul", "Neuf").ID}).wantProblem(409, directory.CannotDeleteSelf)
}

func TestAUserComesBackFromTheBin(t *testing.T) {
	s := newSite(t)
	s.ownNumber("0123456789")
	ventes := s.folder(uuid.Nil, "Ventes")
	u := s.user(ventes.ID, "Anne", "Martin", "1001")
	s.admin.patch("/users/"+u.ID.String(), object{"numbers": []string{"0123456789"}}).want(200)
	s.admin.delete("/users/" + u.ID.String() + "?contact=delete").want(204)
	heir := s.user(uuid.Nil, "Paul", "Neuf", "1002")
	s.admin.patch("/users/"+heir.ID.String(), object{"numbers": []string{"0123456789"}}).want(200)
	bin := decoded[struct{ Items []BinItem }](s.admin.get("/bin").want(200))
	kinds := map[directory.HitKind]string{}
	for _, item := range bin.Items {
		kinds[item.Kind] = item.Name + " " + strings.Join(item.FolderPath, "/")
	}
	if kinds["user"] != "Anne Martin Ateliers/Ventes" || kinds["contact"] != kinds["user"] {
		t.Errorf("%+v", bin.Items)
	}
	writer, _ := s.login("Rita", grant(directory.SectionUsers, directory.Write, uuid.Nil), grant(directory.SectionDirectory, directory.Read, uuid.Nil))
	path := "/bin/users/" + u.ID.String() + "/bring-back"
	writer.post(path, nil).wantProblem(403, directory.Forbidden) // the contact would come back too
	back := decoded[struct {
		User    User
		LeftOff []directory.LeftOff `json:"left_off"`
	}](s.admin.post(path, nil).want(200))
	if numbers(back.User.Extensions) != "1001" || len(back.LeftOff) != 1 || back.LeftOff[0].Code != directory.NumberTaken {
		t.Errorf("%+v", back)
	}
	s.admin.get("/contacts/" + u.ContactID.String()).want(200)
	s.admin.post(path, nil).wantProblem(404, directory.NotFound)
}
