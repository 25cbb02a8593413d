package search

import (
	"bytes"
	"cmp"
	"strings"
)

// Compare is the order of display: people and groups by last name, first name and company in the collation of the
// directory's language, then folders by name; where those agree but for accents or case, by their spelling, and at last
// by ID. Who has no last name stands under the first name, a company without a person under its own name.
// It returns -1, 0 or +1, and 0 only for documents of the same ID.
func Compare(a, b *Document) int {
	if c := cmp.Or(cmp.Compare(rank(a.Kind), rank(b.Kind)), strings.Compare(a.order(), b.order())); c != 0 {
		return c
	}
	as, bs := a.sortedBy(), b.sortedBy()
	for i := range as {
		if c := compareSpelling(as[i], bs[i]); c != 0 {
			return c
		}
	}
	return compareID(a, b)
}

func compareID(a, b *Document) int { return bytes.Compare(a.ID[:], b.ID[:]) }

// rank puts folders, and the root among them, after people.
func rank(k Kind) int {
	if k == Folder || k == Root {
		return 1
	}
	return 0
}

// sortedBy lists the texts that place a document, the weightiest first.
func (d *Document) sortedBy() [3]string { return sortedBy(d.Kind, d.First) }

// sortedBy lists the texts that place a document of which first gives the first value of a field.
func sortedBy(k Kind, first func(Field) string) [3]string {
	if rank(k) == 1 {
		return [3]string{first(FolderName)}
	}
	lastName, firstName, company := first(LastName), first(FirstName), first(Company)
	switch {
	case lastName != "":
		return [3]string{lastName, firstName, company}
	case firstName != "":
		return [3]string{firstName, "", company}
	case company != "":
		return [3]string{company}
	}
	return [3]string{first(Name)}
}

// appendCollationKey appends the bytes that Compare compares, made once for each document: collating is slow and not safe for
// concurrent use. Separators count as they do in folding: Jean-Pierre stands beside Jean Pierre.
func (d *Dialect) appendCollationKey(key []byte, texts [3]string) []byte {
	c := d.collators.Get().(*collator)
	defer d.collators.Put(c)
	for _, text := range texts {
		c.buffer.Reset()
		key = append(key, c.KeyFromString(&c.buffer, spaced(text))...)
		// Below every weight, which is two bytes or more and never begins with two zeros.
		key = append(key, 0, 0)
	}
	return key
}

// spaced puts one space for each run of separators and none at the ends; letters stay as they are.
func spaced(s string) string { return strings.Join(strings.FieldsFunc(s, isSeparator), " ") }
