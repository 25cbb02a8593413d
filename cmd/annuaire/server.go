package main

import (
	"context"
	"errors"
	"fmt"
	"log/slog"
	"net"
	"net/netip"
	"sync"
	"sync/atomic"
	"time"

	"annuaire/cmd/annuaire/config"
	"annuaire/directory"
	"annuaire/ldapserver"
	"annuaire/ldapserver/dit"
	"annuaire/provisioning/control"
)

// commandsDrain is how long commands that run get to end when the server stops.
const commandsDrain = 5 * time.Second

// server is everything that runs while annuaire serves one directory.
type server struct {
	config    config.Config
	log       *slog.Logger
	directory *directory.Directory
	tree      *dit.DIT
	ldap      *ldapserver.Server
	control   *control.Server
	limits    atomic.Pointer[config.Limits] // as they are now: see reload
	tls       certificates
	own       *ownCertificate
	web       webServer
	metrics   metrics

	listening []listening
	failed    chan error // why something that should run for ever has ended
	stopping  context.CancelFunc
	running   sync.WaitGroup
}

// newServer opens the store. Nothing listens yet, and nothing runs; stop must be called all the same.
func newServer(c config.Config, log *slog.Logger) (*server, error) {
	d, err := directory.Open(c.Directory.Store, directoryConfig(c, log))
	if err != nil {
		return nil, err
	}
	s := &server{config: c, log: log, directory: d, tls: certificates{rules: map[netip.AddrPort]tlsRules{}}, failed: make(chan error, 1), stopping: func() {}}
	s.limits.Store(&c.LDAP.Limits)
	s.own = &ownCertificate{
		path: ownCertificatePath(c.Directory.Store), names: func() certificateNames { return namesOfMachine(c.HTTP.URL) }, now: time.Now, log: log,
	}
	s.tree, err = newTree(c, d)
	if err != nil {
		return nil, errors.Join(err, d.Close())
	}
	options := ldapserver.Options{Limits: c.LDAP.Limits.Limits, Anonymous: c.LDAP.Anonymous.Networks, PasswordsInClear: c.LDAP.PasswordsInClear, Logger: log}
	if ldapTLS(c) != (tlsFiles{}) {
		options.TLS = s.tls.config
	}
	s.ldap = ldapserver.New(d, s.tree, options)
	commands := services(d, s.tree, c)
	commands.Watch = s.watch
	s.control = control.NewServer(commands, log)
	return s, nil
}

// start opens every address and begins to answer. An error names the key of the configuration that is wrong.
func (s *server) start(ctx context.Context) error {
	if err := s.checkFolders(); err != nil {
		return err
	}
	if _, err := s.keepOwnCertificate(s.config); err != nil {
		return err
	}
	if err := s.listen(); err != nil {
		return err
	}
	if err := s.listenMetrics(); err != nil {
		return err
	}
	if err := s.listenWeb(); err != nil {
		return err
	}
	if err := s.loadCertificates(s.config); err != nil {
		return err
	}
	socket, err := control.Listen(control.SocketPath(s.config.Directory.Store))
	if err != nil {
		return err
	}
	s.run(func() error { return s.control.Serve(socket) })
	for _, l := range s.listening {
		serve := s.ldap.Serve
		if l.tls {
			serve = s.ldap.ServeTLS
		}
		s.run(func() error { return serve(l.Listener) })
	}
	if s.web.http != nil {
		s.run(s.web.serve)
	}
	if s.metrics.http != nil {
		s.run(s.metrics.serve)
		s.metrics.ready.Store(true)
	}
	ctx, s.stopping = context.WithCancel(ctx)
	s.running.Go(func() { keepHouse(ctx, s.directory, s.log) })
	s.running.Go(func() { s.renewCertificate(ctx) })
	return nil
}

// run calls what runs until the server stops; an error of it stops the server.
func (s *server) run(serve func() error) {
	s.running.Go(func() {
		if err := serve(); err != nil {
			select {
			case s.failed <- err:
			default: // the server is stopping for another reason already
			}
		}
	})
}

// checkFolders finds folders of [ldap.anonymous] that are not there: somebody would see less, or with the last of them
// gone everything.
func (s *server) checkFolders() error {
	tree := s.directory.Snapshot().Tree
	for _, id := range s.config.LDAP.Anonymous.Folders {
		if _, ok := tree.Folder(id); !ok {
			return s.config.Problem("ldap.anonymous.folders", fmt.Errorf("there is no folder with the id %s", id))
		}
	}
	return nil
}

func (s *server) loadCertificates(c config.Config) error {
	files := ldapTLS(c)
	if files == (tlsFiles{}) {
		return nil
	}
	if err := s.tls.load(files.cert, files.key); err != nil {
		return c.Problem("ldap.tls_cert", err)
	}
	return nil
}

// reload takes over the certificates and limits of c. Store and addresses stay: they are for the next start.
func (s *server) reload(c config.Config) error {
	c.Directory.Store, c.HTTP.Listen = s.config.Directory.Store, s.config.HTTP.Listen
	c.LDAP.Listen, c.LDAP.ListenTLS, c.LDAP.Listeners = s.config.LDAP.Listen, s.config.LDAP.ListenTLS, s.config.LDAP.Listeners
	if (ldapTLS(c) == tlsFiles{}) != (s.tls.config() == nil) {
		return c.Problem("ldap.tls_cert", errors.New("TLS can not be turned on or off while the server runs: restart it"))
	}
	if _, err := s.keepOwnCertificate(c); err != nil {
		return err
	}
	if err := s.loadCertificates(c); err != nil {
		return err
	}
	if files := webTLS(c); s.web.secure && files != (tlsFiles{}) {
		if err := s.web.tls.load(files.cert, files.key); err != nil {
			return c.Problem("http.tls_cert", err)
		}
	}
	if err := s.ldap.SetLimits(c.LDAP.Limits.Limits); err != nil {
		return c.Problem("ldap.limits", err)
	}
	s.tree.SetLimits(c.LDAP.Limits.SizeLimit, c.LDAP.Limits.LookThrough, c.LDAP.Limits.ReadyEntries)
	s.limits.Store(&c.LDAP.Limits)
	return nil
}

// stop ends everything and closes the store: phones are told and running requests awaited first. It returns why, and what
// did not end well.
func (s *server) stop(why error) error {
	s.stopping()
	s.metrics.ready.Store(false)
	ctx, cancel := context.WithTimeout(context.Background(), commandsDrain)
	defer cancel()
	errs := []error{why, s.ldap.Shutdown(context.Background()), s.control.Shutdown(ctx), s.web.stop(ctx)}
	errs = append(errs, s.metrics.stop(ctx)) // last: until then it is told that the server is not ready
	for _, l := range s.listening {
		if err := l.Close(); !errors.Is(err, net.ErrClosed) { // closed already, unless the start did not get to serve it
			errs = append(errs, err)
		}
	}
	s.running.Wait()
	return errors.Join(append(errs, s.directory.Close())...)
}
