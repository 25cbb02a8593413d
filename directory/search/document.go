package search

import "iter"

// ID is a record's identifier, a UUID's bytes. The zero ID names nothing.
type ID = [16]byte

// Kind is what sort of record a document stands for.
type Kind uint8

const (
	Contact Kind = iota
	Group
	Folder
	Root
	kindCount // the kinds are above
)

// everyKind is the set of them all.
const everyKind = KindSet(1<<kindCount - 1)

// KindSet is a set of kinds.
type KindSet uint8

// Kinds makes a set.
func Kinds(kinds ...Kind) KindSet {
	var s KindSet
	for _, k := range kinds {
		s |= 1 << k
	}
	return s
}

// Has reports whether k is in the set.
func (s KindSet) Has(k Kind) bool { return s&(1<<k) != 0 }

// Marks are facts about a record that it does not show, and that lists are made by. What each bit means is for who makes the documents to say.
type Marks uint16

// markBits is how many marks there are.
const markBits = 16

// Value is one value of one field, as it is shown.
type Value struct {
	Text   string // as typed
	E164   string // of a number that could be read: "+33123456789"
	Field  Field
	Hidden bool // hidden from phones
}

// Source is what a Dialect makes a Document of.
type Source struct {
	ID     ID
	Parent ID // the folder it is in; zero for the root
	Kind   Kind
	Hidden bool // the whole record is hidden from phones
	Marks  Marks
	Values []Value // in the order they are to be shown; numbers in the contact's own order
}

// Document is a record as searches see it. It is made by Dialect.Document and must not be changed after.
type Document struct {
	ID     ID
	Parent ID
	Kind   Kind
	Hidden bool
	Marks  Marks

	orderAt uint32
	packed  string // the values, see item, and from orderAt on the collation key
	dialect *Dialect
}

// order is the collation key.
func (d *Document) order() string { return d.packed[d.orderAt:] }

// Values yields all values, hidden ones too, in the order they are shown.
func (d *Document) Values() iter.Seq[Value] {
	return func(yield func(Value) bool) {
		for i := d.items(); i.next(); {
			if !yield(i.value()) {
				return
			}
		}
	}
}

// First is the first value of f, hidden or not, as typed; "" if there is none.
func (d *Document) First(f Field) string {
	for i := d.items(); i.next(); {
		if i.field == f {
			return i.typed()
		}
	}
	return ""
}

// Each yields the values of f that a query with this Fill and this Hidden looks at, in the order they are shown. What is
// shown to an asker must come from here, with the asker's own query settings, so that it can not differ from what
// matches. A value that stands in for Work keeps the Field it comes from.
func (d *Document) Each(f Field, fill FieldSet, hidden bool) iter.Seq[Value] {
	return func(yield func(Value) bool) {
		for i := range d.visible(f, fill, hidden) {
			if !yield(i.value()) {
				return
			}
		}
	}
}

// visible yields the items of the values that Each yields.
func (d *Document) visible(f Field, fill FieldSet, hidden bool) iter.Seq[item] {
	return func(yield func(item) bool) {
		var standIn item
		found, stands := false, false
		for i := d.items(); i.next(); {
			if i.hidden() && !hidden {
				continue
			}
			if i.field == f {
				found = true
				if !yield(i) {
					return
				}
			} else if !stands && fill.Has(i.field) {
				standIn, stands = i, true
			}
		}
		if f == Work && !found && stands {
			yield(standIn)
		}
	}
}
