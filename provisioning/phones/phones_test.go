package phones

import (
	"encoding/xml"
	"errors"
	"io"
	"strings"
	"testing"

	"github.com/go-ldap/ldap/v3"
)

// target is a server as one has it, with text that each format must escape.
func target(s Security) Target {
	return Target{
		Host: "phonebook.example.com", Port: map[Security]int{Clear: 389, StartTLS: 389, LDAPS: 636}[s], Security: s,
		Base: "dc=example,dc=com", Account: "phones", Secret: "a<b>&'c", Label: "Acme & Co",
	}
}

// suited is target with what the family can be told.
func suited(f *Family, s Security) Target {
	t := target(s)
	if f.inURL {
		t.Secret = "abc&def"
	}
	return t
}

func TestEveryFamilyIsComplete(t *testing.T) {
	seen := map[string]bool{}
	before := ""
	for _, f := range Families() {
		t.Run(f.ID, func(t *testing.T) {
			if seen[f.ID] || f.ID <= before || f.Name == "" || f.Models.EN == "" || f.Models.FR == "" || len(f.Security) == 0 || len(f.Notes) == 0 || f.Wildcard == "" {
				t.Errorf("%+v", f)
			}
			seen[f.ID], before = true, f.ID
			if found, ok := Find(f.ID); !ok || found.Name != f.Name {
				t.Errorf("found %v, %v", found, ok)
			}
			for _, note := range f.Notes {
				if note.In("en") == "" || note.In("fr") == "" || note.In("fr") == note.In("en") {
					t.Errorf("the note %q is not in both languages", note)
				}
			}
			if (f.NameFilter == "") != (f.Wildcard == BuiltIn) || (f.NumberFilter == "") != (f.NameFilter == "") {
				t.Errorf("filters %q and %q with wildcards by %s", f.NameFilter, f.NumberFilter, f.Wildcard)
			}
		})
	}
	if _, ok := Find("abacus"); ok {
		t.Error("there is a family that is none")
	}
}

// What phones put into their templates makes filters that RFC 4515 allows, and as long as Yealink's may be.
func TestEveryFilterIsOne(t *testing.T) {
	typed := strings.NewReplacer("%v1", "mar", "%v2-", "", "%v", "mar", "%s", "mar", "<query>", "mar", "$VALUE", "mar", "#", "mar", "%", "mar")
	for _, f := range Families() {
		for _, filter := range []string{f.NameFilter, f.NumberFilter} {
			if filter == "" {
				continue
			}
			if _, err := ldap.CompileFilter(typed.Replace(filter)); err != nil {
				t.Errorf("%s: %s: %v", f.ID, filter, err)
			}
			if len(filter) > 99 && f.ID == "yealink" {
				t.Errorf("%s has %d characters", filter, len(filter))
			}
			if star := strings.Contains(filter, "*"); star != (f.Wildcard == ByTemplate) && f.ID != "auerswald" {
				t.Errorf("%s: %s, and wildcards by the %s", f.ID, filter, f.Wildcard)
			}
		}
	}
}

func TestEveryPlaceIsFilledIn(t *testing.T) {
	for _, f := range Families() {
		for _, security := range f.Security {
			in := suited(f, security)
			s, err := f.For(in)
			if err != nil {
				t.Fatalf("%s: %v", f.ID, err)
			}
			said := map[string]bool{}
			for _, setting := range s.Fields {
				if strings.ContainsAny(setting.Value+setting.InFile, "{}") {
					t.Errorf("%s: %+v is not filled in", f.ID, setting)
				}
				if setting.Secret != strings.Contains(setting.Value, in.Secret) {
					t.Errorf("%s: %+v, with the secret %s", f.ID, setting, in.Secret)
				}
				if setting.Label == "" && setting.Key == "" {
					t.Errorf("%s: %+v is nowhere", f.ID, setting)
				}
				for _, word := range []string{in.Host, in.Account, in.Base, in.Secret} {
					said[word] = said[word] || strings.Contains(setting.Value, word)
				}
			}
			if len(said) != 4 {
				t.Errorf("%s", f.ID)
			}
			for word, is := range said {
				if !is {
					t.Errorf("%s phones are not told %s", f.ID, word)
				}
			}
			if f.HasFile() != (s.File != nil) {
				t.Errorf("%s: file %v", f.ID, s.File)
			}
		}
	}
}

