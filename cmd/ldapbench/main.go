package main

import (
	"context"
	"errors"
	"flag"
	"fmt"
	"io"
	"os"
	"os/signal"
	"regexp"
	"strconv"
	"strings"
	"time"
)

func main() {
	ctx, stop := signal.NotifyContext(context.Background(), os.Interrupt)
	err := run(ctx, os.Args[1:], os.Stdout, os.Stderr)
	stop()
	if err != nil && !errors.Is(err, flag.ErrHelp) {
		fmt.Fprintln(os.Stderr, "ldapbench:", err)
		os.Exit(1)
	}
}

// options are what a run measures.
type options struct {
	contacts []int          // directories to measure, by how many contacts they have
	folders  int            // in each
	duration time.Duration  // of one measurement
	clients  int            // connections that ask at the same time
	idle     int            // connections that ask nothing, in the case about them
	only     *regexp.Regexp // cases by name
	servers  map[string]bool
	in       string // a folder to keep the directory in, and to find it in again; empty: a new one, which is removed
}

// run measures, or serves as one of the servers that are measured.
func run(ctx context.Context, args []string, stdout, stderr io.Writer) error {
	if len(args) == 3 && args[0] == "serve" {
		return serve(ctx, args[1], args[2], stdout)
	}
	o, err := parse(args, stderr)
	if err != nil {
		return err
	}
	for _, n := range o.contacts {
		if err := measureDirectory(ctx, o, n, stdout, stderr); err != nil {
			return fmt.Errorf("with %d contacts: %w", n, err)
		}
	}
	return nil
}

func parse(args []string, stderr io.Writer) (o options, err error) {
	flags := flag.NewFlagSet("ldapbench", flag.ContinueOnError)
	flags.SetOutput(stderr)
	contacts := flags.String("contacts", "10000,100000", "how many contacts the directories have")
	servers := flags.String("servers", "annuaire,slapd,gldap,echo", "what is measured; gldap and slapd only up to 100,000 contacts")
	only := flags.String("run", "", "the cases whose names match this regular expression")
	flags.IntVar(&o.folders, "folders", 1000, "folders of a directory")
	flags.DurationVar(&o.duration, "for", 2*time.Second, "how long each case is measured")
	flags.IntVar(&o.clients, "clients", 16, "connections that ask at the same time")
	flags.IntVar(&o.idle, "idle", 1000, "connections that ask nothing, in the case about them")
	flags.StringVar(&o.in, "in", "", "a folder in which the directory is kept, for other runs to use it again; only with one number of contacts")
	if err := flags.Parse(args); err != nil {
		return o, err
	}
	if flags.NArg() > 0 {
		return o, fmt.Errorf("%q: no arguments are taken", flags.Arg(0))
	}
	for word := range strings.SplitSeq(*contacts, ",") {
		n, err := strconv.Atoi(word)
		if err != nil || n < 1 {
			return o, fmt.Errorf("-contacts %s: want numbers such as 10000,100000", *contacts)
		}
		o.contacts = append(o.contacts, n)
	}
	if o.in != "" && len(o.contacts) > 1 {
		return o, fmt.Errorf("-in %s: a folder keeps one directory", o.in)
	}
	o.servers = map[string]bool{}
	for name := range strings.SplitSeq(*servers, ",") {
		o.servers[name] = true
	}
	if o.only, err = regexp.Compile(*only); err != nil {
		return o, fmt.Errorf("-run: %w", err)
	}
	return o, nil
}

// serve is the program as a server to be measured: echo with the file of its answer, or gldap with its entries as LDIF.
func serve(ctx context.Context, kind, file string, stdout io.Writer) error {
	ready := func(address string) { fmt.Fprintln(stdout, "ready", address) }
	switch kind {
	case "echo":
		return serveEcho(ctx, file, ready)
	case "gldap":
		return serveGLDAP(ctx, file, ready)
	}
	return fmt.Errorf("serve %s: want echo or gldap", kind)
}
