package exchange

import (
	"slices"
	"strconv"
	"strings"

	"annuaire/directory"
)

// readHeader maps the header's names to columns.
func (f *csvFile) readHeader() error {
	header, err := f.reader().Read()
	if err != nil {
		return f.syntaxError(err)
	}
	for _, name := range header {
		f.header = append(f.header, strings.TrimSpace(unguard(name)))
	}
	f.meanings = f.meaningsOf(f.header)
	for i, m := range f.meanings {
		switch name := f.header[i]; {
		case m.known:
			f.columns = append(f.columns, csvColumn{column: m.column, index: i, header: f.called(i), free: m.free})
		case name != "": // a column without a name holds nothing that could be meant
			f.unknown = append(f.unknown, name)
		}
	}
	return nil
}

// called is what a column is called, by its place where it has no name.
func (f *csvFile) called(i int) string {
	if f.header[i] == "" {
		return "#" + strconv.Itoa(i+1)
	}
	return f.header[i]
}

// checkHeader refuses a header that leaves open what is in a column, or that names none.
func (f *csvFile) checkHeader() error {
	seen := map[string]string{}
	for i, m := range f.meanings {
		key := word(f.header[i])
		switch {
		case m.known:
			key = m.name()
		case key == "" || m.said || m.passed:
			continue
		}
		if other, twice := seen[key]; twice {
			return fileError(directory.Invalid, "line %d: columns %q and %q are the same", f.skipped+1, other, f.called(i))
		}
		seen[key] = f.called(i)
	}
	for name := range f.meant {
		if !slices.Contains(f.header, name) {
			return fileError(directory.Invalid, "the file has no column %q", name)
		}
	}
	for place := range f.meantAt {
		if place > len(f.header) {
			return fileError(directory.Invalid, "the file has no column %d", place)
		}
	}
	if len(f.columns) == 0 {
		return fileError(directory.Invalid, "line %d names no column that is known: it must be a header such as last_name;first_name;phone_1", f.skipped+1)
	}
	return nil
}
