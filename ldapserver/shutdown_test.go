package ldapserver

import (
	"context"
	"errors"
	"net"
	"runtime"
	"strings"
	"testing"
	"testing/synctest"
	"time"

	"annuaire/ldapserver/message"
)

// hold has requests of kind k wait until release is called; it tells on began when one does.
func hold(s *Server, k kind) (began chan struct{}, release func()) {
	began, gate := make(chan struct{}, 10), make(chan struct{})
	s.testRequest = func(got kind) {
		if got == k {
			began <- struct{}{}
			<-gate
		}
	}
	return began, func() { close(gate) }
}

// running is a server in a bubble that the test itself shuts down.
func running(t *testing.T, test func(t *testing.T, s *Server, p *pipes, shutdown func(context.Context) chan error)) {
	t.Helper()
	f := newFixture(t)
	synctest.Test(t, func(t *testing.T) {
		s := New(f.directory, f.tree, Options{})
		p := newPipes()
		served := make(chan error, 1)
		go func() { served <- s.Serve(p) }()
		test(t, s, p, func(ctx context.Context) chan error {
			done := make(chan error, 1)
			go func() {
				err := s.Shutdown(ctx)
				done <- errors.Join(err, <-served)
			}()
			return done
		})
		if n := s.Stats().Open; n != 0 {
			t.Errorf("%d connections open after the shutdown", n)
		}
	})
}

func TestShutdownTellsIdleClientsAndIsDone(t *testing.T) {
	running(t, func(t *testing.T, s *Server, p *pipes, shutdown func(context.Context) chan error) {
		idle, fresh, partial := p.connect(t, "192.0.2.1"), p.connect(t, "192.0.2.2"), p.connect(t, "192.0.2.3")
		v2 := p.connect(t, "192.0.2.4")
		idle.wantAlive()
		v2.wantBind(2, "phones", "wrong", message.InvalidCredentials)
		partial.send(whoAmI(1)[:5])
		synctest.Wait()
		began := time.Now()
		done := shutdown(context.Background())
		idle.wantNotice(message.Unavailable)
		fresh.wantNotice(message.Unavailable)
		partial.wantNotice(message.Unavailable)
		v2.wantClosed()
		if err := <-done; err != nil {
			t.Error(err)
		}
		if d := time.Since(began); d != 0 {
			t.Errorf("took %v with nothing to do", d)
		}
		if err := s.Shutdown(context.Background()); err != nil {
			t.Errorf("a second time: %v", err)
		}
	})
}

func TestShutdownLetsARequestEnd(t *testing.T) {
	running(t, func(t *testing.T, s *Server, p *pipes, shutdown func(context.Context) chan error) {
		began, release := hold(s, kindCompare)
		c := p.connect(t, "192.0.2.1")
		c.send(compare(1, base), whoAmI(2))
		<-began
		done := shutdown(context.Background())
		time.Sleep(5*time.Second - time.Millisecond)
		release()
		c.want(1, message.TagCompareResponse, message.InsufficientAccessRights)
		c.wantNotice(message.Unavailable) // what was pipelined behind it is not begun
		if err := <-done; err != nil {
			t.Error(err)
		}
	})
}

func TestShutdownClosesWhatDoesNotEnd(t *testing.T) {
	for name, patience := range map[string]time.Duration{"within the time to drain": time.Hour, "within the context's time": time.Second} {
		t.Run(name, func(t *testing.T) {
			running(t, func(t *testing.T, s *Server, p *pipes, shutdown func(context.Context) chan error) {
				began, release := hold(s, kindCompare)
				c := p.connect(t, "192.0.2.1")
				c.send(compare(1, base))
				<-began
				ctx, cancel := context.WithTimeout(context.Background(), patience)
				defer cancel()
				start := time.Now()
				done := shutdown(ctx)
				c.wantClosed()
				if d := time.Since(start); d != min(patience, 5*time.Second) {
					t.Errorf("closed after %v", d)
				}
				release()
				if err := <-done; err != nil {
					t.Error(err)
				}
			})
		})
	}
}

