package dit

import (
	"strings"
	"testing"
)

func TestParseDN(t *testing.T) {
	for _, c := range []struct{ name, in, want string }{
		{"empty", "", ""},
		{"nothing but spaces", "  ", ""},
		{"usual", "uid=jean.martin,ou=Sales,dc=example,dc=com", "uid=jean.martin,ou=Sales,dc=example,dc=com"},
		{"spaces around separators", " ou = Verzeichnis 1 , dc= starface ,dc=pbx ", "ou=Verzeichnis 1,dc=starface,dc=pbx"},
		{"semicolons (RFC 2253)", "cn=a;dc=b", "cn=a,dc=b"},
		{"quotation marks (RFC 2253)", `o="Sue, Grabbit and Runn",c=GB`, `o=Sue\, Grabbit and Runn,c=GB`},
		{"escape within quotation marks", `o="a\"b"`, `o=a\"b`},
		{"spaces kept within quotation marks", `o=" a "`, `o=\ a\ `},
		{"OID with prefix (RFC 2253)", "OID.2.5.4.10=a", "OID.2.5.4.10=a"},
		{"escaped specials (RFC 4514)", `CN=James \"Jim\" Smith\, III,DC=example,DC=net`, `CN=James \"Jim\" Smith\, III,DC=example,DC=net`},
		{"escaped control character", `CN=Before\0dAfter,DC=example`, `CN=Before\0DAfter,DC=example`},
		{"hexadecimal pairs of UTF-8", `CN=Lu\C4\8Di\C4\87`, `CN=Lučić`},
		{"hexadecimal pair of ISO 8859-1", `CN=M\fcller`, `CN=Müller`},
		{"octets of ISO 8859-1", "CN=M\xfcller", `CN=Müller`},
		{"hexadecimal string", "1.3.6.1.4.1.1466.0=#04024869", "1.3.6.1.4.1.1466.0=Hi"},
		{"hexadecimal string of a BMPString", "cn=#1e0400c90074", "cn=Ét"},
		{"hexadecimal string of a TeletexString", "cn=#1401fc", "cn=ü"},
		{"hexadecimal string of an integer", "cn=#020105", "cn=#020105"},
		{"hash that is escaped", `cn=\#1`, `cn=\#1`},
		{"hash within", `cn=a#1`, `cn=a#1`},
		{"several values", "OU=Sales+CN=J.  Smith,DC=example", "OU=Sales+CN=J.  Smith,DC=example"},
		{"equals sign in a value", "cn=a=b", "cn=a=b"},
		{"escaped equals sign", `cn=a\=b`, "cn=a=b"},
		{"empty value", "cn=,dc=b", "cn=,dc=b"},
		{"escaped space at the end", `cn=a\ `, `cn=a\ `},
		{"escaped space at the end after others", `cn=a \ ,dc=b`, `cn=a \ ,dc=b`},
	} {
		t.Run(c.name, func(t *testing.T) {
			dn, err := ParseDN(c.in)
			if err != nil {
				t.Fatal(err)
			}
			if got := dn.String(); got != c.want {
				t.Errorf("got %s, want %s", got, c.want)
			}
		})
	}
}

