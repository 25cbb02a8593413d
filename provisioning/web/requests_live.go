package web

import (
	"bytes"
	"cmp"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"strings"
)

// requestsLive streams what phones ask, each request as the page shows it: first what was asked after the last that the page shows, then more as it comes.
// What has an id is where a browser goes on whose connection was lost, so that nothing is missed and nothing is there twice.
func (v *visit) requestsLive() error {
	query, begun := v.watchQuery(), false
	query.Set("after", cmp.Or(v.r.Header.Get("Last-Event-ID"), v.r.FormValue("after"), "0"))
	err := v.api.stream("/watch?"+query.Encode(), func(event, data string) error {
		if !begun {
			begun = true
			v.w.Header().Set("Content-Type", "text/event-stream")
		}
		switch event {
		case "request":
			var r phoneRequest
			if err := json.Unmarshal([]byte(data), &r); err != nil {
				return fmt.Errorf("read what a phone has asked: %w", err)
			}
			return v.tellLive(r)
		case "up_to_date":
			return v.writeEvent("", "begun", "-")
		case "session_ended":
			return v.writeEvent("", "ended", "-")
		}
		return v.writeEvent("", "", "")
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

func (v *visit) tellLive(r phoneRequest) error {
	var b bytes.Buffer
	sheets, err := v.web.sheets[v.language]()
	if err != nil {
		return err
	}
	if err := sheets.ExecuteTemplate(&b, "asked", v.requestShown(r)); err != nil {
		return fmt.Errorf("show what a phone has asked: %w", err)
	}
	return v.writeEvent(r.ID, "request", b.String())
}

// writeEvent writes an event, or a comment where it has no name.
func (v *visit) writeEvent(id, event, data string) error {
	text := ": still here\n\n"
	if event != "" {
		text = "event: " + event + "\ndata: " + strings.ReplaceAll(data, "\n", "\ndata: ") + "\n\n"
	}
	if id != "" {
		text = "id: " + id + "\n" + text
	}
	if _, err := io.WriteString(v.w, text); err != nil {
		return errReaderGone
	}
	return nil
}
