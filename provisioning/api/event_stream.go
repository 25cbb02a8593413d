package api

import (
	"context"
	"encoding/json"
	"fmt"
	"io"
	"net/http"
	"time"

	"annuaire/directory"
)

// eventStream is one reader of events. It ends when she signs out, when her session or token expires or is revoked, and when she may not read any
// more: at once where something has changed or somebody has signed out here, else when the stream is kept alive.
type eventStream struct {
	a       *API
	r       *http.Request // the one that it answers
	w       io.Writer
	control *http.ResponseController
}

// write sends one event, or a comment, and reports whether it got through.
func (s *eventStream) write(text string) bool {
	_ = s.control.SetWriteDeadline(time.Now().Add(writeWithin)) // not every writer has one; then the server's own holds
	_, err := io.WriteString(s.w, text)
	return err == nil && s.control.Flush() == nil
}

// step is an event, or why there are no more.
type step struct {
	event directory.Event
	err   error
}

// follow sends what changes until the reader goes, misses something or loses the right to read.
func (s *eventStream) follow(ctx context.Context, after uint64) {
	ctx, stop := context.WithCancel(ctx)
	defer stop()
	steps := make(chan step)
	go func() {
		defer close(steps)
		for event, err := range s.a.directory.Events(ctx, after) {
			select {
			case steps <- step{event, err}:
			case <-ctx.Done():
				return
			}
		}
	}()
	idle := time.NewTicker(s.a.keepAlive)
	defer idle.Stop()
	signedOut := s.a.signedOut.next() // before the first look: who signs out after it is noticed
	for open := s.reader() != nil && s.write(": connected\n\n"); open; {
		select {
		case next, more := <-steps:
			switch {
			case !more || next.err != nil && directory.CodeOf(next.err) != directory.JournalGone:
				return
			case next.err != nil:
				s.write("event: journal_gone\ndata: {}\n\n")
				return
			}
			open = s.tell(next.event)
		case <-signedOut:
			signedOut = s.a.signedOut.next()
			open = s.reader() != nil
		case <-idle.C:
			open = s.reader() != nil && s.write(": still here\n\n")
		case <-ctx.Done():
			return
		}
	}
}

// reader is who reads, with the rights that she has now; nil, which ends the stream, where she has none any more.
func (s *eventStream) reader() *caller {
	c := &caller{}
	if s.a.identifyAgain(s.r, c) != nil || !c.Rights.MaySomewhere(directory.SectionDirectory, directory.Read) {
		s.write("event: session_ended\ndata: {}\n\n")
		return nil
	}
	return c
}

// tell sends what the reader sees of an event, and reports whether to go on.
func (s *eventStream) tell(event directory.Event) bool {
	c := s.reader()
	if c == nil {
		return false
	}
	event, seen, err := s.a.reveal(c, event)
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
