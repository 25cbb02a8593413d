package api

import (
	"context"
	"encoding/json"
	"fmt"
	"net/http"
	"time"

	"github.com/danielgtaylor/huma/v2"
	"github.com/danielgtaylor/huma/v2/adapters/humago"
	"github.com/google/uuid"

	"annuaire/directory"
)

// ImportEvent tells how far an import is; what it would do or has done is asked for.
type ImportEvent struct {
	State    ImportState     `json:"state"`
	UnderWay ImportStep      `json:"under_way,omitempty"`
	Progress *ImportProgress `json:"progress,omitempty"`
}

// importEvents streams how far an import is (server-sent events): at once, and whenever it changes.
func (a *API) importEvents(_ context.Context, c *caller, in *ImportPath) (*EventsOutput, error) {
	job, err := a.imports.find(c.owner(), in.ID)
	if err != nil {
		return nil, err
	}
	return &EventsOutput{ContentType: "text/event-stream", Body: func(ctx huma.Context) {
		r, w := humago.Unwrap(ctx)
		s := &eventStream{a: a, r: r, w: w, control: http.NewResponseController(w)}
		s.followImport(ctx.Context(), job)
	}}, nil
}

// followImport sends how far a job is until the reader goes or may not import any more. What comes while a reader is slow is left out.
func (s *eventStream) followImport(ctx context.Context, job *importJob) {
	idle := time.NewTicker(s.a.keepAlive)
	defer idle.Stop()
	signedOut := s.a.signedOut.next() // before the first look: who signs out after it is noticed
	shown, changed := job.watch()
	for open := s.mayImport() && s.write(": connected\n\n") && s.tellImport(shown); open; {
		select {
		case <-changed:
			shown, changed = job.watch()
			open = s.mayImport() && s.tellImport(shown)
		case <-signedOut:
			signedOut = s.a.signedOut.next()
			open = s.mayImport()
		case <-idle.C:
			open = s.mayImport() && s.write(": still here\n\n")
		case <-ctx.Done():
			return
		}
	}
}

// mayImport reports whether the reader still may import; otherwise the stream ends.
func (s *eventStream) mayImport() bool {
	c := s.reader()
	if c == nil {
		return false
	}
	if !c.Rights.May(directory.SectionImports, directory.Write, uuid.Nil) {
		s.write("event: session_ended\ndata: {}\n\n")
		return false
	}
	return true
}

func (s *eventStream) tellImport(shown Import) bool {
	data, err := json.Marshal(ImportEvent{shown.State, shown.UnderWay, shown.Progress})
	return err == nil && s.write(fmt.Sprintf("event: import\ndata: %s\n\n", data))
}
