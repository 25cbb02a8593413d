package main

import (
	"bytes"
	"context"
	"encoding/csv"
	"errors"
	"fmt"
	"io"
	"os"
	"path/filepath"
	"strings"
	"sync"
	"text/tabwriter"
	"time"

	"annuaire/directory/exchange/sample"
)

// stage is something that annuaire does beside answering, and what it takes.
type stage struct {
	name    string
	wall    time.Duration // until it is done
	cpu     time.Duration
	most    int64         // anonymous resident bytes at most, until the server is quiet again
	settled int64         // those bytes then
	longest time.Duration // that one search took meanwhile; 0: nobody could search
}

// stagesName is what measuring them is called among the cases.
const stagesName = "start and merge"

// mergedBy is the part of all contacts, one in so many, that have to be changed for all of the index to be merged.
const mergedBy = 8

// stages measures a start of annuaire, and merges of its whole index: behind an import, and behind changes of one contact each.
func (c *company) stages(ctx context.Context, o options, search benchCase, stdout io.Writer) (err error) {
	p, out, err := c.launch(ctx)
	if err != nil {
		return err
	}
	defer func() { err = errors.Join(err, p.stop()) }()
	p.name, p.bind = "annuaire", bindRequest(benchName, c.secret)
	started, err := p.during(ctx, "start", func() error {
		if err := p.ready(out); err != nil {
			return err
		}
		conn, err := bound(p.target)
		if err != nil {
			return err
		}
		defer conn.Close()
		_, err = conn.search(search.requests[0])
		return err
	})
	if err != nil {
		return err
	}
	file, err := c.changed(o.folders)
	if err != nil {
		return err
	}
	var longest time.Duration
	imported, err := p.during(ctx, "import of a fifth, and merge of everything", func() error {
		searched, end := context.WithCancel(ctx)
		asked := make(chan error, 1)
		go func() {
			did, err := oneByOne(searched, p.target, search)
			longest = did.quantile(1)
			asked <- err
		}()
		_, err := c.command(ctx, "import", file)
		end()
		return errors.Join(err, <-asked)
	})
	if err != nil {
		return err
	}
	imported.longest = longest
	all := []stage{started, imported}
	if c.contacts <= largestForPeers { // beyond, so many changes take too long
		written, err := c.written(ctx, p)
		if err != nil {
			return err
		}
		all = append(all, written)
	}
	return writeStages(stdout, all)
}

// written measures changes of one contact each, so many that all of the index is merged.
func (c *company) written(ctx context.Context, p *process) (stage, error) {
	changes := c.contacts/mergedBy + 1
	write, err := c.writer(ctx, p.addresses[len(p.addresses)-1], changes)
	if err != nil {
		return stage{}, err
	}
	return p.during(ctx, "an eighth changed one by one, and merge of everything", func() error {
		for range changes {
			if err := write(ctx); err != nil {
				return err
			}
		}
		return nil
	})
}

// changed is a file that gives every fifth contact another title: so many that all of the index is merged.
func (c *company) changed(folders int) (path string, err error) {
	var all, some bytes.Buffer
	if err := sample.CSV(&all, c.contacts, folders, seed); err != nil {
		return "", err
	}
	in, out := csv.NewReader(&all), csv.NewWriter(&some)
	in.Comma, out.Comma = ';', ';'
	column := -1
	for line := 0; ; line++ {
		row, err := in.Read()
		if errors.Is(err, io.EOF) {
			break
		}
		if err != nil {
			return "", err
		}
		if line == 0 {
			for i, name := range row {
				if name == "title" {
					column = i
				}
			}
		} else if line%5 > 0 {
			continue
		} else {
			row[column] = time.Now().Format("Title of 15:04:05") // another for every run
		}
		if err := out.Write(row); err != nil {
			return "", err
		}
	}
	out.Flush()
	path = filepath.Join(c.folder, "changed.csv")
	return path, os.WriteFile(path, some.Bytes(), 0o600)
}

// oneByOne asks the requests of a case, each a moment after the one before is answered, until ctx ends.
func oneByOne(ctx context.Context, t target, bc benchCase) (load, error) {
	conn, err := bound(t)
	if err != nil {
		return load{}, err
	}
	defer conn.Close()
	var did load
	for n := 0; ctx.Err() == nil; n++ {
		start := time.Now()
		entries, err := conn.search(bc.requests[n%len(bc.requests)])
		if err != nil {
			return did, err
		}
		did.took = append(did.took, time.Since(start))
		did.entries += entries
		time.Sleep(time.Millisecond)
	}
	return did.sorted(), nil
}

// during measures what a process does while something happens, and until it is quiet afterwards.
func (p *process) during(ctx context.Context, name string, happens func() error) (stage, error) {
	s := stage{name: name}
	watched, end := context.WithCancel(ctx)
	var watch sync.WaitGroup
	watch.Go(func() { s.most = p.mostMemory(watched) })
	defer watch.Wait()
	defer end()
	before, err := p.cpu()
	began := time.Now()
	if err := errors.Join(err, happens()); err != nil {
		return s, err
	}
	s.wall = time.Since(began)
	after, err := p.cpu()
	s.cpu = after - before
	if err := errors.Join(err, p.settle(ctx)); err != nil {
		return s, err
	}
	end()
	watch.Wait()
	s.settled, err = p.memory()
	return s, err
}

// mostMemory looks at the memory of a process again and again, and gives the most that it has had once ctx ends.
func (p *process) mostMemory(ctx context.Context) int64 {
	const pause = 20 * time.Millisecond
	tick := time.NewTicker(pause)
	defer tick.Stop()
	most := int64(0)
	for {
		if now, err := p.memory(); err == nil {
			most = max(most, now)
		}
		select {
		case <-ctx.Done():
			return most
		case <-tick.C:
		}
	}
}

func writeStages(w io.Writer, stages []stage) error {
	var b strings.Builder
	t := tabwriter.NewWriter(&b, 0, 0, 2, ' ', tabwriter.AlignRight)
	fmt.Fprintln(t, stagesName+"\ts\tCPU s\tmost RssAnon MB\tthen RssAnon MB\tlongest search ms\t")
	for _, s := range stages {
		longest := "-"
		if s.longest > 0 {
			longest = fmt.Sprintf("%.1f", float64(s.longest)/float64(time.Millisecond))
		}
		fmt.Fprintf(t, "%s\t%.1f\t%.1f\t%d\t%d\t%s\t\n", s.name, s.wall.Seconds(), s.cpu.Seconds(), s.most/1_000_000, s.settled/1_000_000, longest)
	}
	if err := t.Flush(); err != nil {
		return err
	}
	_, err := io.WriteString(w, b.String()+"\n")
	return err
}
