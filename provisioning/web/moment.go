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

// date writes a day: of a time where the reader is, or "2026-11-22" as the API has days; what is neither as it is.
func (w *Web) date(language string, day any) string {
	var at time.Time
	switch day := day.(type) {
	case time.Time:
		at = day.In(w.Location)
	case string:
		var err error
		if at, err = time.Parse(time.DateOnly, day); err != nil {
			return day
		}
	}
	if language == "fr" {
		return at.Format("02/01/2006")
	}
	return at.Format("2 Jan 2006")
}

// clock writes the time of a day, to the second.
func (w *Web) clock(at time.Time) string { return at.In(w.Location).Format(time.TimeOnly) }
