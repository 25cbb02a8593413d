package api

import (
	"fmt"
	"slices"
	"sync"
	"testing"
	"time"

	"github.com/google/uuid"
)

func TestRequestsAreObservedByOperationAndStatus(t *testing.T) {
	s := newSite(t)
	var (
		mu   sync.Mutex
		seen []string
	)
	s.api.Observe = func(operation string, status int, took time.Duration) {
		mu.Lock()
		defer mu.Unlock()
		if took <= 0 || took > time.Hour {
			t.Errorf("%s took %v", operation, took)
		}
		seen = append(seen, fmt.Sprint(operation, " ", status))
	}
	s.admin.get("/folders").want(200)
	s.admin.post("/folders", object{"name": "Ventes"}, idempotencyHeader, "a key").want(201)
	s.admin.get("/contacts/" + uuid.Nil.String()).want(404)
	client{site: s}.get("/contacts").want(401)
	s.admin.get("/nothing").want(404)
	s.admin.get("/folders", "Sec-Fetch-Site", "cross-site").want(403)
	want := []string{"folder-list 200", "folder-create 201", "contact-show 404", "contact-list 401", " 404", " 403"}
	if !slices.Equal(seen, want) {
		t.Errorf("%q, want %q", seen, want)
	}
}
