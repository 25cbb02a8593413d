package api

import (
	"net/http"
	"strings"
	"sync"
	"testing"

	"annuaire/directory"
)

func TestARequestWithAKeyIsDoneOnce(t *testing.T) {
	s := newSite(t)
	draft := object{"first_name": "Anne", "last_name": "Martin"}
	first := s.admin.post("/contacts", draft, idempotencyHeader, "k1").want(http.StatusCreated)
	again := s.admin.post("/contacts", draft, idempotencyHeader, "k1").want(http.StatusCreated)
	if first.Body.String() != again.Body.String() || again.Header().Get(replayedHeader) != "true" || again.Header().Get("ETag") != first.Header().Get("ETag") {
		t.Errorf("%s %s", again.Header(), again.Body)
	}
	s.admin.post("/contacts", object{"first_name": "Paul", "last_name": "Martin"}, idempotencyHeader, "k1").
		wantProblem(http.StatusUnprocessableEntity, directory.IdempotencyKeyReused)
	s.admin.post("/folders", object{"name": "Ventes"}, idempotencyHeader, "k1").wantProblem(422, directory.IdempotencyKeyReused)
	s.admin.post("/contacts", draft, idempotencyHeader, strings.Repeat("k", 256)).wantProblem(422, directory.Invalid)
	other := s.tokenOf(s.admin, 1e12)
	other.post("/contacts", draft, idempotencyHeader, "k1").want(http.StatusCreated) // another sender's key is another key
	if n := len(s.d.Folders()); n != 1 {
		t.Errorf("%d folders", n)
	}
	refused := s.admin.post("/contacts", object{"first_name": "x"}, idempotencyHeader, "k2")
	refused.wantProblem(422, directory.Required)
	s.admin.post("/contacts", object{"first_name": "x"}, idempotencyHeader, "k2").wantProblem(422, directory.Required)
}

func TestASecretIsNotRememberedWithItsAnswer(t *testing.T) {
	s := newSite(t)
	type made struct{ Name, Secret string }
	for path, body := range map[string]object{
		"/accounts": {"name": "phones"},
		"/tokens":   {"name": "a program", "roles": []object{{"role_id": directory.StandardRole()}}},
	} {
		first := decoded[made](s.admin.post(path, body, idempotencyHeader, path).want(http.StatusCreated))
		again := decoded[made](s.admin.post(path, body, idempotencyHeader, path).want(http.StatusCreated))
		if first.Secret == "" || again.Secret != "" || again.Name != first.Name {
			t.Errorf("%s: %+v %+v", path, first, again)
		}
	}
}

func TestTheSameRequestAtOnceIsDoneOnce(t *testing.T) {
	s := newSite(t)
	var wait sync.WaitGroup
	codes := make(chan int, 8)
	for range cap(codes) {
		wait.Go(func() {
			codes <- s.admin.post("/folders", object{"name": "Ventes"}, idempotencyHeader, "k").Code
		})
	}
	wait.Wait()
	close(codes)
	for code := range codes {
		if code != http.StatusCreated && code != http.StatusConflict {
			t.Errorf("%d", code)
		}
	}
	if n := len(s.d.Folders()); n != 2 {
		t.Errorf("%d folders", n)
	}
}

func TestALargeBodyWithAKeyGoesByDisk(t *testing.T) {
	s := newSite(t)
	file := []byte("last_name;first_name\n" + strings.Repeat("Martin;Jean\n", 200_000))
	first := decoded[Import](s.admin.post("/imports", file, idempotencyHeader, "k").want(http.StatusCreated))
	again := decoded[Import](s.admin.post("/imports", file, idempotencyHeader, "k").want(http.StatusCreated))
	if first.ID != again.ID || first.Bytes != int64(len(file)) {
		t.Errorf("%+v %+v", first, again)
	}
	file[len(file)-2]++
	s.admin.post("/imports", file, idempotencyHeader, "k").wantProblem(422, directory.IdempotencyKeyReused)
}
