package api

import (
	"context"
	"errors"

	"annuaire/directory"
	"annuaire/directory/exchange"
)

// importPlan says what an import would do, and writes nothing.
func (a *API) importPlan(ctx context.Context, c *caller, in *ImportStepInput) (*ImportStepOutput, error) {
	return a.run(ctx, c, in, ImportPlan, func(job *importJob, opts exchange.Options) error {
		if state := job.show().State; state == ImportApplied || state == ImportUndone {
			return refuseState(state)
		}
		return a.plan(ctx, job, opts)
	})
}

func (a *API) plan(ctx context.Context, job *importJob, opts exchange.Options) error {
	plan, err := exchange.Plan(ctx, a.directory, job.file, opts)
	if err != nil {
		return err
	}
	before := a.imports.appliedBefore(job)
	job.change(func(i *Import) { i.SameAs = before })
	job.planned(plan)
	return nil
}

// ImportApplyInput names an import and says what is agreed to.
type ImportApplyInput struct {
	ImportStepInput
	Body *ImportApproval
}

// ImportApproval is what is agreed to when a plan is applied.
type ImportApproval struct {
	ValidRows     bool  `json:"valid_rows,omitempty" doc:"Applies the rows that are right although others are not."`
	AcceptCharges bool  `json:"accept_charges,omitempty" doc:"Enables users beyond those agreed on, for all rows at once."`
	Rows          []int `json:"rows,omitempty" doc:"The lines that rows begin at which are to be applied; without it, all that have not been taken out."`
	SkipRows      []int `json:"skip_rows,omitempty" doc:"The lines that rows begin at which are not to be applied."`
	// ConfirmMassDelete is what Plan.Missing.Confirm asks for.
	ConfirmMassDelete int `json:"confirm_mass_delete,omitempty" minimum:"0" doc:"How many contacts are to be deleted for missing from the file, where the plan asks to confirm it."`
}

// skip tells which rows are ticked out, beside those that have been taken out before; nil: none.
func (b *ImportApproval) skip(out map[int]bool) func(line int) bool {
	if len(b.Rows)+len(b.SkipRows)+len(out) == 0 {
		return nil
	}
	only := map[int]bool{}
	for _, line := range b.Rows {
		only[line] = true
	}
	for _, line := range b.SkipRows {
		out[line] = true
	}
	return func(line int) bool { return out[line] || len(only) > 0 && !only[line] }
}

// importApply does what was planned, in one transaction. Where the directory has changed so that something else would be done, it is refused with
// plan_changed and the plan as it would be now, which is then the one that is applied.
func (a *API) importApply(ctx context.Context, c *caller, in *ImportApplyInput) (*ImportStepOutput, error) {
	approval := ImportApproval{}
	if in.Body != nil {
		approval = *in.Body
	}
	return a.run(ctx, c, &in.ImportStepInput, ImportApply, func(job *importJob, opts exchange.Options) error {
		if state := job.show().State; state != ImportPlanned {
			return refuseState(state)
		}
		opts.ValidRows = opts.ValidRows || approval.ValidRows
		opts.AcceptCharges, opts.Skip, opts.ConfirmMassDelete = approval.AcceptCharges, approval.skip(job.skipped()), approval.ConfirmMassDelete
		opts.Planned = job.plan
		opts.Accept = func(report *exchange.Report) error {
			if samePlan(report, job.plan, opts.Skip) {
				return nil
			}
			job.replanned(report, opts.Skip)
			return &directory.Error{
				Code: directory.PlanChanged, Message: "the directory has changed since the import was planned; look at the plan again", Detail: report.Brief(rowsShown),
			}
		}
		return a.apply(ctx, c, job, opts)
	})
}

// apply does an import, unless another one is being done, and keeps what was there before.
func (a *API) apply(ctx context.Context, c *caller, job *importJob, opts exchange.Options) error {
	if !a.imports.applying.TryLock() {
		return &directory.Error{Code: directory.RequestInProgress, Message: "another import is being applied; try again when it is done"}
	}
	defer a.imports.applying.Unlock()
	keep, err := a.keepingBefore(ctx, c, &opts)
	if err != nil {
		return err
	}
	report, err := exchange.Import(ctx, a.directory, job.file, opts)
	if err == nil {
		job.done(report)
	}
	return errors.Join(err, keep(job, report))
}

// importUndo takes an import back, as far as nothing has changed since.
func (a *API) importUndo(ctx context.Context, c *caller, in *ImportStepInput) (*ImportStepOutput, error) {
	return a.run(ctx, c, in, ImportUndo, func(job *importJob, _ exchange.Options) error {
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
