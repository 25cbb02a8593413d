package control

import (
	"bytes"
	"context"
	"errors"
	"io"
	"net"
	"net/http"
	"net/http/httptest"
	"path/filepath"
	"strings"
	"testing"

	"annuaire/directory"
	"annuaire/directory/exchange"
)

func TestAnImportIsReportedAndSeen(t *testing.T) {
	s := newServices(t)
	c := newClientOf(t, s)
	importSample(t, c)
	if n := s.Directory.Snapshot().People.Len(); n < 3 {
		t.Errorf("%d documents after the import", n)
	}
	again, err := c.Import(t.Context(), strings.NewReader(sampleFile), ImportOptions{}, nil)
	if err != nil {
		t.Fatal(err)
	}
	if again.Unchanged != 3 || !again.Same {
		t.Errorf("the same file again: %+v, want 3 unchanged", again)
	}
}

func TestADryRunChangesNothing(t *testing.T) {
	s := newServices(t)
	c := newClientOf(t, s)
	before := s.Directory.Revision()
	report, err := c.Import(t.Context(), strings.NewReader(sampleFile), ImportOptions{CreateFolders: true, DryRun: true}, nil)
	if err != nil {
		t.Fatal(err)
	}
	if report.Added != 3 || report.Applied || len(report.NewFolders) != 3 || len(report.Rows) != 3 {
		t.Errorf("report %+v, want 3 to add in 3 new folders, each shown", report)
	}
	if after := s.Directory.Revision(); after != before {
		t.Errorf("revision %d after a dry run at %d", after, before)
	}
}

func TestImportOptionsArriveAtTheImport(t *testing.T) {
	c := newClientOf(t, newServices(t))
	importSample(t, c)
	oneBad := "last_name;first_name;email\n;;paul@example.com\nPetit;;petit@example.com\nNeuf;Anne;anne@example.com\n"

	report, err := c.Import(t.Context(), strings.NewReader(oneBad), ImportOptions{}, nil)
	if err != nil || report.Errors != 1 || report.Applied {
		t.Errorf("all or nothing: %+v, %v", report, err)
	}
	report, err = c.Import(t.Context(), strings.NewReader(oneBad), ImportOptions{ValidRows: true}, nil)
	if err != nil || report.Added != 1 || !report.Applied {
		t.Errorf("the valid rows: %+v, %v", report, err)
	}
	if len(report.Rows) != 1 || report.Rows[0].Action != exchange.ActionError {
		t.Errorf("rows %+v, want the one in error alone", report.Rows)
	}
	// To erase a name is wrong, so that the option shows as one more row in error.
	report, err = c.Import(t.Context(), strings.NewReader(oneBad), ImportOptions{Empty: exchange.EraseEmpty}, nil)
	if err != nil || report.Errors != 2 {
		t.Errorf("empty cells erase: %+v, %v", report, err)
	}
}

func TestAFileIsReadAsIsSaid(t *testing.T) {
	s := newServices(t)
	c := newClientOf(t, s)
	const file = "Patronyme|Nom|Nom\nMartin|x|H\xe9l\xe8ne\n"
	report, err := c.Import(t.Context(), strings.NewReader(file), ImportOptions{
		Separator: '|', Encoding: "windows-1252", Columns: map[string]string{"Patronyme": "last_name", "Nom": ""}, ColumnsAt: map[int]string{3: "first_name"},
		DryRun: true,
	}, nil)
	if err != nil || report.Added != 1 || report.Rows[0].Contact != "Hélène Martin" || report.Encoding != "windows-1252" || report.Separator != "|" {
		t.Errorf("%+v, %v", report, err)
	}
}

func TestChargesForTheUsersOfAFileAreAskedFor(t *testing.T) {
	services := newServices(t)
	d, err := directory.Open(filepath.Join(t.TempDir(), "annuaire.db"), directory.Config{NoSync: true, Logger: discard(), Licence: directory.Licence{UnitPriceCents: 100}})
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { _ = d.Close() })
	services.Directory = d
	c := newClientOf(t, services)
	const users = "nom;prénom;extensions\nMartin;Jean;1001\nDurand;Zoé;1002\n"
	plan, err := c.Import(t.Context(), strings.NewReader(users), ImportOptions{DryRun: true}, nil)
	if err != nil || plan.Licence.Code != directory.ChargesNotAccepted || plan.Licence.Users != 2 {
		t.Errorf("the plan says %+v, %v", plan, err)
	}
	if _, err = c.Import(t.Context(), strings.NewReader(users), ImportOptions{}, nil); directory.CodeOf(err) != directory.ChargesNotAccepted {
		t.Errorf("error %v, want charges_not_accepted", err)
	}
	if done, err := c.Import(t.Context(), strings.NewReader(users), ImportOptions{AcceptCharges: true}, nil); err != nil || !done.Applied {
		t.Errorf("%+v, %v", done, err)
	}
}

func TestAFileThatCanNotBeReadIsAProblem(t *testing.T) {
	c := newClientOf(t, newServices(t))
	_, err := c.Import(t.Context(), strings.NewReader("nom;nom\n"), ImportOptions{}, nil)
	var e *directory.Error
	if !errors.As(err, &e) || e.Code != directory.Invalid {
		t.Errorf("error %v, want an invalid one", err)
	}
}

