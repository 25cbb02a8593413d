package web

import "time"

// moment writes a time as its reader is used to have it: 22/11/2026 09:04, or 22 Nov 2026, 09:04.
func (w *Web) moment(language string, at time.Time) string {
	layout := "2 Jan 2006, 15:04"
	if language == "fr" {
		layout = "02/01/2006 15:04"
	}
	return at.In(w.Location).Format(layout)
}
