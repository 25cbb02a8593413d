package api

import (
	"net/http"
	"net/netip"
	"slices"
	"strings"
	"testing"

	"github.com/google/uuid"

	"annuaire/directory"
	"annuaire/provisioning/phones"
)

func TestFamiliesOfPhonesAreListed(t *testing.T) {
	s := newSite(t)
	list := decoded[struct{ Families []PhoneFamily }](s.admin.get("/phones").want(200))
	if len(list.Families) != len(phones.Families()) {
		t.Errorf("%d families are listed", len(list.Families))
	}
	i := slices.IndexFunc(list.Families, func(f PhoneFamily) bool { return f.ID == "linphone" })
	linphone := list.Families[i]
	if !linphone.File || linphone.Needs.DialFormat != directory.DialInternational || linphone.Search.Wildcard != phones.ByTemplate ||
		!slices.Equal(linphone.Security, []phones.Security{phones.StartTLS, phones.Clear}) {
		t.Errorf("%+v", linphone)
	}
	s.api.LDAP.StartTLS = false
	list = decoded[struct{ Families []PhoneFamily }](s.admin.get("/phones").want(200))
	if !slices.Equal(list.Families[i].Security, []phones.Security{phones.Clear}) {
		t.Errorf("a server without StartTLS offers %v", list.Families[i].Security)
	}
}

// valueOf is what is to be typed into a field.
func valueOf(s PhoneSettings, label string) string {
	for _, f := range s.Fields {
		if f.Label == label {
			return f.Value
		}
	}
	return "there is no " + label
}

func TestTheSettingsOfAFamilyAreShownWithoutASecret(t *testing.T) {
	s := newSite(t)
	type shown struct {
		Family   PhoneFamily
		Settings PhoneSettings
	}
	yealink := decoded[shown](s.admin.get("/phones/yealink").want(200))
	if got := yealink.Settings; got.Port != 389 || got.Security != phones.StartTLS || valueOf(got, "Server Address") != "annuaire.example.com" ||
		valueOf(got, "User Name") != "yealink" || valueOf(got, "Password") != "SECRET" || !strings.Contains(got.File.Content, "ldap.password = SECRET") {
		t.Errorf("%+v", got)
	}
	other := decoded[shown](s.admin.get("/phones/yealink?security=ldaps&host=192.0.2.7&account=lobby&language=fr&label=Vauban").want(200))
	if got := other.Settings; got.Port != 636 || valueOf(got, "Server Address") != "192.0.2.7" || valueOf(got, "User Name") != "lobby" ||
		valueOf(got, "LDAP Label") != "Vauban" || !strings.Contains(strings.Join(got.Notes, " "), "Un filtre") {
		t.Errorf("%+v", got)
	}
	s.admin.get("/phones/abacus").wantProblem(404, directory.NotFound)
	for _, refused := range []string{"/phones/htek?security=ldaps", "/phones/htek?host=a%20b", "/phones/htek?security=ssl", "/phones/mitel?account=a@b"} {
		s.admin.get(refused).wantProblem(422, directory.Invalid)
	}
	s.api.LDAP.TLS, s.api.LDAP.StartTLS = 0, false
	s.admin.get("/phones/avaya-j100").wantProblem(422, directory.Invalid)
}

// connected is the answer to a phone that gets an account.
type connected struct {
	Account directory.Account
	Secret  string
	Secrets *PhoneSettings
}

func TestAPhoneIsConnectedWithAnAccountOfItsOwn(t *testing.T) {
	s := newSite(t)
	folder := s.folder(uuid.Nil, "Ventes")
	for _, want := range []string{"linphone", "linphone2", "linphone3"} {
		made := decoded[connected](s.admin.post("/phones/linphone/settings", object{"folders": []uuid.UUID{folder.ID}, "attributes": []string{"cn"}}).want(201))
		if made.Account.Name != want || made.Account.DialFormat != directory.DialInternational || len(made.Account.Folders) != 1 || len(made.Account.Attributes) != 1 {
			t.Errorf("made %+v", made.Account)
		}
		if valueOf(*made.Secrets, "Password") != made.Secret || !strings.Contains(made.Secrets.File.Content, made.Secret) {
			t.Errorf("the settings do not have the secret %s: %+v", made.Secret, made.Secrets)
		}
		if _, err := s.d.Authenticate(t.Context(), want, made.Secret); err != nil {
			t.Error(err)
		}
	}
	first := decoded[struct{ Accounts []directory.Account }](s.admin.get("/accounts").want(200)).Accounts[0]
	taken := decoded[connected](s.admin.post("/phones/snom/settings", object{"account_id": first.ID, "security": "ldaps"}).want(201))
	if taken.Account.ID != first.ID || taken.Account.SecretVersion != 2 || valueOf(*taken.Secrets, "Port") != "636" {
		t.Errorf("taken %+v, %+v", taken.Account, taken.Secrets)
	}
	if _, err := s.d.Authenticate(t.Context(), first.Name, taken.Secret); err != nil {
		t.Error(err)
	}
}

