package api

import (
	"context"
	"io"
	"reflect"

	"github.com/google/uuid"

	"annuaire/directory"
	"annuaire/directory/exchange"
)

// run does one step of an import, alone, and keeps what it comes to.
func (a *API) run(ctx context.Context, c *caller, id ID, step func(job *importJob, opts exchange.Options) error) (*ImportOutput, error) {
	job, err := a.imports.find(c.owner(), id)
	if err != nil {
		return nil, err
	}
	job.busy.Lock()
	defer job.busy.Unlock()
	opts := job.show().Options
	opts.Progress = func(stage exchange.Stage, done, total int) {
		job.change(func(i *Import) { i.Progress = &ImportProgress{stage, done, total} })
	}
	defer job.change(func(i *Import) { i.Progress = nil })
	if err := ctx.Err(); err != nil {
		return nil, &directory.Error{Code: directory.Unavailable, Message: "given up", Cause: err}
	}
	if _, err := job.file.Seek(0, io.SeekStart); err != nil {
		return nil, err
	}
	if err := step(job, opts); err != nil {
		return nil, err
	}
	job.change(func(i *Import) { i.Progress = nil })
	return &ImportOutput{job.show()}, nil
}

func refuseState(state ImportState) error {
	return &directory.Error{Code: directory.PlanChanged, Message: "the import is " + string(state)}
}

// importPlan says what an import would do, and writes nothing.
func (a *API) importPlan(ctx context.Context, c *caller, in *ImportPath) (*ImportOutput, error) {
	return a.run(ctx, c, in.ID, func(job *importJob, opts exchange.Options) error {
		if state := job.show().State; state == ImportApplied || state == ImportUndone {
			return refuseState(state)
		}
		plan, err := exchange.Plan(ctx, a.directory, job.file, opts)
		if err != nil {
			return err
		}
		job.change(func(i *Import) { i.State, i.Plan = ImportPlanned, plan })
		return nil
	})
}

// importApply does what was planned, in one transaction. Where the directory has changed so that something else would be done, it is refused with
// plan_changed and the plan as it would be now, which is then the one that is applied.
func (a *API) importApply(ctx context.Context, c *caller, in *ImportPath) (*ImportOutput, error) {
	return a.run(ctx, c, in.ID, func(job *importJob, opts exchange.Options) error {
		now := job.show()
		if now.State != ImportPlanned {
			return refuseState(now.State)
		}
		opts.Accept = func(report *exchange.Report) error {
			found := forgetting(report)
			if reflect.DeepEqual(found, forgetting(now.Plan)) {
				return nil
			}
			job.change(func(i *Import) { i.Plan = found })
			return &directory.Error{Code: directory.PlanChanged, Message: "the directory has changed since the import was planned; look at the plan again", Detail: found}
		}
		report, err := exchange.Import(ctx, a.directory, job.file, opts)
		if err != nil {
			return err
		}
		job.change(func(i *Import) {
			i.Report = report
			if report.Applied {
				i.State = ImportApplied
			}
		})
		return nil
	})
}

// forgetting is a report without what differs each time: the revision, and the ids of what is not there yet.
func forgetting(report *exchange.Report) *exchange.Report {
	plain := *report
	plain.Revision, plain.Applied = 0, false
	plain.Rows = nil
	for _, row := range report.Rows {
		if row.Action == exchange.ActionAdd {
			row.ID = uuid.Nil
		}
		plain.Rows = append(plain.Rows, row)
	}
	return &plain
}

// importUndo takes an import back, as far as nothing has changed since.
func (a *API) importUndo(ctx context.Context, c *caller, in *ImportPath) (*ImportOutput, error) {
	return a.run(ctx, c, in.ID, func(job *importJob, _ exchange.Options) error {
		now := job.show()
		if now.State != ImportApplied || now.Report.Revision == 0 {
			return refuseState(now.State)
		}
		undone, err := a.directory.Undo(ctx, now.Report.Revision)
		if err != nil {
			return err
		}
		job.change(func(i *Import) { i.State, i.Undone = ImportUndone, &undone })
		return nil
	})
}
