package directory

import (
	"fmt"
	"unicode/utf8"
)

// faults collects what is wrong with the fields of one record, so that a form or an import shows it all at once.
type faults []FieldError

// shownValue is how much of a refused value an error repeats, in characters.
const shownValue = 80

// add notes that value is not acceptable for field; the message completes "field …".
func (f *faults) add(field string, code Code, value, format string, args ...any) {
	if utf8.RuneCountInString(value) > shownValue {
		value = string([]rune(value)[:shownValue]) + "…"
	}
	*f = append(*f, FieldError{Field: field, Code: code, Message: fmt.Sprintf(format, args...), Value: value})
}

// err gives the faults as one Error with the first one's code, nil where there are none. What was asked for opens the message.
func (f faults) err(asked string) error {
	if len(f) == 0 {
		return nil
	}
	return &Error{Code: f[0].Code, Message: asked, Fields: f}
}
