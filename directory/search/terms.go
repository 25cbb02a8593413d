package search

import "strings"

// addGrams adds the terms of a document in those of its groups that are gathered; some are added more than once.
func addGrams(into *[groupCount]*inverter, d *Document, ordinal uint32) {
	if v := into[facts]; v != nil {
		v.addFacts(d, ordinal)
	}
	for i := d.items(); i.next(); {
		if i.field.IsNumber() {
			if into[phoneDigits] != nil {
				addNumberGrams(into, i.kept(), ordinal, i.field == ShortNumber)
			}
			continue
		}
		group := groupOf(i.field)
		if group == noGroup || into[group] == nil {
			continue
		}
		into[group].addText(group, &i, ordinal)
	}
}

func (v *inverter) addFacts(d *Document, ordinal uint32) {
	v.add(kindFacts|uint32(d.Kind), ordinal)
	for mark := range uint32(markBits) {
		if d.Marks>>mark&1 != 0 {
			v.add(markFacts|mark, ordinal)
		}
	}
	if d.Hidden {
		v.add(hiddenRecord, ordinal)
	}
	for i := d.items(); i.next(); {
		v.add(fieldFacts|uint32(i.field), ordinal)
		if i.hidden() {
			v.add(privateFacts|uint32(i.field), ordinal)
		} else {
			v.add(shownFacts|uint32(i.field), ordinal)
		}
	}
}

// addText adds the terms of a text. Departments and the like, whose key is not kept, are known as they are written.
func (v *inverter) addText(group group, i *item, ordinal uint32) {
	switch group {
	case companyGroup:
		v.addRepeated(appendLongTyped, i.typed(), ordinal)
		return
	case departmentGroup, titleGroup, folderGroup:
		v.addRepeated(appendTyped, i.typed(), ordinal)
		return
	}
	for key := i.compared(); key != ""; {
		var form string
		form, key, _ = strings.Cut(key, formEnd)
		switch group {
		case nameGroup:
			v.addName(form, ordinal)
		case lastNameGroup, firstNameGroup:
			v.addRepeated(appendLongText, form, ordinal)
		default:
			v.addAll(appendText(v.keys[:0], form), ordinal)
		}
	}
}

// addName adds the terms of a form of a name. Names are many, but of few words.
func (v *inverter) addName(form string, ordinal uint32) {
	start := 0
	for at := 1; at < len(form); at++ {
		if form[at] == ' ' {
			v.addRepeated(appendWord, form[start:at+1], ordinal)
			v.addAll(appendAcross(v.keys[:0], form, at), ordinal)
			start = at
		}
	}
	v.addAll(appendLongBeginning(appendBeginning(v.keys[:0], form[1:]), form), ordinal)
	v.addWordPairs(form, ordinal)
}

// addNumberGrams adds the terms that the forms of a number have in the groups of numbers, which are gathered together.
func addNumberGrams(into *[groupCount]*inverter, key string, ordinal uint32, short bool) {
	digits, words := into[phoneDigits], into[phoneWords]
	if short {
		digits, words = into[shortDigits], into[shortWords]
	}
	for key != "" {
		var form string
		form, key, _ = strings.Cut(key, formEnd)
		switch v := digits; form[0] {
		case international:
			v = into[phoneAbroad]
			v.addAll(appendBeginning(v.keys[:0], form[1:]), ordinal)
		case national, typed:
			v.addAll(appendBeginning(appendWindows(v.keys[:0], form[1:]), form[1:]), ordinal)
		case address:
			v = words
			v.addAll(appendBeginning(appendWindows(v.keys[:0], form[1:]), form[2:]), ordinal)
		}
	}
}

// appendTyped and appendLongTyped append the terms of a text as it is written.
func appendTyped(terms []uint32, text string) []uint32 { return appendText(terms, padded(text)) }
func appendLongTyped(terms []uint32, text string) []uint32 {
	return appendLongText(terms, padded(text))
}

// appendText appends the terms of a form of a text.
func appendText(terms []uint32, form string) []uint32 {
	return appendBeginning(appendWindows(terms, form), form[1:])
}

// appendLongText appends those of a group with longer ones.
func appendLongText(terms []uint32, form string) []uint32 {
	return appendLongBeginning(appendWindows4(appendText(terms, form), form), form)
}

// appendWord appends the terms of a word between its spaces, wherever in a name it stands.
func appendWord(terms []uint32, word string) []uint32 {
	return appendWindows4(appendWindows(terms, word), word)
}

// appendAcross appends the terms of a name with what stands on both sides of a space in it.
func appendAcross(terms []uint32, form string, space int) []uint32 {
	if space+1 == len(form) {
		return terms
	}
	terms = append(terms, windows|gram(form[space-1:space+2]))
	for from := max(0, space-2); from < space && from+4 <= len(form); from++ {
		if four, ok := letters(form[from : from+4]); ok {
			terms = append(terms, windows4|four)
		}
	}
	return terms
}

// appendWindows appends every one, two and three bytes of a form.
func appendWindows(terms []uint32, form string) []uint32 {
	for i := range len(form) {
		first := uint32(form[i]) << 16
		terms = append(terms, windows|first)
		if i+1 == len(form) {
			break
		}
		second := first | uint32(form[i+1])<<8
		terms = append(terms, windows|second)
		if i+2 < len(form) {
			terms = append(terms, windows|second|uint32(form[i+2]))
		}
	}
	return terms
}

// appendBeginning appends how a form begins, after the space that a text's stands behind.
func appendBeginning(terms []uint32, form string) []uint32 {
	for n := 1; n < 3 && n <= len(form); n++ {
		terms = append(terms, beginnings|gram(form[:n]))
	}
	return append(terms, heads|gram(form))
}
