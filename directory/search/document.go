package search

import (
	"iter"
	"slices"
	"strings"
)

// ID is a record's identifier, a UUID's bytes. The zero ID names nothing.
type ID = [16]byte

// Kind is what sort of record a document stands for.
type Kind uint8

const (
	Contact Kind = iota
	Group
	Folder
	Root
)

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
	Hidden bool    // the whole record is hidden from phones
	Values []Value // in the order they are to be shown; numbers in the contact's own order
}

// Document is a record as searches see it. It is made by Dialect.Document and must not be changed after.
type Document struct {
	ID     ID
	Parent ID
	Kind   Kind
	Hidden bool

	values []Value
	// What values are compared by, made once: keys holds one key after the other, that of values[i] ends at ends[i].
	// One string and one slice, because a map or a string each would cost more than the contact itself.
	keys    string
	ends    []uint32
	order   string // collation key
	dialect *Dialect
}

// Values yields all values, hidden ones too, in the order they are shown.
func (d *Document) Values() iter.Seq[Value] { return slices.Values(d.values) }

// First is the first value of f, hidden or not, as typed; "" if there is none.
func (d *Document) First(f Field) string { return firstOf(d.values, f) }

// Each yields the values of f that a query with this Fill and this Hidden looks at, in the order they are shown. What is
// shown to an asker must come from here, with the asker's own query settings, so that it can not differ from what
// matches. A value that stands in for Work keeps the Field it comes from.
func (d *Document) Each(f Field, fill FieldSet, hidden bool) iter.Seq[Value] {
	return func(yield func(Value) bool) {
		for i := range d.visible(f, fill, hidden) {
			if !yield(d.values[i]) {
				return
			}
		}
	}
}

// visible yields the indexes of the values that Each yields.
func (d *Document) visible(f Field, fill FieldSet, hidden bool) iter.Seq[int] {
	return func(yield func(int) bool) {
		found, standIn := false, -1
		for i := range d.values {
			v := &d.values[i]
			if v.Hidden && !hidden {
				continue
			}
			if v.Field == f {
				found = true
				if !yield(i) {
					return
				}
			} else if standIn < 0 && fill.Has(v.Field) {
				standIn = i
			}
		}
		if f == Work && !found && standIn >= 0 {
			yield(standIn)
		}
	}
}

// key is what values[i] is compared by: one or more forms, see forms.
func (d *Document) key(i int) string {
	start := uint32(0)
	if i > 0 {
		start = d.ends[i-1]
	}
	return d.keys[start:d.ends[i]]
}

// folded is Fold(values[i].Text).
func (d *Document) folded(i int) string {
	if d.values[i].Field.IsNumber() {
		return Fold(d.values[i].Text) // not kept: numbers are hardly ever ordered
	}
	form, _, _ := strings.Cut(d.key(i), formEnd)
	return strings.Trim(form, " ")
}
