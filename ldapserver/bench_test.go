package ldapserver

import (
	"bytes"
	"context"
	"fmt"
	"net"
	"net/netip"
	"os"
	"path/filepath"
	"runtime"
	"strconv"
	"syscall"
	"testing"
	"time"

	"github.com/go-ldap/ldap/v3"

	"annuaire/directory"
	"annuaire/directory/exchange"
	"annuaire/directory/exchange/sample"
	directorysearch "annuaire/directory/search"
	"annuaire/ldapserver/ber"
	"annuaire/ldapserver/dit"
	"annuaire/ldapserver/message"
)

// BenchmarkRequest measures what a request of a phone costs without a network: reading it, finding 50 entries at most, and writing them, on a
// connection that is bound. LDAP_CONTACTS says in how many contacts; 10,000 without it.
func BenchmarkRequest(b *testing.B) {
	s, account := benchServer(b)
	names, firsts, numbers := sampled(s.directory.Snapshot())
	const variants = 500
	for _, c := range []struct {
		name   string
		filter func(i int) string
	}{
		{"caller's number", func(i int) string {
			return fmt.Sprintf("(|(telephoneNumber=%[1]s)(mobile=%[1]s))", ldap.EscapeFilter(numbers[i%len(numbers)]))
		}},
		{"3 letters", func(i int) string { return fmt.Sprintf("(|(cn=%[1]s*)(sn=%[1]s*))", names[i%len(names)][:3]) }},
		{"5 letters", func(i int) string { return fmt.Sprintf("(|(cn=%[1]s*)(sn=%[1]s*))", names[i%len(names)][:5]) }},
		{"contains 4", func(i int) string {
			return fmt.Sprintf("(|(cn=*%[1]s*)(sn=*%[1]s*)(telephoneNumber=*%[1]s*))", names[i%len(names)][1:5])
		}},
		{"two words", func(i int) string { // others each time, all over the alphabet
			return fmt.Sprintf("(cn=%s %s*)", firsts[i*7919%len(firsts)], names[i*len(names)/variants][:3])
		}},
		{"first page", func(int) string { return "(objectClass=inetOrgPerson)" }},
		{"nobody", func(i int) string { return fmt.Sprintf("(|(cn=zqx%[1]s*)(sn=zqx%[1]s*))", names[i%len(names)]) }},
	} {
		b.Run(c.name, func(b *testing.B) {
			requests := make([][]byte, variants)
			for i := range requests {
				requests[i] = page(b, c.filter(i))
			}
			conn, client := benchConnection(s, account)
			client.requests = requests
			serve := func() {
				if err := conn.serveOne(); err != nil {
					b.Fatal(err)
				}
			}
			for range requests {
				serve()
			}
			if client.written < len(requests)*14 {
				b.Fatalf("%d bytes answer %d requests", client.written, len(requests))
			}
			b.ReportAllocs()
			before := processorTime(b)
			for b.Loop() {
				serve()
			}
			b.ReportMetric(float64(processorTime(b)-before)/float64(b.N), "cpu-ns/op")
		})
	}
}

// benchServer makes a server of a made-up directory, and an account that sees names and numbers.
func benchServer(b *testing.B) (*Server, directory.Account) {
	contacts := 10_000
	if n, err := strconv.Atoi(os.Getenv("LDAP_CONTACTS")); err == nil {
		contacts = n
	}
	d, err := directory.Open(filepath.Join(b.TempDir(), "annuaire.db"), directory.Config{NoSync: true})
	if err != nil {
		b.Fatal(err)
	}
	b.Cleanup(func() { d.Close() })
	var file bytes.Buffer
	if err := sample.CSV(&file, contacts, contacts/100, 1); err != nil {
		b.Fatal(err)
	}
	if _, err := exchange.Import(context.Background(), d, &file, exchange.Options{
		CreateFolders: true, Limits: exchange.Limits{Bytes: int64(file.Len()), Rows: contacts},
	}); err != nil {
		b.Fatal(err)
	}
	account, _, err := d.AddAccount(context.Background(), directory.AccountDraft{Name: "phones"})
	if err != nil {
		b.Fatal(err)
	}
	tree, err := dit.New(d, dit.Options{BaseDN: base, SizeLimit: 500, LookThrough: time.Minute})
	if err != nil {
		b.Fatal(err)
	}
	runtime.GC()
	return New(d, tree, Options{}), account
}

