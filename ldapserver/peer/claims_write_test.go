package peer

import (
	"bytes"
	"crypto/tls"
	"crypto/x509"
	"errors"
	"io"
	"net"
	"net/http/httptest"
	"testing"

	ber "github.com/go-asn1-ber/asn1-ber"
	"github.com/jimlambrt/gldap"
)

// Expected: the entries of an answer are written together.
func TestGldapWritesEachEntryByItself(t *testing.T) {
	const entries = 50
	certified := httptest.NewTLSServer(nil)
	certified.Close()
	pool := x509.NewCertPool()
	pool.AddCert(certified.Certificate())

	// With TLS 1.2 each write of the server's is one record, and the type of records can be seen.
	s := serveRoutes(t, func(mux *gldap.Mux) error {
		return errors.Join(
			mux.ExtendedOperation(func(w *gldap.ResponseWriter, r *gldap.Request) {
				response := r.NewExtendedResponse(gldap.WithResponseCode(gldap.ResultSuccess))
				_ = w.Write(response)
				if err := r.StartTLS(&tls.Config{Certificates: certified.TLS.Certificates, MaxVersion: tls.VersionTLS12}); err != nil {
					t.Error(err)
				}
			}, gldap.ExtendedOperationStartTLS),
			mux.Search(func(w *gldap.ResponseWriter, r *gldap.Request) {
				for range entries {
					_ = w.Write(r.NewSearchResponseEntry("uid=a,dc=x"))
				}
				succeed(w, r)
			}))
	})
	plain := dial(t, s)
	plain.send(request(1, operation(23, contextual(0, string(gldap.ExtendedOperationStartTLS)))))
	plain.receive()
	var wire bytes.Buffer
	conn := tls.Client(recorded{plain.conn, &wire}, &tls.Config{RootCAs: pool, ServerName: "example.com"})
	if err := conn.Handshake(); err != nil {
		t.Fatal(err)
	}
	wire.Reset()
	c := client{t, conn}
	c.send(searchRequest(2))
	for range entries + 1 {
		c.receive()
	}
	if n := records(t, wire.Bytes()); n != entries+1 {
		t.Errorf("%d entries and a result are written in %d records", entries, n)
	}
}

// recorded keeps what is read from the connection.
type recorded struct {
	net.Conn
	read io.Writer
}

func (r recorded) Read(b []byte) (int, error) { return io.TeeReader(r.Conn, r.read).Read(b) }

// records counts TLS records of application data.
func records(t *testing.T, wire []byte) (n int) {
	const header, applicationData = 5, 23
	for len(wire) >= header {
		if wire[0] != applicationData {
			t.Fatalf("a record of type %d", wire[0])
		}
		wire = wire[header+int(wire[3])<<8+int(wire[4]):]
		n++
	}
	return n
}

// Expected: an entry is encoded once.
func TestGldapEncodesEachEntryTwice(t *testing.T) {
	const runs = 21 // AllocsPerRun runs once more than it counts
	allocations := make(chan float64, 1)
	names := []string{"sn", "givenName", "cn", "telephoneNumber", "mobile", "mail", "o", "ou", "title", "l"}
	size := len(onceEncoded(names))
	s := serveRoutes(t, func(mux *gldap.Mux) error {
		return mux.Search(func(w *gldap.ResponseWriter, r *gldap.Request) {
			entry := r.NewSearchResponseEntry("uid=a,dc=x")
			for _, name := range names {
				entry.AddAttribute(name, []string{"value"})
			}
			allocations <- testing.AllocsPerRun(runs-1, func() { _ = w.Write(entry) })
		})
	})
	c := dial(t, s)
	written := make([]byte, runs*size)
	c.send(searchRequest(1))
	if _, err := io.ReadFull(c.conn, written); err != nil {
		t.Fatal(err)
	}
	got := <-allocations
	once := testing.AllocsPerRun(runs-1, func() { onceEncoded(names) })
	if got < 1.7*once || got > 2.3*once {
		t.Errorf("an entry costs %v allocations, encoding it once %v", got, once)
	}
}

// onceEncoded is what gldap writes for the entry, made as gldap makes it.
func onceEncoded(names []string) []byte {
	attributes := ber.NewSequence("")
	for _, name := range names {
		attribute, values := ber.NewSequence(""), ber.Encode(ber.ClassUniversal, ber.TypeConstructed, ber.TagSet, nil, "")
		values.AppendChild(octets("value"))
		attribute.AppendChild(octets(name))
		attribute.AppendChild(values)
		attributes.AppendChild(attribute)
	}
	return request(1, operation(4, octets("uid=a,dc=x"), attributes))
}
