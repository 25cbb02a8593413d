package api

import (
	"context"
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

// keepAlive is how often something is written to a reader, so that what lies between does not give the connection up, and her right to read is
// looked at again: sessions and tokens expire without anything having changed.
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
		s := &eventStream{a: a, r: r, w: w, control: http.NewResponseController(w)}
		s.follow(ctx.Context(), after)
	}}, nil
}
