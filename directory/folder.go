package directory

import (
	"time"

	"github.com/google/uuid"
)

// Folder is a node of the tree that holds contacts and folders. The one with ParentID zero is the root.
type Folder struct {
	ID          uuid.UUID   `json:"id"`
	ParentID    uuid.UUID   `json:"parent_id,omitzero"`
	Name        string      `json:"name"`
	DefaultKind ContactKind `json:"default_kind,omitempty"` // what the create form proposes
	// Initialised is false on a root that nobody has named yet.
	Initialised bool      `json:"is_initialised,omitempty"`
	CreatedAt   time.Time `json:"created_at"`
	UpdatedAt   time.Time `json:"updated_at"`
	DeletedAt   time.Time `json:"deleted_at,omitzero"` // set: in the bin
	// DeletedWith is the folder whose deletion took this one to the bin; zero where it was deleted itself.
	DeletedWith uuid.UUID `json:"deleted_with,omitzero"`
	Version     uint64    `json:"version"`
}
