package api

import (
	"strconv"
	"testing"

	"annuaire/directory"
)

// recent is what phones have asked, as it is answered.
func (c client) recent(query string) []PhoneRequest {
	c.site.t.Helper()
	return decoded[struct{ Requests []PhoneRequest }](c.get("/watch/recent" + query).want(200)).Requests
}

func TestWhatPhonesHaveAskedLatelyIsKeptFromTheFirstLookOn(t *testing.T) {
	s := newSite(t)
	s.admin.get("/watch/recent").wantProblem(503, directory.Unavailable)
	h := s.handset()
	s.admin.get("/watch/recent?address=phone").wantProblem(422, directory.Invalid)
	if kept := s.admin.recent("?account=lobby"); len(kept) != 0 {
		t.Errorf("%+v is kept before anything was asked", kept)
	}
	if w := <-h.wanted; w.Account != "lobby" {
		t.Errorf("%+v is wanted", w)
	}
	for i := range mostRecorded + 2 {
		h.asks <- PhoneRequest{Request: strconv.Itoa(i), Why: PhoneWhy{Trouble: i%2 == 1}}
	}
	h.asks <- PhoneRequest{Request: "last"} // once it is taken, the others are kept
	kept := s.admin.recent("?account=lobby")
	if len(kept) < mostRecorded || kept[len(kept)-1].Request != "2" && kept[len(kept)-1].Request != "3" {
		t.Errorf("%d requests are kept, %+v", len(kept), kept[len(kept)-1])
	}
	for _, r := range s.admin.recent("?account=lobby&outcome=trouble") {
		if !r.Why.Trouble {
			t.Errorf("%+v is no trouble", r)
		}
	}
	if len(h.wanted) != 0 {
		t.Error("who looks again begins anew")
	}
}

func TestARecordingEndsWhenNobodyLooks(t *testing.T) {
	s := newSite(t)
	h := s.handset()
	s.api.recordings.recordFor = 0
	s.admin.recent("")
	if err := <-h.ended; err != nil {
		t.Errorf("it ended with %v", err)
	}
}

func TestTheRecordingThatWasLookedAtFirstGivesWayToOneTooMany(t *testing.T) {
	s := newSite(t)
	h := s.handset()
	for i := range mostRecordings {
		s.admin.recent("?account=phone" + strconv.Itoa(i))
		<-h.wanted
	}
	s.admin.recent("?account=phone0")
	s.admin.recent("?account=more")
	<-h.wanted
	if err := <-h.ended; err != nil {
		t.Errorf("it ended with %v", err)
	}
	s.admin.recent("?account=phone0") // is still there
	s.admin.recent("?account=phone1") // begins anew
	if w := <-h.wanted; w.Account != "phone1" {
		t.Errorf("%+v begins anew", w)
	}
}

func TestRecordingsEndWithTheAPI(t *testing.T) {
	s := newSite(t)
	h := s.handset()
	s.admin.recent("")
	s.api.recordings.close()
	if err := <-h.ended; err != nil {
		t.Errorf("it ended with %v", err)
	}
	s.admin.get("/watch/recent").wantProblem(503, directory.Unavailable)
}
