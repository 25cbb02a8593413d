package directory

import (
	"cmp"
	"time"

	"github.com/google/uuid"
)

// LineKind is what a line is subscribed as.
type LineKind string

const (
	Landline   LineKind = "landline"
	MobileLine LineKind = "mobile"
	FaxLine    LineKind = "fax"
	VoIPLine   LineKind = "voip"
)

// LineKinds lists the kinds of lines in the order pages show them.
func LineKinds() []LineKind { return []LineKind{Landline, MobileLine, FaxLine, VoIPLine} }

// Valid reports whether k is one of LineKinds.
func (k LineKind) Valid() bool {
	switch k {
	case Landline, MobileLine, FaxLine, VoIPLine:
		return true
	}
	return false
}

// Telephony reports whether people talk on lines of this kind: one of these can be a contact's default line.
func (k LineKind) Telephony() bool { return k.Valid() && k != FaxLine }

// Line is a telephone subscription with its number. It belongs to one internal contact, or to none.
type Line struct {
	ID     uuid.UUID `json:"id"`
	Kind   LineKind  `json:"kind"`
	Raw    string    `json:"raw"`            // its number as typed, held by this line only
	E164   string    `json:"e164,omitempty"` // "+33123456789" where Raw could be read with the directory's country
	Label  string    `json:"label,omitempty"`
	Hidden bool      `json:"hidden,omitempty"` // phones neither see its number nor find the contact by it
	Origin string    `json:"origin,omitempty"` // who made it: "" by hand

	ContactID    uuid.UUID `json:"contact_id,omitzero"`    // zero: nobody's
	AssociatedAt time.Time `json:"associated_at,omitzero"` // since when it is the contact's
	// Default marks the one telephony line that stands for the contact: whoever has a telephony line has exactly one.
	Default bool `json:"default,omitempty"`
	// AutoContactID is the contact that was made because of this line, zero where none was. It is remembered when the
	// line goes to somebody else, so that no second one is ever made.
	AutoContactID uuid.UUID `json:"auto_contact_id,omitzero"`

	CreatedAt time.Time `json:"created_at"`
	UpdatedAt time.Time `json:"updated_at"`
	Version   uint64    `json:"version"`
}

// ImportOrigin is the origin of contacts that an import has made.
const ImportOrigin = "import"

// AutoService is the origin of contacts that were made because a line needed one.
const AutoService = "auto_service"

// DisplayName is the line's label, else its number as typed.
func (l *Line) DisplayName() string { return cmp.Or(l.Label, l.Raw) }

// compareLines is the order of a contact's lines: the default one, then the one it has had longest.
func compareLines(a, b Line) int {
	if a.Default != b.Default {
		if a.Default {
			return -1
		}
		return 1
	}
	return cmp.Or(a.AssociatedAt.Compare(b.AssociatedAt), compareIDs(a.ID, b.ID))
}
