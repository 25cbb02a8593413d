package api

import (
	"context"
	"io"
	"math"
	"slices"

	"annuaire/directory"
	"annuaire/directory/exchange"
)

// ImportBefore tells that the contacts are kept as they were before an import, for as long as the import is.
type ImportBefore struct {
	Revision uint64 `json:"revision" doc:"The directory's, at which they were so."`
	Bytes    int64  `json:"bytes" doc:"Of the file that before.csv gives."`
}

// exportBefore is an export made because of an import, and what its reader was allowed to read then.
type exportBefore struct {
	file     *spooled
	revision uint64
	grants   []directory.Grant
}

// exportBefore writes the contacts down as they are, as far as who imports may read them.
func (a *API) exportBefore(ctx context.Context, c *caller) (*exportBefore, error) {
	before := &exportBefore{revision: a.directory.Revision(), grants: c.Rights.Grants()}
	sight := c.sight()
	var err error
	before.file, err = a.spoolCSV("before.csv", func(w io.Writer) error {
		return exchange.ExportCSV(ctx, a.directory, w, exchange.ExportOptions{Sight: &sight, Rights: &c.Rights})
	})
	return before, err
}

// keepingBefore has an import be applied only with what was there before it written down: ahead of the transaction, in which others wait, and once more
// within it where they have changed something meanwhile. Keep is to be called with what was done.
func (a *API) keepingBefore(ctx context.Context, c *caller, opts *exchange.Options) (keep func(*importJob, *exchange.Report) error, err error) {
	before, err := a.exportBefore(ctx, c)
	if err != nil {
		return nil, err
	}
	accept := opts.Accept
	opts.Accept = func(report *exchange.Report) error {
		if err := accept(report); err != nil || report.Revision == before.revision {
			return err
		}
		outdated := before.file
		again, err := a.exportBefore(ctx, c)
		if err != nil {
			return err
		}
		before = again
		return outdated.Close()
	}
	return func(job *importJob, report *exchange.Report) error {
		if report == nil || !report.Applied || report.Revision == 0 { // nothing has changed
			return before.file.Close()
		}
		return job.keep(before)
	}, nil
}

// keep has the job hold what was there before it.
func (j *importJob) keep(before *exportBefore) error {
	info, err := before.file.Stat()
	if err != nil {
		return err
	}
	j.before = before
	j.change(func(i *Import) { i.Before = &ImportBefore{Revision: before.revision, Bytes: info.Size()} })
	return nil
}

// ImportBeforeInput names an import that was applied.
type ImportBeforeInput struct {
	importing
	ID ID `path:"id"`
}

func (in *ImportBeforeInput) places(a *API, c *caller) ([]place, error) {
	places, err := in.importing.places(a, c)
	return append(places, place{section: directory.SectionExports, access: directory.Read}), err
}

// importBefore gives the contacts as they were before an import, to who may still read all that is in the file.
func (a *API) importBefore(_ context.Context, c *caller, in *ImportBeforeInput) (*streamed, error) {
	job, err := a.imports.find(c.owner(), in.ID)
	if err != nil {
		return nil, err
	}
	return a.sendCSV("before.csv", func(w io.Writer) error {
		job.busy.Lock()
		defer job.busy.Unlock()
		if job.before == nil {
			return refuseState(job.show().State)
		}
		if err := c.mayRead(job.before.grants); err != nil {
			return err
		}
		_, err := io.Copy(w, io.NewSectionReader(job.before.file, 0, math.MaxInt64))
		return err
	})
}

// mayRead refuses who may not read any more what she could with these grants.
func (c *caller) mayRead(grants []directory.Grant) error {
	inFile := []directory.Section{
		directory.SectionDirectory, directory.SectionUsers, directory.SectionVoicemail, directory.SectionGroups, directory.SectionAccess,
	}
	lost := slices.IndexFunc(grants, func(g directory.Grant) bool {
		return slices.Contains(inFile, g.Section) && !c.Rights.May(g.Section, directory.Read, g.FolderID)
	})
	if lost >= 0 {
		return forbidden(grants[lost].Section, directory.Read)
	}
	return nil
}
