package web

import (
	"context"
	"errors"
	"fmt"
	"io"
	"net/http"
	"net/http/httptest"
	"strings"
	"testing"
)

// streams is an API that answers with a stream, written in pieces.
type streams struct {
	status int
	pieces []string
	wrote  error // what the last piece came to
}

func (s *streams) ServeHTTP(w http.ResponseWriter, r *http.Request) {
	w.WriteHeader(s.status)
	for _, piece := range s.pieces {
		if r.Context().Err() != nil {
			return
		}
		_, s.wrote = io.WriteString(w, piece)
		_ = http.NewResponseController(w).Flush()
	}
}

func TestAStreamIsTakenApartAsItComes(t *testing.T) {
	s := &streams{status: 200, pieces: []string{": connected\n", "\n", "event: request\nda", "ta: {\"a\":1}\n\nevent: session_ended\ndata: {}\n\n"}}
	w := httptest.NewRecorder()
	c := &client{api: s, visitor: httptest.NewRequestWithContext(t.Context(), "GET", "/", nil), answers: w}
	var came []string
	err := c.stream("/watch", func(event, data string) error {
		came = append(came, event+" "+data)
		return nil
	})
	if got := strings.Join(came, "|"); err != nil || got != ` |request {"a":1}|session_ended {}` || !w.Flushed {
		t.Errorf("came %q, %v", got, err)
	}
}

func TestAStreamEndsWithItsReader(t *testing.T) {
	s := &streams{status: 200, pieces: []string{": connected\n\n", ": still here\n\n"}}
	gone := errors.New("the browser has gone")
	c := &client{api: s, visitor: httptest.NewRequestWithContext(t.Context(), "GET", "/", nil), answers: httptest.NewRecorder()}
	if err := c.stream("/watch", func(string, string) error { return gone }); !errors.Is(err, gone) || !errors.Is(s.wrote, gone) {
		t.Errorf("it ended with %v, and the API was told %v", err, s.wrote)
	}
	ctx, leave := context.WithCancel(t.Context())
	c.visitor = c.visitor.WithContext(ctx)
	calls := 0
	if err := c.stream("/watch", func(string, string) error { calls++; leave(); return nil }); err != nil || calls != 1 {
		t.Errorf("%d events came, %v", calls, err)
	}
}

func TestAStreamThatIsRefusedIsAProblem(t *testing.T) {
	s := &streams{status: 403, pieces: []string{fmt.Sprintf(`{"code":%q,`, "forbidden"), `"detail":"no"}`, "\n\n"}}
	c := &client{api: s, visitor: httptest.NewRequestWithContext(t.Context(), "GET", "/", nil), answers: httptest.NewRecorder()}
	err := c.stream("/watch", func(string, string) error { t.Error("something came"); return nil })
	if p := problemIn(err); p == nil || p.Status != 403 || p.Code != "forbidden" {
		t.Errorf("%v", err)
	}
}
