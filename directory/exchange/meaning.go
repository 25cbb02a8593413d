package exchange

import "slices"

// meaning is what a column of a file stands for.
type meaning struct {
	column
	known  bool // it stands for a column of ours
	said   bool // because who imports says so, or that it does not
	alias  bool // because other programs call the column so
	passed bool // it could, but another column of the file does so better
	free   bool // of kinds of numbers: what is no kind is a label
}

// knows reports whether a column of this name stands for something, whatever stands beside it.
func (f *csvFile) knows(name string) bool {
	m := f.meaningOf(name)
	return m.known
}

// meaningOf is what the name of a column says: what is said to be meant by it, else the column of ours that is called so, else the one that others call so.
func (f *csvFile) meaningOf(name string) (m meaning) {
	said := ""
	if said, m.said = f.meant[name]; m.said {
		m.column, m.known = parseColumn(said)
		return m
	}
	if m.column, m.known = parseColumn(name); !m.known {
		m.column, m.known = parseAlias(name)
		m.alias = m.known
	}
	return m
}

// meaningsOf is what each column of a header stands for. What others call a column of ours is not read where the file has that very column, too: so a
// file of our own is read as it was written.
func (f *csvFile) meaningsOf(header []string) []meaning {
	list := make([]meaning, len(header))
	for i, name := range header {
		if said, is := f.meantAt[i+1]; is {
			list[i].said = true
			list[i].column, list[i].known = parseColumn(said)
		} else if name != "" {
			list[i] = f.meaningOf(name)
		}
	}
	passTitles(header, list)
	numberPlain(header, list)
	for i := range list {
		if m := &list[i]; m.alias && m.known && slices.ContainsFunc(list, func(o meaning) bool { return o.known && !o.alias && o.column == m.column }) {
			m.known, m.passed = false, true
		}
	}
	freeKinds(header, list)
	return list
}

// passTitles leaves out the titles that are how one addresses somebody.
func passTitles(header []string, list []meaning) {
	job := slices.ContainsFunc(header, func(name string) bool { return word(name) == jobTitle })
	later := false
	for i := len(list) - 1; i >= 0; i-- {
		m := &list[i]
		if m.said {
			continue
		}
		switch word(header[i]) {
		case "title":
			if job {
				m.known, m.passed = false, true
			}
		case titre:
			if later {
				m.known, m.passed = false, true
			}
			later = true
		}
	}
}

// numberPlain has a number without more be the first one where the file has a second.
func numberPlain(header []string, list []meaning) {
	has := func(place func(int) bool) bool {
		return slices.ContainsFunc(list, func(m meaning) bool { return m.known && m.field == fieldPhone && place(m.place) })
	}
	if has(func(place int) bool { return place == 1 }) || !has(func(place int) bool { return place > 1 }) {
		return
	}
	for i := range list {
		if list[i].alias && isPlainNumber(header[i]) {
			list[i].column = column{fieldPhone, 1}
		}
	}
}

// freeKinds has what stands beside Google's numbers be their kinds: it has one column for kinds and for what people call their numbers.
func freeKinds(header []string, list []meaning) {
	for i := range list {
		m := &list[i]
		if m.said || !m.known || m.field != fieldPhoneKind && m.field != fieldPhoneLabel {
			continue
		}
		value := column{fieldPhone, m.place}
		if slices.ContainsFunc(list, func(o meaning) bool { return o.alias && o.known && o.column == value }) {
			m.field, m.free = fieldPhoneKind, true
		}
	}
}
