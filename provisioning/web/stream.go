package web

import (
	"bytes"
	"net/http"
	"strings"
	"time"
)

// stream asks for a stream of events (server-sent events), and calls each with the name and the data of every one as it comes; of what only keeps the
// stream alive, both are empty. It returns when the stream ends: with the visitor's request or their session, when the server stops, or when each fails,
// whose error it returns. What the API refuses is a *problem, and each was not called.
//
// The API writes in the goroutine of the visitor's own request, and what each writes to the visitor has the API's deadlines: nothing is left running, and
// who takes too long to read loses the stream.
func (c *client) stream(path string, each func(event, data string) error) error {
	r, err := c.request(http.MethodGet, path, nil)
	if err != nil {
		return err
	}
	s := &streamed{answer: answer{header: http.Header{}, status: http.StatusOK}, visitor: http.NewResponseController(c.answers), each: each}
	c.api.ServeHTTP(s, r)
	if s.status >= http.StatusBadRequest {
		return problemOf(s.answer)
	}
	return s.failed
}

// streamed takes a stream apart as the API writes it.
type streamed struct {
	answer  // what has come of an event that has not ended, or of a problem
	visitor *http.ResponseController
	each    func(event, data string) error
	failed  error
}

func (s *streamed) Write(b []byte) (int, error) {
	s.body.Write(b)
	for s.status < http.StatusBadRequest && s.failed == nil {
		block, rest, ended := bytes.Cut(s.body.Bytes(), []byte("\n\n"))
		if !ended {
			break
		}
		event, data := parseEvent(string(block))
		s.body.Next(s.body.Len() - len(rest))
		s.failed = s.each(event, data)
	}
	return len(b), s.failed
}

// FlushError sends the visitor what each has written.
func (s *streamed) FlushError() error { return s.visitor.Flush() }

// SetWriteDeadline has what each writes fail from then on.
func (s *streamed) SetWriteDeadline(at time.Time) error { return s.visitor.SetWriteDeadline(at) }

// parseEvent reads one event of a stream; one without name and data is a comment.
func parseEvent(block string) (event, data string) {
	for line := range strings.Lines(block) {
		name, value, _ := strings.Cut(strings.TrimRight(line, "\n"), ": ")
		switch name {
		case "event":
			event = value
		case "data":
			data += value
		}
	}
	return event, data
}
