package api

import (
	"cmp"
	"errors"
	"slices"
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
	State     ImportState       `json:"state"`
	CreatedAt time.Time         `json:"created_at"`
	Bytes     int64             `json:"bytes"`
	Options   exchange.Options  `json:"options"`
	Progress  *ImportProgress   `json:"progress,omitempty" doc:"While it is planned or applied."`
	Plan      *exchange.Report  `json:"plan,omitempty" doc:"What it would do, or would have done, with its first rows."`
	Report    *exchange.Report  `json:"report,omitempty" doc:"What it has done, with its first rows."`
	Undone    *directory.Undone `json:"undone,omitempty"`
}

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
	file  *spooled
	busy  sync.Mutex // held while a step runs

	mu     sync.Mutex
	shown  Import // with its plan and its report in brief
	plan   *exchange.Report
	report *exchange.Report
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
}

// planned keeps what the import would do.
func (j *importJob) planned(plan *exchange.Report) {
	j.mu.Lock()
	defer j.mu.Unlock()
	j.plan, j.shown.Plan = plan, plan.Brief(rowsShown)
	j.report, j.shown.Report = nil, nil
}

// done keeps what the import has done.
func (j *importJob) done(report *exchange.Report) {
	j.mu.Lock()
	defer j.mu.Unlock()
	j.report, j.shown.Report = report, report.Brief(rowsShown)
	if report.Applied {
		j.shown.State = ImportApplied
	}
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

// importJobs are those of everybody.
type importJobs struct {
	mu   sync.Mutex
	jobs map[uuid.UUID]*importJob
	made uint64
}

func newImportJobs() *importJobs { return &importJobs{jobs: map[uuid.UUID]*importJob{}} }

// add keeps a new job and makes room for it.
func (s *importJobs) add(j *importJob, now time.Time) error {
	s.mu.Lock()
	defer s.mu.Unlock()
	var own []*importJob
	for id, old := range s.jobs {
		switch {
		case now.Sub(old.shown.CreatedAt) > jobFor:
			s.drop(id)
		case old.owner == j.owner:
			own = append(own, old)
		}
	}
	if len(own) >= jobsOfOne {
		oldest := slices.MinFunc(own, func(a, b *importJob) int { return cmp.Compare(a.turn, b.turn) })
		s.drop(oldest.shown.ID)
	}
	if len(s.jobs) >= jobsAtMost {
		return &directory.Error{Code: directory.Unavailable, Message: "too many imports are under way; try again later"}
	}
	s.made++
	j.turn = s.made
	s.jobs[j.shown.ID] = j
	return nil
}

// drop forgets a job and its file, once no step of it runs.
func (s *importJobs) drop(id uuid.UUID) {
	j := s.jobs[id]
	delete(s.jobs, id)
	go func() { // a step may take its time
		j.busy.Lock()
		defer j.busy.Unlock()
		_ = j.file.Close() // nobody reads it any more
	}()
}

// find gives an owner's job. It returns not_found, also for a job of somebody else.
func (s *importJobs) find(owner uuid.UUID, id ID) (*importJob, error) {
	s.mu.Lock()
	defer s.mu.Unlock()
	j, found := s.jobs[id.UUID]
	if !found || j.owner != owner {
		return nil, notFound("import", id)
	}
	return j, nil
}

// of gives an owner's jobs, latest first.
func (s *importJobs) of(owner uuid.UUID) []Import {
	s.mu.Lock()
	defer s.mu.Unlock()
	list := []Import{}
	for _, j := range s.jobs {
		if j.owner == owner {
			shown := j.show()
			shown.Plan, shown.Report = nil, nil
			list = append(list, shown)
		}
	}
	slices.SortFunc(list, func(a, b Import) int {
		return cmp.Or(b.CreatedAt.Compare(a.CreatedAt), cmp.Compare(b.ID.String(), a.ID.String()))
	})
	return list
}

// close removes every job's file.
func (s *importJobs) close() error {
	s.mu.Lock()
	defer s.mu.Unlock()
	var failed error
	for id, j := range s.jobs {
		delete(s.jobs, id)
		j.busy.Lock()
		failed = errors.Join(failed, j.file.Close())
		j.busy.Unlock()
	}
	return failed
}
