package peer

import (
	"bytes"
	"errors"
	"os"
	"os/exec"
	"testing"
	"time"

	ber "github.com/go-asn1-ber/asn1-ber"
	"github.com/jimlambrt/gldap"
)

// The tests named TestGldap show what gldap v0.1.14 does; what we expect of a server is said with each. They are the
// evidence of docs/decisions/0001-ldap-wire-layer.md: if one fails with a newer gldap, that record is to be read again.

// succeed answers every request with success.
func succeed(w *gldap.ResponseWriter, r *gldap.Request) {
	if _, err := r.GetSimpleBindMessage(); err == nil {
		_ = w.Write(r.NewBindResponse(gldap.WithResponseCode(gldap.ResultSuccess)))
		return
	}
	if _, err := r.GetSearchMessage(); err == nil {
		_ = w.Write(r.NewSearchDoneResponse(gldap.WithResponseCode(gldap.ResultSuccess)))
		return
	}
	_ = w.Write(r.NewResponse(gldap.WithResponseCode(gldap.ResultSuccess)))
}

// succeedAlways has a route for all that gldap has routes for, and the default one.
func succeedAlways(mux *gldap.Mux) error {
	return errors.Join(mux.Bind(succeed), mux.Search(succeed), mux.Add(succeed), mux.Modify(succeed), mux.Delete(succeed),
		mux.DefaultRoute(func(w *gldap.ResponseWriter, r *gldap.Request) {
			_ = w.Write(r.NewResponse(gldap.WithResponseCode(gldap.ResultUnwillingToPerform)))
		}))
}

// Expected: an Abandon is ignored, Compare and ModifyDN get their own response, an LDAPv2 bind is a bind and a SASL
// mechanism that is not offered gets authMethodNotSupported; the connection stays in every case.
func TestGldapClosesTheConnectionOn(t *testing.T) {
	s := serveRoutes(t, succeedAlways)
	assertion := ber.NewSequence("")
	assertion.AppendChild(octets("sn"))
	assertion.AppendChild(octets("Martin"))
	sasl := ber.Encode(ber.ClassContext, ber.TypeConstructed, 3, nil, "")
	sasl.AppendChild(octets("PLAIN"))
	sasl.AppendChild(octets("\x00phones\x00secret"))
	for name, message := range map[string][]byte{
		"Abandon": request(2, ber.NewInteger(ber.ClassApplication, ber.TypePrimitive, 16, 1, "")),
		"Compare": request(2, operation(14, octets("uid=a,dc=x"), assertion)),
		"ModifyDN": request(2, operation(12, octets("uid=a,dc=x"), octets("uid=b"),
			ber.NewBoolean(ber.ClassUniversal, ber.TypePrimitive, ber.TagBoolean, true, ""))),
		"LDAPv2 bind": bindRequest(2, 2, "asterisk", contextual(0, "secret")),
		"SASL bind":   bindRequest(2, 3, "", sasl),
	} {
		t.Run(name, func(t *testing.T) {
			c := dial(t, s)
			c.send(anonymousBind(1))
			if id, response := c.receive(); id != 1 || response.Children[0].Value != int64(gldap.ResultSuccess) {
				t.Fatalf("the bind before is not answered with success but with %v", response)
			}
			c.send(message)
			if !c.isClosed() {
				t.Error("the connection is still open")
			}
		})
	}
}

// Expected: requests of a connection run in order, a search as whoever the bind before it made of the client (RFC 4511
// section 4.2.1: bind requests are processed before what follows them).
func TestGldapServesASearchBeforeTheBindItFollows(t *testing.T) {
	searched := make(chan struct{})
	s := serveRoutes(t, func(mux *gldap.Mux) error {
		return errors.Join(
			mux.Bind(func(w *gldap.ResponseWriter, r *gldap.Request) {
				select {
				case <-searched: // by now the search is answered
				case <-time.After(patience):
					t.Error("the search waits for the bind")
				}
				succeed(w, r)
			}),
			mux.Search(func(w *gldap.ResponseWriter, r *gldap.Request) {
				succeed(w, r)
				close(searched)
			}))
	})
	c := dial(t, s)
	c.send(anonymousBind(1), searchRequest(2))
	for _, want := range []int64{2, 1} {
		if id, _ := c.receive(); id != want {
			t.Fatalf("message %d is answered, want %d", id, want)
		}
	}
}

// Expected: a panic ends the connection it happens on, the server goes on.
func TestGldapEndsTheProcessWhenAHandlerPanics(t *testing.T) {
	const inChild = "ANNUAIRE_TEST_PANICKING_HANDLER"
	if os.Getenv(inChild) != "" {
		s := serveRoutes(t, func(mux *gldap.Mux) error {
			return mux.Search(func(*gldap.ResponseWriter, *gldap.Request) { panic("a handler panics") })
		})
		c := dial(t, s)
		c.send(searchRequest(1))
		c.isClosed()
		t.Log("the process survives")
		return
	}
	program, err := os.Executable()
	if err != nil {
		t.Fatal(err)
	}
	child := exec.CommandContext(t.Context(), program, "-test.v", "-test.run=^"+t.Name()+"$")
	child.Env = append(os.Environ(), inChild+"=1")
	out, err := child.CombinedOutput()
	var exit *exec.ExitError
	if !errors.As(err, &exit) || exit.ExitCode() != 2 {
		t.Errorf("the process ends with %v, want exit status 2", err)
	}
	if !bytes.Contains(out, []byte("panic: a handler panics")) || bytes.Contains(out, []byte("survives")) {
		t.Errorf("its output is\n%s", out)
	}
}

// Expected: the server says that it goes, waits a few seconds at most, and closes what is still open.
func TestGldapStopWaitsForAnIdleClient(t *testing.T) {
	s := serveRoutes(t, succeedAlways)
	c := dial(t, s)
	c.send(anonymousBind(1))
	c.receive()
	stopped := make(chan error, 1)
	go func() { stopped <- s.server.Stop() }()
	if err := <-s.ran; err != nil { // Stop has closed the listener
		t.Fatal(err)
	}
	s.ran <- nil // for the Stop at the end of the test
	select {
	case err := <-stopped:
		t.Fatalf("Stop returned (%v) while a client is connected", err)
	case <-time.After(300 * time.Millisecond):
	}
	if err := c.conn.Close(); err != nil {
		t.Fatal(err)
	}
	select {
	case err := <-stopped:
		if err != nil {
			t.Error(err)
		}
	case <-time.After(patience):
		t.Error("Stop does not return after the last client has gone either")
	}
}

// It does not wait for a client that keeps asking: after its next request the connection is closed.
func TestGldapStopEndsAClientAtItsNextRequest(t *testing.T) {
	s := serveRoutes(t, succeedAlways)
	c := dial(t, s)
	stopped := make(chan error, 1)
	c.send(anonymousBind(1))
	c.receive()
	go func() { stopped <- s.server.Stop() }()
	c.searchUntilClosed()
	select {
	case err := <-stopped:
		if err != nil {
			t.Error(err)
		}
	case <-time.After(patience):
		t.Error("Stop does not return")
	}
}
