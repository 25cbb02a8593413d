package api

import (
	"context"
	"fmt"
	"io"
	"net/http"
	"runtime/debug"
	"time"

	"annuaire/directory"
	"annuaire/directory/exchange"
)

// ImportStepInput names an import, and says how long its client waits for a step of it.
type ImportStepInput struct {
	ImportPath
	Prefer string `header:"Prefer" doc:"With respond-async (RFC 7240) the answer is 202 where the step has not ended by then, or within the seconds of wait=1: the import tells how far it is, and whether the step was refused."`
}

// ImportStepOutput is an import after a step, or with one under way.
type ImportStepOutput struct {
	Status int
	Body   Import
}

// importStep is what a step does with a job whose file is open at its beginning.
type importStep func(job *importJob, opts exchange.Options) error

// run does one step of an import, alone, and keeps what it comes to.
func (a *API) run(ctx context.Context, c *caller, in *ImportStepInput, which ImportStep, do importStep) (*ImportStepOutput, error) {
	job, err := a.imports.find(c.owner(), in.ID)
	if err != nil {
		return nil, err
	}
	if wait, preferred := respondAsync(in.Prefer); preferred {
		return a.begin(ctx, c, job, which, do, wait)
	}
	if err := a.step(ctx, c, job, which, do); err != nil {
		return nil, err
	}
	return &ImportStepOutput{http.StatusOK, job.show()}, nil
}

// begin has a step done whether or not its client stays, which is answered when the step has ended or the time to wait for it has.
func (a *API) begin(ctx context.Context, c *caller, job *importJob, which ImportStep, do importStep, wait time.Duration) (*ImportStepOutput, error) {
	if !job.busy.TryLock() {
		return nil, underWay()
	}
	ended := make(chan error, 1)
	job.starts(which)
	begun := a.background.run(func(stopping context.Context) {
		ctx, cancel := context.WithCancel(context.WithoutCancel(ctx))
		defer cancel()
		defer context.AfterFunc(stopping, cancel)()
		ended <- a.alone(ctx, c, job, which, do)
	})
	if !begun {
		job.ends(nil)
		return nil, &directory.Error{Code: directory.Unavailable, Message: "the server is stopping, or has too much to do; try again later"}
	}
	patience := time.NewTimer(wait)
	defer patience.Stop()
	select {
	case err := <-ended:
		if err != nil {
			return nil, err
		}
		return &ImportStepOutput{http.StatusOK, job.show()}, nil
	case <-patience.C:
	case <-ctx.Done():
	}
	go func() {
		if err := <-ended; err != nil { // the import tells who asks; what has gone wrong inside it does not
			a.logInternal(ctx, "import-"+string(which), problemOf(err))
		}
	}()
	return &ImportStepOutput{http.StatusAccepted, job.show()}, nil
}

// step does one step of a job when no other one is under way.
func (a *API) step(ctx context.Context, c *caller, job *importJob, which ImportStep, do importStep) error {
	job.busy.Lock()
	job.starts(which)
	return a.alone(ctx, c, job, which, do)
}

// alone does one step of a job that is held busy, which it is no more then. A panic is an error: nobody may be waiting who could answer with it.
func (a *API) alone(ctx context.Context, c *caller, job *importJob, which ImportStep, do importStep) (err error) {
	defer a.imports.keepLong(job, longJobs)
	defer func() {
		if caught := recover(); caught != nil {
			err = fmt.Errorf("panic: %v\n%s", caught, debug.Stack())
		}
		job.ends(err)
	}()
	opts := job.show().Options
	opts.Name, opts.Limits = job.show().Name, a.Imports
	opts.Rights = &c.Rights // as they are when the transaction asks for them
	opts.Progress = func(stage exchange.Stage, done, total int) {
		job.change(func(i *Import) { i.Progress = &ImportProgress{stage, done, total} })
	}
	if err := ctx.Err(); err != nil {
		return &directory.Error{Code: directory.Unavailable, Message: "given up", Cause: err}
	}
	if _, err := job.file.Seek(0, io.SeekStart); err != nil {
		return err
	}
	return do(job, opts)
}

// starts notes that a step is under way, if it has a name; busy is held.
func (j *importJob) starts(which ImportStep) {
	if which != "" {
		j.change(func(i *Import) { i.UnderWay, i.Problem = which, nil })
	}
}

// ends notes that no step is under way any more, and what the last one was refused for, and lets the next one begin before
// anybody is told that it may. What would be done instead stands in the plan.
func (j *importJob) ends(err error) {
	j.mu.Lock()
	defer j.mu.Unlock()
	j.busy.Unlock()
	if j.shown.UnderWay == "" {
		return
	}
	j.shown.UnderWay, j.shown.Progress = "", nil
	if err != nil {
		p := *problemOf(err)
		if p.Code == directory.PlanChanged {
			p.Info = nil
		}
		j.shown.Problem = &p
	}
	j.tell()
}

func underWay() error {
	return &directory.Error{Code: directory.RequestInProgress, Message: "another step of this import is under way"}
}
