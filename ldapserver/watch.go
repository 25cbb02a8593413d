package ldapserver

import (
	"context"
	"net/netip"
	"slices"
	"sync/atomic"
	"time"
)

// Watch says which requests are shown to who watches the server.
type Watch struct {
	Account string     // only what this account asks, or somebody in its name; empty: everybody
	Address netip.Addr // only what comes from there; zero: from anywhere
	Raw     bool       // with each message as it arrived
	Explain bool       // with what came of it in words
}

// Watched is a request that was answered.
type Watched struct {
	At      time.Time
	Remote  string // address and port
	Account string // who asked; empty: nobody
	Request string // in one line, without secrets
	Answer  string // in one line
	Entries int
	Took    time.Duration
	Why     Explanation // where Watch asked for it
	// Raw is the message up to where secrets begin, where Watch asked for it; Cut bytes are left out.
	Raw []byte
	Cut int
	// Missed is how many requests before this one are not shown, because the watcher was too slow.
	Missed uint64
}

// watchBuffer is how many requests wait for a watcher before it misses some.
const watchBuffer = 512

// watcher is one who watches.
type watcher struct {
	Watch
	requests chan observed
	missed   atomic.Uint64
}

// observed is a request for a watcher, with what its explanation is made of: nil where it wants none.
type observed struct {
	Watched
	facts *facts
}

// Watch calls begun, and from then on show with each request that w asks for, until ctx ends, the server shuts down or
// show fails, whose error it returns. Requests never wait for show: what it is too slow for is counted and left out. While nobody watches, nothing
// is made up to be shown.
func (s *Server) Watch(ctx context.Context, w Watch, begun func(), show func(Watched) error) error {
	me := &watcher{Watch: w, requests: make(chan observed, watchBuffer)}
	if w.Account != "" {
		me.Account = s.nameOf(w.Account)
	}
	s.setWatchers(func(all []*watcher) []*watcher { return append(all, me) })
	defer s.setWatchers(func(all []*watcher) []*watcher {
		return slices.DeleteFunc(all, func(other *watcher) bool { return other == me })
	})
	begun()
	for {
		select {
		case r := <-me.requests:
			r.Missed, r.Why = me.missed.Swap(0), s.explain(ctx, r.facts)
			if err := show(r.Watched); err != nil {
				return err
			}
		case <-ctx.Done():
			return nil
		case <-s.closing:
			return nil
		}
	}
}

// setWatchers replaces the watchers by what change makes of a copy of them.
func (s *Server) setWatchers(change func([]*watcher) []*watcher) {
	s.mu.Lock()
	defer s.mu.Unlock()
	var all []*watcher
	if now := s.watchers.Load(); now != nil {
		all = slices.Clone(*now)
	}
	if all = change(all); len(all) == 0 {
		s.watchers.Store(nil)
		return
	}
	s.watchers.Store(&all)
}
