package ldapserver

import (
	"bytes"
	"context"
	"encoding/hex"
	"errors"
	"net/netip"
	"strings"
	"testing"

	"annuaire/ldapserver/ber"
	"annuaire/ldapserver/message"
)

// watching collects what a watcher is shown until it is told to stop.
type watching struct {
	t     *testing.T
	shown chan Watched
	stop  context.CancelFunc
	ended chan error
}

func (s *Server) watched(t *testing.T, w Watch) *watching {
	t.Helper()
	ctx, stop := context.WithCancel(t.Context())
	all := &watching{t: t, shown: make(chan Watched, watchBuffer), stop: stop, ended: make(chan error, 1)}
	begun := make(chan struct{})
	go func() {
		all.ended <- s.Watch(ctx, w, func() { close(begun) }, func(r Watched) error { all.shown <- r; return nil })
	}()
	<-begun
	t.Cleanup(stop)
	return all
}

// next is the next request that is shown: who asked, what, and the answer.
func (w *watching) next(account, request, answer string) Watched {
	w.t.Helper()
	r := <-w.shown
	if r.Account != account || r.Request != request || !strings.HasPrefix(r.Answer, answer) {
		w.t.Errorf("shown: %q asks %s\nand gets %s\nwant: %q asks %s\nand gets %s", r.Account, r.Request, r.Answer, account, request, answer)
	}
	return r
}

func TestEachRequestIsShownToAWatcher(t *testing.T) {
	s, address, f := startServer(t, Options{})
	w := s.watched(t, Watch{})
	c := dial(t, address)
	c.wantBind(3, "phones", "wrong", message.InvalidCredentials)
	w.next("", `bind v3 name=phones`, `invalidCredentials`)
	c.wantBind(3, "cn=phones,"+base, f.secret, message.Success)
	w.next("", `bind v3 name="cn=phones,dc=phonebook"`, `success`)
	c.send(byName(2, "mart"))
	c.wantEntries(2, message.Success, jean, ana)
	r := w.next("phones", `search base="dc=phonebook" scope=sub filter=(|(cn=mart*)(sn=mart*)) size=0 time=0`, "success")
	if r.Entries != 2 || r.Remote != c.conn.LocalAddr().String() || r.Raw != nil || r.Missed != 0 {
		t.Errorf("%+v", r)
	}
	c.send(search(3, "dc=other", message.BaseObject, present("cn"), control{manageIT, false}, control{unheard, true}))
	c.want(3, message.TagSearchDone, message.UnavailableCriticalExtension)
	w.next("phones", `search base="dc=other" scope=base filter=(cn=*) size=0 time=0 control=`+manageIT+` control=`+unheard+`!`, "unavailableCriticalExtension")
	c.send(compare(4, jean))
	c.want(4, message.TagCompareResponse, message.CompareTrue)
	w.next("phones", `compare entry="uid=jean.martin,dc=phonebook" attribute=cn value="Jean Martin"`, "compareTrue")
	c.wantAlive()
	w.next("phones", `extended WhoAmI`, "success")
	c.send(write(5, message.TagDeleteRequest, jean), saslBind(6, "DIGEST-MD5"), startTLS(7), abandon(8))
	w.next("phones", `delete entry="uid=jean.martin,dc=phonebook"`, "unwillingToPerform")
	w.next("phones", `bind v3 name="" sasl=DIGEST-MD5`, "authMethodNotSupported")
	w.next("", `extended StartTLS`, "protocolError")
	w.next("", `abandon id=1`, "no answer")
	c.send(pack(9, message.TagSearchRequest, nil))
	if r := <-w.shown; !strings.HasPrefix(r.Request, "unreadable: ") || !strings.HasPrefix(r.Answer, "protocolError") {
		t.Errorf("%+v", r)
	}
	c.send([]byte("GET / HTTP/1.1\r\n"))
	w.next("", "the connection ends", `"not an LDAP message"`)
	w.stop()
	if err := <-w.ended; err != nil {
		t.Error(err)
	}
	if s.watchers.Load() != nil {
		t.Error("somebody watches still")
	}
}

func TestAWatcherMayAskForOneAccountOrAddress(t *testing.T) {
	s, address, f := startServer(t, Options{Anonymous: loopback()})
	boss := f.account("boss")
	phones := s.watched(t, Watch{Account: "CN=Phones," + base})
	here := s.watched(t, Watch{Address: netip.MustParseAddr("::ffff:127.0.0.1")})
	elsewhere := s.watched(t, Watch{Address: netip.MustParseAddr("192.0.2.1")})
	c := dial(t, address)
	c.wantBind(3, "boss", boss, message.Success)
	c.wantAlive()
	c.wantBind(3, "phones", "wrong", message.InvalidCredentials)
	c.wantBind(3, "phones", f.secret, message.Success)
	c.wantBind(3, "", "", message.Success)
	phones.next("boss", "bind v3 name=phones", "invalidCredentials") // in its name
	phones.next("", "bind v3 name=phones", "success")
	phones.next("phones", `bind v3 name=""`, "success")
	here.next("", "bind v3 name=boss", "success")
	here.next("boss", "extended WhoAmI", "success")
	if n := len(elsewhere.shown) + len(phones.shown); n != 0 {
		t.Errorf("%d requests more are shown", n)
	}
}

