package api

import (
	"context"
	"encoding/json"
	"fmt"
	"io"
	"net/http"
	"strconv"
	"time"

	"github.com/danielgtaylor/huma/v2"
	"github.com/danielgtaylor/huma/v2/adapters/humago"
	"github.com/google/uuid"

	"annuaire/directory"
)

// EventsInput says from where on changes are wanted.
type EventsInput struct {
	After  uint64 `query:"after" doc:"The revision that the reader has seen; without it, only what changes from now on."`
	LastID string `header:"Last-Event-ID" doc:"What a browser sends when it comes back: the revision it has seen."`
}

// EventsOutput is a stream of changes.
type EventsOutput struct {
	ContentType string `header:"Content-Type"`
	Body        func(huma.Context)
}

// ChangeEvent tells that something has changed, not what it is now: who is interested reads it.
type ChangeEvent struct {
	Revision uint64          `json:"revision"`
	Time     time.Time       `json:"time"`
	Action   string          `json:"action"`
	Records  []ChangedRecord `json:"records"`
	// More is set where more has changed than is told: an import, for one. Who is interested reads everything afresh.
	More bool `json:"more,omitempty"`
}

// ChangedRecord is a record that has changed in what the reader sees.
type ChangedRecord struct {
	Table string    `json:"table"`
	ID    uuid.UUID `json:"id"`
	// Gone is set where the reader does not see it any more.
	Gone bool `json:"gone,omitempty"`
}

// toldRecords is how many records an event names at most.
const toldRecords = 1000

// keepAlive is how often something is written to a reader, so that what lies between does not give the connection up.
const keepAlive = 20 * time.Second

// writeWithin is how long a reader may take to take an event.
const writeWithin = 10 * time.Second

// events streams changes as they are made (server-sent events), those that the caller sees something of.
func (a *API) events(_ context.Context, _ *caller, in *EventsInput) (*EventsOutput, error) {
	after := in.After
	if in.LastID != "" {
		seen, err := strconv.ParseUint(in.LastID, 10, 64)
		if err != nil {
			return nil, &directory.Error{Code: directory.Invalid, Message: "Last-Event-ID is no revision"}
		}
		after = seen
	}
	if after == 0 {
		after = a.directory.Revision()
	}
	return &EventsOutput{ContentType: "text/event-stream", Body: func(ctx huma.Context) {
		r, w := humago.Unwrap(ctx)
		s := &eventStream{w: w, control: http.NewResponseController(w)}
		s.follow(ctx.Context(), a, r, after)
	}}, nil
}

// eventStream is one reader of events.
type eventStream struct {
	w       io.Writer
	control *http.ResponseController
}

// write sends one event, or a comment, and reports whether it got through.
func (s *eventStream) write(text string) bool {
	_ = s.control.SetWriteDeadline(time.Now().Add(writeWithin)) // not every writer has one; then the server's own holds
	_, err := io.WriteString(s.w, text)
	return err == nil && s.control.Flush() == nil
}

// follow sends what changes until the reader goes, misses something or loses the right to read.
func (s *eventStream) follow(ctx context.Context, a *API, r *http.Request, after uint64) {
	ctx, stop := context.WithCancel(ctx)
	defer stop()
	type step struct {
		event directory.Event
		err   error
	}
	steps := make(chan step)
	go func() {
		defer close(steps)
		for event, err := range a.directory.Events(ctx, after) {
			select {
			case steps <- step{event, err}:
			case <-ctx.Done():
				return
			}
		}
	}()
	idle := time.NewTicker(keepAlive)
	defer idle.Stop()
	for open := s.write(": connected\n\n"); open; {
		select {
		case next, more := <-steps:
			switch {
			case !more || next.err != nil && directory.CodeOf(next.err) != directory.JournalGone:
				return
			case next.err != nil:
				s.write("event: journal_gone\ndata: {}\n\n")
				return
			}
			open = s.tell(a, r, next.event)
		case <-idle.C:
			open = s.write(": still here\n\n")
		case <-ctx.Done():
			return
		}
	}
}

// tell sends what the reader sees of an event, by the rights that she has now, and reports whether to go on.
func (s *eventStream) tell(a *API, r *http.Request, event directory.Event) bool {
	c := &caller{}
	if a.identify(r, c) != nil || !c.Rights.MaySomewhere(directory.SectionDirectory, directory.Read) {
		s.write("event: session_ended\ndata: {}\n\n")
		return false
	}
	event, seen, err := a.reveal(c, event)
	if err != nil {
		return false
	}
	if !seen || len(event.Records) == 0 {
		return true
	}
	told := ChangeEvent{Revision: event.Revision, Time: event.Time, Action: event.Action, More: len(event.Records) > toldRecords}
	for _, record := range event.Records[:min(len(event.Records), toldRecords)] {
		told.Records = append(told.Records, ChangedRecord{Table: record.Table, ID: record.ID, Gone: record.After == nil})
	}
	data, err := json.Marshal(told)
	return err == nil && s.write(fmt.Sprintf("id: %d\nevent: change\ndata: %s\n\n", told.Revision, data))
}
