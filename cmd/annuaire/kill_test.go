package main

import (
	"context"
	"errors"
	"fmt"
	"log/slog"
	"math/rand/v2"
	"os"
	"path/filepath"
	"strings"
	"sync"
	"syscall"
	"testing"
	"time"

	"annuaire/directory"
	"annuaire/directory/exchange"
	"annuaire/provisioning/control"
)

// rounds is how often TestNothingAcknowledgedIsLost kills the server.
const rounds = 50

// Whatever the moment in which the process dies: what it has acknowledged is there afterwards, what it has not is there
// whole or not at all, and the store is sound. Accounts are added one at a time and contacts imported ten at a time, from
// several clients at once; after each kill the store is opened, checked and compared with what clients were told.
func TestNothingAcknowledgedIsLost(t *testing.T) {
	folder := t.TempDir()
	if err := os.WriteFile(filepath.Join(folder, "config.toml"), []byte("[directory]\ncountry = \"FR\"\n"), 0o600); err != nil {
		t.Fatal(err)
	}
	program := buildProgram(t)
	promised := promises{tried: map[string]int{}}
	random := rand.New(rand.NewPCG(1, 2))
	for round := range rounds {
		server, err := startServer(program, folder, os.Environ(), "serve", "--listen", "127.0.0.1:0")
		if err != nil {
			t.Fatal(err)
		}
		writeUntilKilled(t, server, folder, round, random.IntN(20), &promised)
		verify(t, folder, &promised)
		if t.Failed() {
			t.Fatalf("after kill %d; the server wrote:\n%s", round+1, server.written())
		}
	}
	t.Logf("%d kills: %d accounts and %d files of %d contacts were acknowledged, and %d requests cut off",
		rounds, len(promised.accounts), len(promised.files), perFile, promised.cut)
	if len(promised.accounts) == 0 || len(promised.files) == 0 || promised.cut == 0 {
		t.Error("the kills did not come in the middle of writes")
	}
}

// promises is what the server has acknowledged.
type promises struct {
	mu       sync.Mutex
	accounts []string
	files    []string
	tried    map[string]int // contacts of each file that was sent, acknowledged or not
	cut      int            // requests that got no answer
}

// try remembers a file that is about to be sent, and gives its name back.
func (p *promises) try(name string, contacts int) string {
	p.mu.Lock()
	defer p.mu.Unlock()
	p.tried[name] = contacts
	return name
}

// perFile is how many contacts an imported file has.
const perFile = 10

// writeUntilKilled has clients write until the server, killed after so many acknowledgements, answers no more.
func writeUntilKilled(t *testing.T, server *process, folder string, round, after int, promised *promises) {
	acknowledged := make(chan struct{}, 1000)
	var clients sync.WaitGroup
	write := func(name string, one func(*control.Client, string) error, keep func(string)) {
		client, err := control.Dial(context.Background(), filepath.Join(folder, "annuaire.sock"))
		if err != nil {
			t.Errorf("reach the server: %v", err)
			return
		}
		clients.Go(func() {
			for i := 0; ; i++ {
				item := fmt.Sprintf("%s-%d-%d", name, round, i)
				if err := one(client, item); err != nil {
					var refused *directory.Error
					if errors.As(err, &refused) {
						t.Errorf("%s is refused: %v", item, err)
					}
					promised.mu.Lock()
					promised.cut++
					promised.mu.Unlock()
					return
				}
				promised.mu.Lock()
				keep(item)
				promised.mu.Unlock()
				acknowledged <- struct{}{}
			}
		})
	}
	for n := range 2 {
		write(fmt.Sprintf("account%d", n), addAccount, func(name string) { promised.accounts = append(promised.accounts, name) })
	}
	write("file", func(c *control.Client, name string) error {
		return importFile(c, promised.try(name, perFile), perFile, nil)
	}, func(name string) { promised.files = append(promised.files, name) })

	timeout := time.After(patienceOfTests)
	for range after {
		select {
		case <-acknowledged:
		case <-timeout:
			t.Error("the server does not acknowledge anything any more")
		}
	}
	if err := server.kill(); err != nil {
		t.Error(err)
	}
	clients.Wait()
}

