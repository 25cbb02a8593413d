package web

import (
	"bytes"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"slices"
	"strings"
)

// requestsLive streams what phones ask, each request as the page shows it: first what was asked lately, then more as it comes. A page that shows one of
// them already leaves it out, so that nothing is missed and nothing is there twice, also after the connection was lost for a while.
func (v *visit) requestsLive() error {
	query, begun := v.watchQuery(), false
	err := v.api.stream("/watch?"+query.Encode(), func(event, data string) error {
		switch {
		case !begun:
			begun = true
			return v.beginLive(query.Encode())
		case event == "request":
			var r phoneRequest
			if err := json.Unmarshal([]byte(data), &r); err != nil {
				return fmt.Errorf("read what a phone has asked: %w", err)
			}
			return v.tellLive(r)
		case event == "session_ended":
			return v.writeEvent("ended", "-")
		}
		return v.writeEvent("", "")
	})
	if begun && err != nil { // there is no page any more to say it on
		if !errors.Is(err, errReaderGone) {
			v.web.Logger.ErrorContext(v.r.Context(), "a stream failed", "path", v.r.URL.Path, "error", err)
		}
		return nil
	}
	return err
}

// errReaderGone is what a stream ends with whose reader is not there any more, or too slow.
var errReaderGone = errors.New("the reader has gone")

// beginLive answers with a stream, and what was asked lately.
func (v *visit) beginLive(query string) error {
	v.w.Header().Set("Content-Type", "text/event-stream")
	var recent struct{ Requests []phoneRequest }
	if err := v.api.get("/watch/recent?"+query, &recent); err != nil {
		return err
	}
	for _, r := range slices.Backward(recent.Requests) {
		if err := v.tellLive(r); err != nil {
			return err
		}
	}
	return v.writeEvent("begun", "-")
}

func (v *visit) tellLive(r phoneRequest) error {
	var b bytes.Buffer
	if err := v.web.sheets[v.language].ExecuteTemplate(&b, "asked", v.requestShown(r)); err != nil {
		return fmt.Errorf("show what a phone has asked: %w", err)
	}
	return v.writeEvent("request", b.String())
}

// writeEvent writes an event, or a comment where it has no name.
func (v *visit) writeEvent(event, data string) error {
	text := ": still here\n\n"
	if event != "" {
		text = "event: " + event + "\ndata: " + strings.ReplaceAll(data, "\n", "\ndata: ") + "\n\n"
	}
	if _, err := io.WriteString(v.w, text); err != nil {
		return errReaderGone
	}
	return nil
}
