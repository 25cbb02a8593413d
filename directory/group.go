package directory

import (
	"time"

	"github.com/google/uuid"
)

// GroupStrategy says in which order a call group's members ring.
type GroupStrategy string

const (
	RingAll     GroupStrategy = "ring_all"     // all at once
	Sequential  GroupStrategy = "sequential"   // one after the other, in the order of the list
	RoundRobin  GroupStrategy = "round_robin"  // likewise, each call beginning behind the one before
	LongestIdle GroupStrategy = "longest_idle" // whoever has not talked for longest
)

// Valid reports whether s is a strategy.
func (s GroupStrategy) Valid() bool {
	switch s {
	case RingAll, Sequential, RoundRobin, LongestIdle:
		return true
	}
	return false
}

// Group is a call group: people who are called by one number. Phones find it like a contact.
type Group struct {
	ID       uuid.UUID     `json:"id"`
	UID      string        `json:"uid"` // "accueil": made once from the name, unique among logins
	Name     string        `json:"name"`
	Number   string        `json:"number"` // in the dialling space
	FolderID uuid.UUID     `json:"folder_id"`
	Members  []uuid.UUID   `json:"members,omitempty"` // contacts, in the order they ring
	Strategy GroupStrategy `json:"strategy"`
	Hidden   bool          `json:"hidden,omitempty"` // from phones

	CreatedAt time.Time `json:"created_at"`
	UpdatedAt time.Time `json:"updated_at"`
	DeletedAt time.Time `json:"deleted_at,omitzero"` // set: in the bin
	// DeletedWith is the folder whose deletion took the group to the bin; zero where it was deleted itself.
	DeletedWith uuid.UUID `json:"deleted_with,omitzero"`
	Version     uint64    `json:"version"`
}

// GroupRef names a call group.
type GroupRef struct {
	ID       uuid.UUID `json:"id"`
	Name     string    `json:"name"`
	FolderID uuid.UUID `json:"folder_id"`
}

// GroupDraft is what a new call group is made of. FolderID zero means the root, Strategy "" ring_all; an empty UID is made
// from the name.
type GroupDraft struct {
	Name     string        `json:"name"`
	UID      string        `json:"uid,omitempty"`
	Number   string        `json:"number"`
	FolderID uuid.UUID     `json:"folder_id,omitzero"`
	Members  []uuid.UUID   `json:"members,omitempty"`
	Strategy GroupStrategy `json:"strategy,omitempty"`
	Hidden   bool          `json:"hidden,omitempty"`
}

// GroupPatch changes the fields that are not nil; a pointer to the zero value means what the zero value means in GroupDraft.
type GroupPatch struct {
	Name     *string        `json:"name,omitempty"`
	UID      *string        `json:"uid,omitempty"`
	Number   *string        `json:"number,omitempty"`
	FolderID *uuid.UUID     `json:"folder_id,omitempty"`
	Members  *[]uuid.UUID   `json:"members,omitempty"` // all of them, in order
	Strategy *GroupStrategy `json:"strategy,omitempty"`
	Hidden   *bool          `json:"hidden,omitempty"`
}

func (p GroupPatch) apply(g Group) Group {
	set(&g.Name, p.Name)
	set(&g.UID, p.UID)
	set(&g.Number, p.Number)
	set(&g.FolderID, p.FolderID)
	set(&g.Members, p.Members)
	set(&g.Strategy, p.Strategy)
	set(&g.Hidden, p.Hidden)
	return g
}
