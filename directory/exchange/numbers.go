package exchange

import (
	"cmp"
	"slices"
	"strconv"

	"annuaire/directory"
)

// mergedNumber is a number of the contact to be, and which columns it comes from.
type mergedNumber struct {
	directory.Number
	place   int    // of the phone columns it is in, from 1; 0 where it comes from a column without place, or from none
	header  string // the column that holds the number itself, as the file spells it
	touched bool   // the row says something about it
	gone    bool   // the row erases it
}

// mergeNumbers gives what a row makes of a contact's numbers: phone columns change the number at their place or add one,
// the columns work, mobile, home and fax the first of their kind that no phone column speaks of.
func (v *values) mergeNumbers(existing []directory.Number, d *damage) []mergedNumber {
	merged := make([]mergedNumber, len(existing), len(existing)+4)
	for i, n := range existing {
		merged[i] = mergedNumber{Number: n, place: i + 1}
	}
	for place := 1; place <= v.places; place++ {
		p := &v.phones[place-1]
		if place <= len(existing) {
			v.mergePhone(&merged[place-1], p, d)
		} else if n, ok := v.newPhone(p, place, d); ok {
			merged = append(merged, n)
		}
	}
	for _, f := range []field{fieldWork, fieldMobile, fieldHome, fieldFax} {
		kind, _ := kindOfColumn(f)
		merged = v.mergeKind(merged, v.single[f], kind, d)
	}
	merged = v.mergeFurther(merged, d)
	return slices.DeleteFunc(merged, func(n mergedNumber) bool { return n.gone })
}

// mergePhone changes the number at a place as the row's cells for that place say.
func (v *values) mergePhone(n *mergedNumber, p *phoneCells, d *damage) {
	n.header = p.raw.header
	switch p.raw.state {
	case cellErase:
		n.gone, n.touched = true, true
		return
	case cellValue:
		n.touched = true
		if p.raw.text != n.Raw {
			n.Raw, n.E164 = v.number(p.raw, d), ""
		}
	}
	v.mergeRest(&n.Number, p)
}

// mergeRest changes what goes with a number.
func (v *values) mergeRest(n *directory.Number, p *phoneCells) {
	if p.kind.free {
		mergeFreeKind(n, p.kind)
	} else if kind, ok := keyword(v, p.kind, parseNumberKind, numberKindWords); ok {
		n.Kind = kind
	}
	setText(&n.ShortNumber, p.short)
	setText(&n.Label, p.label)
	if hidden, ok := yesNo(v, p.hidden); ok {
		n.Hidden = hidden
	}
}

// newPhone makes a number of the cells of one place; nothing where there is no number in them.
func (v *values) newPhone(p *phoneCells, place int, d *damage) (mergedNumber, bool) {
	if p.raw.state != cellValue {
		for _, c := range []cell{p.short, p.label} {
			if c.state == cellValue && p.raw.state == cellLeave {
				v.fail(c, directory.Required, "there is no number for it in "+cmp.Or(p.raw.header, column{fieldPhone, place}.name()))
			}
		}
		return mergedNumber{}, false
	}
	n := mergedNumber{place: place, header: p.raw.header, touched: true}
	n.Kind, n.Raw = directory.WorkNumber, v.number(p.raw, d)
	v.mergeRest(&n.Number, p)
	return n, true
}

// mergeKind gives the first untouched number of a kind the value of its column, or adds one.
func (v *values) mergeKind(merged []mergedNumber, c cell, kind directory.NumberKind, d *damage) []mergedNumber {
	if c.state == cellLeave {
		return merged
	}
	raw := ""
	if c.state == cellValue {
		raw = v.number(c, d)
		if slices.ContainsFunc(merged, func(n mergedNumber) bool { return n.Kind == kind && n.Raw == raw && !n.gone }) {
			return merged
		}
	}
	at := slices.IndexFunc(merged, func(n mergedNumber) bool { return n.Kind == kind && !n.touched })
	switch {
	case at >= 0 && c.state == cellErase:
		merged[at].gone = true
	case at >= 0:
		merged[at].Raw, merged[at].E164, merged[at].header = raw, "", c.header
	case c.state == cellValue:
		merged = append(merged, mergedNumber{Number: directory.Number{Kind: kind, Raw: raw}, header: c.header, touched: true})
	}
	return merged
}

// number reads a number's cell and refuses what a spreadsheet has damaged.
func (v *values) number(c cell, d *damage) string {
	if d.damaged(c.text) {
		v.fail(c, directory.Invalid, damagedMessage)
	}
	return c.text
}

// setText gives a field the value of a cell.
func setText(field *string, c cell) {
	switch c.state {
	case cellErase:
		*field = ""
	case cellValue:
		*field = c.text
	}
}

// bare gives the numbers as the directory takes them.
func bare(merged []mergedNumber) []directory.Number {
	numbers := make([]directory.Number, len(merged))
	for i, n := range merged {
		numbers[i] = n.Number
	}
	return numbers
}

// sameNumbers compares what a person typed.
func sameNumbers(a, b []directory.Number) bool {
	return slices.EqualFunc(a, b, func(x, y directory.Number) bool {
		x.E164, y.E164 = "", ""
		return x == y
	})
}

// columnOf names the column that holds a part of a merged number: "raw", "kind", "label" or "short_number". It is spelled
// as in the file where the file has it.
func (v *values) columnOf(merged []mergedNumber, i int, part string) string {
	if i < 0 || i >= len(merged) {
		return ""
	}
	n := merged[i]
	if n.place == 0 || part == "raw" && n.header != "" {
		return n.header
	}
	p := &v.phones[n.place-1]
	switch part {
	case "kind":
		return cmp.Or(p.kind.header, column{fieldPhoneKind, n.place}.name())
	case "short_number":
		return cmp.Or(p.short.header, column{fieldPhoneShort, n.place}.name())
	case "label":
		return cmp.Or(p.label.header, column{fieldPhoneLabel, n.place}.name())
	}
	return column{fieldPhone, n.place}.name()
}

// numberField reads the directory's name of a number's field, "numbers[2].raw".
func numberField(name string) (i int, part string, ok bool) {
	var index string
	if index, part, ok = cutBetween(name, "numbers[", "]."); !ok {
		return 0, "", false
	}
	i, err := strconv.Atoi(index)
	return i, part, err == nil
}
