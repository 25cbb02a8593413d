package store

import (
	"encoding/json"
	"time"
)

// Entry is what the journal says about a batch: who did what, when and why.
type Entry struct {
	Time   time.Time       `json:"time"`            // zero: Update fills in the store's clock
	Actor  json.RawMessage `json:"actor,omitempty"` // opaque to the store
	Action string          `json:"action,omitempty"`
	Note   string          `json:"note,omitempty"`
	// Undoes is the revision that the batch takes back; 0: none.
	Undoes uint64 `json:"undoes,omitempty"`
	// Detail is what the transaction came to, opaque to the store.
	Detail json.RawMessage `json:"detail,omitempty"`
}

// Change is one record as it was and as it is.
type Change struct {
	Table   string          `json:"table"`
	Version int             `json:"version"` // the table's schema version that Before and After are written in
	Key     Key             `json:"key"`
	Before  json.RawMessage `json:"before,omitempty"` // nil: the record is new
	After   json.RawMessage `json:"after,omitempty"`  // nil: the record is deleted
	// Erased says that what the record was and became has been erased from the journal, which happens to Before and After alike.
	Erased bool `json:"erased,omitempty"`
}

// Erase removes what the record was and became.
func (c *Change) Erase() { c.Before, c.After, c.Erased = nil, nil, true }

// Batch is what one Update changed. Its slices are shared with every follower: read them, do not change them.
type Batch struct {
	Revision uint64   `json:"revision"` // 0: nothing that is journalled has changed
	Entry    Entry    `json:"entry"`
	Changes  []Change `json:"changes,omitempty"` // by table name, then by key; none when only secret tables changed
	// Replaced says that Replace put another file in place: whatever was derived from earlier batches is to be built afresh.
	Replaced bool `json:"replaced,omitempty"`
}
