package dit

import (
	"bytes"
	"context"
	"fmt"
	"slices"
	"strings"
	"testing"

	"pgregory.net/rapid"

	"annuaire/directory"
	"annuaire/directory/search"
	"annuaire/ldapserver/message"
	"annuaire/ldapserver/schema"
)

// plain makes an entry one thing after the other, of values that are copied: what answers are held against.
func (a asker) plain(columns []column, types, latin1 bool, d *search.Document) []byte {
	dn, text := a.appendDN(nil, d), func(s string) string { return s }
	if latin1 {
		dn, text = appendLatin1DN(nil, string(dn)), func(s string) string { return string(appendLatin1(nil, s)) }
	}
	b, entry := message.BeginEntry(nil, 7, string(dn))
	for i := range columns {
		values := a.plainValues(&columns[i], d)
		if len(values) == 0 {
			continue
		}
		var attribute message.AttrMark
		b, attribute = message.BeginAttribute(b, columns[i].name)
		for _, v := range values {
			if !types {
				b = message.AppendValue(b, text(v))
			}
		}
		b = message.EndAttribute(b, attribute)
	}
	return message.EndEntry(b, entry)
}

// plainValues are the values of an attribute of an entry.
func (a asker) plainValues(c *column, d *search.Document) (values []string) {
	if c.source != fromFields {
		r := reader{asker: a, wanted: ^search.FieldSet(0)}
		r.begin(d)
		return slices.Clone(r.read(c, d))
	}
	add := func(v search.Value) {
		shown := v.Text
		if v.E164 != "" && a.dial.Form != search.AsTyped && v.Field != search.ShortNumber {
			shown = string(a.snapshot.Dialect().AppendDialled(nil, v.E164, a.dial))
		}
		bare := strings.NewReplacer(" ", "", "-", "")
		for _, other := range values {
			if strings.EqualFold(bare.Replace(other), bare.Replace(shown)) {
				return
			}
		}
		values = append(values, shown)
	}
	fields := c.fields
	if d.Kind == search.Root {
		fields = baseFields(c)
	}
	if fields.Has(search.Work) {
		for v := range d.Each(search.Work, a.fill, false) {
			add(v)
		}
		return values
	}
	for v := range d.Values() {
		if fields.Has(v.Field) && !v.Hidden {
			add(v)
		}
	}
	return values
}

// TestAnswersAreWhatAPlainEncoderMakes holds the bytes of answers against plain ones: for any attributes in any spelling, any account, in
// a directory that is written to and merged meanwhile.
func TestAnswersAreWhatAPlainEncoderMakes(t *testing.T) {
	b := openBook(t)
	ctx := context.Background()
	var names []string
	for _, a := range schema.AttributeTypes() {
		for _, name := range append([]string{a.Name, a.OID}, a.Aliases...) {
			names = append(names, name, strings.ToUpper(name))
		}
	}
	names = append(names, "*", "+", "1.1", "moblie", "cn;lang-fr")
	var accounts []string
	for name := range b.accounts {
		accounts = append(accounts, name)
	}
	slices.Sort(accounts)
	rapid.Check(t, func(r *rapid.T) {
		b.scribble(t, r)
		who := Who{Account: b.accounts[rapid.SampledFrom(accounts).Draw(r, "account")], V2: rapid.Bool().Draw(r, "v2")}
		q := request{
			base: baseDN, scope: message.WholeSubtree, types: rapid.Bool().Draw(r, "types only"),
			filter: rapid.SampledFrom([]string{"(objectClass=*)", "(sn=*a*)", "(telephoneNumber=*)", "(cn=zo*)"}).Draw(r, "filter"),
			attrs:  rapid.SliceOfN(rapid.SampledFrom(names), 0, 8).Draw(r, "attributes"),
		}
		req := q.decode(t)
		got, _, _, err := b.Search(ctx, who, 7, req, nil, func(b []byte) ([]byte, error) { return b, nil })
		if err != nil {
			r.Fatal(err)
		}
		a, known := b.asker(who)
		if !known {
			r.Fatal("no such account")
		}
		columns := choose(req.Attributes, a.fields)
		var want []byte
		for _, e := range readEntries(t, got) {
			dn, err := ParseDN(readText(e.dn))
			if err != nil {
				r.Fatal(err)
			}
			d, _ := a.resolve(dn)
			if d == nil {
				r.Fatalf("%q is not there", e.dn)
			}
			want = append(want, a.plain(columns, q.types, who.V2, d)...)
		}
		if !bytes.Equal(got, want) {
			r.Fatalf("%+v of %+v: got\n%s\nwant\n%s", q, who, readEntries(t, got), readEntries(t, want))
		}
	})
}