func TestShutdownSaysSoWhenAConnectionNeverEnds(t *testing.T) {
	running(t, func(t *testing.T, s *Server, p *pipes, shutdown func(context.Context) chan error) {
		began, release := hold(s, kindCompare)
		p.connect(t, "192.0.2.1").send(compare(1, base))
		<-began
		start := time.Now()
		err := s.Shutdown(context.Background())
		if err == nil || !strings.Contains(err.Error(), "still runs") {
			t.Errorf("Shutdown returned: %v", err)
		}
		if d := time.Since(start); d != 5*time.Second+killTime {
			t.Errorf("took %v", d)
		}
		release()
		if err := <-shutdown(context.Background()); err != nil {
			t.Errorf("later: %v", err)
		}
	})
}

func TestShutdownIsNotHeldUpByAClientThatReadsNothing(t *testing.T) {
	running(t, func(t *testing.T, s *Server, p *pipes, shutdown func(context.Context) chan error) {
		p.connect(t, "192.0.2.1").send(whoAmI(1))
		synctest.Wait() // the answer is stuck
		start := time.Now()
		if err := <-shutdown(context.Background()); err != nil {
			t.Error(err)
		}
		if d := time.Since(start); d > 5*time.Second {
			t.Errorf("took %v", d)
		}
	})
}

func TestShutdownIsNotHeldUpByAHandshake(t *testing.T) {
	server, _ := certificate(t)
	f := newFixture(t)
	s := New(f.directory, f.tree, Options{TLS: always(server)})
	secure := f.listen(s, s.ServeTLS)
	c, waiting := dial(t, f.listen(s, s.Serve)), dial(t, secure)
	c.send(startTLS(1))
	c.want(1, message.TagExtendedResponse, message.Success)
	ctx, cancel := context.WithTimeout(context.Background(), patience)
	defer cancel()
	if err := s.Shutdown(ctx); err != nil {
		t.Error(err)
	}
	c.wantClosed() // without a word in the clear
	waiting.wantClosed()
}

// Over TCP and TLS, nothing of the server is left behind.
func TestNoGoroutineOutlivesTheServer(t *testing.T) {
	server, trusting := certificate(t)
	f := newFixture(t)
	s := New(f.directory, f.tree, Options{TLS: always(server)})
	listeners := make([]net.Listener, 2)
	served := make(chan error, 2)
	for i, serve := range []func(net.Listener) error{s.Serve, s.ServeTLS} {
		l, err := net.Listen("tcp", "127.0.0.1:0")
		if err != nil {
			t.Fatal(err)
		}
		listeners[i] = l
		go func() { served <- serve(l) }()
	}
	idle, gone, garbage, secured := dial(t, listeners[0].Addr().String()), dial(t, listeners[0].Addr().String()),
		dial(t, listeners[0].Addr().String()), dial(t, listeners[1].Addr().String())
	idle.wantAlive()
	gone.wantAlive()
	if err := gone.conn.Close(); err != nil {
		t.Fatal(err)
	}
	garbage.send([]byte("GET / HTTP/1.1\r\n\r\n"))
	garbage.wantNotice(message.ProtocolError)
	secured.upgrade(trusting)
	secured.wantAlive()
	if err := s.Shutdown(context.Background()); err != nil {
		t.Error(err)
	}
	for range listeners {
		if err := <-served; err != nil {
			t.Error(err)
		}
	}
	idle.wantNotice(message.Unavailable)
	secured.wantNotice(message.Unavailable)
	stacks := make([]byte, 4<<20)
	for deadline := time.Now().Add(patience); ; runtime.Gosched() { // a goroutine that has said it is done may be at its last instruction
		text := string(stacks[:runtime.Stack(stacks, true)])
		if !strings.Contains(text, "ldapserver.(*connection)") && !strings.Contains(text, "ldapserver.(*Server)") {
			return
		}
		if time.Now().After(deadline) {
			t.Fatalf("still there:\n%s", text)
		}
	}
}