// benchConnection is a connection that the account is bound on, and its client.
func benchConnection(s *Server, account directory.Account) (*connection, *loop) {
	client := &loop{}
	conn := newConnection(s, client, false)
	conn.session.account, conn.session.credential = account.ID, credentialVersion(account)
	return conn, client
}

// sampled are last names of five unaccented letters or more, first names, and numbers, of people all over the alphabet.
func sampled(s *directory.Snapshot) (names, firsts, numbers []string) {
	i := 0
	for d := range s.People.Search(context.Background(), directorysearch.Query{Where: directorysearch.Expr{Op: directorysearch.OfKind, Kinds: directorysearch.Kinds(directorysearch.Contact)}}) {
		if i++; i%13 != 0 {
			continue
		}
		for v := range d.Each(directorysearch.LastName, 0, false) {
			if folded := directorysearch.Fold(v.Text); len(folded) >= 5 && len(folded) == len(v.Text) {
				names = append(names, folded)
			}
		}
		for v := range d.Each(directorysearch.FirstName, 0, false) {
			firsts = append(firsts, directorysearch.Fold(v.Text))
		}
		for v := range d.Each(directorysearch.Work, 0, false) {
			numbers = append(numbers, v.Text)
		}
	}
	return names, firsts, numbers
}

// page is a request for the first 50 entries as phones make it.
func page(b *testing.B, filter string) []byte {
	compiled, err := ldap.CompileFilter(filter)
	if err != nil {
		b.Fatalf("filter %s: %v", filter, err)
	}
	p := ber.AppendString(nil, ber.OctetString, base)
	p = ber.AppendInteger(p, ber.Enumerated, int64(message.WholeSubtree))
	p = ber.AppendInteger(p, ber.Enumerated, 0)
	p = ber.AppendInteger(p, ber.Integer, 50)
	p = ber.AppendInteger(p, ber.Integer, 0)
	p = ber.AppendBoolean(p, ber.Boolean, false)
	p = append(p, compiled.Bytes()...)
	p, list := ber.Begin(p, ber.Sequence)
	for _, name := range []string{"cn", "telephoneNumber", "mobile", "shortNumber"} {
		p = ber.AppendString(p, ber.OctetString, name)
	}
	return pack(1, message.TagSearchRequest, ber.End(p, list))
}

// loop is a client that asks the same requests again and again, each once the one before is answered.
type loop struct {
	net.Conn // nil: what is not below is not called
	requests [][]byte
	next     int
	written  int
	last     []byte // what was written last
}

func (l *loop) Read(p []byte) (int, error) {
	n := copy(p, l.requests[l.next%len(l.requests)])
	l.next++
	return n, nil
}

func (l *loop) Write(p []byte) (int, error) {
	l.written += len(p)
	l.last = append(l.last[:0], p...)
	return len(p), nil
}

func (l *loop) SetReadDeadline(time.Time) error  { return nil }
func (l *loop) SetWriteDeadline(time.Time) error { return nil }
func (l *loop) RemoteAddr() net.Addr {
	return net.TCPAddrFromAddrPort(netip.MustParseAddrPort("192.0.2.1:1"))
}

// processorTime is what the process has taken of the processors: on a machine that others work on too, it says more than the time that passed.
func processorTime(b *testing.B) time.Duration {
	var u syscall.Rusage
	if err := syscall.Getrusage(syscall.RUSAGE_SELF, &u); err != nil {
		b.Fatal(err)
	}
	return time.Duration(u.Utime.Nano() + u.Stime.Nano())
}
