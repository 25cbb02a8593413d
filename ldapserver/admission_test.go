package ldapserver

import (
	"fmt"
	"testing"
	"testing/synctest"

	"annuaire/ldapserver/message"
)

func few(connections, perAddress int) Options {
	limits := DefaultLimits()
	limits.Connections, limits.PerAddress = connections, perAddress
	return Options{Limits: limits}
}

func TestConnectionsBelowAtAndAboveTheLimit(t *testing.T) {
	inBubble(t, few(3, 3), func(t *testing.T, s *Server, p *pipes) {
		var open []*client
		for i := range 3 {
			open = append(open, p.connect(t, fmt.Sprintf("192.0.2.%d", i)))
			open[i].wantAlive()
		}
		p.connect(t, "192.0.2.9").wantNotice(message.Busy)
		for _, c := range open {
			c.wantAlive()
		}
		open[0].send(unbind(1))
		synctest.Wait()
		p.connect(t, "192.0.2.9").wantAlive()
		p.connect(t, "192.0.2.9").wantNotice(message.Busy)
		if got := s.Stats(); got.Open != 3 || got.Refused != 2 || got.Accepted != 6 {
			t.Errorf("counted %+v", got)
		}
	})
}

func TestConnectionsOfOneAddressBelowAtAndAboveTheLimit(t *testing.T) {
	inBubble(t, few(100, 2), func(t *testing.T, s *Server, p *pipes) {
		first := p.connect(t, "192.0.2.1")
		first.wantAlive()
		p.connect(t, "::ffff:192.0.2.1").wantAlive() // the same
		p.connect(t, "192.0.2.1").wantNotice(message.Busy)
		p.connect(t, "192.0.2.2").wantAlive()
		first.wantAlive()
		first.send(unbind(1))
		synctest.Wait()
		p.connect(t, "192.0.2.1").wantAlive()
		p.connect(t, "192.0.2.1").wantNotice(message.Busy)
	})
}

func TestAddressesThatAreGoneAreForgotten(t *testing.T) {
	inBubble(t, few(100, 2), func(t *testing.T, s *Server, p *pipes) {
		for i := range 50 {
			c := p.connect(t, fmt.Sprintf("192.0.2.%d", i))
			c.wantAlive()
			c.send(unbind(1))
		}
		synctest.Wait()
		if len(s.addresses) != 0 || len(s.connections) != 0 {
			t.Errorf("%d addresses and %d connections are remembered", len(s.addresses), len(s.connections))
		}
	})
}

func TestRefusedOverTCP(t *testing.T) {
	_, address, _ := startServer(t, few(10, 1))
	c := dial(t, address)
	c.wantAlive()
	dial(t, address).wantNotice(message.Busy)
	c.wantAlive()
}

func TestRefusedOverLDAPS(t *testing.T) {
	server, trusting := certificate(t)
	f := newFixture(t)
	opts := few(1, 1)
	opts.TLS = always(server)
	s := New(f.directory, f.tree, opts)
	address := f.listen(s, s.ServeTLS)
	c := dial(t, address)
	c.upgrade(trusting)
	c.wantAlive()
	dial(t, address).wantClosed() // nothing in the clear, and no handshake for it
	c.wantAlive()
}
