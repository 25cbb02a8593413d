package ldapserver

import (
	"fmt"
	"strings"
	"testing"

	"annuaire/ldapserver/ber"
	"annuaire/ldapserver/dit"
	"annuaire/ldapserver/message"
)

// substrings is the filter (attribute=initial*any*…*final); what is empty is left out.
func substrings(attribute, first, last string, any ...string) []byte {
	var pieces []byte
	if first != "" {
		pieces = ber.AppendString(pieces, ber.Context, first)
	}
	for _, piece := range any {
		pieces = ber.AppendString(pieces, ber.Context|1, piece)
	}
	if last != "" {
		pieces = ber.AppendString(pieces, ber.Context|2, last)
	}
	b := ber.AppendString(nil, ber.OctetString, attribute)
	return ber.AppendString(nil, ber.Context|ber.Constructed|4, ber.AppendString(b, ber.Sequence, pieces))
}

// numberServer is a server of somebody with a number in every form that people write one in, of others with numbers close to it, and a client that is
// bound to it. A 0 gets a line outside; the telephone system puts "L0#" or an 8 before the number of who calls.
func numberServer(t *testing.T, forms ...string) *client {
	t.Helper()
	var people strings.Builder
	for i, form := range append(forms, "+33 6 12 34 56 79", "5678", "+49 6 12 34 56 78", "*21", "sip:anna@example.com") {
		fmt.Fprintf(&people, "Number %02d, A; mobile %s\n", i, form)
	}
	book := newCorpusBook(t, people.String())
	tree, err := dit.New(book.directory, dit.Options{BaseDN: base, DialPrefixes: []string{"L0#", "8"}})
	if err != nil {
		t.Fatal(err)
	}
	f := &fixture{t: t, directory: book.directory, tree: tree}
	_, address := f.serve(Options{})
	c := dial(t, address)
	c.wantBind(3, "phones", book.secret, message.Success)
	return c
}

// finds is how many entries a filter finds.
func (c *client) finds(filter []byte) (n int) {
	c.t.Helper()
	c.send(search(2, base, message.WholeSubtree, filter))
	r := c.next()
	for ; r.tag == message.TagSearchEntry; r = c.next() {
		n++
	}
	if r.code != message.Success {
		c.t.Fatalf("%+v", r)
	}
	return n
}

// Whatever form a number was typed in, every form that a telephone system may ask for it in finds it, and finds nobody else.
func TestANumberIsFoundInEveryForm(t *testing.T) {
	stored := []string{"0612345678", "+33612345678", "0033612345678", "+33 (0)6 12 34 56 78", "06.12.34.56.78", "06/12345678", "06-12-34-56-78", "(06) 12 34 56 78"}
	c := numberServer(t, stored...)
	for _, asked := range []string{
		"0612345678", "+33612345678", "0033612345678", "33612345678", "+33 (0)6 12 34 56 78", "06.12.34.56.78", "06/12345678", " 06 12-34 56 78 ",
		"00612345678",                       // behind an outside line's 0
		"L0#0612345678", "l0#0033612345678", // behind the telephone system's prefix
		"80612345678", "80033612345678", // behind a prefix that is a digit
	} {
		for kind, filter := range map[string][]byte{
			"equality":  equal("mobile", asked),
			"beginning": initial("mobile", asked),
		} {
			if n := c.finds(filter); n != len(stored) {
				t.Errorf("%s with %q finds %d, want %d", kind, asked, n, len(stored))
			}
		}
	}
	for name, tt := range map[string]struct {
		filter []byte
		want   int
	}{
		"the last nine digits":                       {substrings("mobile", "", "612345678"), len(stored) + 1}, // the one abroad, too
		"the last four, and who has no more":         {substrings("mobile", "", "5678"), len(stored) + 2},
		"four digits are nobody's number but theirs": {equal("mobile", "5678"), 1},
		"nor is a long number that ends in them":     {equal("mobile", "15678"), 0},
		"digits within":                              {substrings("mobile", "", "", "1234"), len(stored) + 2},
		"each digit between asterisks":               {substrings("mobile", "", "", "6", "1", "2", "3", "4", "5", "6", "7", "8"), len(stored) + 1},
		"each between asterisks, and one too many":   {substrings("mobile", "", "", "6", "1", "2", "3", "4", "5", "6", "7", "8", "8"), 0},
		"the country within":                         {substrings("mobile", "", "", "33"), 0},
		"the country within, with plus":              {substrings("mobile", "", "", "+33612345678"), len(stored)},
		"a code":                                     {equal("mobile", "*21"), 1},
		"a SIP address":                              {equal("mobile", "sip:anna@example.com"), 1},
		"letters":                                    {initial("mobile", "foo"), 0},
		"a letter of a SIP address":                  {substrings("mobile", "", "", "x"), 1},
		"nothing but signs":                          {substrings("mobile", "", "", "+"), 0},
		"nothing":                                    {equal("mobile", ""), 0},
	} {
		if n := c.finds(tt.filter); n != tt.want {
			t.Errorf("%s: finds %d, want %d", name, n, tt.want)
		}
	}
}

// What is asked with an asterisk between many digits is answered as fast as any other: it is read once, whatever does not match.
func TestManyAsterisksAreReadOnce(t *testing.T) {
	c := numberServer(t, "0606060606060606060606")
	var digits []string
	for range 100 {
		digits = append(digits, "0", "6")
	}
	if n := c.finds(substrings("mobile", "", "", digits...)); n != 0 {
		t.Errorf("finds %d", n)
	}
	if n := c.finds(substrings("mobile", "", "", digits[:22]...)); n != 1 {
		t.Errorf("finds %d, want the one that has all digits", n)
	}
}
