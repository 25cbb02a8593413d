package exchange

import (
	"bytes"
	"encoding/csv"
	"slices"
	"strings"

	"annuaire/directory"
)

// tableOfCards makes a table of cards, with the columns that occur in them: what an import does with cards is what it does with rows. Lines are
// those that the cards begin at; left lists the properties that are not read.
func tableOfCards(text []byte) (table []byte, lines []int, left []string, err error) {
	cards, err := readVCards(text)
	if err != nil {
		return nil, nil, nil, err
	}
	var rows []map[column]string
	used := map[column]struct{}{}
	for _, card := range cards {
		c := cardReader{row: map[column]string{}}
		c.read(card)
		for _, name := range c.left {
			if !slices.Contains(left, name) {
				left = append(left, name)
			}
		}
		for column := range c.row {
			used[column] = struct{}{}
		}
		if len(c.row) > 0 {
			rows, lines = append(rows, c.row), append(lines, card.line)
		}
	}
	columns := slices.DeleteFunc(append([]column{{field: fieldAction}}, contactColumns(maxNumbers)...), func(c column) bool {
		_, is := used[c]
		return !is
	})
	if len(columns) == 0 {
		return nil, nil, nil, fileError(directory.Invalid, "the cards say nothing that is read")
	}
	return writeTable(columns, rows), lines, left, nil
}

func writeTable(columns []column, rows []map[column]string) []byte {
	var b bytes.Buffer
	out := csv.NewWriter(&b)
	record := make([]string, len(columns))
	for i, c := range columns {
		record[i] = c.name()
	}
	_ = out.Write(record) // a buffer takes everything
	for _, row := range rows {
		for i, c := range columns {
			record[i] = guard(row[c])
		}
		_ = out.Write(record)
	}
	out.Flush()
	return b.Bytes()
}

// cardReader makes a row of a card.
type cardReader struct {
	row    map[column]string
	phones int
	left   []string // names of properties that are not read
}

func (c *cardReader) set(f field, value string) {
	if value = strings.TrimSpace(value); value != "" {
		c.row[column{field: f}] = value
	}
}

// read takes what a card says. Of properties that only one of can be kept, that is the preferred one, else the first.
func (c *cardReader) read(card vcard) {
	first := map[string]vcardProperty{}
	var notes []string
	for _, preferred := range []bool{true, false} {
		for _, p := range card.properties {
			if p.pref != preferred {
				continue
			}
			switch _, twice := first[p.name]; {
			case p.name == "TEL":
				c.phone(p)
			case p.name == "NOTE":
				notes = append(notes, unescapeText(p.value))
			case !slices.Contains(readProperties(), p.name):
				c.leave(p.name)
			case twice:
				c.leave(p.name)
			default:
				first[p.name] = p
			}
		}
	}
	text := func(name string) string { return unescapeText(first[name].value) }
	c.set(fieldNote, strings.Join(notes, "\n"))
	c.set(fieldEmail, strings.TrimPrefix(text("EMAIL"), "mailto:"))
	c.set(fieldTitle, text("ROLE"))
	c.set(fieldTitle, text("TITLE"))
	c.set(fieldLanguage, text("LANG"))
	if uid := text("UID"); len(uid) <= maxExternalRef {
		c.set(fieldExternalRef, uid)
	}
	c.address(splitStructured(first["ADR"].value))
	c.names(text("KIND"), text("FN"), splitStructured(first["N"].value), splitStructured(first["ORG"].value))
}

// maxExternalRef is how long the directory lets an external reference be; a longer UID could not be one.
const maxExternalRef = 64

// readProperties are those that are read of a card once, and those that say nothing about whom it is of.
func readProperties() []string {
	return []string{"N", "FN", "ORG", "TITLE", "ROLE", "EMAIL", "ADR", "LANG", "UID", "KIND", "VERSION", "PRODID", "REV"}
}