// What a watcher is shown never has a secret in it, in whatever kind of request somebody puts one.
func TestNoSecretIsShown(t *testing.T) {
	s, address, _ := startServer(t, Options{Anonymous: loopback()})
	w := s.watched(t, Watch{Raw: true})
	c := dial(t, address)
	const secret = "hunter2hunter2"
	ava := func(attribute string) []byte {
		return ber.AppendString(ber.AppendString(nil, ber.OctetString, attribute), ber.OctetString, secret)
	}
	equal := func(attribute string) []byte {
		return ber.AppendString(nil, ber.Context|ber.Constructed|3, ava(attribute))
	}
	for name, request := range map[string][]byte{
		"a simple bind":             simpleBind(1, 3, "phones", secret),
		"a simple bind, controlled": simpleBind(1, 3, "phones", secret, control{unheard, true}),
		"SASL":                      saslBind(1, "PLAIN", "\x00phones\x00"+secret),
		"SASL mechanisms":           saslBind(1, "EXTERNAL", secret),
		"Password Modify":           passwordModify(1, nil, new(secret), new(secret)),
		"Password Modify of none":   extended(1, message.OIDPasswordModify, []byte(secret)),
		"an unknown operation":      extended(1, "1.2.3", []byte(secret)),
		"a search":                  search(1, base, message.WholeSubtree, not(2, or(equal("userPassword"), present("cn")))),
		"a search by identifier":    search(1, base, message.WholeSubtree, equal("2.5.4.35")),
		"a comparison": pack(1, message.TagCompareRequest,
			ber.AppendString(ber.AppendString(nil, ber.OctetString, jean), ber.Sequence, ava("userpassword"))),
		"a change":             pack(1, message.TagModifyRequest, ber.AppendString(ber.AppendString(nil, ber.OctetString, jean), ber.Sequence, secret)),
		"a bind cut short":     pack(1, message.TagBindRequest, append(ber.AppendInteger(nil, ber.Integer, 3), secret...)),
		"a bind of no version": pack(1, message.TagBindRequest, ber.AppendString(nil, ber.OctetString, secret)),
	} {
		t.Run(name, func(t *testing.T) {
			c.note("-- %s", name)
			c.send(request)
			c.next()
			r := <-w.shown
			if strings.Contains(r.Request+r.Answer, "hunter") || bytes.Contains(r.Raw, []byte("hunter")) {
				t.Errorf("%s %s %x", r.Request, r.Answer, r.Raw)
			}
			if !bytes.HasPrefix(request, r.Raw) || len(r.Raw)+r.Cut != len(request) {
				t.Errorf("%x of %x, %d bytes cut", r.Raw, request, r.Cut)
			}
		})
	}
}

func TestTheMessageIsShownAsItArrived(t *testing.T) {
	s, address, f := startServer(t, Options{})
	w := s.watched(t, Watch{Raw: true})
	c := dial(t, address)
	bind := simpleBind(1, 3, "phones", f.secret)
	c.send(bind)
	c.want(1, message.TagBindResponse, message.Success)
	if r := <-w.shown; !bytes.HasSuffix(r.Raw, []byte("phones")) || r.Cut != len(f.secret)+2 {
		t.Errorf("%x and %d bytes", r.Raw, r.Cut)
	}
	c.sendHex(snomSearch)
	c.want(2, message.TagSearchDone, message.NoSuchObject)
	if r := <-w.shown; hex.EncodeToString(r.Raw) != strings.Join(strings.Fields(snomSearch), "") {
		t.Errorf("%x", r.Raw)
	}
}

// Phones do not wait for who watches: what a watcher is too slow for, it misses, and learns how much that was.
func TestASlowWatcherSlowsNobody(t *testing.T) {
	s, address, f := startServer(t, Options{})
	held, begun := make(chan struct{}), make(chan struct{})
	var shown []Watched
	ended := make(chan error, 1)
	go func() {
		ended <- s.Watch(t.Context(), Watch{}, func() { close(begun) }, func(r Watched) error {
			if shown = append(shown, r); len(shown) == 1 {
				<-held
			}
			if r.Missed > 0 {
				return errors.New("missed some")
			}
			return nil
		})
	}()
	<-begun
	c := dial(t, address)
	c.wantBind(3, "phones", f.secret, message.Success)
	for range watchBuffer + 50 {
		c.wantAlive()
	}
	close(held)
	for {
		select {
		case err := <-ended:
			if last := shown[len(shown)-1]; err == nil || last.Missed < 49 {
				t.Errorf("%v after %d requests, %d missed", err, len(shown), last.Missed)
			}
			return
		default:
			c.wantAlive()
		}
	}
}

func TestWatchingEndsWithTheServer(t *testing.T) {
	f := newFixture(t)
	s := New(f.directory, f.tree, Options{})
	w := s.watched(t, Watch{})
	if err := s.Shutdown(t.Context()); err != nil {
		t.Fatal(err)
	}
	if err := <-w.ended; err != nil {
		t.Error(err)
	}
}

func TestWhatIsShownFitsALine(t *testing.T) {
	long := describe(&message.Message{Op: &message.BindRequest{Name: strings.Repeat("é", 10_000)}}, nil)
	if len(long) > longestShown+len("…") {
		t.Errorf("%d bytes", len(long))
	}
	name := describe(&message.Message{Op: &message.BindRequest{Version: 2, Simple: true, Name: "a\x1b[2Jb\n"}}, nil)
	if want := `bind v2 name="a\x1b[2Jb\n"`; name != want {
		t.Errorf("%s, want %s", name, want)
	}
}
