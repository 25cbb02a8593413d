package peer

import (
	"context"
	"errors"
	"fmt"
	"net"
	"strings"

	ldap "github.com/go-ldap/ldap/v3"
	"github.com/hashicorp/go-hclog"
	"github.com/jimlambrt/gldap"
)

// Attribute is an attribute of an entry with its values.
type Attribute struct {
	Name   string
	Values []string
}

// Entry is an entry of the directory.
type Entry struct {
	DN         string
	Attributes []Attribute
}

// Server serves entries on a port of the loopback interface.
type Server struct {
	addr   string
	server *gldap.Server
	ran    chan error
}

// Start serves entries, in their order, to anybody. Beside anonymous binds it accepts those with a name and secret from
// accounts. It is ready when Start returns; ctx bounds the waiting for that.
func Start(ctx context.Context, entries []Entry, accounts map[string]string) (*Server, error) {
	d, err := newDirectory(entries)
	if err != nil {
		return nil, fmt.Errorf("load the entries: %w", err)
	}
	mux, err := gldap.NewMux()
	if err != nil {
		return nil, fmt.Errorf("make a mux: %w", err)
	}
	if err := mux.Bind(func(w *gldap.ResponseWriter, r *gldap.Request) { bind(w, r, accounts) }); err != nil {
		return nil, fmt.Errorf("route binds: %w", err)
	}
	if err := mux.Search(d.serve); err != nil {
		return nil, fmt.Errorf("route searches: %w", err)
	}
	return run(ctx, mux)
}

// run serves mux on a free port. gldap takes neither a listener nor tells which port it got, so one is looked for first.
func run(ctx context.Context, mux *gldap.Mux, options ...gldap.Option) (*Server, error) {
	server, err := gldap.NewServer(append(options, gldap.WithLogger(hclog.NewNullLogger()))...)
	if err != nil {
		return nil, fmt.Errorf("make a server: %w", err)
	}
	if err := server.Router(mux); err != nil {
		return nil, fmt.Errorf("set the routes: %w", err)
	}
	free, err := net.Listen("tcp", "127.0.0.1:0")
	if err != nil {
		return nil, fmt.Errorf("look for a free port: %w", err)
	}
	s := &Server{addr: free.Addr().String(), server: server, ran: make(chan error, 1)}
	if err := free.Close(); err != nil {
		return nil, fmt.Errorf("free the port: %w", err)
	}
	go func() { s.ran <- server.Run(s.addr) }()
	if err := s.ready(ctx); err != nil {
		return nil, errors.Join(err, server.Stop())
	}
	return s, nil
}

// ready waits until a client gets an answer; gldap's own Ready is true before it listens.
func (s *Server) ready(ctx context.Context) error {
	for {
		conn, err := ldap.DialURL("ldap://" + s.addr)
		if err == nil {
			// No mux of ours has a route for it: any answer will do.
			_, err = conn.WhoAmI(nil)
			_ = conn.Close()
			if ldap.IsErrorWithCode(err, ldap.LDAPResultUnwillingToPerform) {
				return nil
			}
		}
		select {
		case err := <-s.ran:
			return fmt.Errorf("run the server: %w", err)
		case <-ctx.Done():
			return fmt.Errorf("connect to the server: %w", err)
		default:
		}
	}
}

// Addr is the server's address, "127.0.0.1:40123".
func (s *Server) Addr() string { return s.addr }

// Stop ends the server. It waits for every client to close its connection.
func (s *Server) Stop() error {
	if err := s.server.Stop(); err != nil {
		return fmt.Errorf("stop the server: %w", err)
	}
	return <-s.ran
}

func bind(w *gldap.ResponseWriter, r *gldap.Request, accounts map[string]string) {
	res := r.NewBindResponse(gldap.WithResponseCode(gldap.ResultInvalidCredentials))
	defer func() { _ = w.Write(res) }() // a client that is gone needs no answer
	m, err := r.GetSimpleBindMessage()
	if err != nil {
		return
	}
	secret, known := accounts[strings.ToLower(m.UserName)]
	if m.UserName == "" || known && secret == string(m.Password) {
		res.SetResultCode(gldap.ResultSuccess)
	}
}
