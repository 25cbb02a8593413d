package dit

import (
	"testing"

	"github.com/google/uuid"
)

func TestAccountName(t *testing.T) {
	b := openBook(t)
	for _, c := range []struct{ name, in, want string }{
		{"plain", "asterisk", "asterisk"},
		{"e-mail address", "DavidLee@cv2bu.com", "DavidLee@cv2bu.com"},
		{"DN", "cn=phones,dc=example,dc=com", "phones"},
		{"DN with spaces and capitals", "CN=phones, DC=Example , DC=COM", "phones"},
		{"DN with uid", "uid=asterisk,dc=example,dc=com", "asterisk"},
		{"DN with an escape", `cn=two\20folders,dc=example,dc=com`, "two folders"},
		{"RDN alone", "cn=phones", "phones"},
		{"ISO 8859-1", "t\xe9l\xe9phones", "téléphones"},
		{"DN of another tree", "cn=phones,dc=example,dc=org", ""},
		{"DN below a folder", "cn=phones,ou=Sales,dc=example,dc=com", ""},
		{"DN of another type", "ou=Sales,dc=example,dc=com", ""},
		{"base DN", "dc=example,dc=com", ""},
		{"typing error of a guide", "cn-admin,dc=pbx,dc=com", ""},
		{"no name in a DN", "cn=,dc=example,dc=com", ""},
		{"empty", "", ""},
		{"spaces", "  ", ""},
	} {
		t.Run(c.name, func(t *testing.T) {
			if got, ok := b.AccountName(c.in); got != c.want && ok || ok != (c.want != "") {
				t.Errorf("got %q, %v", got, ok)
			}
		})
	}
}

func TestAuthzID(t *testing.T) {
	b := openBook(t)
	for _, c := range []struct {
		name string
		who  Who
		want string
	}{
		{"account", Who{Account: b.accounts["two folders"]}, "dn:cn=two folders,dc=example,dc=com"},
		{"nobody", Who{}, ""},
		{"account that is gone", Who{Account: uuid.New()}, ""},
	} {
		t.Run(c.name, func(t *testing.T) {
			if got := b.AuthzID(c.who); got != c.want {
				t.Errorf("got %q", got)
			}
		})
	}
}
