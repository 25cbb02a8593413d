package exchange

import (
	"slices"
	"strings"

	"annuaire/directory"
)

// columnOf is what a column of the file holds: what is said to be meant by its name, else what the name says.
func (f *csvFile) columnOf(name string) (column, bool) {
	if meaning, said := f.meant[name]; said {
		name = meaning
	}
	return parseColumn(name)
}

// readHeader maps the header's names to columns.
func (f *csvFile) readHeader() error {
	header, err := f.reader().Read()
	if err != nil {
		return f.syntaxError(err)
	}
	for i, name := range header {
		name = strings.TrimSpace(unguard(name))
		f.header = append(f.header, name)
		switch c, known := f.columnOf(name); {
		case name == "": // a column without a name holds nothing that could be meant
		case known:
			f.columns = append(f.columns, csvColumn{column: c, index: i, header: name})
		default:
			f.unknown = append(f.unknown, name)
		}
	}
	return nil
}

// checkHeader refuses a header that leaves open what is in a column, or that names none.
func (f *csvFile) checkHeader() error {
	seen := map[string]string{}
	for _, name := range f.header {
		if name == "" {
			continue
		}
		key := word(name)
		if c, known := f.columnOf(name); known {
			key = c.name()
		}
		if other, twice := seen[key]; twice {
			return fileError(directory.Invalid, "line %d: columns %q and %q are the same", f.skipped+1, other, name)
		}
		seen[key] = name
	}
	for name := range f.meant {
		if !slices.Contains(f.header, name) {
			return fileError(directory.Invalid, "the file has no column %q", name)
		}
	}
	if len(f.columns) == 0 {
		return fileError(directory.Invalid, "line %d names no column that is known: it must be a header such as last_name;first_name;phone_1", f.skipped+1)
	}
	return nil
}