// TestPhonesAreToldToBindWithoutAName: no place has a name or a secret, and what is in a file is told without them too.
func TestPhonesAreToldToBindWithoutAName(t *testing.T) {
	for _, f := range Families() {
		in := suited(f, f.Security[0])
		in.Nameless = true
		s, err := f.For(in)
		if err != nil {
			t.Fatalf("%s: %v", f.ID, err)
		}
		for _, setting := range s.Fields {
			if setting.Secret || strings.ContainsAny(setting.Value+setting.InFile, "{}") || strings.Contains(setting.Value, in.Account) ||
				setting.Value == "Simple" && setting.Label != "Authentication type" {
				t.Errorf("%s: %+v", f.ID, setting)
			}
		}
		if s.File != nil && (strings.Contains(string(s.File.Content), in.Account) || strings.Contains(string(s.File.Content), in.Secret)) {
			t.Errorf("%s:\n%s", f.ID, s.File.Content)
		}
	}
	mitel, _ := Find("mitel")
	in := suited(mitel, Clear)
	in.Nameless, in.Account, in.Secret = true, "", ""
	if s, err := mitel.For(in); err != nil || !strings.Contains(string(s.File.Content), "ldap server: phonebook.example.com:389\n") {
		t.Errorf("%v\n%s", err, s.File.Content)
	}
	fanvil, _ := Find("fanvil")
	in = suited(fanvil, Clear)
	in.Nameless = true
	if s, err := fanvil.For(in); err != nil || !strings.Contains(string(s.File.Content), "LDAP1 Authenticate      :0\n") {
		t.Errorf("%v\n%s", err, s.File.Content)
	}
}

func TestFilesAreWhatTheyPretendToBe(t *testing.T) {
	for _, f := range Families() {
		if !f.HasFile() {
			continue
		}
		in := suited(f, f.Security[0])
		s, err := f.For(in)
		if err != nil {
			t.Fatal(err)
		}
		text := string(s.File.Content)
		if s.File.ContentType == plainText {
			if f.ID != "unify" && !strings.Contains(text, in.Secret) {
				t.Errorf("%s: the secret is not as it is:\n%s", f.ID, text)
			}
			continue
		}
		decoder, values := xml.NewDecoder(strings.NewReader(text)), ""
		for {
			token, err := decoder.Token()
			if errors.Is(err, io.EOF) {
				break
			}
			if err != nil {
				t.Fatalf("%s: %v in\n%s", f.ID, err, text)
			}
			switch token := token.(type) {
			case xml.CharData:
				values += string(token) + "\n"
			case xml.StartElement:
				for _, a := range token.Attr {
					values += a.Value + "\n"
				}
			}
		}
		for _, setting := range s.Fields {
			want := setting.Value
			if setting.InFile != "" {
				want = setting.InFile
			}
			if setting.Key != "" && !strings.Contains(values, want+"\n") {
				t.Errorf("%s: %s does not read as %q", f.ID, setting.Key, want)
			}
		}
	}
}

