package web

import (
	"bytes"
	"encoding/csv"
	"net/http"
)

// records asks for a table (CSV), and calls each with every record as it comes: a table may be larger than what is kept in memory. It returns what each
// fails with. What the API refuses is a *problem, and each was not called.
func (c *client) records(path string, separator rune, each func(record []string) error) error {
	r, err := c.request(http.MethodGet, path, nil)
	if err != nil {
		return err
	}
	t := &tabled{answer: answer{header: http.Header{}, status: http.StatusOK}, separator: separator, each: each}
	c.api.ServeHTTP(t, r)
	if t.status >= http.StatusBadRequest {
		return problemOf(t.answer)
	}
	return t.failed
}

// tabled takes a table apart as the API writes it.
type tabled struct {
	answer    // what has come of a record that has not ended, or of a problem
	separator rune
	each      func(record []string) error
	seen      int  // bytes of body that have been looked at
	quoted    bool // whether these end within quotes, where a line break ends no record
	failed    error
}

func (t *tabled) Write(b []byte) (int, error) {
	t.body.Write(b)
	for t.status < http.StatusBadRequest && t.failed == nil {
		end := t.recordEnd()
		if end < 0 {
			break
		}
		t.failed = t.take(t.body.Next(end))
	}
	return len(b), t.failed
}

// recordEnd is where the record ends that body begins with; -1 where that has not come yet.
func (t *tabled) recordEnd() int {
	for ; t.seen < t.body.Len(); t.seen++ {
		switch t.body.Bytes()[t.seen] {
		case '"':
			t.quoted = !t.quoted
		case '\n':
			if !t.quoted {
				end := t.seen + 1
				t.seen = 0
				return end
			}
		}
	}
	return -1
}

func (t *tabled) take(raw []byte) error {
	r := csv.NewReader(bytes.NewReader(raw))
	r.Comma, r.FieldsPerRecord = t.separator, -1
	record, err := r.Read()
	if err != nil {
		return err
	}
	return t.each(record)
}
