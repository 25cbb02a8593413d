package ldapserver

import (
	"bytes"
	"crypto/tls"
	"net"
	"runtime"
	"slices"
	"strings"
	"testing"
	"time"

	"annuaire/ldapserver/ber"
	"annuaire/ldapserver/message"
)

// Each of these ended the connection, the process or the memory of some server. Here each gets what RFC 4511 says, or
// loses its own connection; a bystander on the same server is served all the while.
func TestNastyClients(t *testing.T) {
	_, address, f := startServer(t, Options{Anonymous: loopback()})
	bystander := dial(t, address)
	bystander.wantBind(3, "phones", f.secret, message.Success)
	for name, attack := range map[string]func(c *client){
		"the search that a Snom sends, with a non-minimal integer": func(c *client) {
			c.sendHex(snomSearch)
			c.want(2, message.TagSearchDone, message.NoSuchObject)
			c.wantAlive()
		},
		"LDAPv2 bind": func(c *client) {
			c.wantBind(2, "cn=phones,"+base, f.secret, message.Success)
			c.wantAlive()
		},
		"abandon": func(c *client) {
			c.send(abandon(2), abandon(2), abandon(2))
			c.wantAlive()
		},
		"modifyDN": func(c *client) {
			c.send(write(2, message.TagModifyDNRequest, "uid=jean.martin,"+base))
			c.want(2, message.TagModifyDNResponse, message.UnwillingToPerform)
			c.wantAlive()
		},
		"SASL bind": func(c *client) {
			c.send(saslBind(2, "DIGEST-MD5"))
			c.want(2, message.TagBindResponse, message.AuthMethodNotSupported)
			c.wantAlive()
		},
		"HTTP": func(c *client) {
			c.send([]byte("GET /phonebook.xml HTTP/1.1\r\nHost: phonebook\r\n\r\n"))
			c.wantNotice(message.ProtocolError)
		},
		"SIP": func(c *client) {
			c.send([]byte("REGISTER sip:example.com SIP/2.0\r\n" + strings.Repeat("Via: x\r\n", 5_000)))
			c.wantNotice(message.ProtocolError)
		},
		"TLS client hello": func(c *client) {
			secured := tls.Client(c.conn, &tls.Config{InsecureSkipVerify: true})
			if err := c.conn.SetDeadline(time.Now().Add(patience)); err != nil {
				t.Fatal(err)
			}
			if err := secured.Handshake(); err == nil {
				t.Error("a TLS handshake succeeds on the port for plain LDAP")
			}
		},
		"a length of 4 GiB": func(c *client) {
			c.sendHex("3084ffffffff 020101")
			c.wantNotice(message.ProtocolError)
		},
		"a length of 4 GiB, and bytes without end": func(c *client) {
			c.sendHex("3084ffffffff 020101")
			for range 64 {
				if c.trySend(make([]byte, 1<<20)) != nil {
					return
				}
			}
			t.Error("64 MiB were read from a client that was to be closed")
		},
		"a length of 64 KiB, and no more": func(c *client) {
			c.sendHex("30830000ff 020101")
		},
		"indefinite length": func(c *client) {
			c.sendHex("3080 020101 4200 0000")
			c.wantNotice(message.ProtocolError)
		},
		"10,000 nested filters": func(c *client) {
			c.send(search(2, base, message.WholeSubtree, not(10_000, present("cn"))))
			c.want(2, message.TagSearchDone, message.AdminLimitExceeded)
			c.wantAlive()
		},
		"10,000 filters side by side": func(c *client) {
			c.send(search(2, base, message.WholeSubtree, or(slices.Repeat([][]byte{present("cn")}, 10_000)...)))
			c.want(2, message.TagSearchDone, message.AdminLimitExceeded)
			c.wantAlive()
		},
		"a filter unknown to RFC 4511": func(c *client) {
			c.send(search(2, base, message.WholeSubtree, ber.AppendString(nil, ber.Context|30, "x")))
			c.wantEntries(2, message.Success)
			c.wantAlive()
		},
		"unbind and more": func(c *client) {
			c.send(unbind(1), whoAmI(2))
			c.wantClosed()
		},
		"half a request": func(c *client) {
			c.send(whoAmI(1)[:9])
		},
		"a reset in the middle of an answer": func(c *client) {
			c.send(slices.Repeat(search(1, base, message.WholeSubtree, present("cn")), 100))
			if err := c.conn.(*net.TCPConn).SetLinger(0); err != nil {
				t.Fatal(err)
			}
		},
		"an end of the sending side only": func(c *client) {
			c.send(whoAmI(1), whoAmI(2))
			if err := c.conn.(*net.TCPConn).CloseWrite(); err != nil {
				t.Fatal(err)
			}
			c.want(1, message.TagExtendedResponse, message.Success)
			c.want(2, message.TagExtendedResponse, message.Success)
			c.wantClosed()
		},
		"zeros": func(c *client) {
			c.send(make([]byte, 100_000))
			c.wantNotice(message.ProtocolError)
		},
	} {
		t.Run(name, func(t *testing.T) {
			c := dial(t, address)
			attack(c)
			bystander.wantIdentity(bound)
			dial(t, address).wantAlive()
			if err := c.conn.Close(); err != nil {
				t.Log(err)
			}
			bystander.wantIdentity(bound)
		})
	}
}

