package directory

import (
	"context"
	"path/filepath"
	"testing"
	"time"

	"annuaire/directory/store"
)

func TestSessionsAreKeptUntilTheyExpire(t *testing.T) {
	ctx := context.Background()
	d, clock := openAt(t, filepath.Join(t.TempDir(), "a.db"), Config{Name: "Acme"})
	s, revision := d.Sessions(), d.Revision()
	find := func(token, want string) {
		t.Helper()
		data, found, err := s.Find(token)
		if err != nil || string(data) != want || found != (want != "") {
			t.Errorf("%q: %q, %v, %v", token, data, found, err)
		}
	}
	wantCode(t, s.Commit("a", []byte("1"), d.now().Add(time.Hour)), "")
	wantCode(t, s.Commit("b", []byte("2"), d.now().Add(2*time.Hour)), "")
	find("a", "1")
	find("b", "2")
	find("c", "")
	wantCode(t, s.Commit("a", []byte("3"), d.now().Add(time.Hour)), "")
	find("a", "3")
	clock.move(time.Hour)
	find("a", "")
	find("b", "2")
	if n, err := d.ExpireAccess(ctx); n != 1 || err != nil {
		t.Errorf("expired %d, %v", n, err)
	}
	wantCode(t, s.Delete("b"), "")
	wantCode(t, s.Delete("b"), "")
	find("b", "")
	if d.Revision() != revision {
		t.Error("sessions made a revision")
	}
	cancelled, cancel := context.WithCancel(ctx)
	cancel()
	wantCode(t, s.CommitCtx(cancelled, "x", nil, d.now()), Unavailable)
	wantSound(t, d)
}

func TestASessionsTokenIsNotInTheFile(t *testing.T) {
	d := open(t)
	wantCode(t, d.Sessions().Commit("token", []byte("data"), d.now().Add(time.Hour)), "")
	err := d.view("read", func(tx *store.Tx) error {
		for s, err := range d.tables.sessions.All(tx) {
			if err != nil || string(s.Hash) == "token" || len(s.Hash) != 32 {
				t.Errorf("kept as %+v, %v", s, err)
			}
		}
		return nil
	})
	wantCode(t, err, "")
}

func TestARequestIsAnsweredOnce(t *testing.T) {
	ctx := context.Background()
	d, clock := openAt(t, filepath.Join(t.TempDir(), "a.db"), Config{Name: "Acme"})
	k := RequestKey{Actor: "jean", Key: "k1", Request: [32]byte{1}}
	begin := func(k RequestKey, want Code) *RememberedAnswer {
		t.Helper()
		a, err := d.BeginRequest(ctx, k)
		wantCode(t, err, want)
		return a
	}
	if begin(k, "") != nil {
		t.Error("a new request has an answer")
	}
	begin(k, RequestInProgress)
	wantCode(t, d.FinishRequest(ctx, k, RememberedAnswer{Status: 201, Header: map[string]string{"Location": "/x"}, Body: []byte("{}")}), "")
	if a := begin(k, ""); a == nil || a.Status != 201 || a.Header["Location"] != "/x" || string(a.Body) != "{}" {
		t.Errorf("answered %+v", a)
	}
	other := k
	other.Request[0] = 2
	begin(other, IdempotencyKeyReused)
	begin(RequestKey{Actor: "luc", Key: "k1", Request: [32]byte{2}}, "")
	begin(RequestKey{Actor: "jeank", Key: "1", Request: [32]byte{2}}, "")
	clock.move(answerFor)
	if begin(other, "") != nil {
		t.Error("an answer outlives its day")
	}
	wantCode(t, d.AbandonRequest(ctx, other), "")
	begin(other, "")
	clock.move(pendingFor)
	begin(other, "") // lost in a crash
	clock.move(answerFor)
	if n, err := d.ExpireAccess(ctx); n != 3 || err != nil {
		t.Errorf("expired %d, %v", n, err)
	}
}
