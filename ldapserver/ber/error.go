package ber

// Error says what is wrong with an element and which one it is.
type Error struct {
	Field   string // as the reading code calls it: "sizeLimit"
	Problem string
}

// Error is "sizeLimit: 4294967296 is not between 0 and 2147483647".
func (e *Error) Error() string { return e.Field + ": " + e.Problem }
