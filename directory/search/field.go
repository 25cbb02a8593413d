package search

// Field is something a query can compare. A document has zero or more values of each.
type Field uint8

const (
	// Name is a person's or group's shown name, "Jean Martin"; it is also found as "Martin Jean". A folder has none:
	// a folder's name is in FolderName.
	Name Field = iota
	LastName
	FirstName
	Company
	Department
	Title
	Email
	Street
	PostalCode
	City
	Region
	Country
	PostalAddress // the address in one value, its lines joined by "$" (RFC 4517 section 3.3.28)
	Note
	UID
	ContactKind // "internal" or "external"
	FolderName
	EntryID  // the ID in its usual text form
	Created  // GeneralizedTime, UTC, to the second: 20261122030405Z
	Modified // likewise

	// Numbers: compared by digits, however they are written.
	Work
	Mobile
	Home
	Fax
	Other
	Car
	OtherHome
	// ShortNumber holds short numbers and extensions; compared as digits as typed.
	ShortNumber

	fieldCount
)

// IsNumber reports whether f holds telephone numbers.
func (f Field) IsNumber() bool { return f >= Work && f <= ShortNumber }

// FieldSet is a set of fields.
type FieldSet uint64

// Fields makes a set.
func Fields(fields ...Field) FieldSet {
	var s FieldSet
	for _, f := range fields {
		s |= 1 << f
	}
	return s
}

// Has reports whether f is in the set.
func (s FieldSet) Has(f Field) bool { return s&(1<<f) != 0 }
