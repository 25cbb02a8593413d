package ldapserver

import (
	"net"
	"net/netip"
	"time"

	"annuaire/ldapserver/message"
)

// admit serves nc in a goroutine of its own, or closes it where there are too many connections. It never waits.
func (s *Server) admit(nc net.Conn, secure bool) {
	s.counters.accepted.Add(1)
	c := newConnection(s, nc, secure)
	if refusal := s.add(c); refusal != "" {
		s.counters.refused.Add(1)
		c.log.Debug("connection refused", "reason", refusal)
		refuse(nc, secure, refusal)
		return
	}
	go func() {
		defer s.remove(c)
		c.run()
	}()
}

// add counts c, or says why there is no room for it.
func (s *Server) add(c *connection) (refusal string) {
	limits := s.limits.Load()
	s.mu.Lock()
	defer s.mu.Unlock()
	switch {
	case s.stopped:
		return "server is shutting down"
	case len(s.connections) >= limits.Connections:
		return "too many connections"
	case s.addresses[c.remote] >= limits.PerAddress:
		return "too many connections from this address"
	}
	s.connections[c] = struct{}{}
	s.addresses[c.remote]++
	s.goroutines.Add(1)
	return ""
}

func (s *Server) remove(c *connection) {
	s.mu.Lock()
	delete(s.connections, c)
	if s.addresses[c.remote]--; s.addresses[c.remote] == 0 {
		delete(s.addresses, c.remote)
	}
	s.mu.Unlock()
	s.goroutines.Done()
}

// refuse says why before it closes, in the clear: nobody waits for a handshake here. The few bytes fit the empty send
// buffer of a new connection.
func refuse(nc net.Conn, secure bool, reason string) {
	if !secure && nc.SetWriteDeadline(time.Now().Add(time.Second)) == nil {
		_, _ = nc.Write(message.AppendNoticeOfDisconnection(nil, message.Busy, reason))
	}
	_ = nc.Close() // what the client misses here it would not get elsewhere
}

// addressOf is the peer's address, as it is counted and compared with networks; zero where nc has none.
func addressOf(nc net.Conn) netip.Addr {
	tcp, ok := nc.RemoteAddr().(*net.TCPAddr)
	if !ok {
		return netip.Addr{}
	}
	return tcp.AddrPort().Addr().Unmap().WithZone("")
}
