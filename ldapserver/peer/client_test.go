package peer

import (
	"errors"
	"io"
	"net"
	"os"
	"slices"
	"syscall"
	"testing"
	"time"

	ber "github.com/go-asn1-ber/asn1-ber"
	"github.com/jimlambrt/gldap"
)

// patience bounds what must happen soon; it is waited for in full only by a test that fails.
const patience = 20 * time.Second

// serveRoutes runs a gldap server and returns its address. It ends with the test, after the clients dialled by it.
func serveRoutes(t testing.TB, routes func(*gldap.Mux) error, options ...gldap.Option) *Server {
	t.Helper()
	mux, err := gldap.NewMux()
	if err != nil {
		t.Fatal(err)
	}
	if err := routes(mux); err != nil {
		t.Fatal(err)
	}
	s, err := run(t.Context(), mux, options...)
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() {
		if err := s.Stop(); err != nil {
			t.Error(err)
		}
	})
	return s
}

// client speaks LDAP as bytes, so that it can send what no library would.
type client struct {
	t    testing.TB
	conn net.Conn
}

func dial(t testing.TB, s *Server) client {
	t.Helper()
	conn, err := net.Dial("tcp", s.Addr())
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { _ = conn.Close() }) // a test may have closed it
	if err := conn.SetDeadline(time.Now().Add(patience)); err != nil {
		t.Fatal(err)
	}
	return client{t, conn}
}

// send writes messages with one write.
func (c client) send(messages ...[]byte) {
	c.t.Helper()
	if _, err := c.conn.Write(slices.Concat(messages...)); err != nil {
		c.t.Fatal(err)
	}
}

// receive reads one message and returns its ID and operation.
func (c client) receive() (id int64, op *ber.Packet) {
	c.t.Helper()
	p, err := ber.ReadPacket(c.conn)
	if err != nil {
		c.t.Fatal(err)
	}
	return p.Children[0].Value.(int64), p.Children[1]
}

// isClosed waits for the server to send something or to close the connection, and tells which.
func (c client) isClosed() bool {
	c.t.Helper()
	n, err := c.conn.Read(make([]byte, 1))
	if errors.Is(err, os.ErrDeadlineExceeded) {
		c.t.Fatal("the server neither answers nor closes the connection")
	}
	return n == 0 && (errors.Is(err, io.EOF) || errors.Is(err, syscall.ECONNRESET))
}

// searchUntilClosed searches again and again until the server closes the connection, and counts the answers.
func (c client) searchUntilClosed() (answered int) {
	c.t.Helper()
	for id := int64(2); ; id++ {
		if _, err := c.conn.Write(searchRequest(id)); err != nil {
			return answered
		}
		if _, err := ber.ReadPacket(c.conn); errors.Is(err, os.ErrDeadlineExceeded) {
			c.t.Fatalf("%d requests are answered, and the connection is still open", answered)
		} else if err != nil {
			return answered
		}
		answered++
	}
}

// request is a message.
func request(id int64, op *ber.Packet) []byte {
	p := ber.NewSequence("")
	p.AppendChild(ber.NewInteger(ber.ClassUniversal, ber.TypePrimitive, ber.TagInteger, id, ""))
	p.AppendChild(op)
	return p.Bytes()
}

// operation is an application-tagged sequence of parts.
func operation(tag ber.Tag, parts ...*ber.Packet) *ber.Packet {
	p := ber.Encode(ber.ClassApplication, ber.TypeConstructed, tag, nil, "")
	for _, part := range parts {
		p.AppendChild(part)
	}
	return p
}

func octets(s string) *ber.Packet {
	return ber.NewString(ber.ClassUniversal, ber.TypePrimitive, ber.TagOctetString, s, "")
}

func contextual(tag ber.Tag, s string) *ber.Packet {
	return ber.NewString(ber.ClassContext, ber.TypePrimitive, tag, s, "")
}

func number(tag ber.Tag, n int) *ber.Packet {
	return ber.NewInteger(ber.ClassUniversal, ber.TypePrimitive, tag, int64(n), "")
}

func bindRequest(id int64, version int, name string, authentication *ber.Packet) []byte {
	return request(id, operation(0, number(ber.TagInteger, version), octets(name), authentication))
}

func anonymousBind(id int64) []byte { return bindRequest(id, 3, "", contextual(0, "")) }

// searchRequest asks for everything below dc=x.
func searchRequest(id int64) []byte {
	return request(id, operation(3, octets("dc=x"), number(ber.TagEnumerated, 2), number(ber.TagEnumerated, 0), number(ber.TagInteger, 0),
		number(ber.TagInteger, 0), ber.NewBoolean(ber.ClassUniversal, ber.TypePrimitive, ber.TagBoolean, false, ""),
		contextual(7, "objectClass"), ber.NewSequence("")))
}