// scribble changes the directory: more than one segment of the index holds it before long.
func (b *book) scribble(t *testing.T, r *rapid.T) {
	ctx := context.Background()
	text := rapid.SampledFrom([]string{"", "Zoé", "Ana-Lena", "O'Neil, Jr", "Łukasz €", "#1 \\ <x>", strings.Repeat("long ", 25)})
	raw := rapid.SampledFrom([]string{"01 23 45 67 89", "0123456789", "+49 30 123456", "12", "*21", "sip:a@b.example", "01-23-45-67-89"})
	kinds := rapid.SampledFrom([]directory.NumberKind{directory.WorkNumber, directory.MobileNumber, directory.HomeNumber, directory.FaxNumber, directory.OtherNumber})
	folders := rapid.SampledFrom([]string{"Acme", "Sales", "Paris", "Suppliers", "Œuvres"})
	for range rapid.IntRange(0, 4).Draw(r, "contacts") {
		draft := directory.ContactDraft{
			FolderID: b.folders[folders.Draw(r, "folder")], FirstName: "Z" + text.Draw(r, "first"), LastName: "Za" + text.Draw(r, "last"),
			Company: text.Draw(r, "company"), Title: text.Draw(r, "title"), Note: text.Draw(r, "note"), Hidden: rapid.IntRange(0, 9).Draw(r, "hidden") == 0,
		}
		for range rapid.IntRange(0, 4).Draw(r, "numbers") {
			draft.Numbers = append(draft.Numbers, directory.Number{Kind: kinds.Draw(r, "kind"), Raw: raw.Draw(r, "raw"), Hidden: rapid.Bool().Draw(r, "unlisted")})
		}
		if _, _, err := b.dir.CreateContact(ctx, draft); err != nil {
			t.Fatal(err)
		}
	}
	if rapid.Bool().Draw(r, "rename") {
		name := fmt.Sprintf("Sales, %d", rapid.IntRange(0, 1<<20).Draw(r, "name"))
		if _, err := b.dir.RenameFolder(ctx, b.folders["Sales"], 0, name); err != nil {
			t.Fatal(err)
		}
	}
}

// TestRenamingAFolderTouchesNoContact: however many there are below it, none is made anew.
func TestRenamingAFolderTouchesNoContact(t *testing.T) {
	b := openBook(t)
	ids := []string{"jean.martin", "helene.muller", "anna.mute"}
	before := map[string]*search.Document{}
	for _, uid := range ids {
		if before[uid] = b.dir.Snapshot().People.Get(search.ID(b.contacts[uid])); before[uid] == nil {
			t.Fatalf("no %s in %v", uid, b.contacts)
		}
	}
	if _, err := b.dir.RenameFolder(context.Background(), b.folders["Sales"], 0, "Ventes"); err != nil {
		t.Fatal(err)
	}
	for _, uid := range ids {
		if b.dir.Snapshot().People.Get(search.ID(b.contacts[uid])) != before[uid] {
			t.Errorf("%s was made anew", uid)
		}
	}
	if got := b.find(t, "all", "(sn=martin)"); len(got) != 1 || got[0] != "uid=jean.martin,ou=Paris,ou=Ventes,"+baseDN {
		t.Errorf("found %q", got)
	}
}
