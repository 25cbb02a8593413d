package dit

import (
	"errors"
	"net/url"
	"os"
	"os/exec"
	"path/filepath"
	"slices"
	"sort"
	"strconv"
	"strings"
	"syscall"
	"testing"
	"time"

	"github.com/go-ldap/ldap/v3"

	"annuaire/ldapserver/message"
)

// TestSlapdAnswersTheSame asks slapd, which has the export of the book, the same as the tree, where both mean the same:
// entries, values and result codes. Order, number matching, folding of accents and what stands in for a work number are
// ours alone, so nothing here depends on them.
func TestSlapdAnswersTheSame(t *testing.T) {
	b := openBook(t)
	slapd := b.startSlapd(t)
	const jean = "uid=jean.martin,ou=Paris,ou=Sales," + baseDN
	attrs := []string{"cn", "sn", "givenName", "ou", "o", "title", "mail", "uid", "objectClass", "description", "dc", "c",
		"postalAddress", "shortNumber", "entryUUID", "createTimestamp", "structuralObjectClass", "hasSubordinates"}
	var requests []request
	for _, filter := range []string{
		"(objectClass=*)", "(cn=*)", "(sn=martin)", "(sn=MAR*)", "(cn=*art*)", "(cn=*tin)", "(cn=j*n*m*in)", "(sn=xyz)", "(sn=)",
		"(|(cn=jean*)(sn=doe))", "(&(objectClass=person)(!(sn=m*)))", "(!(cn=jean*))", "(surname=martin)", "(2.5.4.4=martin)",
		"(moblie=x)", "(!(moblie=x))", "(&(moblie=x)(sn=martin))", "(!(&(moblie=x)(sn=meier)))", "(|(moblie=x)(sn=meier))", "(!(|(moblie=x)(sn=meier)))",
		"(objectClass=top)", "(objectclass=PERSON)", "(objectClass=2.5.6.6)", "(objectClass=organizationalUnit)", "(objectClass=dcObject)",
		"(objectClass=noSuchClass)", "(!(objectClass=person))", "(&(objectClass=person)(objectClass=annuaireContact))",
		"(title=*)", "(!(title=*))", "(ou=sales)", "(o=ACME)", "(o=Acme*)", "(description=*)", "(dc=example)", "(dc=ex*)", "(uid=john.doe)",
		"(employeeType=internal)", "(c=fr)", "(l=Paris)", "(mail=JEAN.*)", "(mail=jean.martin@example.com)", "(shortNumber=12)", "(postalCode=75*)",
		"(entryUUID=" + b.contacts["jean.martin"].String() + ")", "(entryUUID=x)", "(!(entryUUID=x))",
		"(entryDN=" + jean + ")", "(entryDN=UID=Jean.Martin, OU=Paris,ou=sales," + baseDN + ")", "(entryDN=ou=nowhere," + baseDN + ")", "(!(entryDN=x))",
		"(hasSubordinates=TRUE)", "(hasSubordinates=FALSE)", "(structuralObjectClass=organizationalUnit)", "(structuralObjectClass=domain)",
		"(createTimestamp>=20200101000000Z)", "(createTimestamp<=20200101000000Z)", "(createTimestamp=20261122030405Z)",
		"(createTimestamp=20261122040405+0100)", "(modifyTimestamp>=202611220304Z)", "(createTimestamp=x)", "(!(createTimestamp=x))",
		"(&)", "(|)", "(!(&))", "(name=martin)", "(name=Par*)", "(sn:caseIgnoreMatch:=MARTIN)", "(sn:2.5.13.2:=MARTIN)", "(sn:noSuchMatch:=martin)",
		"(sn;lang-fr=martin)", "(!(sn;lang-fr=martin))", "(jpegPhoto=*)", "(!(jpegPhoto=*))", "(sn~=martin)",
	} {
		requests = append(requests, request{base: baseDN, scope: message.WholeSubtree, filter: filter, attrs: attrs})
	}
	for _, base := range []string{
		baseDN, "DC=Example , dc=COM", "ou=Sales," + baseDN, "OU=  sales ;" + baseDN, `ou=R&D\, Lab,` + baseDN, `ou="r&d, lab",` + baseDN, `ou=R\26D\2c Lab,` + baseDN,
		jean, "uid=nobody,ou=Sales," + baseDN, "uid=nobody,ou=nowhere,ou=Sales," + baseDN, "uid=x," + jean, "dc=elsewhere", "dc=com", "jean", "cn=a,,cn=b",
	} {
		for _, scope := range []message.Scope{message.BaseObject, message.SingleLevel, message.WholeSubtree} {
			requests = append(requests, request{base: base, scope: scope, filter: "(objectClass=*)", attrs: attrs})
		}
	}
	for _, asked := range [][]string{nil, {"*"}, {"1.1"}, {"name"}, {"cn", "cn"}, {"cn;lang-fr"}, {"moblie", "sn"}, {"1.1", "sn"}} {
		requests = append(requests, request{base: "ou=Paris,ou=Sales," + baseDN, scope: message.WholeSubtree, filter: "(sn=martin)", attrs: asked},
			request{base: baseDN, filter: "(objectClass=*)", attrs: asked}, request{base: baseDN, filter: "(objectClass=*)", attrs: asked, types: true})
	}
	for size := range 6 {
		requests = append(requests, request{base: baseDN, scope: message.WholeSubtree, filter: "(sn=m*)", attrs: []string{"1.1"}, size: size})
	}
	for _, q := range requests {
		t.Run(strings.Join([]string{q.base, strconv.Itoa(int(q.scope)), q.filter, strings.Join(q.attrs[:min(len(q.attrs), 2)], " "), strconv.Itoa(q.size)}, " "), func(t *testing.T) {
			entries, res := b.ask(t, Who{Account: b.accounts["all"]}, q)
			ours := normalised(entries, res.Code, res.MatchedDN)
			theirs := askSlapd(t, slapd, q)
			if res.Code == message.SizeLimitExceeded { // which ones is ours to say
				ours, theirs = ours[len(ours)-1:], theirs[len(theirs)-1:]
			}
			if !slices.Equal(ours, theirs) {
				t.Errorf("ours:\n%s\nslapd's:\n%s", strings.Join(ours, "\n"), strings.Join(theirs, "\n"))
			}
		})
	}
}

