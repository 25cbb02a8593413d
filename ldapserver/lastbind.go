package ldapserver

import (
	"net/netip"
	"sync"
	"time"

	"github.com/google/uuid"
)

// LastBind is when an account was bound as last, and from where.
type LastBind struct {
	At      time.Time
	Address netip.Addr
}

// lastBinds are those of each account since the server was made. They are kept in memory alone: a thousand phones that bind after a restart must not
// cost a thousand writes, and fill this anew.
type lastBinds struct {
	mu    sync.Mutex
	binds map[uuid.UUID]LastBind
}

func (l *lastBinds) note(account uuid.UUID, from netip.Addr) {
	l.mu.Lock()
	defer l.mu.Unlock()
	l.binds[account] = LastBind{time.Now(), from}
}

// LastBind gives the last time that an account was bound as; ok is false where it was not since the server was made.
func (s *Server) LastBind(account uuid.UUID) (last LastBind, ok bool) {
	s.lastBinds.mu.Lock()
	defer s.lastBinds.mu.Unlock()
	last, ok = s.lastBinds.binds[account]
	return last, ok
}