func TestWhatAPhoneCanNotBeToldIsRefused(t *testing.T) {
	for name, tt := range map[string]struct {
		family string
		change func(*Target)
		field  string
	}{
		"no host":                     {"yealink", func(t *Target) { t.Host = "" }, "host"},
		"a URL":                       {"yealink", func(t *Target) { t.Host = "ldap://phonebook" }, "host"},
		"a host with a port":          {"yealink", func(t *Target) { t.Host = "phonebook:389" }, "host"},
		"an IPv6 address":             {"yealink", func(t *Target) { t.Host = "2001:db8::1" }, ""},
		"port 0":                      {"yealink", func(t *Target) { t.Port = 0 }, "port"},
		"port 1":                      {"yealink", func(t *Target) { t.Port = 1 }, ""},
		"port 65535":                  {"yealink", func(t *Target) { t.Port = 65535 }, ""},
		"port 65536":                  {"yealink", func(t *Target) { t.Port = 65536 }, "port"},
		"no base":                     {"yealink", func(t *Target) { t.Base = "" }, "base"},
		"no account":                  {"yealink", func(t *Target) { t.Account = "" }, "account"},
		"no secret":                   {"yealink", func(t *Target) { t.Secret = "" }, "secret"},
		"no label":                    {"yealink", func(t *Target) { t.Label = "" }, ""},
		"a secret of two lines":       {"yealink", func(t *Target) { t.Secret = "a\nldap.host = evil" }, "secret"},
		"a secret that is no text":    {"yealink", func(t *Target) { t.Secret = "a\xff" }, "secret"},
		"a quotation mark":            {"panasonic", func(t *Target) { t.Secret = `a"b` }, "secret"},
		"TLS where there is none":     {"htek", func(t *Target) { t.Security = LDAPS }, "security"},
		"no TLS where it is needed":   {"avaya-j100", func(t *Target) { t.Security = Clear }, "security"},
		"StartTLS at Snom":            {"snom", func(t *Target) { t.Security = StartTLS }, "security"},
		"50 characters at Gigaset":    {"gigaset-n", func(t *Target) { t.Secret = strings.Repeat("é", 50) }, ""},
		"51 characters at Gigaset":    {"gigaset-n", func(t *Target) { t.Secret = strings.Repeat("é", 51) }, "secret"},
		"51 characters of an account": {"gigaset-maxwell", func(t *Target) { t.Account = strings.Repeat("a", 51) }, "account"},
		"100 characters at Alcatel":   {"alcatel", func(t *Target) { t.Secret = strings.Repeat("a", 100) }, "secret"},
		"a hyphen at Avaya":           {"avaya-j100", func(t *Target) { t.Account, t.Security = "my-phones", LDAPS }, "account"},
		"an account with @ at Mitel":  {"mitel", func(t *Target) { t.Account = "a@b" }, "account"},
		"a secret with : at Mitel":    {"mitel", func(t *Target) { t.Secret = "a:b" }, "account"},
		"a secret with : at Yealink":  {"yealink", func(t *Target) { t.Secret = "a:b" }, ""},
	} {
		t.Run(name, func(t *testing.T) {
			f, _ := Find(tt.family)
			in := suited(f, f.Security[len(f.Security)-1])
			tt.change(&in)
			_, err := f.For(in)
			var refused *Refusal
			if errors.As(err, &refused) != (tt.field != "") || refused != nil && refused.Field != tt.field {
				t.Errorf("%v, want the field %q", err, tt.field)
			}
			if err != nil && len(in.Secret) > 1 && strings.Contains(err.Error(), in.Secret) {
				t.Errorf("the secret is in %v", err)
			}
		})
	}
}

func TestNamesAreWrittenAsEachFamilyWantsThem(t *testing.T) {
	value := func(family, label string, in Target) string {
		t.Helper()
		f, _ := Find(family)
		s, err := f.For(in)
		if err != nil {
			t.Fatal(err)
		}
		for _, setting := range s.Fields {
			if setting.Label == label || setting.Key == label {
				return setting.Value
			}
		}
		t.Fatalf("%s has no %s", family, label)
		return ""
	}
	v6 := target(LDAPS)
	v6.Host, v6.Account = "2001:db8::1", "a,b"
	for _, tt := range []struct{ got, want string }{
		{value("yealink", "User Name", target(Clear)), "phones"},
		{value("yealink", "LDAP TLS Mode", target(StartTLS)), "LDAP TLS Start"},
		{value("fanvil", "LDAP TLS Mode", target(LDAPS)), "LDAPS"},
		{value("cisco-mpp", "Client DN", v6), `cn=a\,b,dc=example,dc=com`},
		{value("cisco-mpp", "Server", v6), "ldaps://[2001:db8::1]:636"},
		{value("cisco-mpp", "StartTLS Enable", target(StartTLS)), "Yes"},
		{value("yealink", "Server Address", v6), "2001:db8::1"},
		{value("linphone", "Server", target(StartTLS)), "ldap://phonebook.example.com:389"},
	} {
		if tt.got != tt.want {
			t.Errorf("%q, want %q", tt.got, tt.want)
		}
	}
}

// FuzzFiles: whatever a secret is, it stays within its own value in the file.
func FuzzFiles(f *testing.F) {
	f.Add("abc", "phones")
	f.Add("a]]><x>", "p&q")
	f.Add("${a}{host}", "%s")
	f.Fuzz(func(t *testing.T, secret, account string) {
		for _, family := range Families() {
			in := target(family.Security[0])
			in.Secret, in.Account = secret, account
			s, err := family.For(in)
			if err != nil || s.File == nil {
				continue
			}
			if n, want := strings.Count(string(s.File.Content), "\n"), strings.Count(string(mustFile(t, family).Content), "\n"); n != want {
				t.Errorf("%s: %d lines, want %d:\n%s", family.ID, n, want, s.File.Content)
			}
			if s.File.ContentType == xmlText {
				if err := xml.Unmarshal(s.File.Content, new(struct{})); err != nil {
					t.Errorf("%s: %v:\n%s", family.ID, err, s.File.Content)
				}
			}
		}
	})
}

func mustFile(t *testing.T, f *Family) *File {
	t.Helper()
	s, err := f.For(suited(f, f.Security[0]))
	if err != nil {
		t.Fatal(err)
	}
	return s.File
}
