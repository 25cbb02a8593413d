package ldapserver

import (
	"fmt"
	"testing"

	"annuaire/ldapserver/message"
)

// listServer is a server whose directory has 16 people beside those of every fixture, and a client that is bound.
func listServer(t *testing.T) (*client, *fixture) {
	t.Helper()
	_, address, f := startServer(t, Options{})
	for i := range 16 {
		f.add(fmt.Sprintf("Smith %02d", i), "Ann", fmt.Sprintf("+33 1 40 00 00 %02d", i))
	}
	c := dial(t, address)
	c.wantBind(3, "phones", f.secret, message.Success)
	return c, f
}

// smith is an entry of listServer.
func smith(n int) string { return fmt.Sprintf("uid=ann.smith-%02d,%s", n, base) }

// smiths searches for people called Smith.
func smiths(id int32, controls ...message.Control) []byte {
	return searchWith(id, base, message.WholeSubtree, initial("sn", "smith"), controls...)
}

// wantList checks the names and the result of a list, what its controls say, and returns its cookie.
func (c *client) wantList(id int64, code message.ResultCode, controls string, dns ...string) (cookie string) {
	c.t.Helper()
	for _, dn := range dns {
		if r := c.next(); r.id != id || r.tag != message.TagSearchEntry || r.dn != dn {
			c.t.Fatalf("got %+v, want the entry %q of search %d", r, dn, id)
		}
	}
	r := c.want(id, message.TagSearchDone, code)
	if r.controls != controls {
		c.t.Fatalf("the controls say %q, want %q", r.controls, controls)
	}
	return r.cookie
}

const (
	moreBehind = "page, with more behind\n"
	lastPage   = "last page\n"
)

// Controls that change a list mean nothing to other operations than a search: critical, they are refused there, and else
// ignored (RFC 4511 section 4.1.11).
func TestControlsOfListsAreForSearchesAlone(t *testing.T) {
	c, f := listServer(t)
	for name, request := range map[string]func(...control) []byte{
		"bind":     func(cs ...control) []byte { return simpleBind(4, 3, "phones", f.secret, cs...) },
		"compare":  func(cs ...control) []byte { return compare(4, jean, cs...) },
		"extended": func(cs ...control) []byte { return extended(4, message.OIDWhoAmI, nil, cs...) },
		"delete":   func(cs ...control) []byte { return write(4, message.TagDeleteRequest, base, cs...) },
		"modify":   func(cs ...control) []byte { return write(4, message.TagModifyRequest, base, cs...) },
		"add":      func(cs ...control) []byte { return write(4, message.TagAddRequest, base, cs...) },
		"modifyDN": func(cs ...control) []byte { return write(4, message.TagModifyDNRequest, base, cs...) },
	} {
		for _, oid := range []string{message.OIDPagedResults, message.OIDSortRequest, message.OIDViewRequest} {
			c.note("-- %s with %s", name, oid)
			c.send(request())
			without := c.next()
			c.send(request(control{oid, false}))
			if r := c.next(); r.code != without.code || r.tag != without.tag {
				t.Errorf("%s with %s: %v, without %v", name, oid, r.code, without.code)
			}
			c.send(request(control{oid, true}))
			c.want(4, without.tag, message.UnavailableCriticalExtension)
			c.wantBind(3, "phones", f.secret, message.Success) // a refused bind has made it anonymous
		}
	}
}

func TestAControlOfAListThatCanNotBeReadIsAnError(t *testing.T) {
	c, _ := listServer(t)
	for _, critical := range []bool{false, true} {
		for _, oid := range []string{message.OIDPagedResults, message.OIDSortRequest, message.OIDViewRequest} {
			for _, broken := range []message.Control{
				{OID: oid, Critical: critical},
				{OID: oid, Critical: critical, HasValue: true},
				{OID: oid, Critical: critical, HasValue: true, Value: []byte("\x30\x7fx")},
			} {
				c.send(smiths(2, broken))
				c.want(2, message.TagSearchDone, message.ProtocolError)
			}
		}
	}
	c.wantAlive()
}

func TestAnLDAPv2SessionHasNoControls(t *testing.T) {
	c, f := listServer(t)
	c.wantBind(2, "phones", f.secret, message.Success)
	c.send(searchWith(2, base, message.WholeSubtree, initial("sn", "mart"), pageControl(1, "", false), sortControl("-sn", false)))
	c.wantList(2, message.Success, "", jean, ana)
}

func TestPagesOfAConnectionSurviveWrites(t *testing.T) {
	c, f := listServer(t)
	c.send(smiths(2, pageControl(3, "", true)))
	cookie := c.wantList(2, message.Success, moreBehind, smith(0), smith(1), smith(2))
	f.add("Smith 01b", "Bea", "+33 1 40 00 01 01") // before what comes next
	f.add("Smith 03b", "Bea", "+33 1 40 00 01 02")
	c.send(smiths(3, pageControl(3, cookie, true)))
	cookie = c.wantList(3, message.Success, moreBehind, smith(3), "uid=bea.smith-03b,"+base, smith(4))
	c.send(smiths(4, pageControl(100, cookie, false)))
	c.wantList(4, message.Success, lastPage, smith(5), smith(6), smith(7), smith(8), smith(9), smith(10), smith(11), smith(12), smith(13), smith(14), smith(15))
}

