package main

import (
	"context"
	"errors"
	"fmt"
	"io"
	"os"
	"path/filepath"
	"time"

	"golang.org/x/sync/errgroup"
)

// largestForPeers is up to how many contacts annuaire is compared with slapd and gldap: beyond, loading them takes longer than the rest of the run.
const largestForPeers = 100_000

// measureDirectory makes a directory of n contacts and writes a table for each case.
func measureDirectory(ctx context.Context, o options, n int, stdout, stderr io.Writer) (err error) {
	folder, drop, err := o.folder()
	if err != nil {
		return err
	}
	defer func() { err = errors.Join(err, drop()) }()
	fmt.Fprintf(stderr, "ldapbench: making a directory of %d contacts in %d folders\n", n, o.folders)
	c, err := found(ctx, folder, n, o.folders, stderr)
	if err != nil {
		return err
	}
	all, err := cases(c.sampled, o.idle, seed)
	if err != nil {
		return err
	}
	fmt.Fprintf(stdout, "%d contacts, %d clients, %v for each case\n\n", n, o.clients, o.duration)
	if o.servers["annuaire"] && o.only.MatchString(stagesName) {
		if err := c.stages(ctx, o, all[0], stdout); err != nil {
			return fmt.Errorf("%s: %w", stagesName, err)
		}
	}
	servers, err := c.servers(ctx, o)
	for _, s := range servers {
		defer func() { err = errors.Join(err, s.stop()) }()
	}
	if err != nil {
		return err
	}
	for _, bc := range all {
		if !o.only.MatchString(bc.name) {
			continue
		}
		if err := c.compare(ctx, o, bc, servers, stdout); err != nil {
			return fmt.Errorf("%s: %w", bc.name, err)
		}
	}
	return nil
}

// folder is where a directory is made, and how it is left.
func (o options) folder() (path string, drop func() error, err error) {
	if o.in != "" {
		path, err = filepath.Abs(o.in)
		return path, func() error { return nil }, errors.Join(err, os.MkdirAll(path, 0o700))
	}
	path, err = os.MkdirTemp("", "ldapbench-*")
	return path, func() error { return os.RemoveAll(path) }, err
}

// servers starts those to be measured that stay for all cases; with an error, those that have been started come too.
func (c *company) servers(ctx context.Context, o options) (all []*process, err error) {
	for _, s := range []struct {
		name  string
		peer  bool
		start func(context.Context) (*process, error)
	}{
		{"annuaire", false, c.serve},
		{"slapd", true, c.serveSlapd},
		{"gldap", true, func(ctx context.Context) (*process, error) {
			return c.serveSelf(ctx, "gldap", c.ldif, bindRequest(benchName, benchSecret))
		}},
	} {
		if !o.servers[s.name] || s.peer && c.contacts > largestForPeers {
			continue
		}
		p, err := s.start(ctx)
		if err != nil {
			return all, fmt.Errorf("%s: %w", s.name, err)
		}
		all = append(all, p)
		if err := p.settle(ctx); err != nil {
			return all, err
		}
	}
	return all, nil
}

// serveSelf starts this program as a server.
func (c *company) serveSelf(ctx context.Context, kind, file string, bind []byte) (*process, error) {
	self, err := os.Executable()
	if err != nil {
		return nil, err
	}
	p, err := start(ctx, c.folder, self, "serve", kind, file)
	if err != nil {
		return nil, err
	}
	p.name, p.bind = kind, bind
	return p, nil
}

// compare measures one case with every server, and with an echo of the first one's answer.
func (c *company) compare(ctx context.Context, o options, bc benchCase, servers []*process, stdout io.Writer) (err error) {
	if o.servers["echo"] && len(servers) > 0 {
		answer, err := typical(servers[0].target, bc.requests)
		if err != nil {
			return fmt.Errorf("record an answer: %w", err)
		}
		file := filepath.Join(c.folder, "answer.ber")
		if err := os.WriteFile(file, answer, 0o600); err != nil {
			return err
		}
		echo, err := c.serveSelf(ctx, "echo", file, bindRequest("", ""))
		if err != nil {
			return err
		}
		defer func() { err = errors.Join(err, echo.stop()) }()
		servers = append(servers[:len(servers):len(servers)], echo)
	}
	var rows []measured
	for _, p := range servers {
		if bc.writes && p.write == nil {
			continue
		}
		row, err := measure(ctx, o, bc, p)
		if err != nil {
			return fmt.Errorf("%s: %w", p.name, err)
		}
		rows = append(rows, row)
	}
	return writeTable(stdout, bc.name, rows)
}

// measure drives one server with a case.
func measure(ctx context.Context, o options, bc benchCase, p *process) (measured, error) {
	release, err := hold(p.target, bc.idle)
	if err != nil {
		return measured{}, fmt.Errorf("open %d connections: %w", bc.idle, err)
	}
	defer release()
	ctx, cancel := context.WithCancel(ctx)
	defer cancel()
	var writing errgroup.Group
	if bc.writes {
		writing.Go(func() error { return everyTenth(ctx, p.write) })
	}
	var cpuBefore time.Duration
	var began time.Time
	var cpuErr error
	did, err := drive(ctx, p.target, bc, o.clients, o.duration, func() {
		cpuBefore, cpuErr = p.cpu()
		began = time.Now()
	})
	lasted := time.Since(began)
	cpuAfter, err2 := p.cpu()
	cancel()
	memory, err3 := p.memory()
	if err := errors.Join(err, cpuErr, err2, err3, writing.Wait()); err != nil {
		return measured{}, err
	}
	n := len(did.took)
	if n == 0 {
		return measured{}, errors.New("not one request was answered in time")
	}
	return measured{
		server: p.name, perSecond: float64(n) / lasted.Seconds(), cpu: (cpuAfter - cpuBefore) / time.Duration(n),
		p50: did.quantile(0.5), p99: did.quantile(0.99), memory: memory, entries: float64(did.entries) / float64(n),
	}, nil
}
