package dit

import (
	"bytes"
	"context"
	"os"
	"os/exec"
	"path/filepath"
	"strings"
	"testing"

	"annuaire/directory"
	"annuaire/directory/exchange"
	"annuaire/ldapserver/schema"
)

// TestSlapdLoadsAnExport loads what Export says into slapd, for each kind of base DN, with the syntaxes checked.
func TestSlapdLoadsAnExport(t *testing.T) {
	for _, base := range []string{"dc=example,dc=com", "o=Exemple & Fils,c=FR", "ou=Téléphones,o=Example", "dc=example+o=Example\\, Inc.,dc=com", "ou=a+dc=b"} {
		t.Run(base, func(t *testing.T) {
			b := openBook(t, func(o *Options) { o.BaseDN = base })
			b.addAwkward(t)
			conf, ldif := b.slapd(t)
			out, err := exec.Command("slapcat", "-f", conf).Output()
			if err != nil {
				t.Fatal(err)
			}
			if got, want := strings.Count(string(out), "entryUUID: "), strings.Count(ldif, "entryUUID: "); got != want {
				t.Errorf("slapd has %d entries of %d", got, want)
			}
			for _, id := range []string{b.contacts["jean.martin"].String(), b.folders["R&D, Lab"].String(), b.folders["Acme"].String()} {
				if !strings.Contains(string(out), "entryUUID: "+id) {
					t.Errorf("entry %s got another identifier", id)
				}
			}
		})
	}
}

// slapd loads what the book exports into a new database of slapd's, with syntaxes checked, and gives its configuration file.
func (b *book) slapd(t *testing.T) (conf, ldif string) {
	t.Helper()
	slapadd, err := exec.LookPath("slapadd")
	if err != nil {
		t.Fatal("slapadd is missing: install OpenLDAP's server (apt-get install slapd), as make test does")
	}
	dir := t.TempDir()
	write := func(name, text string) string {
		path := filepath.Join(dir, name)
		if err := os.WriteFile(path, []byte(text), 0o600); err != nil {
			t.Fatal(err)
		}
		return path
	}
	data := filepath.Join(dir, "data")
	if err := os.Mkdir(data, 0o700); err != nil {
		t.Fatal(err)
	}
	const stock = "include /etc/ldap/schema/core.schema\ninclude /etc/ldap/schema/cosine.schema\ninclude /etc/ldap/schema/inetorgperson.schema\n"
	conf = write("slapd.conf", stock+"include \""+write("annuaire.schema", schema.SlapdSchema())+"\""+
		"\npidfile \""+filepath.Join(dir, "pid")+"\"\nmodulepath /usr/lib/ldap\nmoduleload back_mdb\ndatabase mdb\nsuffix \""+
		strings.ReplaceAll(b.BaseDN(), `\`, `\\`)+"\"\ndirectory \""+data+"\"\n")
	ldif = b.ldif(t)
	if out, err := exec.Command(slapadd, "-f", conf, "-o", "value-check=yes", "-l", write("export.ldif", ldif)).CombinedOutput(); err != nil {
		t.Fatalf("slapadd: %v\n%s", err, out)
	}
	return conf, ldif
}

// addAwkward adds what servers that check syntaxes do not take as it is.
func (b *book) addAwkward(t *testing.T) {
	t.Helper()
	_, _, err := b.dir.CreateContact(context.Background(), directory.ContactDraft{
		Kind: directory.ExternalContact, LastName: "Ünlaut", FirstName: "Ä", Company: "Ä & \"Ö\"", Email: "ä@exämple.com",
		Numbers: []directory.Number{
			{Kind: directory.WorkNumber, Raw: "*21"}, {Kind: directory.MobileNumber, Raw: "sip:a@example.com"},
			{Kind: directory.FaxNumber, Raw: "#12"}, {Kind: directory.FaxNumber, Raw: "+33 1 23 45 67 90"},
			{Kind: directory.OtherNumber, Raw: "* 21"}, {Kind: directory.HomeNumber, Raw: "01 23 45 67 91"}, {Kind: directory.HomeNumber, Raw: "01-23-45-67-91"},
			{Kind: directory.CarNumber, Raw: "0612345600"}, {Kind: directory.OtherHomeNumber, Raw: "0612345601"},
		},
		Address: directory.Address{Street: "1 $ rue \\ 2", PostalCode: "F-75002", City: "Paris", Country: "Frankreich"},
		Note:    "two\nlines, and more ",
	})
	if err != nil {
		t.Fatal(err)
	}
}

func (b *book) ldif(t *testing.T) string {
	t.Helper()
	var out bytes.Buffer
	w := exchange.NewLDIFWriter(&out)
	err := b.Export(context.Background(), func(dn string, attributes []Attribute) error {
		written := make([]exchange.Attribute, len(attributes))
		for i, a := range attributes {
			written[i] = exchange.Attribute(a)
		}
		return w.WriteEntry(dn, written)
	})
	if err != nil {
		t.Fatal(err)
	}
	if err := w.Flush(); err != nil {
		t.Fatal(err)
	}
	return out.String()
}
