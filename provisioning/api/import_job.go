package api

import (
	"errors"
	"sync"
	"time"

	"github.com/google/uuid"

	"annuaire/directory"
	"annuaire/directory/exchange"
)

// What import jobs may take of memory and disk.
const (
	jobFor     = 24 * time.Hour // how long a job is kept
	jobsOfOne  = 8              // of one owner: the oldest makes room
	jobsAtMost = 64             // of all
	longJobs   = 4              // that keep all rows of a plan or report that has more than rowsShown
	rowsShown  = 500            // of a plan or report with the job; the others are asked for page by page
)

// ImportState is how far an import is.
type ImportState string

const (
	ImportUploaded ImportState = "uploaded"
	ImportPlanned  ImportState = "planned"
	ImportApplied  ImportState = "applied"
	ImportUndone   ImportState = "undone"
)

// Import is an import job as its owner sees it.
type Import struct {
	ID        uuid.UUID         `json:"id"`
	Name      string            `json:"name,omitempty" doc:"Of the file, as who uploaded it calls it."`
	State     ImportState       `json:"state"`
	CreatedAt time.Time         `json:"created_at"`
	AppliedAt *time.Time        `json:"applied_at,omitempty"`
	Bytes     int64             `json:"bytes"`
	SHA256    string            `json:"sha256" doc:"Of the file, in hexadecimal."`
	SameAs    *uuid.UUID        `json:"same_as,omitempty" doc:"With a plan: an earlier import of the very same file that has been applied."`
	Options   exchange.Options  `json:"options"`
	UnderWay  ImportStep        `json:"under_way,omitempty" enum:"plan,apply,undo" doc:"The step that is being done."`
	Progress  *ImportProgress   `json:"progress,omitempty" doc:"While it is planned or applied."`
	Problem   *Problem          `json:"problem,omitempty" doc:"What the last step was refused for."`
	TakenOut  int               `json:"taken_out,omitempty" doc:"How many rows have been taken out: they are not applied."`
	Different int               `json:"different,omitempty" doc:"After plan_changed: how many rows are planned otherwise than before."`
	Plan      *exchange.Report  `json:"plan,omitempty" doc:"What it would do, with its first rows, until it is done."`
	Report    *exchange.Report  `json:"report,omitempty" doc:"What it has done, with its first rows."`
	Before    *ImportBefore     `json:"before,omitempty" doc:"Once it has changed something: the contacts as they were before are kept with it."`
	Undone    *directory.Undone `json:"undone,omitempty"`
}

// ImportStep is what is done with an import.
type ImportStep string

const (
	ImportPlan  ImportStep = "plan"
	ImportApply ImportStep = "apply"
	ImportUndo  ImportStep = "undo"
)

// ImportProgress is how much of a stage is done, in the unit of the stage.
type ImportProgress struct {
	Stage exchange.Stage `json:"stage"`
	Done  int            `json:"done"`
	Total int            `json:"total"`
}

// importJob is an import between its steps. It lives in memory, its file on disk, until a day is over or the program ends.
type importJob struct {
	owner uuid.UUID
	turn  uint64 // counts jobs: clocks can be put back
	used  uint64 // counts steps of all jobs; which one the last of this job was
	file  *spooled
	// licence tells what so many more users meet.
	licence func(more int) error
	busy    sync.Mutex // held while a step runs
	// before is an export of what was there before the import was applied; nil until then. Busy guards it.
	before *exportBefore
	// recognised is what the file is taken for; nil until somebody has asked. Busy guards it.
	recognised *exchange.Recognised

	mu      sync.Mutex
	changed chan struct{} // closed, and another one made, when something changes
	shown   Import        // with its plan and its report in brief
	plan    *exchange.Report
	report  *exchange.Report
	// takenOut are the lines of the rows that are not to be applied.
	takenOut map[int]bool
	// different are the rows that the directory has made another plan of, when the one before was to be applied.
	different []ImportDifference
}

func (j *importJob) show() Import {
	j.mu.Lock()
	defer j.mu.Unlock()
	return j.shown
}

func (j *importJob) change(change func(*Import)) {
	j.mu.Lock()
	defer j.mu.Unlock()
	change(&j.shown)
	j.tell()
}

// tell wakes who watches; mu is held.
func (j *importJob) tell() {
	close(j.changed)
	j.changed = make(chan struct{})
}

// watch gives the job as it is, and what is closed when it changes.
func (j *importJob) watch() (Import, <-chan struct{}) {
	j.mu.Lock()
	defer j.mu.Unlock()
	return j.shown, j.changed
}

// planned keeps what the import would do.
func (j *importJob) planned(plan *exchange.Report) {
	j.mu.Lock()
	defer j.mu.Unlock()
	j.plan, j.shown.Plan = plan, plan.Brief(rowsShown)
	j.report, j.shown.Report = nil, nil
	j.different, j.shown.Different = nil, 0
	j.shown.State = ImportPlanned
	if len(j.takenOut) > 0 {
		j.reckon()
	}
	j.tell()
}

// done keeps what the import has done.
func (j *importJob) done(report *exchange.Report) {
	j.mu.Lock()
	defer j.mu.Unlock()
	if !report.Applied && j.plan != nil { // what has been taken out can still be put back
		report = withTakenOut(report, j.plan, j.takenOut)
	}
	j.report, j.shown.Report = report, report.Brief(rowsShown)
	if report.Applied {
		now := time.Now().UTC().Truncate(time.Millisecond)
		j.shown.State, j.shown.AppliedAt = ImportApplied, &now
		j.plan, j.shown.Plan = nil, nil // the report tells the same rows
		j.different, j.shown.Different = nil, 0
	}
	j.tell()
}

// forget gives up the rows that are not shown with the job, of which there may be very many. A plan has to be made again then.
func (j *importJob) forget() {
	j.mu.Lock()
	defer j.mu.Unlock()
	if j.plan != nil {
		j.unplan()
	}
	if j.report != nil {
		j.report = j.shown.Report
	}
	j.tell()
}

// unplan gives the plan up; mu is held.
func (j *importJob) unplan() {
	j.plan, j.shown.Plan, j.shown.State = nil, nil, ImportUploaded
	j.report, j.shown.Report = nil, nil
	j.different, j.shown.Different = nil, 0
}

// close removes the job's files; busy is held.
func (j *importJob) close() error {
	err := j.file.Close()
	if j.before != nil {
		err = errors.Join(err, j.before.file.Close())
	}
	return err
}

// rows is how many of them the job keeps.
func (j *importJob) rows() int {
	report := j.last()
	if report == nil {
		return 0
	}
	return len(report.Rows)
}

// last is what the import has done or, before it has done anything, would do; nil before it is planned.
func (j *importJob) last() *exchange.Report {
	j.mu.Lock()
	defer j.mu.Unlock()
	if j.report != nil {
		return j.report
	}
	return j.plan
}
