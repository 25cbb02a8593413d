package web

import (
	"context"
	"log/slog"
	"net"
	"net/netip"
	"strings"
	"sync/atomic"
	"testing"
	"time"

	"github.com/go-ldap/ldap/v3"
	"github.com/google/uuid"

	"annuaire/ldapserver"
	"annuaire/ldapserver/dit"
	"annuaire/ldapserver/schema"
	"annuaire/provisioning/api"
)

// baseDN is where phones find the contacts, in tests.
const baseDN = "dc=vauban"

// answerPhones has an LDAP server of the program's own answer phones from the same directory, as the program does, and the API watch it.
func (s *site) answerPhones(o *api.Options) {
	s.t.Helper()
	tree, err := dit.New(s.d, dit.Options{BaseDN: baseDN, SizeLimit: 100, Extensions: ldapserver.Extensions(true, false)})
	if err != nil {
		s.t.Fatal(err)
	}
	server := ldapserver.New(s.d, tree, ldapserver.Options{Logger: slog.New(slog.DiscardHandler)})
	l, err := net.Listen("tcp", "127.0.0.1:0")
	if err != nil {
		s.t.Fatal(err)
	}
	ended := make(chan error, 1)
	go func() { ended <- server.Serve(l) }()
	s.t.Cleanup(func() {
		if err := server.Shutdown(context.Background()); err != nil {
			s.t.Error(err)
		}
		if err := <-ended; err != nil {
			s.t.Error(err)
		}
	})
	s.ldap = l.Addr().String()
	o.LDAP = api.LDAPService{BaseDN: baseDN, Host: "127.0.0.1", Clear: l.Addr().(*net.TCPAddr).Port}
	o.LDAP.Anonymous = []netip.Prefix{netip.MustParsePrefix("192.0.2.0/24")}
	o.Attribute = func(name string) (string, bool) {
		a, _, known := schema.Lookup(name)
		if !known {
			return "", false
		}
		return strings.ToLower(a.Name), true
	}
	o.LastBind = func(account uuid.UUID) (api.LastBind, bool) {
		last, known := server.LastBind(account)
		return api.LastBind{At: last.At, Address: last.Address}, known
	}
	o.Watch = func(ctx context.Context, w api.PhoneWatch, begun func(), show func(api.PhoneRequest) error) error {
		s.watched.Add(1)
		defer s.watched.Add(-1)
		return server.Watch(ctx, ldapserver.Watch{Account: w.Account, Address: w.Address, Explain: true}, begun, func(r ldapserver.Watched) error {
			return show(api.PhoneRequest{
				At: r.At, Address: r.Remote, Account: r.Account, Request: r.Request, Result: r.Answer, Entries: r.Entries,
				Why: api.PhoneWhy{Code: r.Why.Code, Values: r.Why.Values, Text: r.Why.String(), Trouble: r.Why.IsTrouble()},
			})
		})
	}
}

// untilWatched waits until phones are being watched so many times.
func (s *site) untilWatched(times int64) {
	s.t.Helper()
	s.untilThere(&s.watched, times, "phones are being watched")
}

// untilFollowed waits until so many live views are being followed.
func (s *site) untilFollowed(times int64) {
	s.t.Helper()
	s.untilThere(&s.followed, times, "live views are being followed")
}

func (s *site) untilThere(count *atomic.Int64, times int64, what string) {
	s.t.Helper()
	for end := time.Now().Add(patience); count.Load() != times; time.Sleep(time.Millisecond) {
		if time.Now().After(end) {
			s.t.Fatalf("%s %d times instead of %d", what, count.Load(), times)
		}
	}
}

// phone is a telephone that searches over LDAP.
type phone struct {
	t    testing.TB
	conn *ldap.Conn
}

func (s *site) phone() phone {
	s.t.Helper()
	conn, err := ldap.DialURL("ldap://" + s.ldap)
	if err != nil {
		s.t.Fatal(err)
	}
	s.t.Cleanup(func() { _ = conn.Close() })
	return phone{s.t, conn}
}

// bind wants the bind to come to a result.
func (p phone) bind(name, secret string, code uint16) {
	p.t.Helper()
	err := p.conn.Bind(name, secret)
	if code == ldap.LDAPResultSuccess && err != nil || code != ldap.LDAPResultSuccess && !ldap.IsErrorWithCode(err, code) {
		p.t.Fatalf("bind as %s: %v", name, err)
	}
}

// search wants the search to find so many people, or to fail with a result where that is negative.
func (p phone) search(base, filter string, people int) {
	p.t.Helper()
	found, err := p.conn.Search(ldap.NewSearchRequest(base, ldap.ScopeWholeSubtree, ldap.NeverDerefAliases, 50, 0, false, filter, []string{"cn"}, nil))
	if people < 0 && !ldap.IsErrorWithCode(err, uint16(-people)) || people >= 0 && (err != nil || len(found.Entries) != people) {
		p.t.Fatalf("search %s under %s: %v %v", filter, base, found, err)
	}
}

// patience is how long something may take that has been done already, on a machine that is busy.
const patience = time.Minute

// until opens a page again until it says something: what phones ask comes to it when they have their answer already.
func (b *browser) until(address, text string) shown {
	b.site.t.Helper()
	for end := time.Now().Add(patience); ; {
		page := b.get(address)
		if strings.Contains(page.body, text) || time.Now().After(end) {
			return page.want(200, text)
		}
	}
}
