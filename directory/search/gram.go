package search

// group is a set of fields whose values share postings: fields that hold the same words, or are asked for together.
type group uint8

const (
	facts group = iota // which fields have a value and which have none, the kind and the marks
	nameGroup
	lastNameGroup
	firstNameGroup
	companyGroup
	departmentGroup
	titleGroup
	loginGroup
	addressGroup
	noteGroup
	folderGroup
	phoneDigits // of numbers: national digits and digits as typed
	phoneAbroad // of numbers: how the digits with their country code begin
	phoneWords  // of numbers: what is no number, such as a SIP URI
	shortDigits // as phoneDigits, of short numbers
	shortWords  // as phoneWords, of short numbers
	groupCount  // the groups are above
	noGroup     = groupCount
)

// isOfOneField reports whether the terms of a group are of one field's values.
func (g group) isOfOneField() bool {
	return g > facts && g < phoneDigits && g != loginGroup && g != addressGroup
}

// countryDigits is how many digits a country code has at most.
const countryDigits = 3

// A key within a group says by its highest bits what sort of term it is.
const (
	windows    = uint32(0) << 24 // every one, two and three bytes of a form
	beginnings = uint32(1) << 24 // the first one and the first two bytes of a form
	heads      = uint32(2) << 24 // the first three bytes of a form, or all where they are fewer
	wordPairs  = uint32(3) << 24 // of names: how two words of a form begin, of which one comes later
	windows4   = uint32(4) << 24 // of groups with longer terms: every four letters
	heads4     = uint32(5) << 24 // of them: the first four letters of a form
	wordPairs6 = uint32(1) << 30 // of names: as wordPairs, a hash of three letters of each
	heads5     = uint32(1) << 31 // of groups with longer terms: the first five letters of a form
	// Those of facts:
	fieldFacts    = uint32(0) << 24 // has a value of the field
	kindFacts     = uint32(1) << 24
	shownFacts    = uint32(2) << 24 // has a value of the field that is not hidden
	markFacts     = uint32(3) << 24
	privateFacts  = uint32(4) << 24 // has a hidden value of the field, or, of no field, is hidden itself
	noFieldFacts  = uint32(5) << 24 // the opposite of fieldFacts: opposites come last
	notShownFacts = uint32(6) << 24 // the opposite of shownFacts
)

// hiddenRecord is the fact of who is hidden altogether.
const hiddenRecord = privateFacts | uint32(fieldCount)

// groupOf is the group of a text field; noGroup of those that are only asked for whole.
func groupOf(f Field) group {
	switch f {
	case Name:
		return nameGroup
	case LastName:
		return lastNameGroup
	case FirstName:
		return firstNameGroup
	case Company:
		return companyGroup
	case Department:
		return departmentGroup
	case Title:
		return titleGroup
	case Email, UID:
		return loginGroup
	case Street, PostalCode, City, Region, Country, PostalAddress:
		return addressGroup
	case Note:
		return noteGroup
	case FolderName:
		return folderGroup
	}
	return noGroup
}

// gram is up to three bytes as a number. No form holds a zero byte, so short ones are no others.
func gram(s string) uint32 {
	var g uint32
	for i := range 3 {
		g <<= 8
		if i < len(s) {
			g |= uint32(s[i])
		}
	}
	return g
}
