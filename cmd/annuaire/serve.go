package main

import (
	"context"
	"fmt"
	"os"
	"os/signal"
	"runtime/debug"
	"syscall"

	"github.com/spf13/cobra"

	"annuaire/cmd/annuaire/config"
)

func (p *program) serveCommand() *cobra.Command {
	var demo bool
	var listen, listenHTTP string
	c := &cobra.Command{
		Use:   "serve",
		Short: "Serve the directory over LDAP, and its pages, until told to stop",
		Long: `serve answers phones over LDAP, browsers and programs over HTTP, and the other commands through a
socket beside the store. It makes the store where there is none. When it is ready it prints one
line: ready, and the addresses. As long as nobody can administer the directory, the one-time link
with which somebody becomes administrator stands before it.

SIGTERM and SIGINT stop it once running requests have ended; SIGHUP has it read certificates and
limits again.`,
		Args: exactly(0),
		RunE: func(c *cobra.Command, _ []string) error {
			if demo {
				return p.serveDemo(c.Context(), listen, listenHTTP)
			}
			configuration, err := p.configuration()
			if err != nil {
				return err
			}
			if listen != "" {
				configuration.LDAP.Listen = listen
			}
			if listenHTTP != "" {
				configuration.HTTP.Listen = listenHTTP
			}
			return p.serve(c.Context(), configuration, foundingInvitation)
		},
	}
	c.Flags().BoolVar(&demo, "demo", false, "serve a made-up company to this machine, from a temporary folder")
	c.Flags().StringVar(&listen, "listen", "", "`address` for LDAP, instead of the configuration's listen")
	c.Flags().StringVar(&listenHTTP, "listen-http", "", "`address` for the pages and the API, instead of the configuration's")
	return c
}

// serveGCPercent has the collector run twice as often as by default: searches leave it next to nothing, and a directory is most of the memory.
// Whoever sets GOGC decides otherwise.
const serveGCPercent = 50

// serve runs a server until ctx ends or a listener fails. Before it says that it is ready it prints what invite gives.
func (p *program) serve(ctx context.Context, c config.Config, invite func(context.Context, *server) (string, error)) error {
	s, err := newServer(c, p.log)
	if err != nil {
		return err
	}
	if os.Getenv("GOGC") == "" { // not before: a start leaves it much, and takes a twentieth longer
		defer debug.SetGCPercent(debug.SetGCPercent(serveGCPercent))
	}
	if err := s.start(ctx); err != nil {
		return s.stop(err)
	}
	invitation, err := invite(ctx, s)
	if err != nil {
		return s.stop(err)
	}
	fmt.Fprintf(p.stdout, "%sready %s\n", invitation, s.uris())
	return s.stop(p.wait(ctx, s))
}

// wait returns when the server is to stop, with the error that is why.
func (p *program) wait(ctx context.Context, s *server) error {
	hangup := make(chan os.Signal, 1)
	signal.Notify(hangup, syscall.SIGHUP)
	defer signal.Stop(hangup)
	for {
		select {
		case <-ctx.Done():
			return nil
		case err := <-s.failed:
			return err
		case <-hangup:
			p.reload(s)
		}
	}
}

// reload reads the configuration again and takes its certificates and limits over. A configuration that is wrong changes
// nothing.
func (p *program) reload(s *server) {
	if s.config.File == "" {
		p.log.Info("reload: there is no configuration file")
		return
	}
	c, err := config.Load(s.config.File)
	if err == nil {
		err = s.reload(c)
	}
	if err != nil {
		p.log.Error("reload: nothing is changed", "error", err)
		return
	}
	p.log.Info("reload: certificates and limits are taken over", "file", c.File)
}
