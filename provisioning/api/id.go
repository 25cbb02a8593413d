package api

import (
	"github.com/danielgtaylor/huma/v2"
	"github.com/google/uuid"
)

// ID is a record's id in a path or a query. Text that is no UUID is the id of nothing, and answers not_found as every unknown id does.
type ID struct{ uuid.UUID }

// UnmarshalText reads an id and never fails.
func (id *ID) UnmarshalText(text []byte) error {
	parsed, err := uuid.ParseBytes(text)
	if err != nil || parsed == uuid.Nil { // zero stands for "the root" or "everywhere" inside
		parsed = uuid.Max
	}
	id.UUID = parsed
	return nil
}

// Schema describes an id without having it checked.
func (ID) Schema(huma.Registry) *huma.Schema {
	return &huma.Schema{Type: huma.TypeString, Description: "A UUID."}
}
