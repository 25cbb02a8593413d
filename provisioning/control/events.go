package control

import (
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"net/http"

	"annuaire/directory/exchange"
)

// StageWait is the stage of an import that waits for another one to end.
const StageWait = "wait"

// Progress says how far an import is: Done of Total in the unit of the stage; a Total of 0 is not known.
type Progress struct {
	Stage string `json:"stage"`
	Done  int    `json:"done,omitempty"`
	Total int    `json:"total,omitempty"`
}

// event is one line of an import's answer: exactly one of its fields is set. The last line has a report or a problem.
type event struct {
	Progress *Progress        `json:"progress,omitempty"`
	Report   *exchange.Report `json:"report,omitempty"`
	Problem  *problem         `json:"problem,omitempty"`
}

// eventWriter sends events as they happen, to a client that may be slow to read: an import never waits for it, and what
// it would have to wait for is left out. That the client has gone shows as the end of the request's context.
type eventWriter struct {
	encoder *json.Encoder
	control *http.ResponseController
	mailbox chan Progress // what is to be sent next
	sent    chan struct{} // closed when everything of mailbox is
}

// newEventWriter begins an answer. end must be called.
func newEventWriter(w http.ResponseWriter) *eventWriter {
	w.Header().Set("Content-Type", "application/x-ndjson")
	e := &eventWriter{
		encoder: json.NewEncoder(w), control: http.NewResponseController(w),
		mailbox: make(chan Progress, 1), sent: make(chan struct{}),
	}
	_ = e.control.EnableFullDuplex() // events go out while the file still comes in; HTTP/2 does so anyway
	go func() {
		defer close(e.sent)
		for p := range e.mailbox {
			e.write(event{Progress: &p})
		}
	}()
	return e
}

// progress sends p, unless the client has not read the last one yet.
func (e *eventWriter) progress(p Progress) {
	select {
	case e.mailbox <- p:
	default:
	}
}

// end sends the last event.
func (e *eventWriter) end(last event) {
	close(e.mailbox)
	<-e.sent
	e.write(last)
}

func (e *eventWriter) write(ev event) {
	if e.encoder.Encode(ev) == nil {
		_ = e.control.Flush() // fails where the client has gone
	}
}

// readEvents hands progress on and returns the report at the end of the stream.
func readEvents(r io.Reader, progress func(Progress)) (*exchange.Report, error) {
	decoder := json.NewDecoder(r)
	for {
		var ev event
		switch err := decoder.Decode(&ev); {
		case errors.Is(err, io.EOF):
			return nil, errors.New("the server ended the import without saying how it went")
		case err != nil:
			return nil, fmt.Errorf("read how the import goes: %w", err)
		}
		switch {
		case ev.Report != nil:
			return ev.Report, nil
		case ev.Problem != nil:
			return nil, ev.Problem.err()
		case ev.Progress != nil && progress != nil:
			progress(*ev.Progress)
		}
	}
}
