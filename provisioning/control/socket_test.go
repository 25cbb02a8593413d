package control

import (
	"context"
	"errors"
	"net"
	"net/http"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"annuaire/directory"
)

func TestTheSocketIsItsOwnersAlone(t *testing.T) {
	folder := t.TempDir()
	path := filepath.Join(folder, "annuaire.sock")
	l, err := Listen(path)
	if err != nil {
		t.Fatal(err)
	}
	info, err := os.Stat(path)
	if err != nil {
		t.Fatal(err)
	}
	if info.Mode() != os.ModeSocket|0o600 {
		t.Errorf("mode %v, want a socket with 0600", info.Mode())
	}
	if err := l.Close(); err != nil {
		t.Error(err)
	}
	if entries, err := os.ReadDir(folder); err != nil || len(entries) > 0 {
		t.Errorf("left behind: %v %v", entries, err)
	}
}

func TestAStaleSocketIsReplaced(t *testing.T) {
	path := filepath.Join(t.TempDir(), "annuaire.sock")
	dead, err := net.ListenUnix("unix", &net.UnixAddr{Name: path, Net: "unix"})
	if err != nil {
		t.Fatal(err)
	}
	dead.SetUnlinkOnClose(false) // as a process leaves it that is killed
	if err := dead.Close(); err != nil {
		t.Fatal(err)
	}
	if _, err := Dial(t.Context(), path); !errors.Is(err, ErrNoServer) {
		t.Errorf("dialling a stale socket: %v, want ErrNoServer", err)
	}
	serveOn(t, newServices(t), path)
	if _, err := Dial(t.Context(), path); err != nil {
		t.Errorf("dialling the new socket: %v", err)
	}
}

func TestDialWithoutAServer(t *testing.T) {
	folder := t.TempDir()
	noSocket := filepath.Join(folder, "file.sock")
	if err := os.WriteFile(noSocket, nil, 0o600); err != nil {
		t.Fatal(err)
	}
	for name, path := range map[string]string{
		"nothing there": filepath.Join(folder, "none.sock"),
		"no folder":     filepath.Join(folder, "none", "none.sock"),
		"no socket":     noSocket,
	} {
		if _, err := Dial(t.Context(), path); !errors.Is(err, ErrNoServer) {
			t.Errorf("%s: %v, want ErrNoServer", name, err)
		}
	}
}

// Linux gives the name of a socket 107 bytes, and folders can be deeper.
func TestSocketsInDeepFolders(t *testing.T) {
	path := filepath.Join(t.TempDir(), strings.Repeat("deep", 30), "annuaire.sock")
	if err := os.Mkdir(filepath.Dir(path), 0o700); err != nil {
		t.Fatal(err)
	}
	serveOn(t, newServices(t), path)
	c, err := Dial(t.Context(), path)
	if err != nil {
		t.Fatal(err)
	}
	importSample(t, c)
}

func TestSocketPath(t *testing.T) {
	for store, want := range map[string]string{
		"annuaire.db":           "annuaire.sock",
		"/var/lib/a/company.db": "/var/lib/a/company.sock",
		"data/store":            "data/store.sock",
	} {
		if got := SocketPath(store); got != want {
			t.Errorf("of %s: %s, want %s", store, got, want)
		}
	}
}

func TestListenInAFolderThatIsNotThere(t *testing.T) {
	if l, err := Listen(filepath.Join(t.TempDir(), "none", "annuaire.sock")); err == nil {
		t.Errorf("listens on %v", l.Addr())
	}
}

func TestInProcessIsTheSameHandler(t *testing.T) {
	c, stop := InProcess(newServices(t), discard())
	importSample(t, c)
	if _, err := c.AddAccount(t.Context(), AccountDraft{Name: "phones"}); err != nil {
		t.Error(err)
	}
	stop()
	if _, err := c.Accounts(t.Context()); err == nil {
		t.Error("answers after it was stopped")
	}
}

func TestACancelledRequestIsGivenUp(t *testing.T) {
	c := newClientOf(t, newServices(t))
	ctx, cancel := context.WithCancel(t.Context())
	cancel()
	if _, err := c.Accounts(ctx); !errors.Is(err, context.Canceled) {
		t.Errorf("error %v, want context.Canceled", err)
	}
}

func TestErrorsBecomeProblems(t *testing.T) {
	cases := map[string]struct {
		err    error
		status int
		code   directory.Code
	}{
		"a conflict":       {&directory.Error{Code: directory.NumberTaken}, http.StatusConflict, directory.NumberTaken},
		"a stale record":   {&directory.Error{Code: directory.StaleRecord}, http.StatusPreconditionFailed, directory.StaleRecord},
		"one of another's": {errors.New("out of memory"), http.StatusInternalServerError, directory.Internal},
		"a cancelled one":  {context.Canceled, http.StatusServiceUnavailable, directory.Unavailable},
	}
	for name, tc := range cases {
		t.Run(name, func(t *testing.T) {
			p := problemOf(tc.err)
			if p.Status != tc.status || p.Code != tc.code || p.Detail == "" {
				t.Errorf("problem %+v, want %d %s", p, tc.status, tc.code)
			}
			if got := directory.CodeOf(p.err()); got != tc.code {
				t.Errorf("comes back as %s", got)
			}
		})
	}
}
