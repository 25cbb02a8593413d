package exchange

import (
	"context"
	"errors"
	"io"
	"maps"

	"github.com/google/uuid"

	"annuaire/directory"
)

// Plan says what Import would do with a file, and writes nothing at all. The error is of the file as a whole: too_large or
// invalid where it can not be read; rows in error are in the report. While it runs no other change can be made.
func Plan(ctx context.Context, d *directory.Directory, r io.Reader, opts Options) (*Report, error) {
	opts.planning = true
	report, err := run(ctx, d, r, opts, func(fn func(*directory.Edit) error) (directory.Applied, error) {
		return d.Plan(ctx, fn)
	})
	if err == nil {
		report.forgetNew()
	}
	return report, err
}

// Import adds, changes and deletes contacts as a file says, in one transaction: what the report tells has been decided on
// the very state that was changed. With a row in error nothing is changed, unless Options.ValidRows asks for the other
// rows; Report.Applied tells. The error is of the file as a whole, as Plan's, or unavailable or internal where the
// directory could not do it; then too nothing is changed.
func Import(ctx context.Context, d *directory.Directory, r io.Reader, opts Options) (*Report, error) {
	report, err := run(ctx, d, r, opts, func(fn func(*directory.Edit) error) (directory.Applied, error) {
		return d.Apply(ctx, directory.ImportAction, fn)
	})
	if err == nil {
		report.Applied = report.Errors == 0 || opts.ValidRows
		if !report.Applied {
			report.forgetNew()
		}
	}
	return report, err
}

// The reasons for rolling an import back that are no failure.
var (
	errRefused = errors.New("a row is in error")
	errTangled = errors.New("rows in error stand in the way of others")
	errPlanned = errors.New("planned, although it can not be applied")
)

// run reads a file and has do run it in a transaction, once more without the rows in error where these stand in the way.
func run(ctx context.Context, d *directory.Directory, r io.Reader, opts Options, do func(func(*directory.Edit) error) (directory.Applied, error)) (*Report, error) {
	if err := opts.Check(); err != nil {
		return nil, err
	}
	file, err := readCSV(r, opts)
	if err == nil {
		err = opts.mayWrite(file.columns)
	}
	if err != nil {
		return nil, err
	}
	excluded := map[int][]Problem{}
	for {
		var m *importer
		applied, err := do(func(edit *directory.Edit) (err error) {
			if err := opts.mayWrite(file.columns); err != nil { // once more: rights may have changed until the transaction began
				return err
			}
			if m, err = newImporter(ctx, d, edit, file, &opts); err != nil {
				return err
			}
			if opts.AcceptCharges {
				edit.AcceptCharges()
			}
			if err := m.run(excluded); err != nil {
				return err
			}
			if err := m.verdict(); err != nil {
				return err
			}
			if err := m.conclude(); err != nil {
				return err
			}
			m.rest()
			return nil
		})
		switch {
		case errors.Is(err, errTangled):
			maps.Copy(excluded, m.refused)
		case errors.Is(err, errRefused), errors.Is(err, errPlanned):
			return m.report(), nil
		case err != nil:
			return nil, err
		default:
			done := *m.report() // the plan that Accept was shown stays as it is
			done.Revision = applied.Revision
			return &done, nil
		}
	}
}

// verdict says whether what was done may stand.
func (m *importer) verdict() error {
	switch {
	case m.failed() && !m.opts.ValidRows:
		return errRefused
	case m.tangled:
		return errTangled
	}
	return nil
}

// conclude looks at what the import as a whole comes to, and shows it to who accepts it.
func (m *importer) conclude() error {
	enabled, err := m.edit.LicenceEffect()
	m.licence = NewLicenceEffect(enabled, err)
	if m.opts.planning && err != nil {
		return errPlanned
	}
	if m.opts.Accept != nil {
		if err := m.opts.Accept(m.report()); err != nil {
			return err
		}
	}
	if err := m.confirmMissing(); err != nil {
		return err
	}
	return m.edit.NoteImport(m.opts.Name, m.counts())
}

// counts is what becomes of the rows, for the journal.
func (m *importer) counts() directory.ImportCounts {
	r := m.report()
	return directory.ImportCounts{Added: r.Added, Updated: r.Updated, Deleted: r.Deleted, Unchanged: r.Unchanged, Errors: r.Errors}
}

// report sums up, once all is done. It takes the rows over.
func (m *importer) report() *Report {
	if m.summary != nil {
		return m.summary
	}
	r := &Report{
		Encoding: m.file.encoding, Separator: string(m.file.separator), UnknownColumns: m.file.unknown,
		NewFolders: m.folders.made, Licence: m.licence, Missing: m.missing, Revision: m.revision,
	}
	if m.file.lines != nil {
		r.Separator = ""
	}
	r.take(m.rows, m.opts.Remarkable)
	r.Same = r.Added+r.Updated+r.Deleted+r.Errors+len(r.NewFolders) == 0
	m.rows, m.summary = nil, r
	return r
}

// rest forgets what was needed for the rows: writing the transaction down, and what follows it, need the memory.
func (m *importer) rest() { *m = importer{summary: m.report()} }

// forgetNew takes out the ids of contacts that were not kept.
func (r *Report) forgetNew() {
	for i := range r.Rows {
		if r.Rows[i].Action == ActionAdd {
			r.Rows[i].ID = uuid.Nil
		}
	}
}
