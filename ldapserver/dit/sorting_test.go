package dit

import (
	"bytes"
	"context"
	"fmt"
	"slices"
	"strings"
	"sync/atomic"
	"testing"
	"testing/synctest"
	"time"

	"annuaire/directory"
	"annuaire/directory/search"
	"annuaire/ldapserver/ber"
	"annuaire/ldapserver/message"
)

// uids shortens DNs to what names their entries.
func uids(dns []string) string {
	var short []string
	for _, dn := range dns {
		rdn, _, _ := strings.Cut(dn, ",")
		_, value, _ := strings.Cut(rdn, "=")
		short = append(short, value)
	}
	return strings.Join(short, " ")
}

// sortKeysOf reads "sn -givenName": a hyphen before what is in reverse order.
func sortKeysOf(text string) (keys []message.SortKey) {
	for name := range strings.FieldsSeq(text) {
		attribute, reverse := strings.CutPrefix(name, "-")
		keys = append(keys, message.SortKey{Attribute: attribute, Reverse: reverse})
	}
	return keys
}

func TestSorting(t *testing.T) {
	b := openBook(t)
	people := request{base: baseDN, scope: message.WholeSubtree, filter: "(objectClass=person)", attrs: []string{"1.1"}}
	for _, test := range []struct{ account, keys, want string }{
		{"all", "sn", "ac-dc-paris john.doe fanny.fax jean.martin peter.meier helene.muller anna.mute ryan.oeuvrard"},
		{"all", "-sn", "ryan.oeuvrard anna.mute helene.muller peter.meier jean.martin fanny.fax john.doe ac-dc-paris"},
		{"all", "givenname", "anna.mute fanny.fax helene.muller jean.martin john.doe peter.meier ryan.oeuvrard ac-dc-paris"},
		{"all", "-gn", "ac-dc-paris ryan.oeuvrard peter.meier john.doe jean.martin helene.muller fanny.fax anna.mute"}, // none comes after all
		{"all", "company sn", "ac-dc-paris john.doe jean.martin peter.meier helene.muller anna.mute ryan.oeuvrard fanny.fax"},
		{"all", "employeeType -cn", "fanny.fax ac-dc-paris ryan.oeuvrard peter.meier john.doe jean.martin helene.muller anna.mute"},
		{"all", "mobile", "jean.martin helene.muller ac-dc-paris john.doe fanny.fax peter.meier anna.mute ryan.oeuvrard"},
		{"all", "2.5.4.4", "ac-dc-paris john.doe fanny.fax jean.martin peter.meier helene.muller anna.mute ryan.oeuvrard"},
		{"all", "createTimestamp", "ac-dc-paris john.doe fanny.fax jean.martin peter.meier helene.muller anna.mute ryan.oeuvrard"},
		{"all", "entryDN", "ac-dc-paris anna.mute fanny.fax helene.muller jean.martin john.doe peter.meier ryan.oeuvrard"},
		{"national", "telephoneNumber", "jean.martin ac-dc-paris helene.muller john.doe fanny.fax peter.meier anna.mute ryan.oeuvrard"},
	} {
		got, res, answers := b.askWith(t, test.account, people, message.SearchControls{Sort: sortKeysOf(test.keys), CriticalSort: true})
		if uids(got) != test.want || res.Code != message.Success {
			t.Errorf("by %s: %s, %v\nwant  %s", test.keys, uids(got), res.Code, test.want)
		}
		if want := message.SortAnswer(message.Success, ""); len(answers) != 1 || answers[0].OID != want.OID || !bytes.Equal(answers[0].Value, want.Value) {
			t.Errorf("by %s: answered with %+v", test.keys, answers)
		}
	}
	folders := request{base: baseDN, scope: message.WholeSubtree, filter: "(objectClass=organizationalUnit)", attrs: []string{"1.1"}}
	if got, _, _ := b.askWith(t, "all", folders, message.SearchControls{Sort: sortKeysOf("-numSubordinates ou")}); !strings.HasPrefix(uids(got), "Sales Paris Suppliers") {
		t.Errorf("%s", uids(got))
	}
}

