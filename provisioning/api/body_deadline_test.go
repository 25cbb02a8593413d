package api

import (
	"net/http/httptest"
	"strings"
	"testing"
	"time"
)

// deadlines notes the read deadlines of a connection.
type deadlines struct {
	*httptest.ResponseRecorder
	set []time.Time
}

func (d *deadlines) SetReadDeadline(t time.Time) error {
	d.set = append(d.set, t)
	return nil
}

func TestAnOperationMayTakeLongerThanItsBody(t *testing.T) {
	s := newSite(t)
	r := httptest.NewRequestWithContext(t.Context(), "POST", "https://annuaire.example.com"+prefix+"/folders", strings.NewReader(`{"name":"Ventes"}`))
	r.Header.Set("Content-Type", "application/json")
	r.Header.Set("Cookie", s.admin.cookie)
	w := &deadlines{ResponseRecorder: httptest.NewRecorder()}
	s.api.ServeHTTP(w, r)
	if w.Code != 201 || len(w.set) < 2 || w.set[0].IsZero() || !w.set[len(w.set)-1].IsZero() {
		t.Errorf("%d %s: the body has until %v, and what follows as long as it takes", w.Code, w.Body, w.set)
	}
}
