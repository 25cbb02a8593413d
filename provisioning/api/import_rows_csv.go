package api

import (
	"context"
	"io"

	"annuaire/directory/exchange"
)

// ImportFileInput says which rows of an import are wanted as a file.
type ImportFileInput struct {
	ImportPath
	ErrorsOnly    bool `query:"errors_only" doc:"Only the rows in error, with a column that says why: to be corrected and imported again."`
	ByteOrderMark bool `query:"byte_order_mark" doc:"Begins the file with one, for spreadsheets."`
}

// importFile gives the file of an import, each row with what becomes of it.
func (a *API) importFile(ctx context.Context, c *caller, in *ImportFileInput) (*streamed, error) {
	job, err := a.imports.find(c.owner(), in.ID)
	if err != nil {
		return nil, err
	}
	return a.sendCSV("import.csv", func(w io.Writer) error {
		return a.step(ctx, c, job, "", func(job *importJob, opts exchange.Options) error {
			report := job.last()
			if report == nil {
				return refuseState(job.show().State)
			}
			how := exchange.AnnotateOptions{ErrorsOnly: in.ErrorsOnly, ByteOrderMark: in.ByteOrderMark}
			return exchange.Annotate(ctx, job.file, opts, report, how, w)
		})
	})
}
