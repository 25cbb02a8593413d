package dit

import (
	"bytes"
	"context"
	"fmt"
	"slices"
	"strings"
	"testing"

	"annuaire/directory"
	"annuaire/ldapserver/ber"
	"annuaire/ldapserver/message"
)

// everyone is a request for every entry.
var everyone = request{base: baseDN, scope: message.WholeSubtree, filter: "(objectClass=*)", attrs: []string{"1.1"}}

// askWith searches with controls, and gives the DNs found, the result and the controls of the answer.
func (b *book) askWith(t testing.TB, account string, q request, c message.SearchControls) ([]string, message.Result, []message.Control) {
	t.Helper()
	req := q.decode(t)
	req.Controls = &c
	who := Who{Account: b.accounts[account]}
	buf, res, n, err := b.Search(context.Background(), who, 7, req, nil, func(b []byte) ([]byte, error) { return b, nil })
	if err != nil {
		t.Fatal(err)
	}
	var dns []string
	for _, e := range readEntries(t, buf) {
		dns = append(dns, e.dn)
	}
	if len(dns) != n {
		t.Errorf("%d entries are said to be %d", len(dns), n)
	}
	return dns, res, c.Answers
}

// cookieOf is the cookie of a paged answer.
func cookieOf(t testing.TB, controls []message.Control) []byte {
	t.Helper()
	i := slices.IndexFunc(controls, func(c message.Control) bool { return c.OID == message.OIDPagedResults })
	if i < 0 {
		t.Fatalf("no page in %+v", controls)
	}
	outer := ber.NewReader(controls[i].Value)
	r, err := outer.Enter(ber.Sequence, "page")
	if err != nil {
		t.Fatal(err)
	}
	if _, err = r.Integer(ber.Integer, "size", 0, 0); err != nil {
		t.Fatal(err)
	}
	cookie, err := r.OctetString(ber.OctetString, "cookie")
	if err != nil {
		t.Fatal(err)
	}
	return cookie
}

// pages reads a list page by page; between is called before each but the first.
func (b *book) pages(t testing.TB, account string, q request, size int, keys []message.SortKey, between func(page int)) (dns []string) {
	t.Helper()
	var cookie []byte
	for page := 0; ; page++ {
		if page > 0 && between != nil {
			between(page)
		}
		c := message.SearchControls{Page: &message.PageRequest{Size: size, Cookie: cookie}, Sort: keys}
		found, res, answers := b.askWith(t, account, q, c)
		if res.Code != message.Success {
			t.Fatalf("page %d: %+v", page, res)
		}
		if dns = append(dns, found...); len(found) > size {
			t.Fatalf("%d entries on a page of %d", len(found), size)
		}
		if cookie = cookieOf(t, answers); len(cookie) == 0 {
			return dns
		}
	}
}

// Whatever is asked for, its pages are the whole list, in its order.
func TestPagesAreTheWholeList(t *testing.T) {
	b := openBook(t)
	for _, account := range []string{"all", "phones", "paris", "names", "lenient"} {
		for _, filter := range []string{"(objectClass=*)", "(sn=m*)", "(objectClass=organizationalUnit)", "(sn=nobody)", "(telephoneNumber=*)"} {
			for _, scope := range []message.Scope{message.BaseObject, message.SingleLevel, message.WholeSubtree} {
				for _, keys := range [][]message.SortKey{
					nil, {{Attribute: "sn"}}, {{Attribute: "sn", Reverse: true}}, {{Attribute: "telephoneNumber"}, {Attribute: "ou", Reverse: true}},
				} {
					q := request{base: baseDN, scope: scope, filter: filter, attrs: []string{"1.1"}}
					whole, res, _ := b.askWith(t, account, q, message.SearchControls{Sort: keys})
					if res.Code != message.Success {
						t.Fatalf("%+v", res)
					}
					for _, size := range []int{1, 2, 3, 100} {
						if got := b.pages(t, account, q, size, keys, nil); !slices.Equal(got, whole) {
							t.Errorf("%s %s scope %d keys %v in pages of %d:\n%s\nwant\n%s", account, filter, scope, keys, size,
								strings.Join(got, "\n"), strings.Join(whole, "\n"))
						}
					}
				}
			}
		}
	}
}

