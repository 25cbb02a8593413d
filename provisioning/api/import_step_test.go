package api

import (
	"net/http"
	"strings"
	"testing"

	"github.com/google/uuid"

	"annuaire/directory"
	"annuaire/directory/exchange"
)

// job finds an import of the founder's.
func (s *site) job(path string) *importJob {
	s.t.Helper()
	founder, err := s.d.LoginByName(founderEmail)
	s.must(founder, err)
	job, err := s.api.imports.find(founder.ID, ID{uuid.MustParse(strings.TrimPrefix(path, "/imports/"))})
	s.must(job, err)
	return job
}

// holdingWrites has a function run while a transaction of somebody else's keeps all others waiting.
func (s *site) holdingWrites(meanwhile func()) {
	s.t.Helper()
	begun, over := make(chan struct{}), make(chan struct{})
	ended := make(chan error)
	go func() {
		_, err := s.d.Apply(s.t.Context(), "test", func(*directory.Edit) error {
			close(begun)
			<-over
			return nil
		})
		ended <- err
	}()
	<-begun
	meanwhile()
	close(over)
	s.must(nil, <-ended)
}

func TestAStepGoesOnWhenItsClientDoesNotWait(t *testing.T) {
	s := newSite(t)
	_, path := s.planned(threePeople, "?create_folders=true&name=Contacts.csv")
	var changed <-chan struct{}
	s.holdingWrites(func() {
		begun := decoded[Import](s.admin.post(path+"/apply", nil, "Prefer", "respond-async").want(http.StatusAccepted))
		if begun.UnderWay != ImportApply || begun.State != ImportPlanned || begun.Name != "Contacts.csv" {
			t.Errorf("%+v", begun)
		}
		s.admin.post(path+"/apply", nil, "Prefer", "respond-async").wantProblem(409, directory.RequestInProgress)
		s.admin.put(path+"/options", object{}).wantProblem(409, directory.RequestInProgress)
		s.admin.patch(path+"/rows", object{"take_out": []int{2}}).wantProblem(409, directory.PlanChanged)
		_, changed = s.job(path).watch()
	})
	for shown := s.job(path).show(); shown.UnderWay != ""; shown, changed = s.job(path).watch() {
		<-changed
	}
	applied := decoded[Import](s.admin.get(path).want(200))
	if applied.State != ImportApplied || applied.AppliedAt == nil || applied.Report.Added != 3 || applied.Problem != nil || applied.Progress != nil {
		t.Errorf("%+v", applied)
	}
	again := s.admin.post(path+"/apply", nil, "Prefer", "respond-async, wait=60")
	again.wantProblem(409, directory.PlanChanged) // in good time, so the answer is what it is without
	undone := decoded[Import](s.admin.post(path+"/undo", nil, "Prefer", "respond-async, wait=60").want(200))
	if undone.State != ImportUndone || undone.Problem != nil {
		t.Errorf("%+v", undone)
	}
}

func TestAnImportTellsWhatItsLastStepWasRefusedFor(t *testing.T) {
	s := newSite(t)
	job := decoded[Import](s.admin.post("/imports", []byte("Patronyme\nMartin\n")).want(201))
	path := "/imports/" + job.ID.String()
	s.admin.post(path+"/plan", nil).wantProblem(422, directory.Invalid)
	if shown := decoded[Import](s.admin.get(path)); shown.Problem == nil || shown.Problem.Code != directory.Invalid || shown.State != ImportUploaded {
		t.Errorf("%+v", shown)
	}
	s.admin.put(path+"/options", object{"columns": object{"Patronyme": "company"}, "kind": "external"}).want(200)
	s.admin.post(path+"/plan", nil).want(200)
	if shown := decoded[Import](s.admin.get(path)); shown.Problem != nil || shown.State != ImportPlanned {
		t.Errorf("%+v", shown)
	}
}

func TestAStepThatPanicsIsAnError(t *testing.T) {
	s := newSite(t)
	_, path := s.planned(threePeople, "")
	c := &caller{Principal: directory.Principal{Rights: s.d.SystemRights()}}
	in := &ImportStepInput{Prefer: "respond-async, wait=60"}
	job := s.job(path)
	in.ID.UUID = job.show().ID
	c.Login.ID = job.owner
	_, err := s.api.run(t.Context(), c, in, ImportPlan, func(*importJob, exchange.Options) error { panic("oh") })
	if directory.CodeOf(err) != "" && directory.CodeOf(err) != directory.Internal || err == nil {
		t.Error(err)
	}
	if shown := job.show(); shown.UnderWay != "" || shown.Problem.Code != directory.Internal || strings.Contains(shown.Problem.Detail, "oh") {
		t.Errorf("%+v", shown.Problem)
	}
	s.admin.post(path+"/plan", nil).want(200)
}