func TestSortingThatCanNotBeDone(t *testing.T) {
	b := openBook(t)
	for name, test := range map[string]struct {
		account string
		key     message.SortKey
		code    message.ResultCode
	}{
		"an unknown attribute":          {"all", message.SortKey{Attribute: "moblie"}, message.NoSuchAttribute},
		"one that is hidden":            {"phones", message.SortKey{Attribute: "mail"}, message.NoSuchAttribute},
		"one with an option":            {"all", message.SortKey{Attribute: "cn;lang-fr"}, message.NoSuchAttribute},
		"no name":                       {"all", message.SortKey{}, message.NoSuchAttribute},
		"a rule that is not there":      {"all", message.SortKey{Attribute: "sn", Rule: "caseExactOrderingMatch"}, message.InappropriateMatching},
		"a rule that orders nothing":    {"all", message.SortKey{Attribute: "sn", Rule: "caseIgnoreMatch"}, message.InappropriateMatching},
		"a rule that orders, by number": {"all", message.SortKey{Attribute: "sn", Rule: "2.5.13.3"}, message.Success},
		"a rule for numbers, of text":   {"all", message.SortKey{Attribute: "sn", Rule: "integerOrderingMatch"}, message.InappropriateMatching},
		"a rule for numbers, of one":    {"all", message.SortKey{Attribute: "numSubordinates", Rule: "integerOrderingMatch"}, message.Success},
		"a rule for text, of one":       {"all", message.SortKey{Attribute: "numSubordinates", Rule: "caseIgnoreOrderingMatch"}, message.InappropriateMatching},
		"a rule for text, of digits":    {"all", message.SortKey{Attribute: "mobile", Rule: "caseIgnoreOrderingMatch"}, message.Success},
	} {
		t.Run(name, func(t *testing.T) {
			plain, _, _ := b.askWith(t, test.account, everyone, message.SearchControls{})
			got, res, answers := b.askWith(t, test.account, everyone, message.SearchControls{Sort: []message.SortKey{test.key}})
			blamed := test.key.Attribute
			if test.code == message.Success {
				blamed = ""
			} else if !slices.Equal(got, plain) {
				t.Errorf("in another order: %s", uids(got))
			}
			if want := message.SortAnswer(test.code, blamed); res.Code != message.Success || len(answers) != 1 || !bytes.Equal(answers[0].Value, want.Value) {
				t.Errorf("%+v %+v", res, answers)
			}
			critical := message.SearchControls{Sort: []message.SortKey{test.key}, CriticalSort: true}
			got, res, _ = b.askWith(t, test.account, everyone, critical)
			if want := test.code != message.Success; want != (res.Code == message.UnavailableCriticalExtension) || want != (len(got) == 0) {
				t.Errorf("critical: %d entries, %+v", len(got), res)
			}
		})
	}
}

// viewed reads the answer to a view.
func viewed(t *testing.T, controls []message.Control) (position, count int64, code message.ResultCode) {
	t.Helper()
	i := slices.IndexFunc(controls, func(c message.Control) bool { return c.OID == message.OIDViewResponse })
	if i < 0 {
		t.Fatalf("no view in %+v", controls)
	}
	outer := ber.NewReader(controls[i].Value)
	r, err := outer.Enter(ber.Sequence, "view")
	if err != nil {
		t.Fatal(err)
	}
	position, _ = r.Integer(ber.Integer, "position", 0, 1000)
	count, _ = r.Integer(ber.Integer, "count", 0, 1000)
	n, err := r.Integer(ber.Enumerated, "code", 0, 100)
	if err != nil {
		t.Fatal(err)
	}
	return position, count, message.ResultCode(n)
}

