package ldapserver

import (
	"context"
	"errors"
	"net"
	"os"
	"syscall"
	"testing"
	"testing/synctest"
	"time"
)

// failing is a listener that fails with each of errs before it behaves.
type failing struct {
	*pipes
	errs []error
}

func (f *failing) Accept() (net.Conn, error) {
	if len(f.errs) > 0 {
		err := f.errs[0]
		f.errs = f.errs[1:]
		return nil, &net.OpError{Op: "accept", Net: "tcp", Err: os.NewSyscallError("accept4", err)}
	}
	return f.pipes.Accept()
}

func TestErrorsThatPassAreWaitedOut(t *testing.T) {
	f := newFixture(t)
	synctest.Test(t, func(t *testing.T) {
		l := &failing{newPipes(), []error{
			syscall.EMFILE, syscall.ENFILE, syscall.ECONNABORTED, syscall.ENOBUFS, syscall.ENOMEM,
			syscall.EMFILE, syscall.EMFILE, syscall.EMFILE, syscall.EMFILE, syscall.EMFILE,
		}}
		s := New(f.directory, f.tree, Options{})
		served := make(chan error, 1)
		go func() { served <- s.Serve(l) }()
		began := time.Now()
		l.connect(t, "192.0.2.1").wantAlive()
		// 5, 10, 20 … 640 ms, and then a second at most
		if d := time.Since(began); d != 1275*time.Millisecond+2*time.Second {
			t.Errorf("accepted after %v", d)
		}
		if err := s.Shutdown(context.Background()); err != nil {
			t.Error(err)
		}
		if err := <-served; err != nil {
			t.Errorf("Serve returned: %v", err)
		}
	})
}

func TestAnErrorThatDoesNotPassEndsItsListenerAlone(t *testing.T) {
	inBubble(t, Options{}, func(t *testing.T, s *Server, p *pipes) {
		c := p.connect(t, "192.0.2.1")
		c.wantAlive()
		broken := &failing{newPipes(), []error{syscall.EBADF}}
		if err := s.Serve(broken); !errors.Is(err, syscall.EBADF) {
			t.Errorf("Serve returned: %v", err)
		}
		c.wantAlive()
		p.connect(t, "192.0.2.1").wantAlive()
	})
}

func TestShutdownDoesNotWaitForAPauseInAccepting(t *testing.T) {
	f := newFixture(t)
	synctest.Test(t, func(t *testing.T) {
		l := &failing{newPipes(), []error{syscall.EMFILE}}
		s := New(f.directory, f.tree, Options{})
		served := make(chan error, 1)
		go func() { served <- s.Serve(l) }()
		synctest.Wait()
		began := time.Now()
		if err := s.Shutdown(context.Background()); err != nil {
			t.Error(err)
		}
		if err := <-served; err != nil {
			t.Errorf("Serve returned: %v", err)
		}
		if d := time.Since(began); d != 0 {
			t.Errorf("took %v", d)
		}
	})
}

func TestServingAfterShutdownReturnsAtOnce(t *testing.T) {
	f := newFixture(t)
	s := New(f.directory, f.tree, Options{})
	if err := s.Shutdown(context.Background()); err != nil {
		t.Fatal(err)
	}
	l, err := net.Listen("tcp", "127.0.0.1:0")
	if err != nil {
		t.Fatal(err)
	}
	if err := s.Serve(l); err != nil {
		t.Error(err)
	}
	if _, err := net.DialTimeout("tcp", l.Addr().String(), patience); err == nil {
		t.Error("the listener is left open")
	}
}