func TestAFileTooLargeIsAProblem(t *testing.T) {
	c := newClientOf(t, newServices(t))
	endless := io.MultiReader(strings.NewReader("nom\n"), io.LimitReader(zeros{}, exchange.DefaultBytes+(8<<20)))
	_, err := c.Import(t.Context(), endless, ImportOptions{}, nil)
	var e *directory.Error
	if !errors.As(err, &e) || e.Code != directory.TooLarge {
		t.Errorf("error %v, want too_large", err)
	}
}

type zeros struct{}

func (zeros) Read(b []byte) (int, error) {
	for i := range b {
		b[i] = '0'
	}
	return len(b), nil
}

func TestProgressIsToldWhileTheImportRuns(t *testing.T) {
	c := newClientOf(t, newServices(t))
	stages := map[string]bool{}
	_, err := c.Import(t.Context(), strings.NewReader(sampleFile), ImportOptions{CreateFolders: true}, func(p Progress) {
		stages[p.Stage] = true
	})
	if err != nil {
		t.Fatal(err)
	}
	if len(stages) == 0 {
		t.Error("no progress was told")
	}
}

// An import that finds another one running is told that it waits, and then done.
func TestASecondImportWaitsForTheFirst(t *testing.T) {
	h := newHandler(newServices(t))
	server := httptest.NewServer(h.routes())
	t.Cleanup(server.Close)
	c := newClient(func(ctx context.Context) (net.Conn, error) {
		return new(net.Dialer).DialContext(ctx, "tcp", server.Listener.Addr().String())
	})
	t.Cleanup(c.http.CloseIdleConnections)

	h.importing <- struct{}{} // as the first one does
	told := 0
	report, err := c.Import(t.Context(), strings.NewReader(sampleFile), ImportOptions{CreateFolders: true}, func(p Progress) {
		if p.Stage == StageWait {
			told++
			<-h.importing // the first one ends
		}
	})
	if err != nil || report.Added != 3 {
		t.Errorf("report %+v, error %v", report, err)
	}
	if told != 1 {
		t.Errorf("it was told %d times that it waits", told)
	}
}

func TestAWaitingImportCanBeGivenUp(t *testing.T) {
	h := newHandler(newServices(t))
	h.importing <- struct{}{}
	ctx, cancel := context.WithCancel(t.Context())
	cancel()
	w := httptest.NewRecorder()
	h.routes().ServeHTTP(w, httptest.NewRequestWithContext(ctx, http.MethodPost, "/import", strings.NewReader(sampleFile)))
	if _, err := readEvents(w.Body, nil); directory.CodeOf(err) != directory.Unavailable {
		t.Errorf("error %v, want unavailable", err)
	}
}

func TestOptionsThatMakeNoSenseAreRefused(t *testing.T) {
	cases := map[string]struct{ query, field string }{
		"an unknown one":         {"createfolders=true", "createfolders"},
		"neither true nor false": {"dry_run=perhaps", "dry_run"},
		"no way to treat cells":  {"empty=keep", "empty"},
		"no valid rows":          {"valid_rows=", "valid_rows"},
		"folders in the plural":  {"create_folders=2", "create_folders"},
		"a long separator":       {"separator=tab", "separator"},
		"columns in words":       {"columns=Nom", "columns"},
	}
	handler := Handler(newServices(t))
	for name, tc := range cases {
		t.Run(name, func(t *testing.T) {
			w := httptest.NewRecorder()
			handler.ServeHTTP(w, httptest.NewRequest(http.MethodPost, "/import?"+tc.query, strings.NewReader(sampleFile)))
			if w.Code != http.StatusUnprocessableEntity {
				t.Errorf("status %d, want 422", w.Code)
			}
			if !strings.Contains(w.Body.String(), `"field":"`+tc.field+`"`) {
				t.Errorf("answer %s does not name %s", w.Body, tc.field)
			}
		})
	}
}

// A client that reads nothing of the answer must not hold up the import, which holds the store's only writer.
func TestImportsDoNotWaitForSlowReaders(t *testing.T) {
	w := &stuckWriter{ResponseRecorder: httptest.NewRecorder(), stuck: make(chan struct{})}
	events := newEventWriter(w)
	for i := range 1000 {
		events.progress(Progress{Stage: "apply", Done: i, Total: 1000})
	}
	close(w.stuck)
	events.end(event{Report: &exchange.Report{Added: 7}})
	report, err := readEvents(bytes.NewReader(w.Body.Bytes()), nil)
	if err != nil || report.Added != 7 {
		t.Errorf("report %+v, error %v", report, err)
	}
}

// stuckWriter does not write before stuck is closed.
type stuckWriter struct {
	*httptest.ResponseRecorder
	stuck chan struct{}
}

func (w *stuckWriter) Write(b []byte) (int, error) {
	<-w.stuck
	return w.ResponseRecorder.Write(b)
}

func TestEventsThatEndEarlyAreAnError(t *testing.T) {
	for name, stream := range map[string]string{
		"nothing":             "",
		"progress alone":      `{"progress":{"stage":"read"}}` + "\n",
		"a line cut short":    `{"progress":{"stage":"re`,
		"something else":      "<html>",
		"an event of nothing": "{}\n",
	} {
		if _, err := readEvents(strings.NewReader(stream), nil); err == nil {
			t.Errorf("%s passes for a report", name)
		}
	}
}
