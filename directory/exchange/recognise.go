package exchange

import "io"

// Recognised is what a file is taken for, before anything is made of its rows.
type Recognised struct {
	Encoding  string `json:"encoding" doc:"As found or forced: utf-8, utf-16, windows-1252 or iso-8859-15."`
	Separator string `json:"separator,omitempty" doc:"One character; missing for cards."`
	Cards     bool   `json:"cards" doc:"The file is of cards (vCard): its columns are what these say."`
	// Columns are those of the file that have a name, in its order.
	Columns []RecognisedColumn `json:"columns" doc:"Those that have a name, in the file's order."`
	// Unread are the properties of cards that nothing is made of.
	Unread []string `json:"unread,omitempty" doc:"The properties of cards that nothing is made of."`
}

// RecognisedColumn is a column of a file and what it is taken for.
type RecognisedColumn struct {
	Header  string `json:"header" doc:"Its name, as the file spells it."`
	Place   int    `json:"place" doc:"Where it stands, from 1: what tells columns of the same name apart."`
	Column  string `json:"column,omitempty" doc:"The English name of the column that it is read as; missing where it is not read."`
	Example string `json:"example,omitempty" doc:"What stands in it first."`
}

// exampleRows is how many rows are looked at for examples.
const exampleRows = 100

// Recognise says what a file is taken for. It does so also where an import would refuse the header, so that one can say what is meant by it. Errors
// are invalid where it can not be read at all, and too_large.
func Recognise(r io.Reader, opts Options) (*Recognised, error) {
	if err := opts.Check(); err != nil {
		return nil, err
	}
	file, err := openCSV(r, opts)
	if err != nil {
		return nil, err
	}
	found := &Recognised{Encoding: file.encoding, Columns: []RecognisedColumn{}}
	if file.lines == nil {
		found.Separator = string(file.separator)
	} else {
		found.Cards, found.Unread = true, file.unknown
	}
	var at []int // where the columns stand
	for i, name := range file.header {
		if name == "" {
			continue
		}
		read := RecognisedColumn{Header: name, Place: i + 1}
		if m := file.meanings[i]; m.known && !m.told() {
			read.Column = m.name()
		}
		found.Columns, at = append(found.Columns, read), append(at, i)
	}
	n := 0
	for row, err := range file.rows() {
		if n++; err != nil || n > exampleRows {
			break // what is wrong with rows is the plan's to say
		}
		for i := range found.Columns {
			if c := &found.Columns[i]; c.Example == "" && at[i] < len(row.cells) {
				c.Example = shorten(unguard(row.cells[at[i]]))
			}
		}
	}
	return found, nil
}
