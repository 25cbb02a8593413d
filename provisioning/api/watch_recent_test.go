package api

import (
	"bufio"
	"strconv"
	"strings"
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

// TestAStreamGoesOnAfterWhatWasAnsweredLast: whatever is asked between the two is neither missed nor told twice.
func TestAStreamGoesOnAfterWhatWasAnsweredLast(t *testing.T) {
	s := newSite(t)
	h := s.handset()
	last := func() string {
		return decoded[struct{ Last string }](s.admin.get("/watch/recent?account=lobby").want(200)).Last
	}
	nothing := last()
	h.asks <- PhoneRequest{Request: "first"}
	h.asks <- PhoneRequest{Request: "second", Why: PhoneWhy{Trouble: true}}
	lines := s.follow(t, s.admin, "/watch?account=lobby&after="+nothing)
	first := until(t, lines, "id: ")
	wantTold(t, lines, "first")
	wantTold(t, lines, "second")
	until(t, lines, "event: up_to_date")
	h.asks <- PhoneRequest{Request: "third"}
	wantTold(t, lines, "third")

	lines = s.follow(t, s.admin, "/watch?account=lobby&after="+nothing, "Last-Event-ID", strings.TrimSpace(strings.TrimPrefix(first, "id: ")))
	wantTold(t, lines, "second")
	lines = s.follow(t, s.admin, "/watch?account=lobby&outcome=fine&after="+last())
	until(t, lines, "event: up_to_date")
	h.asks <- PhoneRequest{Request: "fourth", Why: PhoneWhy{Trouble: true}}
	h.asks <- PhoneRequest{Request: "fifth"}
	wantTold(t, lines, "fifth")
	wantTold(t, s.follow(t, s.admin, "/watch?account=lobby&after=of-another"), "first")
	if len(h.wanted) != 1 {
		t.Errorf("phones are watched %d times, for one who looks", len(h.wanted))
	}
}

func TestAStreamSaysHowMuchOfWhatItGoesOnAfterIsNotKept(t *testing.T) {
	s := newSite(t)
	h := s.handset()
	s.admin.recent("")
	h.asks <- PhoneRequest{Request: "seen"}
	h.asks <- PhoneRequest{Request: "not kept"}
	for range mostRecorded + 1 { // the last is taken when all before it are kept
		h.asks <- PhoneRequest{Request: "kept"}
	}
	first := s.admin.recent("")
	kept, err := s.api.recordings.look(s.api, PhoneWatch{})
	if err != nil {
		t.Fatal(err)
	}
	list, _ := kept.after(1)
	if len(list) != mostRecorded || list[0].Missed == 0 || len(first) != mostRecorded {
		t.Errorf("%d, the first of which misses %d", len(list), list[0].Missed)
	}
}

// wantTold reads a stream up to the next request, which is to be that one.
func wantTold(t *testing.T, lines *bufio.Scanner, request string) {
	t.Helper()
	if told := until(t, lines, "data: {\"id\""); !strings.Contains(told, `"request":"`+request+`"`) {
		t.Fatalf("%s is told instead of %q", told, request)
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
