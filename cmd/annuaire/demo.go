package main

import (
	"cmp"
	"context"
	"crypto/rand"
	"errors"
	"fmt"
	"net/netip"
	"os"
	"path/filepath"
	"strings"

	"annuaire/cmd/annuaire/config"
	"annuaire/directory"
	"annuaire/directory/exchange"
	"annuaire/directory/exchange/sample"
)

// Where the demo company is served unless told otherwise: no privilege is needed for it.
const (
	demoListen     = "127.0.0.1:3389"
	demoListenHTTP = "127.0.0.1:8080"
)

// demoEmail is what one signs in with on the demo's pages.
const demoEmail = "demo@example.com"

// serveDemo serves the demo company to this machine. All it writes is in a temporary folder, which goes with it.
func (p *program) serveDemo(ctx context.Context, listen, listenHTTP string) (err error) {
	folder, err := os.MkdirTemp("", "annuaire-demo-*")
	if err != nil {
		return fmt.Errorf("make a folder for the demo: %w", err)
	}
	defer func() { err = errors.Join(err, os.RemoveAll(folder)) }()

	c := config.Default()
	c.Directory.Name = "Ateliers Vauban"
	c.Directory.Store = filepath.Join(folder, "annuaire.db")
	c.LDAP.Listen, c.HTTP.Listen = cmp.Or(listen, demoListen), cmp.Or(listenHTTP, demoListenHTTP)
	c.LDAP.Anonymous.Networks = []netip.Prefix{netip.MustParsePrefix("127.0.0.0/8"), netip.MustParsePrefix("::1/128")}
	if err := fillDemo(ctx, c); err != nil {
		return err
	}
	return p.serve(ctx, c, demoInvitation)
}

func fillDemo(ctx context.Context, c config.Config) error {
	settings := directoryConfig(c, nil)
	settings.NoSync = true // it only has to last until the process ends
	d, err := directory.Open(c.Directory.Store, settings)
	if err != nil {
		return err
	}
	report, err := exchange.Import(ctx, d, sample.Demo(), exchange.Options{CreateFolders: true})
	if err == nil && report.Errors > 0 {
		err = fmt.Errorf("the demo company has %d rows in error", report.Errors)
	}
	return errors.Join(err, d.Close())
}

// demoInvitation says how to look at the demo: a command to try, and who may sign in on the pages.
func demoInvitation(ctx context.Context, s *server) (string, error) {
	ctx = directory.WithActor(ctx, directory.Actor{Kind: directory.ActorSystem, Name: "demo"})
	token, _, err := s.directory.FoundingLink(ctx)
	if err != nil {
		return "", err
	}
	password := strings.ToLower(rand.Text())
	if _, err := s.directory.UseFoundingLink(ctx, token, demoEmail, password); err != nil {
		return "", err
	}
	return fmt.Sprintf("A made-up company, to be read by everybody on this machine until Ctrl-C. Try:\n\n"+
		"    ldapsearch -x -H %s -b %s '(sn=mar*)' cn telephoneNumber shortNumber\n\n"+
		"Its pages are at %s; sign in as %s with the password\n\n    %s\n\n",
		s.listening[0].uri(), s.config.Directory.BaseDN, s.web.uri(), demoEmail, password), nil
}