func TestParseDNRefuses(t *testing.T) {
	for _, c := range []struct{ name, in, want string }{
		{"no type", "=a", "type is missing at character 1"},
		{"plain name", "asterisk", `"=" is missing at character 9`},
		{"typing error of a guide", "cn-admin,dc=pbx,dc=com", `"=" is missing at character 9`},
		{"comma at the end", "dc=a,", "type is missing at character 6"},
		{"comma at the beginning", ",dc=a", "type is missing"},
		{"plus at the end", "dc=a+", "type is missing"},
		{"two commas", "dc=a,,dc=b", "type is missing"},
		{"quotation mark within", `cn=a"b`, "not escaped"},
		{"angle bracket", "cn=<a", "not escaped"},
		{"NUL", "cn=a\x00", "not escaped"},
		{"open quotation mark", `cn="a`, "quotation mark is missing"},
		{"text after a quotation mark", `cn="a"b`, "unexpected"},
		{"backslash at the end", `cn=a\`, "escapes nothing"},
		{"backslash before a letter", `cn=\zz`, "escapes nothing"},
		{"half a hexadecimal pair", `cn=\c`, "escapes nothing"},
		{"hash alone", "cn=#", "hexadecimal"},
		{"odd hexadecimal string", "cn=#040", "hexadecimal"},
		{"no hexadecimal string", "cn=#xy", "hexadecimal"},
		{"space in a type", "c n=a", `"=" is missing`},
		{"underscore in a type", "c_n=a", `"=" is missing`},
	} {
		t.Run(c.name, func(t *testing.T) {
			dn, err := ParseDN(c.in)
			if err == nil {
				t.Fatalf("read as %s", dn)
			}
			if !strings.Contains(err.Error(), c.want) {
				t.Errorf("error %q does not say %q", err, c.want)
			}
		})
	}
}

func TestDNsAreEqual(t *testing.T) {
	for _, c := range []struct{ name, a, b string }{
		{"case of types and values", "DC=Example,dc=COM", "dc=example,dc=com"},
		{"runs of spaces", "ou=Verzeichnis  1", "ou=verzeichnis 1"},
		{"spaces around commas", "dc=a, dc=b", "dc=a,dc=b"},
		{"tab and no-break space", "ou=a\u00a0\tb", "ou=a b"},
		{"escaped space at the end", `ou=a\ `, "ou=a"},
		{"escapes", `ou=a\2cb`, `ou=a\,b`},
		{"quotation marks", `ou="a,b"`, `ou=a\,b`},
		{"several values in any order", "cn=a+sn=b,dc=c", "SN=B+CN=A,dc=c"},
		{"name and identifier", "2.5.4.11=a", "ou=a"},
		{"long name", "organizationalUnitName=a,domainComponent=b", "ou=a,dc=b"},
		{"composed and decomposed", "ou=H\u00e9l\u00e8ne", "ou=HE\u0301LE\u0300NE"},
		{"sharp s", "ou=Straße", "ou=STRASSE"},
		{"ligature", "ou=o\ufb03ce", "ou=office"},
		{"full width", "ou=ＡＢＣ", "ou=abc"},
		{"soft hyphen", "ou=Ver\u00adkauf", "ou=verkauf"},
		{"hexadecimal string", "ou=#0c0161", "ou=a"},
		{"unknown type", "X-Thing=A", "x-thing=a"},
	} {
		t.Run(c.name, func(t *testing.T) {
			a, b := parse(t, c.a), parse(t, c.b)
			if !a.Equal(b) || a.Key() != b.Key() {
				t.Errorf("%q and %q differ", a.Key(), b.Key())
			}
		})
	}
}

func TestDNsDiffer(t *testing.T) {
	for _, c := range []struct{ name, a, b string }{
		{"accents", "ou=Hélène", "ou=Helene"},
		{"hyphen and space", "ou=a-b", "ou=a b"},
		{"order of RDNs", "ou=a,ou=b", "ou=b,ou=a"},
		{"number of RDNs", "ou=a", "ou=a,ou=a"},
		{"types", "ou=a", "o=a"},
		{"one value of two", "ou=a+cn=b", "ou=a"},
		{"comma in a value", `ou=a\,ou\=b`, "ou=a,ou=b"},
		{"plus in a value", `ou=a\+cn\=b`, "ou=a+cn=b"},
		{"hash in a value", `ou=\#020105`, "ou=#020105"},
		{"value and no value", "ou=", "ou=a"},
	} {
		t.Run(c.name, func(t *testing.T) {
			a, b := parse(t, c.a), parse(t, c.b)
			if a.Equal(b) || a.Key() == b.Key() {
				t.Errorf("both are %q", a.Key())
			}
		})
	}
}

func parse(t *testing.T, s string) DN {
	t.Helper()
	dn, err := ParseDN(s)
	if err != nil {
		t.Fatal(err)
	}
	return dn
}

// FuzzParseDN: what is read is written so that it reads the same, and comparing is comparing of what is compared.
func FuzzParseDN(f *testing.F) {
	for _, s := range []string{
		`CN=James \"Jim\" Smith\, III,DC=example`, `cn=#04024869`, `cn="a;b";dc=c`, `OID.2.5.4.3=x+ou=y`, "cn=M\xfcller", `cn=\20a\20`,
		"ou=Straße ©¨ ͺ", "cn=#020105,c=FR",
	} {
		f.Add(s)
	}
	f.Fuzz(func(t *testing.T, s string) {
		dn, err := ParseDN(s)
		if err != nil {
			return
		}
		again, err := ParseDN(dn.String())
		if err != nil {
			t.Fatalf("%q written as %q: %v", s, dn.String(), err)
		}
		if again.Key() != dn.Key() || !again.Equal(dn) || again.String() != dn.String() {
			t.Errorf("%q written as %q, read as %q", s, dn.String(), again.String())
		}
		key, err := ParseDN(dn.Key())
		if err != nil {
			t.Fatalf("key %q: %v", dn.Key(), err)
		}
		if key.Key() != dn.Key() {
			t.Errorf("%q has key %q, and that has %q", s, dn.Key(), key.Key())
		}
	})
}
