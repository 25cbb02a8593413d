package ldapserver

import (
	"encoding/hex"
	"errors"
	"fmt"
	"io"
	"net"
	"strings"
	"sync"
	"syscall"
	"testing"
	"time"

	asn1 "github.com/go-asn1-ber/asn1-ber"

	"annuaire/ldapserver/ber"
	"annuaire/ldapserver/message"
)

// patience is how long a test waits for what must happen. It is no measure of anything.
const patience = 20 * time.Second

// client speaks LDAP byte by byte. What it sent and got is printed when its test fails. Answers are read with
// go-asn1-ber, so that the server's own BER is not its judge.
type client struct {
	t        *testing.T
	conn     net.Conn
	patience time.Duration

	mu  sync.Mutex
	log []string
}

func newClient(t *testing.T, conn net.Conn) *client {
	c := &client{t: t, conn: conn, patience: patience}
	t.Cleanup(func() {
		if err := c.conn.Close(); err != nil && !errors.Is(err, net.ErrClosed) {
			t.Log(err)
		}
		if t.Failed() {
			c.mu.Lock()
			defer c.mu.Unlock()
			t.Logf("transcript:\n%s", strings.Join(c.log, "\n"))
		}
	})
	return c
}

// dial connects to a server over TCP.
func dial(t *testing.T, address string) *client {
	t.Helper()
	conn, err := net.DialTimeout("tcp", address, patience)
	if err != nil {
		t.Fatal(err)
	}
	return newClient(t, conn)
}

func (c *client) note(format string, args ...any) {
	c.mu.Lock()
	defer c.mu.Unlock()
	line := fmt.Sprintf(format, args...)
	if len(line) > 400 {
		line = fmt.Sprintf("%s… (%d characters)", line[:400], len(line))
	}
	c.log = append(c.log, line)
}

// send writes b, in one piece.
func (c *client) send(b ...[]byte) {
	c.t.Helper()
	if err := c.trySend(b...); err != nil {
		c.t.Fatalf("sending: %v", err)
	}
}

// trySend is send where the server may be gone.
func (c *client) trySend(b ...[]byte) error {
	var all []byte
	for _, m := range b {
		c.note("< %x", m)
		all = append(all, m...)
	}
	if err := c.conn.SetWriteDeadline(time.Now().Add(c.patience)); err != nil {
		return err
	}
	_, err := c.conn.Write(all)
	return err
}

func (c *client) sendHex(s string) {
	c.t.Helper()
	b, err := hex.DecodeString(strings.NewReplacer(" ", "", "\n", "").Replace(s))
	if err != nil {
		c.t.Fatal(err)
	}
	c.send(b)
}

// response is any message of the server.
type response struct {
	id      int64
	tag     message.Tag
	code    message.ResultCode // of what is an LDAPResult
	matched string
	text    string  // the diagnostic message
	dn      string  // of an entry
	name    string  // of an extended response
	value   *string // of an extended response

	attributes string // of an entry, as LDIF writes them
	controls   string // what they say, each on a line
	cookie     string // of a page, or context of a view
}

// entry writes down an entry as LDIF does.
func (r response) entry() string {
	return "dn: " + r.dn + "\n" + r.attributes
}

// receive reads one message.
func (c *client) receive() (response, error) {
	if err := c.conn.SetReadDeadline(time.Now().Add(c.patience)); err != nil {
		return response{}, err
	}
	p, err := asn1.ReadPacket(c.conn)
	if err != nil {
		c.note("> (%v)", err)
		return response{}, err
	}
	c.note("> %x", p.Bytes())
	if len(p.Children) < 2 {
		return response{}, fmt.Errorf("message of %d elements", len(p.Children))
	}
	id, ok := p.Children[0].Value.(int64)
	if !ok {
		return response{}, errors.New("message ID is no integer")
	}
	op := p.Children[1]
	r := response{id: id, tag: message.Tag(ber.Application) | message.Tag(op.TagType) | message.Tag(op.Tag)}
	if len(p.Children) > 2 {
		for _, control := range p.Children[2].Children {
			says, cookie := readAnswerControl(control)
			r.controls, r.cookie = r.controls+says+"\n", r.cookie+cookie
		}
	}
	if r.tag == message.TagSearchEntry {
		r.dn = text(op.Children[0])
		for _, attribute := range op.Children[1].Children {
			for _, value := range attribute.Children[1].Children {
				r.attributes += text(attribute.Children[0]) + ": " + text(value) + "\n"
			}
		}
		return r, nil
	}
	if len(op.Children) < 3 {
		return response{}, fmt.Errorf("result of %d elements", len(op.Children))
	}
	code, ok := op.Children[0].Value.(int64)
	if !ok {
		return response{}, errors.New("result code is no integer")
	}
	r.code = message.ResultCode(code)
	r.matched, r.text = text(op.Children[1]), text(op.Children[2])
	for _, extra := range op.Children[3:] {
		switch extra.Tag {
		case 10:
			r.name = text(extra)
		case 11:
			r.value = new(text(extra))
		}
	}
	return r, nil
}

func text(p *asn1.Packet) string { return p.Data.String() }

// next is the next message, which must come.
func (c *client) next() response {
	c.t.Helper()
	r, err := c.receive()
	if err != nil {
		c.t.Fatalf("receiving: %v", err)
	}
	return r
}

// want checks the next message.
func (c *client) want(id int64, tag message.Tag, code message.ResultCode) response {
	c.t.Helper()
	r := c.next()
	if r.id != id || r.tag != tag || r.code != code {
		c.t.Fatalf("got message %d, %v, %v (%s); want %d, %v, %v", r.id, r.tag, r.code, r.text, id, tag, code)
	}
	return r
}

// wantNotice checks that the server says goodbye, and why, and that it closes.
func (c *client) wantNotice(code message.ResultCode) {
	c.t.Helper()
	r := c.want(0, message.TagExtendedResponse, code)
	if r.name != message.OIDNoticeOfDisconnection {
		c.t.Fatalf("response name %q, want that of a notice of disconnection", r.name)
	}
	c.wantClosed()
}

// wantClosed checks that the server sends nothing more and closes.
func (c *client) wantClosed() {
	c.t.Helper()
	r, err := c.receive()
	switch {
	case err == nil:
		c.t.Fatalf("got %+v, want the end of the connection", r)
	case !errors.Is(err, io.EOF) && !errors.Is(err, io.ErrClosedPipe) && !errors.Is(err, syscall.ECONNRESET):
		c.t.Fatalf("want the end of the connection, got: %v", err)
	}
}

// wantEntries checks the entries of the answer to a search, in order, and its result.
func (c *client) wantEntries(id int64, code message.ResultCode, dns ...string) {
	c.t.Helper()
	for _, dn := range dns {
		if r := c.next(); r.id != id || r.tag != message.TagSearchEntry || r.dn != dn {
			c.t.Fatalf("got %+v, want the entry %q of search %d", r, dn, id)
		}
	}
	c.want(id, message.TagSearchDone, code)
}

// wantAlive checks that the connection still answers.
func (c *client) wantAlive() {
	c.t.Helper()
	c.send(whoAmI(99))
	c.want(99, message.TagExtendedResponse, message.Success)
}