// Entries that stay are said once, whatever else comes, goes and is renamed between two pages.
func TestPagesSurviveWrites(t *testing.T) {
	for _, keys := range [][]message.SortKey{nil, {{Attribute: "sn"}}, {{Attribute: "givenName", Reverse: true}, {Attribute: "cn"}}} {
		for _, size := range []int{1, 2, 4} {
			b := openBook(t)
			ctx := context.Background()
			changing := map[string]bool{}
			got := b.pages(t, "all", everyone, size, keys, func(page int) {
				made, _, err := b.dir.CreateContact(ctx, directory.ContactDraft{FirstName: "New", LastName: fmt.Sprintf("%c%d", 'A'+page*3%26, page)})
				if err != nil {
					t.Fatal(err)
				}
				changing[made.UID] = true
				if page == 2 {
					if _, _, err = b.dir.UpdateContact(ctx, b.contacts["john.doe"], 0, directory.ContactPatch{LastName: new("Zoe")}); err == nil {
						err = b.dir.DeleteContact(ctx, b.contacts["jean.martin"], 0)
					}
					if err != nil {
						t.Fatal(err)
					}
					changing["john.doe"], changing["jean.martin"] = true, true
				}
			})
			said := map[string]int{}
			for _, dn := range got {
				said[dn]++
			}
			whole, _, _ := b.askWith(t, "all", everyone, message.SearchControls{})
			for _, dn := range whole {
				uid, _, _ := strings.Cut(strings.TrimPrefix(dn, "uid="), ",")
				if !changing[uid] && said[dn] != 1 {
					t.Errorf("keys %v, pages of %d: %s is said %d times", keys, size, dn, said[dn])
				}
			}
		}
	}
}

func TestACookieIsGoodForItsOwnSearchAlone(t *testing.T) {
	b := openBook(t)
	page := func(account string, q request, cookie []byte, keys ...message.SortKey) message.ResultCode {
		t.Helper()
		_, res, _ := b.askWith(t, account, q, message.SearchControls{Page: &message.PageRequest{Size: 2, Cookie: cookie}, Sort: keys})
		return res.Code
	}
	_, _, answers := b.askWith(t, "all", everyone, message.SearchControls{Page: &message.PageRequest{Size: 2}})
	cookie := cookieOf(t, answers)
	if code := page("all", everyone, cookie); code != message.Success {
		t.Fatalf("the same search: %v", code)
	}
	other := everyone
	other.filter = "(cn=*)"
	one := everyone
	one.scope = message.SingleLevel
	below := everyone
	below.base = "ou=Sales," + baseDN
	limited := everyone
	limited.size, limited.attrs = 400, []string{"cn"}
	for name, code := range map[string]message.ResultCode{
		"another account": page("phones", everyone, cookie),
		"another filter":  page("all", other, cookie),
		"another scope":   page("all", one, cookie),
		"another base":    page("all", below, cookie),
		"sorted":          page("all", everyone, cookie, message.SortKey{Attribute: "sn"}),
		"another server": func() message.ResultCode {
			b := openBook(t)
			_, res, _ := b.askWith(t, "all", everyone, message.SearchControls{Page: &message.PageRequest{Size: 2, Cookie: cookie}})
			return res.Code
		}(),
		"cut":   page("all", everyone, cookie[:len(cookie)-1]),
		"short": page("all", everyone, cookie[:5]),
	} {
		if code != message.UnwillingToPerform {
			t.Errorf("%s: %v", name, code)
		}
	}
	if code := page("all", limited, cookie); code != message.Success {
		t.Errorf("other limits and attributes: %v", code)
	}
	for i := range cookie {
		forged := slices.Clone(cookie)
		forged[i] ^= 1
		if code := page("all", everyone, forged); code != message.UnwillingToPerform {
			t.Errorf("byte %d changed: %v", i, code)
		}
	}
}

