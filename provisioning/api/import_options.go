package api

import (
	"context"
	"io"

	"annuaire/directory/exchange"
)

// ImportOptionsInput names an import and says how its file is to be read and what it may do: everything, as it is to be.
type ImportOptionsInput struct {
	ImportPath
	Body exchange.Options
}

// importOptions has a file that has been uploaded be read otherwise. What was planned is given up; rows that were taken out stay so as long as they
// begin at the same lines.
func (a *API) importOptions(_ context.Context, c *caller, in *ImportOptionsInput) (*ImportOutput, error) {
	job, err := a.imports.find(c.owner(), in.ID)
	if err != nil {
		return nil, err
	}
	if err := in.Body.Check(); err != nil {
		return nil, err
	}
	if !job.busy.TryLock() {
		return nil, underWay()
	}
	defer job.busy.Unlock()
	if err := job.readAs(in.Body); err != nil {
		return nil, err
	}
	return &ImportOutput{job.show()}, nil
}

// readAs gives a job other options; busy is held.
func (j *importJob) readAs(opts exchange.Options) error {
	j.mu.Lock()
	defer j.mu.Unlock()
	if state := j.shown.State; state == ImportApplied || state == ImportUndone {
		return refuseState(state)
	}
	if before := j.shown.Options; before.Separator != opts.Separator || before.Encoding != opts.Encoding {
		j.takenOut, j.shown.TakenOut = map[int]bool{}, 0
	}
	opts.Limits = exchange.Limits{} // the server's hold
	j.shown.Options, j.shown.Problem, j.recognised = opts, nil, nil
	j.unplan()
	j.tell()
	return nil
}

// ImportRecognisedOutput is what a file is taken for.
type ImportRecognisedOutput struct{ Body exchange.Recognised }

// importRecognised says what a file is taken for, also where its header would be refused.
func (a *API) importRecognised(_ context.Context, c *caller, in *ImportPath) (*ImportRecognisedOutput, error) {
	job, err := a.imports.find(c.owner(), in.ID)
	if err != nil {
		return nil, err
	}
	job.busy.Lock()
	defer job.busy.Unlock()
	if job.recognised == nil {
		opts := job.show().Options
		opts.Limits = a.Imports
		if _, err := job.file.Seek(0, io.SeekStart); err != nil {
			return nil, err
		}
		if job.recognised, err = exchange.Recognise(job.file, opts); err != nil {
			return nil, err
		}
	}
	return &ImportRecognisedOutput{*job.recognised}, nil
}