func TestViewsOfAList(t *testing.T) {
	b := openBook(t)
	people := request{base: baseDN, scope: message.WholeSubtree, filter: "(objectClass=person)", attrs: []string{"1.1"}}
	all := strings.Fields("ac-dc-paris john.doe fanny.fax jean.martin peter.meier helene.muller anna.mute ryan.oeuvrard")
	value := func(v string, before, after int) message.ViewRequest {
		return message.ViewRequest{ByValue: true, Value: v, Before: before, After: after}
	}
	offset := func(offset, count, before, after int) message.ViewRequest {
		return message.ViewRequest{Offset: offset, Count: count, Before: before, After: after}
	}
	for _, test := range []struct {
		view     message.ViewRequest
		keys     string
		position int64
		want     []string
	}{
		{offset(1, 0, 0, 2), "sn", 1, all[:3]},
		{offset(4, 8, 0, 2), "sn", 4, all[3:6]},
		{offset(4, 8, 1, 1), "sn", 4, all[2:5]},
		{offset(1, 8, 5, 1), "sn", 1, all[:2]}, // nothing is before the first
		{offset(8, 8, 1, 5), "sn", 8, all[6:]},
		{offset(99, 0, 0, 0), "sn", 8, all[7:]},
		{offset(50, 100, 0, 0), "sn", 4, all[3:4]}, // half of the list that the client knows
		{offset(100, 100, 0, 0), "sn", 8, all[7:]},
		{offset(1, 100, 0, 0), "sn", 1, all[:1]},
		{value("ma", 0, 1), "sn", 4, all[3:5]},
		{value("MÜLLER", 1, 0), "sn", 6, all[4:6]},
		{value("", 0, 0), "sn", 1, all[:1]},
		{value("zz", 0, 3), "sn", 9, nil}, // behind the last
		{value("zz", 2, 3), "sn", 9, all[6:]},
		{value("ma", 0, 0), "-sn", 6, []string{"fanny.fax"}},
		{value("a", 0, 0), "-givenName", 9, nil}, // who has no first name comes first
		{value("zz", 0, 9), "givenName", 8, all[:1]},
	} {
		got, res, answers := b.askWith(t, "all", people, message.SearchControls{Sort: sortKeysOf(test.keys), View: &test.view})
		if uids(got) != strings.Join(test.want, " ") || res.Code != message.Success {
			t.Errorf("%+v by %s: %s, %v\nwant %s", test.view, test.keys, uids(got), res.Code, test.want)
		}
		if position, count, code := viewed(t, answers); position != test.position || count != 8 || code != message.Success {
			t.Errorf("%+v by %s: position %d of %d, %v; want %d", test.view, test.keys, position, count, code, test.position)
		}
	}
}

func TestViewsCountOnlyWhatIsVisible(t *testing.T) {
	b := openBook(t)
	view := message.SearchControls{Sort: sortKeysOf("sn"), View: &message.ViewRequest{Offset: 1, After: 20}}
	got, _, answers := b.askWith(t, "paris", everyone, view)
	if _, count, _ := viewed(t, answers); int(count) != len(got) || count >= 8 {
		t.Errorf("%d of %d", len(got), count)
	}
	nobody := everyone
	nobody.filter = "(sn=nobody)"
	for _, target := range []message.ViewRequest{{Offset: 3, After: 20}, {Offset: 1}, {ByValue: true, Value: "a", Before: 1}} {
		view = message.SearchControls{Sort: sortKeysOf("sn"), View: &target}
		if _, res, answers := b.askWith(t, "all", nobody, view); res.Code != message.Success {
			t.Errorf("%+v", res)
		} else if position, count, _ := viewed(t, answers); position != 0 || count != 0 {
			t.Errorf("%+v: %d of %d", target, position, count)
		}
	}
}

