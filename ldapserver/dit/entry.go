package dit

import (
	"strconv"
	"strings"
	"unicode/utf8"

	"annuaire/directory/search"
)

// reader gives the values of entries one after the other, in memory that it uses again.
type reader struct {
	asker
	wanted  search.FieldSet // whose values are read
	dn      []byte          // of the entry that is being read
	present search.FieldSet // visible values of its document
	picked  []search.Picked // those of them that are wanted
	values  []string
	made    []byte // of values that are not kept as they are shown
}

// begin turns to the entry of d.
func (r *reader) begin(d *search.Document) {
	r.picked, r.present = d.Pick(r.picked[:0], r.wanted, r.dial.Form != search.AsTyped)
	uid := ""
	for i := range r.picked {
		if r.picked[i].Field == search.UID {
			uid = r.picked[i].Text
			break
		}
	}
	r.dn = r.appendDNOf(r.dn[:0], d, uid)
	if r.present&r.fill != 0 {
		r.present |= search.Fields(search.Work)
	}
}

// read gives the values of an attribute, as they are shown and matched, until the next call; none where the entry has none.
func (r *reader) read(c *column, d *search.Document) []string {
	r.values, r.made = r.values[:0], r.made[:0]
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
	standIn := false
	if fields.Has(search.Work) {
		fields, standIn = r.numberFields()
	}
	for i := range r.picked {
		v := &r.picked[i]
		if !fields.Has(v.Field) {
			continue
		}
		r.add(r.dialled(v))
		if standIn {
			return
		}
	}
}

// numberFields are the fields that hold an entry's work numbers; or, where it has none, those of which the first value stands in
// for one: as search.Document.Each has it.
func (r *reader) numberFields() (fields search.FieldSet, standIn bool) {
	for i := range r.picked {
		if r.picked[i].Field == search.Work {
			return search.Fields(search.Work), false
		}
	}
	return r.fill, true
}

// wantedFields are the fields that columns are read from.
func wantedFields(columns []column, fill search.FieldSet) search.FieldSet {
	wanted := search.Fields(search.UID)
	for i := range columns {
		c := &columns[i]
		wanted |= c.fields | baseFields(c)
		if c.fields.Has(search.Work) {
			wanted |= fill
		}
	}
	return wanted
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
	i, j := 0, 0
	for {
		i, j = skipSpaces(a, i), skipSpaces(b, j)
		switch {
		case i == len(a) || j == len(b):
			return i == len(a) && j == len(b)
		case a[i] >= utf8.RuneSelf || b[j] >= utf8.RuneSelf:
			return strings.EqualFold(withoutSpaces.Replace(a[i:]), withoutSpaces.Replace(b[j:]))
		case a[i] != b[j] && (a[i]|0x20 != b[j]|0x20 || !isLetter(a[i])):
			return false
		}
		i++
		j++
	}
}

// skipSpaces gives the place of the next character of s that counts.
func skipSpaces(s string, i int) int {
	for i < len(s) && (s[i] == ' ' || s[i] == '-') {
		i++
	}
	return i
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
