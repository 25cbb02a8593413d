package api

import (
	"cmp"
	"context"
	"errors"
	"fmt"

	"annuaire/directory"
	"annuaire/directory/exchange"
)

// ImportRunInput is a file that is applied at once, and what it may do.
type ImportRunInput struct {
	ImportUploadInput
	AcceptCharges bool `query:"accept_charges" doc:"Enables users beyond those agreed on."`
	MaxDeletions  int  `query:"max_deletions" minimum:"0" doc:"How many contacts it may delete at most."`
}

// importRun takes a file and applies it, only if no row is in error and no more is deleted than allowed; else nothing is changed, and the answer is
// import_refused with the plan. It is what a program does every night; how it went is kept.
func (a *API) importRun(ctx context.Context, c *caller, in *ImportRunInput) (*ImportOutput, error) {
	job, err := a.newImport(c, &in.ImportUploadInput)
	if err != nil {
		return nil, err
	}
	err = a.step(ctx, c, job, ImportApply, func(job *importJob, opts exchange.Options) error {
		if opts.ValidRows {
			return &directory.Error{Code: directory.Invalid, Message: "an automatic import is applied whole or not at all: leave valid_rows out"}
		}
		opts.AcceptCharges = in.AcceptCharges
		opts.Accept = func(report *exchange.Report) error {
			job.planned(report)
			if report.Deleted > in.MaxDeletions {
				return refuseRun(job, report, fmt.Sprintf("%d contacts would be deleted; %d may be", report.Deleted, in.MaxDeletions))
			}
			return nil
		}
		if err := a.apply(ctx, c, job, opts); err != nil {
			return err
		}
		if report := job.last(); !report.Applied {
			return refuseRun(job, report, fmt.Sprintf("%d rows are in error", report.Errors))
		}
		return nil
	})
	if noted := a.directory.RecordImportRun(ctx, runOf(c, job, err)); noted != nil {
		return nil, errors.Join(err, noted)
	}
	if err != nil {
		return nil, err
	}
	return &ImportOutput{job.show()}, nil
}

// refuseRun keeps what an automatic import would have done as its plan, and says why it was not done.
func refuseRun(job *importJob, report *exchange.Report, why string) error {
	job.planned(report)
	return &directory.Error{Code: directory.ImportRefused, Message: why, Detail: report.Brief(rowsShown)}
}

// runOf is how an automatic import went.
func runOf(c *caller, job *importJob, err error) directory.ImportRun {
	run := directory.ImportRun{By: cmp.Or(c.Token.Name, c.Login.Email), Result: directory.ImportDone}
	if report := job.last(); report != nil {
		run.Added, run.Updated, run.Deleted, run.Unchanged, run.Errors = report.Added, report.Updated, report.Deleted, report.Unchanged, report.Errors
		if report.Same {
			run.Result = directory.ImportUnchanged
		}
	}
	if err == nil {
		return run
	}
	p := problemOf(err)
	run.Result, run.Code, run.Message = directory.ImportFailed, p.Code, p.Detail
	if p.Code == directory.ImportRefused || p.Code == directory.MassDelete {
		run.Result = directory.ImportStopped
	}
	return run
}
