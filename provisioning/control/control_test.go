package control

import (
	"context"
	"io"
	"log/slog"
	"path/filepath"
	"strings"
	"testing"

	"annuaire/directory"
)

// sampleFile has two folders and three people.
const sampleFile = "folder;last_name;first_name;email;phone_1;phone_1_short\n" +
	"Sales/North;Martin;Jean;jean@example.com;01 99 00 10 24;201\n" +
	"Sales/North;Martin;Hélène;helene@example.com;01 99 00 10 25;202\n" +
	"Sales/South;Durand;Paul;paul@example.com;01 99 00 10 26;203\n"

// newServices opens a directory of the test's own.
func newServices(t *testing.T) Services {
	t.Helper()
	folder := t.TempDir()
	d, err := directory.Open(filepath.Join(folder, "annuaire.db"), directory.Config{NoSync: true, Logger: discard()})
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() {
		if err := d.Close(); err != nil {
			t.Error(err)
		}
	})
	return Services{
		Directory:  d,
		ExportLDIF: func(_ context.Context, w io.Writer) error { _, err := io.WriteString(w, "version: 1\n"); return err },
		Attribute: func(name string) (string, bool) {
			return strings.ToLower(name), name == "*" || name == "cn" || name == "shortNumber"
		},
		Spool: folder,
	}
}

// newClientOf serves services on a real socket and gives a client for it.
func newClientOf(t *testing.T, s Services) *Client {
	t.Helper()
	socket := filepath.Join(t.TempDir(), "annuaire.sock")
	serveOn(t, s, socket)
	client, err := Dial(t.Context(), socket)
	if err != nil {
		t.Fatal(err)
	}
	return client
}

func serveOn(t *testing.T, s Services, socket string) {
	t.Helper()
	l, err := Listen(socket)
	if err != nil {
		t.Fatal(err)
	}
	server := NewServer(s, discard())
	ended := make(chan error, 1)
	go func() { ended <- server.Serve(l) }()
	t.Cleanup(func() {
		if err := server.Shutdown(context.Background()); err != nil {
			t.Error(err)
		}
		if err := <-ended; err != nil {
			t.Error(err)
		}
	})
}

func discard() *slog.Logger { return slog.New(slog.DiscardHandler) }

// importSample imports sampleFile.
func importSample(t *testing.T, c *Client) {
	t.Helper()
	report, err := c.Import(t.Context(), strings.NewReader(sampleFile), ImportOptions{CreateFolders: true}, nil)
	if err != nil {
		t.Fatal(err)
	}
	if report.Added != 3 || !report.Applied {
		t.Fatalf("report %+v, want 3 added", report)
	}
}
