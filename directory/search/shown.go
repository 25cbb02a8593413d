package search

import "strings"

// Picked is a value that Document.Pick has found.
type Picked struct {
	Text  string // as typed; it shares the document's memory, unless it is made
	E164  string // of a number that could be read, where it was asked for
	Field Field
}

// Pick appends the values of fields that are not hidden from phones, in the order they are shown, numbers with their E.164 form if that
// is asked for; present are all fields of which there is such a value. It reads what answers are made of once and copies nothing.
func (d *Document) Pick(into []Picked, fields FieldSet, e164 bool) (picked []Picked, present FieldSet) {
	at, end := textAt(d.packed, 0)
	shown := d.packed[:end]
	keys := end
	for at < len(shown) {
		head := shown[at]
		field := Field(head & fieldBits)
		number := FieldSet(numbers).Has(field)
		begin, end := 0, 0
		at++
		if number || head&madeBit == 0 {
			begin, end = textAt(shown, at)
			at = end
		}
		var form string
		if number && head&keptBit != 0 {
			var from int
			from, at = textAt(shown, at)
			form = shown[from:at]
		}
		if e164 && (number || head&keptBit != 0) {
			var from int
			from, keys = textAt(d.packed, keys)
			if number && head&madeBit != 0 {
				form, _, _ = strings.Cut(d.packed[from:keys], formEnd)
			}
		}
		if head&hiddenBit != 0 {
			continue
		}
		present |= 1 << field
		if !fields.Has(field) {
			continue
		}
		v := Picked{Text: shown[begin:end], E164: form, Field: field}
		if !number && head&madeBit != 0 {
			v.Text = spell(d.ID)
		}
		into = append(into, v)
	}
	return into, present
}

// numbers are the fields for which IsNumber is true.
const numbers = phones | 1<<ShortNumber