func TestAPhoneIsFilledInWithASecretThatOneKnows(t *testing.T) {
	s := newSite(t)
	revision := s.d.Revision()
	filled := decoded[struct{ Secrets PhoneSettings }](s.admin.post("/phones/yealink/settings:fill", object{"account": "lobby", "secret": "6kq2h", "security": "ldaps"}).want(200)).Secrets
	if valueOf(filled, "User Name") != "lobby" || valueOf(filled, "Password") != "6kq2h" || filled.Port != 636 || !strings.Contains(filled.File.Content, "ldap.password = 6kq2h") {
		t.Errorf("%+v", filled)
	}
	s.admin.post("/phones/abacus/settings:fill", object{"account": "lobby", "secret": "6kq2h"}).wantProblem(404, directory.NotFound)
	s.admin.post("/phones/yealink/settings:fill", object{"account": "lobby", "secret": "6kq\"2h"}).wantProblem(422, directory.Invalid)
	if s.d.Revision() != revision || strings.Contains(s.log.String(), "6kq") {
		t.Error("something has changed, or the secret is in the log")
	}
}

func TestAPhoneThatCanNotBeToldIsGivenNoAccount(t *testing.T) {
	s := newSite(t)
	account, _, err := s.d.AddAccount(t.Context(), directory.AccountDraft{Name: "front desk"})
	if err != nil {
		t.Fatal(err)
	}
	revision := s.d.Revision()
	for name, tt := range map[string]struct {
		family string
		body   object
		code   directory.Code
	}{
		"no such family":             {"abacus", object{}, directory.NotFound},
		"no such account":            {"yealink", object{"account_id": uuid.New()}, directory.NotFound},
		"no such folder":             {"yealink", object{"folders": []uuid.UUID{uuid.New()}}, directory.FolderUnknown},
		"no such attribute":          {"yealink", object{"attributes": []string{"a b"}}, ""},
		"an account's name twice":    {"yealink", object{"name": "front desk"}, directory.AccountNameTaken},
		"TLS where there is none":    {"htek", object{"security": "ldaps"}, directory.Invalid},
		"a name it can not take":     {"avaya-j100", object{"name": "front desk"}, directory.Invalid},
		"an account it can not take": {"avaya-j100", object{"account_id": account.ID}, directory.Invalid},
		"a taken and a new account":  {"yealink", object{"account_id": account.ID, "name": "more"}, directory.Invalid},
	} {
		t.Run(name, func(t *testing.T) {
			if tt.code == "" {
				s.api.Attribute = func(string) (string, bool) { return "", false }
				defer func() { s.api.Attribute = func(name string) (string, bool) { return name, true } }()
				tt.code = directory.Invalid
			}
			a := s.admin.post("/phones/"+tt.family+"/settings", tt.body)
			if p := decoded[Problem](a); p.Code != tt.code || a.Code < 400 {
				t.Errorf("%d %s", a.Code, a.Body)
			}
			if s.d.Revision() != revision {
				t.Error("something has changed")
			}
		})
	}
}

func TestTheSettingsOfAPhoneAreShownOnce(t *testing.T) {
	s := newSite(t)
	once := decoded[connected](s.admin.post("/phones/mitel/settings", object{}, "Idempotency-Key", "k").want(http.StatusCreated))
	again := s.admin.post("/phones/mitel/settings", object{}, "Idempotency-Key", "k").want(http.StatusCreated)
	repeated := decoded[connected](again)
	if once.Secret == "" || repeated.Account.ID != once.Account.ID || strings.Contains(again.Body.String(), once.Secret) || repeated.Secrets != nil {
		t.Errorf("once %+v, then %s", once, again.Body)
	}
	if strings.Contains(s.log.String(), once.Secret) {
		t.Error("the secret is in the log")
	}
}

// TestPhonesOfSomeNetworksNeedNoAccount: what they are told has no name and no secret, and what they see is said.
func TestPhonesOfSomeNetworksNeedNoAccount(t *testing.T) {
	s := newSite(t)
	s.api.LDAP = LDAPService{BaseDN: "dc=example,dc=com", Host: "192.0.2.10", Clear: 389}
	s.admin.get("/phones/yealink?anonymous=true").wantProblem(http.StatusUnprocessableEntity, directory.Invalid)
	if list := decoded[struct{ Anonymous *AnonymousPhones }](s.admin.get("/phones").want(200)); list.Anonymous != nil {
		t.Errorf("%+v may bind without an account", list.Anonymous)
	}
	sales := s.folder(uuid.Nil, "Ventes")
	s.api.LDAP.Anonymous, s.api.LDAP.AnonymousFolders = []netip.Prefix{netip.MustParsePrefix("192.168.10.0/24")}, []uuid.UUID{sales.ID}
	s.api.LDAP.AnonymousOptions.DialFormat = directory.DialNational
	list := decoded[struct{ Anonymous *AnonymousPhones }](s.admin.get("/phones").want(200)).Anonymous
	if list == nil || list.Networks[0] != "192.168.10.0/24" || list.Folders[0].Name != "Ventes" || list.DialFormat != directory.DialNational {
		t.Errorf("%+v", list)
	}
	shown := decoded[struct{ Settings PhoneSettings }](s.admin.get("/phones/yealink?anonymous=true").want(200)).Settings
	for _, field := range shown.Fields {
		if (field.Key == "ldap.user" || field.Key == "ldap.password") && field.Value != "" || field.HasSecret {
			t.Errorf("%+v", field)
		}
	}
	s.admin.get("/phones/yealink?anonymous=true&account=hall").wantProblem(http.StatusUnprocessableEntity, directory.Invalid)
	s.admin.post("/phones/yealink/settings:fill", object{"account": "", "secret": ""}).wantProblem(http.StatusUnprocessableEntity, directory.Invalid)
}
