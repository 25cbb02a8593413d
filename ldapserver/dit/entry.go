package dit

import (
	"strconv"
	"strings"

	"annuaire/directory/search"
)

// reader gives the values of entries one after the other, in memory that it uses again.
type reader struct {
	asker
	dn      []byte          // of the entry that is being read
	present search.FieldSet // visible values of its document
	values  []string
	text    []byte // of values that are not kept as they are shown
}

// begin turns to the entry of d.
func (r *reader) begin(d *search.Document) {
	r.dn, r.present = r.appendDN(r.dn[:0], d), 0
	for v := range d.Values() {
		if !v.Hidden {
			r.present |= search.Fields(v.Field)
		}
	}
	if r.present&r.fill != 0 {
		r.present |= search.Fields(search.Work)
	}
}

// read gives the values of an attribute, as they are shown and matched, until the next call; none where the entry has none.
func (r *reader) read(c *column, d *search.Document) []string {
	r.values, r.text = r.values[:0], r.text[:0]
	switch c.source {
	case fromClasses:
		return r.classes(d.Kind)
	case fromStructuralClass:
		r.add(structural(r.classes(d.Kind)))
	case fromDN:
		r.add(string(r.dn))
	case fromHasSubordinates:
		r.add(strings.ToUpper(strconv.FormatBool(r.count(d) > 0)))
	case fromNumSubordinates:
		r.add(strconv.Itoa(r.count(d)))
	case fromSubschema:
		r.add(subschemaDN)
	case fromPhoto:
		r.addPhoto(d)
	default:
		r.readFields(c, d)
	}
	return r.values
}

func (r *reader) readFields(c *column, d *search.Document) {
	fields := c.fields
	if d.Kind == search.Root {
		fields = baseFields(c)
	}
	if fields&r.present == 0 {
		return
	}
	if fields.Has(search.Work) {
		for v := range d.Each(search.Work, r.fill, false) {
			r.add(r.dialled(&v))
		}
		return
	}
	for v := range d.Values() {
		if fields.Has(v.Field) && !v.Hidden {
			r.add(r.dialled(&v))
		}
	}
}

// baseFields are the fields of the base's document that have a column's values. Its name and that of the directory are
// visible to everybody who sees anything.
func baseFields(c *column) search.FieldSet {
	if field, ok := baseField(c.typ.Name); ok {
		return search.Fields(field)
	}
	return c.fields & recordFields
}

// add takes a value unless the attribute has it: the values of an attribute are a set (RFC 4512 section 2.2), and two
// spellings of a number differ by more than spaces and hyphens (RFC 4517 section 4.2.29).
func (r *reader) add(value string) {
	for _, other := range r.values {
		if sameValue(value, other) {
			return
		}
	}
	r.values = append(r.values, value)
}

func sameValue(a, b string) bool {
	return a == b || strings.EqualFold(withoutSpaces.Replace(a), withoutSpaces.Replace(b))
}

var withoutSpaces = strings.NewReplacer(" ", "", "-", "")

// count is how many visible entries are directly below an entry.
func (r *reader) count(d *search.Document) int {
	if people.Has(d.Kind) {
		return 0
	}
	return r.subordinates(d.ID)
}

func (r *reader) classes(kind search.Kind) []string {
	if kind == search.Root {
		return r.dit.base.classes
	}
	return classesOf(kind)
}
