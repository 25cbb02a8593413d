package search

import (
	"bytes"
	"encoding/hex"
	"strings"
)

// A document's values are held one after the other in one string, because a slice of them with a string for each would take
// four times as much memory, and give the garbage collector twenty times as much to look at. First comes what is shown, behind
// its length, so that who makes an answer of it reads as little as can be. Of each value there are
//
//   - its head: the field, and the bits below;
//   - its text, behind its length, unless it is made from the ID;
//   - its E.164 form, behind its length, if it is kept.
//
// Then come the keys that are kept, each behind its length.
const (
	fieldBits = 0x1f
	// hiddenBit is set where the value is hidden.
	hiddenBit = 0x20
	// keptBit is set where what most values of the field do not need is kept: the key of a text, the E.164 form of a number.
	keptBit = 0x40
	// madeBit is set where something is made of something else: an EntryID of the ID, the E.164 form of a number of its key.
	madeBit = 0x80
)

// keyed are the fields of texts whose key is kept. Phones ask for names with every letter that somebody types; the keys of
// other texts are made when they are compared. Those of numbers, which are dear to make, are always kept.
const keyed = 1<<Name | 1<<LastName | 1<<FirstName

// packer packs the values of one document after the other.
type packer struct {
	dialect *Dialect
	shown   []byte
	keys    []byte
	key     []byte
	packed  []byte
}

// values appends what has been packed.
func (p *packer) values(packed []byte) []byte {
	packed = appendBehindLength(packed, p.shown)
	return append(packed, p.keys...)
}

func (p *packer) add(src *Source, v Value) {
	head := len(p.shown)
	p.shown = append(p.shown, byte(v.Field))
	set := func(bit byte) { p.shown[head] |= bit }
	if v.Hidden {
		set(hiddenBit)
	}
	switch {
	case v.Field.IsNumber():
		p.key = p.dialect.appendNumberKey(p.key[:0], &v)
		p.keys = appendBehindLength(p.keys, p.key)
		p.shown = appendBehindLength(p.shown, v.Text)
		if form, _, _ := bytes.Cut(p.key, []byte(formEnd)); v.E164 != "" && string(form) == v.E164 {
			set(madeBit)
		} else if v.E164 != "" {
			set(keptBit)
			p.shown = appendBehindLength(p.shown, v.E164)
		}
	case v.Field == EntryID && v.Text == spell(src.ID):
		set(madeBit)
	case FieldSet(keyed).Has(v.Field):
		set(keptBit)
		p.key = appendTextKey(p.key[:0], v.Text)
		if v.Field == Name {
			p.key = appendReversedName(p.key, src.Values)
		}
		p.keys = appendBehindLength(p.keys, p.key)
		p.shown = appendBehindLength(p.shown, v.Text)
	default:
		p.shown = appendBehindLength(p.shown, v.Text)
	}
}

// appendBehindLength appends a text behind its length, seven bits a byte, of which the last has the eighth bit clear.
func appendBehindLength[T string | []byte](b []byte, text T) []byte {
	n := len(text)
	for ; n >= 0x80; n >>= 7 {
		b = append(b, byte(n)|0x80)
	}
	return append(append(b, byte(n)), text...)
}

// textAt says where a text begins and ends that stands behind its length at a place.
func textAt(packed string, at int) (begin, end int) {
	n := int(packed[at])
	at++
	if n < 0x80 {
		return at, at + n
	}
	n &= 0x7f
	for shift := 7; ; shift += 7 {
		b := packed[at]
		at++
		n |= int(b&0x7f) << shift
		if b < 0x80 {
			return at, at + n
		}
	}
}

// item is a value as it is packed. Those of a document come one after the other:
//
//	for i := d.items(); i.next(); {
type item struct {
	field Field
	head  byte
	of    *Document
	// Where the value's text, E.164 form and key are in what the document packs; empty where they are not kept.
	text, form, key span
	// Where the next value begins and the shown part ends, and where the next value's key is.
	at, end, keys int
}

// span is a part of a string, from its first byte to before its last.
type span struct{ from, to int }

func (s span) of(text string) string { return text[s.from:s.to] }

// items stands before the first value.
func (d *Document) items() item {
	at, end := textAt(d.packed, 0)
	return item{of: d, at: at, end: end, keys: end}
}

// next turns to the next value, if there is one.
func (i *item) next() bool {
	packed, at := i.of.packed, i.at
	if at >= i.end {
		return false
	}
	i.head = packed[at]
	i.field = Field(i.head & fieldBits)
	at++
	i.text, i.form, i.key = span{}, span{}, span{}
	number, kept := FieldSet(numbers).Has(i.field), i.head&keptBit != 0
	if number || i.head&madeBit == 0 {
		i.text.from, i.text.to = textAt(packed, at)
		at = i.text.to
	}
	if number && kept {
		i.form.from, i.form.to = textAt(packed, at)
		at = i.form.to
	}
	if number || kept {
		i.key.from, i.key.to = textAt(packed, i.keys)
		i.keys = i.key.to
	}
	i.at = at
	return true
}

func (i *item) hidden() bool { return i.head&hiddenBit != 0 }

// typed is the value's text.
func (i *item) typed() string {
	if i.head&madeBit != 0 && i.field == EntryID {
		return spell(i.of.ID)
	}
	return i.text.of(i.of.packed)
}

// kept is the value's key if that is kept, else empty.
func (i *item) kept() string { return i.key.of(i.of.packed) }

// value is the value as it is shown.
func (i *item) value() Value {
	v := Value{Text: i.typed(), E164: i.form.of(i.of.packed), Field: i.field, Hidden: i.hidden()}
	if i.head&madeBit != 0 && i.field.IsNumber() {
		v.E164, _, _ = strings.Cut(i.kept(), formEnd)
	}
	return v
}

// compared is what the value is compared by: one or more forms, see forms.
func (i *item) compared() string {
	if key := i.kept(); key != "" {
		return key
	}
	var room [128]byte
	return string(appendTextKey(room[:0], i.typed()))
}

// folded is Fold of the value's text.
func (i *item) folded() string {
	key := i.kept()
	if i.field.IsNumber() || key == "" {
		return Fold(i.typed())
	}
	form, _, _ := strings.Cut(key, formEnd)
	return strings.Trim(form, " ")
}

// spell writes an ID in the usual form of UUIDs.
func spell(id ID) string {
	b := make([]byte, 0, 36)
	for n, part := range [...][]byte{id[:4], id[4:6], id[6:8], id[8:10], id[10:]} {
		if n > 0 {
			b = append(b, '-')
		}
		b = hex.AppendEncode(b, part)
	}
	return string(b)
}
