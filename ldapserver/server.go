package ldapserver

import (
	"context"
	"crypto/tls"
	"log/slog"
	"net"
	"net/netip"
	"sync"
	"sync/atomic"
	"time"

	"github.com/google/uuid"

	"annuaire/directory"
	"annuaire/directory/throttle"
	"annuaire/ldapserver/dit"
)

// longestHold is how long at most the refusal of a bind is held back: phones give up soon.
const longestHold = 4 * time.Second

// Options are what a Server is made with, beside the directory it shows.
type Options struct {
	Limits Limits // the zero value stands for DefaultLimits; to be validated by who reads them from somewhere

	// TLS returns the configuration for the next handshake, so that certificates can be replaced while the server
	// runs; nil from it: TLS is not available at the moment. A nil TLS: there is no StartTLS.
	TLS func() *tls.Config

	// PasswordsInClear has persons bind with their passwords without TLS, for anybody on the way to read.
	PasswordsInClear bool

	Anonymous []netip.Prefix // networks whose clients may search without a name; none: nobody
	Logger    *slog.Logger   // nil: nothing is logged
}

// Server answers LDAP on any number of listeners. Its methods may be called at the same time.
type Server struct {
	directory *directory.Directory
	tree      *dit.DIT
	tls       func() *tls.Config
	anonymous []netip.Prefix
	log       *slog.Logger
	limits    atomic.Pointer[Limits]
	throttle  *throttle.Throttle
	counters  counters
	lastBinds lastBinds
	desks     sync.Pool // of *desk
	watchers  atomic.Pointer[[]*watcher]

	passwordsInClear bool

	running context.Context // until the time to drain is over
	abort   context.CancelFunc

	closing chan struct{} // closed when Shutdown begins

	mu          sync.Mutex
	stopped     bool
	listeners   map[net.Listener]struct{}
	connections map[*connection]struct{}
	addresses   map[netip.Addr]int // connections open from each
	goroutines  sync.WaitGroup     // accept loops and connections

	testRequest func(kind) // called before each request is carried out; nil outside tests
}

// New makes a server that shows d through t. It listens to nothing yet.
func New(d *directory.Directory, t *dit.DIT, opts Options) *Server {
	s := &Server{
		directory:   d,
		tree:        t,
		tls:         opts.TLS,
		anonymous:   opts.Anonymous,
		log:         opts.Logger,
		throttle:    throttle.New(time.Now, throttle.Size, longestHold),
		lastBinds:   lastBinds{binds: map[uuid.UUID]LastBind{}},
		closing:     make(chan struct{}),
		listeners:   map[net.Listener]struct{}{},
		connections: map[*connection]struct{}{},
		addresses:   map[netip.Addr]int{},

		passwordsInClear: opts.PasswordsInClear,
	}
	if s.log == nil {
		s.log = slog.New(slog.DiscardHandler)
	}
	limits := opts.Limits
	if limits == (Limits{}) {
		limits = DefaultLimits()
	}
	s.limits.Store(&limits)
	s.desks.New = func() any { return &desk{answer: make([]byte, 0, answerSize)} }
	s.running, s.abort = context.WithCancel(context.Background())
	return s
}

// SetLimits replaces the limits of the running server. Connections that are open stay, even if there are more of them
// now than there may be; what they do next is measured against the new limits.
//
// It returns what Limits.Validate says, and then changes nothing.
func (s *Server) SetLimits(l Limits) error {
	if err := l.Validate(); err != nil {
		return err
	}
	s.limits.Store(&l)
	return nil
}
