package api

import (
	"cmp"
	"errors"
	"slices"
	"sync"
	"time"

	"github.com/google/uuid"

	"annuaire/directory"
)

// importJobs are those of everybody.
type importJobs struct {
	mu   sync.Mutex
	jobs map[uuid.UUID]*importJob
	made uint64
	used uint64
	// applying is held while an import is applied: only one is at a time.
	applying sync.Mutex
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

// drop forgets a job and its files, once no step of it runs.
func (s *importJobs) drop(id uuid.UUID) {
	j := s.jobs[id]
	delete(s.jobs, id)
	go func() { // a step may take its time
		j.busy.Lock()
		defer j.busy.Unlock()
		_ = j.close() // nobody reads it any more
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
			list = append(list, shown.brief())
		}
	}
	slices.SortFunc(list, func(a, b Import) int {
		return cmp.Or(b.CreatedAt.Compare(a.CreatedAt), cmp.Compare(b.ID.String(), a.ID.String()))
	})
	return list
}

// brief is the import with the counts of its plan and its report, without their rows.
func (i Import) brief() Import {
	if i.Plan != nil {
		i.Plan = i.Plan.Brief(0)
	}
	if i.Report != nil {
		i.Report = i.Report.Brief(0)
	}
	return i
}

// close removes every job's files.
func (s *importJobs) close() error {
	s.mu.Lock()
	defer s.mu.Unlock()
	var failed error
	for id, j := range s.jobs {
		delete(s.jobs, id)
		j.busy.Lock()
		failed = errors.Join(failed, j.close())
		j.busy.Unlock()
	}
	return failed
}

// keepLong has no more than so many jobs keep more rows than are shown: the one that has just made a step, and those before it.
func (s *importJobs) keepLong(latest *importJob, most int) {
	s.mu.Lock()
	defer s.mu.Unlock()
	s.used++
	latest.used = s.used
	var long []*importJob
	for _, j := range s.jobs {
		if j.rows() > rowsShown {
			long = append(long, j)
		}
	}
	slices.SortFunc(long, func(a, b *importJob) int { return cmp.Compare(b.used, a.used) })
	for i, j := range long {
		if i >= most && j.busy.TryLock() { // one that is at work is told of as it ends
			j.forget()
			j.busy.Unlock()
		}
	}
}

// appliedBefore finds an owner's import of the same file that has been applied.
func (s *importJobs) appliedBefore(j *importJob) *uuid.UUID {
	hash := j.show().SHA256
	for _, other := range s.of(j.owner) {
		if other.State == ImportApplied && other.SHA256 == hash {
			return &other.ID
		}
	}
	return nil
}
