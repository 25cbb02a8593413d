package message

import (
	"fmt"

	"annuaire/ldapserver/ber"
)

// DecodeError is a message that can not be carried out because it can not be read. As much of its envelope as was
// readable tells how to answer it.
type DecodeError struct {
	ID   int32      // 0 where the message ID can not be read
	Tag  Tag        // the operation's; 0 where the operation's element can not be read
	Code ResultCode // to answer with: AdminLimitExceeded where one of Limits is exceeded, else ProtocolError
	Err  error      // what is wrong; safe to log and to send
}

// Error says what is wrong, with the operation's tag and message ID.
func (e *DecodeError) Error() string {
	return fmt.Sprintf("message %d with operation %v: %v", e.ID, e.Tag, e.Err)
}

// Unwrap is Err.
func (e *DecodeError) Unwrap() error { return e.Err }

// Answer is the tag of the response to send with ID and Code. ok is false where there is none to send: the request has no
// response, or is none, or can not be told, and the notice of disconnection is due (RFC 4511 section 4.1.1).
func (e *DecodeError) Answer() (response Tag, ok bool) {
	if e.ID == 0 {
		return 0, false
	}
	return ResponseTag(e.Tag)
}

// limitError is one of Limits exceeded.
type limitError struct {
	field string
	limit int
	of    string // what is limited
}

func (e *limitError) Error() string {
	return fmt.Sprintf("%s: more than %d %s", e.field, e.limit, e.of)
}

func malformed(field, problem string) error { return &ber.Error{Field: field, Problem: problem} }