func TestViewsThatCanNotBe(t *testing.T) {
	b := openBook(t)
	for name, test := range map[string]struct {
		controls message.SearchControls
		result   message.ResultCode
		code     message.ResultCode
	}{
		"not sorted":              {message.SearchControls{View: &message.ViewRequest{Offset: 1}}, message.VirtualListViewError, message.SortControlMissing},
		"sorted by nothing known": {message.SearchControls{Sort: sortKeysOf("moblie"), View: &message.ViewRequest{Offset: 1}}, message.VirtualListViewError, message.SortControlMissing},
		"at 0":                    {message.SearchControls{Sort: sortKeysOf("sn"), View: &message.ViewRequest{Count: 8}}, message.VirtualListViewError, message.OffsetRangeError},
	} {
		got, res, answers := b.askWith(t, "all", everyone, test.controls)
		if _, _, code := viewed(t, answers); len(got) > 0 || res.Code != test.result || code != test.code {
			t.Errorf("%s: %d entries, %+v, %v", name, len(got), res, code)
		}
	}
	both := message.SearchControls{Sort: sortKeysOf("sn"), View: &message.ViewRequest{Offset: 1}, Page: &message.PageRequest{Size: 2}}
	if got, res, _ := b.askWith(t, "all", everyone, both); len(got) > 0 || res.Code != message.UnwillingToPerform {
		t.Errorf("in pages, too: %d entries, %+v", len(got), res)
	}
}

func TestTheRootDSEIsAListOfOne(t *testing.T) {
	b := openBook(t)
	for _, base := range []string{"", "cn=Subschema"} {
		q := request{base: base, scope: message.BaseObject, filter: "(objectClass=*)", attrs: []string{"1.1"}}
		controls := message.SearchControls{Sort: sortKeysOf("cn"), Page: &message.PageRequest{Size: 5}, View: &message.ViewRequest{Offset: 1}}
		got, res, answers := b.askWith(t, "all", q, controls)
		if len(got) != 1 || res.Code != message.Success || len(answers) != 3 {
			t.Errorf("%q: %v %+v %+v", base, got, res, answers)
		}
	}
}

func TestOnlyAFewListsAreKept(t *testing.T) {
	var l lists
	for i := range mostLists + 2 {
		l.keep(question{byte(i)}, nil)
	}
	for i := range mostLists + 2 {
		if _, kept := l.get(question{byte(i)}); kept != (i >= 2) {
			t.Errorf("list %d: %t", i, kept)
		}
	}
}

// Who reads a long list waits for others who do; who reads a short one never.
func TestLongListsAreSortedInTurn(t *testing.T) {
	b := openBook(t)
	_, err := b.dir.Apply(context.Background(), "import", func(e *directory.Edit) error {
		for i := range freelySorted {
			if _, _, err := e.CreateContact(directory.ContactDraft{FirstName: "Ann", LastName: fmt.Sprintf("Smith %d", i)}); err != nil {
				return err
			}
		}
		return nil
	})
	if err != nil {
		t.Fatal(err)
	}
	synctest.Test(t, func(t *testing.T) {
		b.sorting = make(chan struct{}, 1)
		b.sorting <- struct{}{}
		sorted := func(filter string) *atomic.Int64 {
			var found atomic.Int64
			go func() {
				q := request{base: baseDN, scope: message.WholeSubtree, filter: filter, attrs: []string{"1.1"}}
				dns, _, _ := b.askWith(t, "all", q, message.SearchControls{Sort: sortKeysOf("-sn")})
				found.Store(int64(len(dns)))
			}()
			synctest.Wait()
			return &found
		}
		if found := sorted("(sn=smith*)"); found.Load() != freelySorted {
			t.Errorf("%d entries of a short list", found.Load())
		}
		found := sorted("(objectClass=person)")
		if found.Load() != 0 {
			t.Error("a long list is sorted out of turn")
		}
		<-b.sorting
		if synctest.Wait(); found.Load() <= freelySorted || len(b.sorting) != 0 {
			t.Errorf("%d entries of a long list, in its turn", found.Load())
		}
	})
}

func TestWhoWaitsToSortIsToldOfTheEnd(t *testing.T) {
	b := openBook(t)
	b.sorting = nil // nobody's turn ever comes
	ctx, cancel := context.WithCancel(context.Background())
	s := searcher{answer: answer{ctx: ctx, now: time.Now}, found: make([]*search.Document, freelySorted+1)}
	s.dit = b.DIT
	cancel()
	s.turn()()
	if s.code != message.Unavailable {
		t.Errorf("%v", s.code)
	}
}