func (c *cardReader) leave(name string) {
	if name != "VERSION" && name != "PRODID" && name != "REV" {
		c.left = append(c.left, name)
	}
}

// names says who it is. A card without a person is that of a company; one of a group or a place is left out.
func (c *cardReader) names(kind, formatted string, name, org []string) {
	family, given := strings.TrimSpace(name[0]), strings.TrimSpace(part(name, 1))
	company := strings.TrimSpace(org[0])
	switch kind = strings.ToLower(strings.TrimSpace(kind)); {
	case kind == "group" || kind == "location":
		c.set(fieldAction, string(ActionSkip))
	case kind == "org" || family+given == "" && company != "" && (formatted == "" || strings.EqualFold(strings.TrimSpace(formatted), company)):
		if company == "" {
			company = formatted
		}
		family, given = "", ""
		c.set(fieldKind, string(directory.ExternalContact))
	case family+given == "": // a name is no duty in version 4
		words := strings.Fields(formatted)
		if len(words) > 0 {
			family, given = words[len(words)-1], strings.Join(words[:len(words)-1], " ")
		}
	}
	c.set(fieldLastName, family)
	c.set(fieldFirstName, given)
	c.set(fieldCompany, company)
	c.set(fieldDepartment, part(org, 1))
}

// address reads post office box, extension, street, city, region, code and country (RFC 6350 section 6.3.1).
func (c *cardReader) address(parts []string) {
	var street []string
	for _, i := range []int{2, 1, 0} {
		if line := strings.TrimSpace(part(parts, i)); line != "" {
			street = append(street, line)
		}
	}
	c.set(fieldStreet, strings.Join(street, "\n"))
	c.set(fieldCity, part(parts, 3))
	c.set(fieldRegion, part(parts, 4))
	c.set(fieldPostalCode, part(parts, 5))
	c.set(fieldCountry, part(parts, 6))
}

// phone adds a number, which may be written as a URI (RFC 3966).
func (c *cardReader) phone(p vcardProperty) {
	number := strings.TrimSpace(unescapeText(p.value))
	if rest, isURI := strings.CutPrefix(strings.ToLower(number), "tel:"); isURI {
		number, _, _ = strings.Cut(rest, ";")
	}
	if number == "" {
		return
	}
	if c.phones == maxNumbers {
		c.left = append(c.left, "TEL")
		return
	}
	c.phones++
	c.row[column{fieldPhone, c.phones}] = number
	c.row[column{fieldPhoneKind, c.phones}] = string(numberKindOf(p.types))
}

func numberKindOf(types []string) directory.NumberKind {
	for _, known := range []struct {
		types string
		kind  directory.NumberKind
	}{
		{"fax", directory.FaxNumber}, {"cell", directory.MobileNumber}, {"car", directory.CarNumber}, {"work", directory.WorkNumber},
		{"home", directory.HomeNumber}, {"pager", directory.OtherNumber}, {"other", directory.OtherNumber},
	} {
		if slices.Contains(types, known.types) {
			return known.kind
		}
	}
	return directory.WorkNumber
}

func part(parts []string, i int) string {
	if i >= len(parts) {
		return ""
	}
	return parts[i]
}

// splitStructured parts a value at its semicolons and takes the escapes off; there is at least one part.
func splitStructured(value string) []string {
	var parts []string
	from := 0
	for i := 0; i < len(value); i++ {
		switch value[i] {
		case '\\':
			i++
		case ';':
			parts = append(parts, unescapeText(value[from:i]))
			from = i + 1
		}
	}
	return append(parts, unescapeText(value[from:]))
}

// unescapeText takes off the escapes of a value (RFC 6350 section 3.4).
func unescapeText(value string) string {
	if !strings.Contains(value, `\`) {
		return value
	}
	return strings.NewReplacer(`\\`, `\`, `\n`, "\n", `\N`, "\n", `\,`, ",", `\;`, ";", `\:`, ":").Replace(value)
}
