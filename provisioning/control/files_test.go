package control

import (
	"bytes"
	"context"
	"errors"
	"io"
	"os"
	"strings"
	"testing"

	"annuaire/directory"
)

func TestExportIsWhatImportReads(t *testing.T) {
	s := newServices(t)
	c := newClientOf(t, s)
	importSample(t, c)
	var csv bytes.Buffer
	if err := c.Export(t.Context(), "csv", &csv); err != nil {
		t.Fatal(err)
	}
	report, err := c.Import(t.Context(), &csv, ImportOptions{}, nil)
	if err != nil || !report.Same || report.Unchanged != 3 {
		t.Errorf("report %+v, error %v", report, err)
	}
	checkSpool(t, s)
}

func TestExportsAreSpooledAndSwept(t *testing.T) {
	s := newServices(t)
	c := newClientOf(t, s)
	var ldif strings.Builder
	if err := c.Export(t.Context(), "ldif", &ldif); err != nil || ldif.String() != "version: 1\n" {
		t.Errorf("exported %q, error %v", ldif.String(), err)
	}
	checkSpool(t, s)
}

func TestAnExportThatFailsIsAProblemAndNoFile(t *testing.T) {
	s := newServices(t)
	s.ExportLDIF = func(_ context.Context, w io.Writer) error {
		_, _ = io.WriteString(w, "version: 1\n")
		return errors.New("the disk has gone")
	}
	c := newClientOf(t, s)
	var ldif strings.Builder
	err := c.Export(t.Context(), "ldif", &ldif)
	if directory.CodeOf(err) != directory.Internal || !strings.Contains(err.Error(), "the disk has gone") {
		t.Errorf("error %v", err)
	}
	if ldif.Len() > 0 {
		t.Errorf("%d bytes of it were sent", ldif.Len())
	}
	checkSpool(t, s)
}

func TestAFormatThatIsNoneIsNotFound(t *testing.T) {
	c := newClientOf(t, newServices(t))
	if err := c.Export(t.Context(), "xlsx/../csv", io.Discard); directory.CodeOf(err) != directory.NotFound {
		t.Errorf("error %v, want not_found", err)
	}
}

// checkSpool looks for temporary files that were left behind.
func checkSpool(t *testing.T, s Services) {
	t.Helper()
	entries, err := os.ReadDir(s.Spool)
	if err != nil {
		t.Fatal(err)
	}
	for _, entry := range entries {
		if entry.Name() != "annuaire.db" {
			t.Errorf("%s is left in the spool", entry.Name())
		}
	}
}

func TestABackupIsRestored(t *testing.T) {
	s := newServices(t)
	c := newClientOf(t, s)
	importSample(t, c)
	var backup bytes.Buffer
	if err := c.Backup(t.Context(), &backup); err != nil {
		t.Fatal(err)
	}
	if _, err := c.AddAccount(t.Context(), AccountDraft{Name: "later"}); err != nil {
		t.Fatal(err)
	}
	if err := c.Restore(t.Context(), &backup); err != nil {
		t.Fatal(err)
	}
	if accounts, err := c.Accounts(t.Context()); err != nil || len(accounts) != 0 {
		t.Errorf("accounts %+v, error %v: the one made after the backup is still there", accounts, err)
	}
	if problems, err := c.Check(t.Context()); err != nil || len(problems) != 0 {
		t.Errorf("check: %v %v", problems, err)
	}
}

func TestWhatIsNoBackupIsNotRestored(t *testing.T) {
	s := newServices(t)
	c := newClientOf(t, s)
	importSample(t, c)
	if err := c.Restore(t.Context(), strings.NewReader(sampleFile)); err == nil {
		t.Error("a CSV file is restored")
	}
	report, err := c.Import(t.Context(), strings.NewReader(sampleFile), ImportOptions{}, nil)
	if err != nil || report.Unchanged != 3 {
		t.Errorf("report %+v, error %v: the directory is not what it was", report, err)
	}
}

// A client that sees the answer end early must not take what it has for the backup.
func TestABackupThatBreaksOffIsAnError(t *testing.T) {
	s := newServices(t)
	c := newClientOf(t, s)
	importSample(t, c)
	err := c.Backup(t.Context(), &fullWriter{})
	if !errors.Is(err, errFull) {
		t.Errorf("error %v, want that of the writer", err)
	}
}

var errFull = errors.New("no space left")

type fullWriter struct{}

func (*fullWriter) Write([]byte) (int, error) { return 0, errFull }

func TestBackupOfAClosedDirectoryIsAProblem(t *testing.T) {
	s := newServices(t)
	c := newClientOf(t, s)
	if err := s.Directory.Close(); err != nil {
		t.Fatal(err)
	}
	var e *directory.Error
	if err := c.Backup(t.Context(), io.Discard); !errors.As(err, &e) {
		t.Errorf("error %v is a %T, want a *directory.Error", err, err)
	}
}
