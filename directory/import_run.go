package directory

import (
	"context"
	"time"

	"annuaire/directory/store"
)

// ImportResult is how an automatic import ended.
type ImportResult string

const (
	ImportDone      ImportResult = "applied"
	ImportUnchanged ImportResult = "unchanged" // the directory already was as the file has it
	ImportStopped   ImportResult = "refused"   // nothing has changed: rows were in error, or too much would have been deleted
	ImportFailed    ImportResult = "failed"    // nothing has changed: the file could not be read or the directory could not do it
)

// ImportRun is how the last automatic import went.
type ImportRun struct {
	At     time.Time    `json:"at"`
	By     string       `json:"by,omitempty"` // whose it was, or which API token's
	Result ImportResult `json:"result"`
	// Code and Message say why nothing has changed, where it was refused or failed.
	Code    Code   `json:"code,omitempty"`
	Message string `json:"message,omitempty"`
	// What became of the rows.
	Added     int `json:"add"`
	Updated   int `json:"update"`
	Deleted   int `json:"delete"`
	Unchanged int `json:"unchanged"`
	Errors    int `json:"error"`
	// AgeSeconds is how long ago it was, when it is asked for.
	AgeSeconds int64 `json:"age_seconds"`
}

const lastRunKey = store.Key("last")

// RecordImportRun notes how an automatic import went, in place of the one before. Its time is now.
func (d *Directory) RecordImportRun(ctx context.Context, run ImportRun) error {
	_, err := d.change(ctx, "", "", func(e *Edit) error {
		run.At, run.AgeSeconds = e.now, 0
		return d.tables.importRuns.Put(e.tx, &run)
	})
	return err
}

// LastImportRun gives how the last automatic import went; false where there was none.
func (d *Directory) LastImportRun() (run ImportRun, found bool, err error) {
	err = d.view("read the last import", func(tx *store.Tx) error {
		last, is, err := d.tables.importRuns.Get(tx, lastRunKey)
		if err == nil && is {
			run, found = *last, true
			run.AgeSeconds = int64(d.now().Sub(run.At) / time.Second)
		}
		return err
	})
	return run, found, err
}
