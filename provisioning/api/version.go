package api

import (
	"strconv"
	"strings"

	"annuaire/directory"
)

// Guard is the part of an input that says which version of a record its sender has seen.
type Guard struct {
	IfMatch string `header:"If-Match" doc:"The ETag of the record as it was read: if it has changed since, nothing is done and the answer is 412 stale_record. Without it, any version is changed."`
}

// versioned is an input with a Guard.
type versioned interface{ version() (uint64, error) }

// version is the one the sender has seen, 0 for any. It returns invalid for what can be no ETag of ours.
func (g Guard) version() (uint64, error) {
	tag := strings.TrimSpace(g.IfMatch)
	if tag == "" || tag == "*" {
		return 0, nil
	}
	quoted := strings.TrimPrefix(tag, "W/")
	v, err := strconv.ParseUint(strings.Trim(quoted, `"`), 10, 64)
	if err != nil || v == 0 {
		return 0, &directory.Error{Code: directory.Invalid, Message: "the request", Fields: []directory.FieldError{
			{Field: "If-Match", Code: directory.Invalid, Message: "is not an ETag that this server has given"},
		}}
	}
	return v, nil
}

// seen is version where it has been checked already.
func (g Guard) seen() uint64 {
	v, _ := g.version() // the route has refused the wrong ones
	return v
}

// etag is the ETag of a version.
func etag(version uint64) string { return `"` + strconv.FormatUint(version, 10) + `"` }