// snomSearch is what a Snom desk phone sends, as captured (zivillian/ldap.net, CanReadSnomSearchRequest).
const snomSearch = `306c0201026367041364633d6576656e7470686f6e652c64633d64650a01020a010002020032020100010100
a11ba40c0402736e300680046d6a616da40b04016c300680046d6a616d30230402736e04016c040f74656c65
70686f6e654e756d62657204096a70656750686f746f`

func TestFilterLimitsBelowAtAndAbove(t *testing.T) {
	_, address, _ := startServer(t, Options{Anonymous: loopback()})
	c := dial(t, address)
	wide := func(n int) []byte { return or(slices.Repeat([][]byte{initial("sn", "x")}, n-1)...) }
	for name, tt := range map[string]struct {
		filter []byte
		code   message.ResultCode
	}{
		"depth below": {not(30, present("mail")), message.Success},
		"depth at":    {not(31, present("mail")), message.Success},
		"depth above": {not(32, present("mail")), message.AdminLimitExceeded},
		"nodes below": {wide(63), message.Success},
		"nodes at":    {wide(64), message.Success},
		"nodes above": {wide(65), message.AdminLimitExceeded},
	} {
		c.note("-- %s", name)
		c.send(search(3, base, message.BaseObject, tt.filter))
		r := c.next()
		if r.tag == message.TagSearchEntry {
			r = c.next()
		}
		if r.id != 3 || r.tag != message.TagSearchDone || r.code != tt.code {
			t.Errorf("%s: got %+v, want %v", name, r, tt.code)
		}
	}
}

func TestClientsThatAnnounceMuchAndSendLittleCostLittle(t *testing.T) {
	s, address, _ := startServer(t, Options{})
	heap := func() int64 {
		runtime.GC()
		var m runtime.MemStats
		runtime.ReadMemStats(&m)
		return int64(m.HeapAlloc)
	}
	before := heap()
	const clients = 300
	for range clients {
		c := dial(t, address)
		c.wantAlive()
		c.send([]byte("\x30\x82\xff\x00\x02\x01\x01"))
	}
	if n := s.Stats().Open; n != clients {
		t.Fatalf("%d connections open, want %d", n, clients)
	}
	if grown := heap() - before; grown > clients*20<<10 { // what they announced is more than three times as much
		t.Errorf("%d clients cost %d bytes", clients, grown)
	}
}

func TestAClientThatSendsSearchesAndReadsNothingCostsNobodyElse(t *testing.T) {
	_, address, _ := startServer(t, Options{Anonymous: loopback()})
	deaf, bystander := dial(t, address), dial(t, address)
	if err := deaf.conn.(*net.TCPConn).SetReadBuffer(4 << 10); err != nil {
		t.Fatal(err)
	}
	ended := make(chan struct{})
	go func() { // sends until the server, which can not get rid of its answers, reads no more; and then waits
		defer close(ended)
		storm := bytes.Repeat(search(1, base, message.WholeSubtree, present("cn")), 1_000)
		for deaf.trySend(storm) == nil {
		}
	}()
	for range 200 {
		bystander.wantAlive()
	}
	if err := deaf.conn.Close(); err != nil {
		t.Fatal(err)
	}
	<-ended
	bystander.wantAlive()
}
