package main

import (
	"bytes"
	"context"
	"log/slog"
	"path/filepath"
	"strings"
	"testing"
	"time"

	"annuaire/cmd/annuaire/config"
	"annuaire/directory"
	"annuaire/provisioning/control"
)

// lockedStore opens a store as another command does that does not listen on the socket.
func lockedStore(t *testing.T) (config.Config, *directory.Directory) {
	t.Helper()
	c := config.Default()
	c.Directory.Store = filepath.Join(t.TempDir(), "annuaire.db")
	d, err := directory.Open(c.Directory.Store, directoryConfig(c, slog.New(slog.DiscardHandler)))
	if err != nil {
		t.Fatal(err)
	}
	return c, d
}

func newProgram(patience time.Duration) *program {
	return &program{stdin: strings.NewReader(""), stdout: new(bytes.Buffer), stderr: new(bytes.Buffer), log: slog.New(slog.DiscardHandler), patience: patience}
}

func TestACommandWaitsForAnotherToEnd(t *testing.T) {
	c, d := lockedStore(t)
	closed := make(chan error, 1)
	time.AfterFunc(200*time.Millisecond, func() { closed <- d.Close() })
	client, done, err := newProgram(patienceOfTests).connect(t.Context(), c, false)
	if err != nil {
		t.Fatal(err)
	}
	if err := <-closed; err != nil {
		t.Error(err)
	}
	if _, err := client.Accounts(t.Context()); err != nil {
		t.Error(err)
	}
	if err := done(); err != nil {
		t.Error(err)
	}
}

// A server that is still reading its store has the lock already, and will answer in a moment.
func TestACommandWaitsForAServerThatStarts(t *testing.T) {
	c, d := lockedStore(t)
	t.Cleanup(func() {
		if err := d.Close(); err != nil {
			t.Error(err)
		}
	})
	tree, err := newTree(c, d)
	if err != nil {
		t.Fatal(err)
	}
	server := control.NewServer(services(d, tree, c), slog.New(slog.DiscardHandler))
	time.AfterFunc(200*time.Millisecond, func() {
		l, err := control.Listen(control.SocketPath(c.Directory.Store))
		if err != nil {
			t.Error(err)
			return
		}
		if err := server.Serve(l); err != nil {
			t.Error(err)
		}
	})
	client, done, err := newProgram(patienceOfTests).connect(t.Context(), c, false)
	if err != nil {
		t.Fatal(err)
	}
	if _, err := client.Accounts(t.Context()); err != nil {
		t.Error(err)
	}
	if err := done(); err != nil {
		t.Error(err)
	}
	if err := server.Shutdown(context.Background()); err != nil {
		t.Error(err)
	}
}

func TestACommandGivesUpOnAStoreInUse(t *testing.T) {
	c, d := lockedStore(t)
	t.Cleanup(func() {
		if err := d.Close(); err != nil {
			t.Error(err)
		}
	})
	_, _, err := newProgram(time.Millisecond).connect(t.Context(), c, false)
	if err == nil {
		t.Fatal("it has opened a store that is open")
	}
	want := c.Directory.Store + " is in use by another process, which does not answer at " + control.SocketPath(c.Directory.Store)
	if !strings.HasSuffix(err.Error(), want) {
		t.Errorf("said %q, want %q", err, want)
	}
}
