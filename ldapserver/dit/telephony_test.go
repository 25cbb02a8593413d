package dit

import (
	"context"
	"slices"
	"strings"
	"testing"

	"github.com/google/uuid"

	"annuaire/directory"
	"annuaire/ldapserver/message"
)

// show gives the values of an entry's attributes as "a=1 2; b=3", those that it has.
func (b *book) show(t testing.TB, account, base string, attributes ...string) string {
	t.Helper()
	entries, res := b.ask(t, Who{Account: b.accounts[account]},
		request{base: base, scope: message.BaseObject, filter: "(objectClass=*)", attrs: attributes})
	if res.Code != message.Success || len(entries) != 1 {
		return res.Code.String()
	}
	var list []string
	for _, a := range entries[0].attributes {
		list = append(list, a.name+"="+strings.Join(a.values, " "))
	}
	return strings.Join(list, "; ")
}

func TestACallGroupIsAnEntryOfItsOwn(t *testing.T) {
	ctx := context.Background()
	b := openBook(t)
	g, err := b.dir.CreateGroup(ctx, directory.GroupDraft{
		Name: "Standard téléphonique", UID: "standard", Number: "600", FolderID: b.folders["Paris"],
		Members: []uuid.UUID{b.contacts["jean.martin"]},
	})
	if err != nil {
		t.Fatal(err)
	}
	const dn = "uid=standard,ou=Paris,ou=Sales," + baseDN
	for _, filter := range []string{
		"(shortNumber=600)", "(telephoneNumber=600)", "(telephoneNumber=*600*)", "(|(cn=600)(telephoneNumber=600))",
		"(cn=standard*)", "(sn=STANDARD TELEPHONIQUE)", "(cn=*tele*)", "(uid=standard)", "(objectClass=annuaireGroup)",
		"(entryUUID=" + g.ID.String() + ")", "(&(objectClass=inetOrgPerson)(cn=standard*))",
	} {
		for _, account := range []string{"phones", "paris"} {
			if got := b.find(t, account, filter); !slices.Equal(got, []string{dn}) {
				t.Errorf("%s finds %q as %s", filter, got, account)
			}
		}
	}
	const want = "objectClass=top person organizationalPerson inetOrgPerson annuaireContact annuaireGroup; " +
		"cn=Standard téléphonique; sn=Standard téléphonique; telephoneNumber=600; shortNumber=600; uid=standard"
	if got := b.show(t, "phones", dn, "objectClass", "cn", "sn", "telephoneNumber", "shortNumber", "uid", "mail", "o"); got != want {
		t.Errorf("got  %s\nwant %s", got, want)
	}
	if _, err := b.dir.UpdateGroup(ctx, g.ID, 0, directory.GroupPatch{Number: pointer("601")}); err != nil {
		t.Fatal(err)
	}
	if old, now := b.find(t, "phones", "(shortNumber=600)"), b.find(t, "phones", "(shortNumber=601)"); len(old) != 0 || len(now) != 1 {
		t.Errorf("after a change of number the old one finds %q, the new one %q", old, now)
	}
	if err := b.dir.DeleteGroup(ctx, g.ID, 0); err != nil {
		t.Fatal(err)
	}
	if got := b.show(t, "phones", dn, "cn"); got != message.NoSuchObject.String() {
		t.Errorf("after the deletion %s", got)
	}
}

func TestAContactsLinesAreItsNumbers(t *testing.T) {
	ctx := context.Background()
	b := openBook(t)
	anna := b.contacts["anna.mute"]
	const dn = "uid=anna.mute,ou=Sales," + baseDN
	attributes := []string{"telephoneNumber", "mobile", "facsimileTelephoneNumber"}
	if got := b.show(t, "phones", dn, attributes...); got != "" {
		t.Errorf("before there was a line: %s", got)
	}
	for _, l := range []directory.LineDraft{
		{Kind: directory.MobileLine, Raw: "06 11 11 11 11"}, {Kind: directory.FaxLine, Raw: "01 44 44 44 44"},
		{Kind: directory.Landline, Raw: "01 33 33 33 33"}, {Kind: directory.Landline, Raw: "01 33 33 33 34", Hidden: true},
	} {
		l.ContactID = anna
		if _, err := b.dir.CreateLine(ctx, l); err != nil {
			t.Fatal(err)
		}
	}
	for _, filter := range []string{"(mobile=0611111111)", "(telephoneNumber=+33133333333)"} {
		if got := b.find(t, "phones", filter); !slices.Equal(got, []string{dn}) {
			t.Errorf("%s finds %q", filter, got)
		}
	}
	if got := b.find(t, "all", "(telephoneNumber=0133333334)"); len(got) != 0 {
		t.Errorf("a hidden line finds %q", got)
	}
	got := b.show(t, "all", dn, attributes...)
	for _, part := range []string{"telephoneNumber=", "mobile=", "facsimileTelephoneNumber="} {
		if !strings.Contains(got, part) {
			t.Errorf("%s is missing in %s", part, got)
		}
	}
	lines, err := b.dir.LinesOf(anna)
	if err != nil {
		t.Fatal(err)
	}
	for _, l := range lines {
		if _, err := b.dir.DissociateLine(ctx, anna, l.ID); err != nil {
			t.Fatal(err)
		}
	}
	if got := b.show(t, "all", dn, attributes...); got != "" {
		t.Errorf("after they were dissociated: %s", got)
	}
}

func pointer[T any](v T) *T { return &v }