func addAccount(c *control.Client, name string) error {
	_, err := c.AddAccount(context.Background(), control.AccountDraft{Name: name})
	return err
}

// importFile imports n contacts with the references name/0, name/1 …
func importFile(c *control.Client, name string, n int, progress func(control.Progress)) error {
	var file strings.Builder
	file.WriteString("external_ref,folder,last_name,first_name\n")
	for i := range n {
		fmt.Fprintf(&file, "%s/%d,%s,Martin,Jean\n", name, i, name)
	}
	report, err := c.Import(context.Background(), strings.NewReader(file.String()), control.ImportOptions{CreateFolders: true}, progress)
	if err == nil && (report.Added != n || !report.Applied) {
		return &directory.Error{Code: directory.Internal, Message: fmt.Sprintf("report %+v", report)}
	}
	return err
}

// verify opens the store that the killed server has left.
func verify(t *testing.T, folder string, promised *promises) {
	t.Helper()
	d, err := directory.Open(filepath.Join(folder, "annuaire.db"), directory.Config{Logger: slog.New(slog.DiscardHandler)})
	if err != nil {
		t.Error(err)
		return
	}
	defer func() {
		if err := d.Close(); err != nil {
			t.Error(err)
		}
	}()
	if problems, err := d.Check(t.Context()); err != nil || len(problems) > 0 {
		t.Errorf("the store is not sound: %v %v", problems, err)
	}
	accounts := map[string]bool{}
	for _, a := range d.Accounts() {
		accounts[a.Name] = true
	}
	for _, name := range promised.accounts {
		if !accounts[name] {
			t.Errorf("the account %s was acknowledged and is lost", name)
		}
	}
	var export strings.Builder
	if err := exchange.ExportCSV(t.Context(), d, &export, exchange.ExportOptions{}); err != nil {
		t.Error(err)
	}
	contacts := map[string]int{} // by the file they came from
	for line := range strings.Lines(export.String()) {
		for cell := range strings.SplitSeq(line, ";") {
			if name, _, found := strings.Cut(cell, "/"); found && strings.HasPrefix(name, "file-") {
				contacts[name]++
			}
		}
	}
	for _, name := range promised.files {
		if contacts[name] == 0 {
			t.Errorf("the file %s was acknowledged and is lost", name)
		}
	}
	for name, n := range contacts {
		if n != promised.tried[name] {
			t.Errorf("of the file %s %d contacts are there: neither all %d nor none", name, n, promised.tried[name])
		}
	}
}

// A kill in the middle of a large import: nothing of it is there, unless it was done just before.
func TestAKilledImportIsWholeOrNothing(t *testing.T) {
	folder := t.TempDir()
	server, err := startServer("annuaire", folder, os.Environ(), "serve", "--listen", "127.0.0.1:0")
	if err != nil {
		t.Fatal(err)
	}
	client, err := control.Dial(t.Context(), filepath.Join(folder, "annuaire.sock"))
	if err != nil {
		t.Fatal(err)
	}
	promised := promises{tried: map[string]int{}}
	if err := importFile(client, promised.try("file-before", perFile), perFile, nil); err != nil {
		t.Fatal(err)
	}
	promised.files = append(promised.files, "file-before")
	const many = 5000
	err = importFile(client, promised.try("file-large", many), many, func(p control.Progress) {
		if p.Stage == string(exchange.StageApply) {
			_ = server.signal(syscall.SIGKILL) // fails where it is dead already
		}
	})
	if err == nil {
		promised.files = append(promised.files, "file-large")
	}
	if err := server.kill(); err != nil {
		t.Fatal(err)
	}
	verify(t, folder, &promised)
}