func TestLimitsOfPages(t *testing.T) {
	b := openBook(t, func(o *Options) { o.SizeLimit = 3 })
	for _, test := range []struct {
		name          string
		account       string
		size, limit   int
		pages         []int
		code          message.ResultCode
		controlIsLast bool // the last page, too, has the control
	}{
		{"as many as the page has", "all", 2, 0, []int{2, 2, 2, 2, 2, 2, 2, 2}, message.Success, true},
		{"no page is larger than an answer may be", "all", 10, 0, []int{3, 3, 3, 3, 3, 1}, message.Success, true},
		{"a limit is that of all pages", "all", 3, 7, []int{3, 3, 1}, message.SizeLimitExceeded, false},
		{"just as many as there are", "all", 3, 16, []int{3, 3, 3, 3, 3, 1}, message.Success, true},
		{"one fewer", "all", 3, 15, []int{3, 3, 3, 3, 3}, message.SizeLimitExceeded, false},
		{"a limit that is no more than a page makes it the last (RFC 2696 section 3)", "all", 2, 2, []int{2}, message.SizeLimitExceeded, false},
		{"a limit below a page", "all", 3, 1, []int{1}, message.SizeLimitExceeded, false},
		{"who is not told of limits", "quiet", 3, 4, []int{3, 1}, message.Success, false},
		{"a page of nothing", "all", 0, 0, []int{0}, message.Success, true},
	} {
		t.Run(test.name, func(t *testing.T) {
			q := everyone
			q.size = test.limit
			var cookie []byte
			var got []int
			for {
				found, res, answers := b.askWith(t, test.account, q, message.SearchControls{Page: &message.PageRequest{Size: test.size, Cookie: cookie}})
				if got = append(got, len(found)); len(answers) > 0 {
					if cookie = cookieOf(t, answers); len(cookie) > 0 && len(got) < 20 {
						continue
					}
				}
				if res.Code != test.code || len(answers) > 0 != test.controlIsLast {
					t.Errorf("%v, %d controls", res.Code, len(answers))
				}
				break
			}
			if !slices.Equal(got, test.pages) {
				t.Errorf("pages of %v, want %v", got, test.pages)
			}
		})
	}
}

func TestALimitThatIsLoweredBetweenPagesIsExceeded(t *testing.T) {
	b := openBook(t)
	q := everyone
	q.size = 10
	_, _, answers := b.askWith(t, "all", q, message.SearchControls{Page: &message.PageRequest{Size: 4}})
	q.size = 3
	found, res, answers := b.askWith(t, "all", q, message.SearchControls{Page: &message.PageRequest{Size: 4, Cookie: cookieOf(t, answers)}})
	if len(found) != 0 || res.Code != message.SizeLimitExceeded || len(answers) != 0 {
		t.Errorf("%d entries, %+v, %+v", len(found), res, answers)
	}
}

// Who abandons a list says so by a page of nothing (RFC 2696 section 3); the cookie stays good for who thinks better of it.
func TestAnAbandonedListCostsNothingAndCanBeResumed(t *testing.T) {
	b := openBook(t)
	ask := func(size int, cookie []byte) (int, []byte) {
		found, res, answers := b.askWith(t, "all", everyone, message.SearchControls{Page: &message.PageRequest{Size: size, Cookie: cookie}})
		if res.Code != message.Success {
			t.Fatal(res)
		}
		return len(found), cookieOf(t, answers)
	}
	_, cookie := ask(4, nil)
	if n, next := ask(0, cookie); n != 0 || len(next) != 0 {
		t.Errorf("%d entries, cookie %x", n, next)
	}
	if n, _ := ask(4, cookie); n != 4 {
		t.Errorf("%d entries behind the cookie", n)
	}
}

// A cookie says where in the order of display the last entry stands, by names that not everybody may read.
func TestACookieDoesNotTellWhatIsHidden(t *testing.T) {
	b := openBook(t)
	q := request{base: baseDN, scope: message.WholeSubtree, filter: "(cn=*)", attrs: []string{"1.1"}}
	for size := 1; size < 8; size++ {
		_, _, answers := b.askWith(t, "names", q, message.SearchControls{Page: &message.PageRequest{Size: size}})
		cookie := bytes.ToLower(cookieOf(t, answers))
		for _, name := range []string{"widgets", "fanny", "martin", "ac/dc", "acme"} {
			if bytes.Contains(cookie, []byte(name)) {
				t.Errorf("the cookie behind entry %d has %q", size, name)
			}
		}
	}
}