// startSlapd runs slapd on the book's export, in the background as it does by itself, and connects to it.
func (b *book) startSlapd(t *testing.T) *ldap.Conn {
	t.Helper()
	conf, _ := b.slapd(t)
	address := "ldapi://" + url.PathEscape(filepath.Join(filepath.Dir(conf), "s"))
	if out, err := exec.Command("slapd", "-f", conf, "-h", address).CombinedOutput(); err != nil {
		t.Fatalf("slapd: %v\n%s", err, out)
	}
	t.Cleanup(func() {
		text, err := os.ReadFile(filepath.Join(filepath.Dir(conf), "pid"))
		if err != nil {
			t.Fatal(err)
		}
		pid, err := strconv.Atoi(strings.TrimSpace(string(text)))
		if err != nil {
			t.Fatal(err)
		}
		if err := syscall.Kill(pid, syscall.SIGTERM); err != nil {
			t.Error(err)
		}
	})
	// The socket is there, but slapd calls listen only after its parent has gone.
	for tries := 1; ; tries++ {
		c, err := ldap.DialURL("ldapi://" + filepath.Join(filepath.Dir(conf), "s"))
		if err == nil {
			t.Cleanup(func() { c.Close() })
			return c
		}
		if tries == 1000 {
			t.Fatal(err)
		}
		<-time.After(10 * time.Millisecond)
	}
}

func askSlapd(t *testing.T, c *ldap.Conn, q request) []string {
	t.Helper()
	res, err := c.Search(ldap.NewSearchRequest(q.base, int(q.scope), ldap.NeverDerefAliases, q.size, 0, q.types, q.filter, q.attrs, nil))
	var failure *ldap.Error
	if err != nil && !errors.As(err, &failure) {
		t.Fatal(err)
	}
	if failure == nil {
		failure = &ldap.Error{}
	}
	var entries []entry
	if res != nil {
		for _, e := range res.Entries {
			read := entry{dn: e.DN}
			for _, a := range e.Attributes {
				read.attributes = append(read.attributes, attribute{a.Name, a.Values})
			}
			entries = append(entries, read)
		}
	}
	return normalised(entries, message.ResultCode(failure.ResultCode), failure.MatchedDN)
}

// normalised writes an answer so that spelling and order do not count.
func normalised(entries []entry, code message.ResultCode, matched string) []string {
	var lines []string
	for _, e := range entries {
		dn, _ := ParseDN(e.dn)
		var attributes []string
		for _, a := range e.attributes {
			values := slices.Clone(a.values)
			sort.Strings(values)
			name := strings.ToLower(a.name)
			if name == "telephonenumber" { // of which some are stand-ins
				continue
			}
			attributes = append(attributes, name+"="+strings.Join(values, "|"))
		}
		sort.Strings(attributes)
		lines = append(lines, dn.Key()+" "+strings.Join(attributes, "; "))
	}
	sort.Strings(lines)
	dn, _ := ParseDN(matched)
	return append(lines, code.String()+" "+dn.Key())
}
