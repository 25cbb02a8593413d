package ldapserver

import (
	"bytes"
	"io"
	"net"
	"testing"
	"time"

	"annuaire/ldapserver/message"
)

// TestTheEndThatArrivesWithARequestIsSeen: poller and kernel tell once of what has arrived together. A client that asks and closes its side at once is
// answered and then let go, not kept until it has been idle for too long.
func TestTheEndThatArrivesWithARequestIsSeen(t *testing.T) {
	f := newFixture(t)
	s := New(f.directory, f.tree, Options{})
	began, release := hold(s, kindExtended)
	conn := dialed(t, f.listen(s, s.Serve))
	send(t, conn, whoAmI(1))
	<-began // what follows arrives while the server is busy
	send(t, conn, whoAmI(2))
	if err := conn.CloseWrite(); err != nil {
		t.Fatal(err)
	}
	release()
	if got, want := readAll(t, conn), bytes.Join([][]byte{whoAmIAnswer(1), whoAmIAnswer(2)}, nil); !bytes.Equal(got, want) {
		t.Errorf("the answers are\n%x, want\n%x", got, want)
	}
}

func TestRequestsSentInOneGoAreAllAnswered(t *testing.T) {
	_, address, _ := startServer(t, Options{})
	conn := dialed(t, address)
	const requests = 500 // many times what is read at once
	var all, want []byte
	for id := range int32(requests) {
		all, want = append(all, whoAmI(id+1)...), append(want, whoAmIAnswer(id+1)...)
	}
	send(t, conn, append(all, unbind(requests+1)...))
	if got := readAll(t, conn); !bytes.Equal(got, want) {
		t.Errorf("%d bytes of answers, want %d", len(got), len(want))
	}
}

// TestARequestMayArriveInAnyPieces has the server wait within a request, and between requests.
func TestARequestMayArriveInAnyPieces(t *testing.T) {
	_, address, _ := startServer(t, Options{})
	conn := dialed(t, address)
	for id := range int32(20) {
		request := whoAmI(id + 1)
		cut := int(id) % len(request)
		send(t, conn, request[:cut])
		send(t, conn, request[cut:])
		answer := make([]byte, len(whoAmIAnswer(id+1)))
		if _, err := io.ReadFull(conn, answer); err != nil {
			t.Fatalf("request %d in pieces of %d and %d: %v", id+1, cut, len(request)-cut, err)
		}
		if !bytes.Equal(answer, whoAmIAnswer(id+1)) {
			t.Fatalf("request %d is answered with %x", id+1, answer)
		}
	}
}

func TestAConnectionWithoutASocketIsServedAllTheSame(t *testing.T) {
	f := newFixture(t)
	s := New(f.directory, f.tree, Options{})
	conn := dialed(t, f.listen(s, func(l net.Listener) error { return s.Serve(wrapping{l}) }))
	send(t, conn, append(whoAmI(1), unbind(2)...))
	if got := readAll(t, conn); !bytes.Equal(got, whoAmIAnswer(1)) {
		t.Errorf("the answer is %x", got)
	}
}

// wrapping accepts connections that do not show that they are TCP's, as those through a proxy's header do.
type wrapping struct{ net.Listener }

func (w wrapping) Accept() (net.Conn, error) {
	nc, err := w.Listener.Accept()
	return struct{ net.Conn }{nc}, err
}

func dialed(t *testing.T, address string) *net.TCPConn {
	t.Helper()
	conn, err := net.Dial("tcp", address)
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { _ = conn.Close() })
	// So that a defect ends the test and not its time.
	if err := conn.SetDeadline(time.Now().Add(time.Minute)); err != nil {
		t.Fatal(err)
	}
	return conn.(*net.TCPConn)
}

func send(t *testing.T, conn net.Conn, b []byte) {
	t.Helper()
	if _, err := conn.Write(b); err != nil {
		t.Fatal(err)
	}
}

func readAll(t *testing.T, conn net.Conn) []byte {
	t.Helper()
	b, err := io.ReadAll(conn)
	if err != nil {
		t.Fatal(err)
	}
	return b
}

// whoAmIAnswer is what nobody is told (RFC 4532 section 2.2).
func whoAmIAnswer(id int32) []byte {
	return message.AppendExtendedResponse(nil, id, message.Result{}, "", []byte{})
}
