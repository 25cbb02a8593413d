package directory

import (
	"testing"
	"time"
)

func TestTheLastImportRunIsKept(t *testing.T) {
	path := t.TempDir() + "/a.db"
	d, clock := openAt(t, path, Config{Name: "Acme"})
	if _, found, err := d.LastImportRun(); found || err != nil {
		t.Errorf("%v, %v: there was none", found, err)
	}
	revision := d.Revision()
	wantCode(t, d.RecordImportRun(t.Context(), ImportRun{Result: ImportDone, Added: 3}), "")
	wantCode(t, d.RecordImportRun(t.Context(), ImportRun{Result: ImportStopped, Errors: 2, By: "nightly"}), "")
	d = reopen(t, d, path, clock, Config{Name: "Acme"})
	clock.move(90 * time.Second)
	run, found, err := d.LastImportRun()
	if err != nil || !found || run.Result != ImportStopped || run.Errors != 2 || run.Added != 0 || run.By != "nightly" || run.AgeSeconds < 90 || run.AgeSeconds > 95 {
		t.Errorf("%+v, %v, %v", run, found, err)
	}
	if d.Revision() != revision {
		t.Error("a note of an import is no change of the directory")
	}
}