// A connection may have several lists half read, and another connection of the same account may read on.
func TestListsAreReadSideBySide(t *testing.T) {
	c, f := listServer(t)
	c.send(smiths(2, pageControl(1, "", false)), smiths(3, pageControl(1, "", false), sortControl("-sn", false)))
	up := c.wantList(2, message.Success, moreBehind, smith(0))
	down := c.wantList(3, message.Success, "sorted: success\n"+moreBehind, smith(15))
	other := dial(t, c.conn.RemoteAddr().String())
	other.wantBind(3, "phones", f.secret, message.Success)
	other.send(smiths(4, pageControl(1, down, false), sortControl("-sn", false)))
	other.wantList(4, message.Success, "sorted: success\n"+moreBehind, smith(14))
	c.send(smiths(5, pageControl(1, up, false)))
	c.wantList(5, message.Success, moreBehind, smith(1))
}

func TestACookieThatIsNoneIsRefused(t *testing.T) {
	c, f := listServer(t)
	c.send(smiths(2, pageControl(3, "", false)))
	cookie := c.wantList(2, message.Success, moreBehind, smith(0), smith(1), smith(2))
	for name, forged := range map[string]string{
		"made up":       "cookie",
		"shortened":     cookie[:len(cookie)-1],
		"lengthened":    cookie + "\x00",
		"one bit other": string(cookie[0]^1) + cookie[1:],
	} {
		c.note("-- %s", name)
		c.send(smiths(3, pageControl(3, forged, false)))
		c.wantList(3, message.UnwillingToPerform, "")
	}
	c.send(searchWith(4, base, message.WholeSubtree, initial("sn", "mart"), pageControl(3, cookie, false)))
	c.wantList(4, message.UnwillingToPerform, "")
	f.account("others")
	c.wantBind(3, "others", f.account("other phones"), message.InvalidCredentials) // now anonymous
	c.wantBind(3, "phones", f.secret, message.Success)
	c.send(smiths(5, pageControl(0, cookie, false))) // enough
	c.wantList(5, message.Success, lastPage)
}

func TestSortingOverTheWire(t *testing.T) {
	c, _ := listServer(t)
	names := present("telephoneNumber")
	for name, tt := range map[string]struct {
		keys     string
		critical bool
		code     message.ResultCode
		says     string
		first    string
	}{
		"by a last name in reverse":        {"-sn", true, message.Success, "success", smith(15)},
		"by two":                           {"givenName -sn", false, message.Success, "success", ana},
		"by a rule it has":                 {"sn:caseIgnoreOrderingMatch", true, message.Success, "success", jean},
		"by what nobody knows":             {"moblie", false, message.Success, "noSuchAttribute, moblie", jean},
		"by what nobody knows, critical":   {"moblie", true, message.UnavailableCriticalExtension, "noSuchAttribute, moblie", ""},
		"by what is hidden":                {"sn mail", false, message.Success, "noSuchAttribute, mail", jean},
		"by a rule it has not":             {"sn:integerOrderingMatch", false, message.Success, "inappropriateMatching, sn", jean},
		"by a rule for equality":           {"sn:caseIgnoreMatch", false, message.Success, "inappropriateMatching, sn", jean},
		"by a rule nobody knows, critical": {"sn:1.2.3", true, message.UnavailableCriticalExtension, "inappropriateMatching, sn", ""},
	} {
		t.Run(name, func(t *testing.T) {
			c.note("-- %s", name)
			c.send(searchWith(2, base, message.WholeSubtree, names, sortControl(tt.keys, tt.critical)))
			r := c.next()
			if r.dn != tt.first {
				t.Errorf("the first is %q, want %q", r.dn, tt.first)
			}
			for r.tag == message.TagSearchEntry {
				r = c.next()
			}
			if r.code != tt.code || r.controls != "sorted: "+tt.says+"\n" {
				t.Errorf("%v, %q", r.code, r.controls)
			}
		})
	}
}

// A context that is missing, old or somebody else's is as good as the last one.
func TestViewsTakeAnyContext(t *testing.T) {
	c, f := listServer(t)
	ask := func(id int32, target string) {
		t.Helper()
		c.send(smiths(id, sortControl("sn", true), viewControl(t, target, true)))
	}
	ask(2, "0 before, 1 after 1 of 0")
	context := c.wantList(2, message.Success, "sorted: success\nview: at 1 of 16, success\n", smith(0), smith(1))
	if context == "" {
		t.Fatal("no context")
	}
	f.add("Smith 03b", "Bea", "+33 1 40 00 01 02")
	for i, context := range []string{", context " + context, "", ", context stale"} {
		ask(int32(3+i), "1 before, 1 after 4 of 17"+context)
		c.wantList(int64(3+i), message.Success, "sorted: success\nview: at 4 of 17, success\n", smith(2), smith(3), "uid=bea.smith-03b,"+base)
	}
	ask(6, "0 before, 0 after smith-03b")
	c.wantList(6, message.Success, "sorted: success\nview: at 5 of 17, success\n", "uid=bea.smith-03b,"+base)
	ask(7, "1 before, 5 after zz")
	c.wantList(7, message.Success, "sorted: success\nview: at 18 of 17, success\n", smith(15))
}
