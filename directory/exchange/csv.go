package exchange

import (
	"bytes"
	"encoding/csv"
	"errors"
	"fmt"
	"io"
	"iter"

	"annuaire/directory"
)

// csvFile is a CSV file, or cards as a table, read whole, its dialect known and its header understood. Its rows can be walked more than once.
type csvFile struct {
	encoding  string
	separator rune
	header    []string    // as spelled
	columns   []csvColumn // those that are known, in the file's order
	unknown   []string    // names of the others
	text      []byte      // UTF-8, from the header line on
	skipped   int         // lines before text
	lines     []int       // of cards: where each row begins in the file; nil where text is the file's own
	limits    Limits
	meant     map[string]string // Options.Columns
	meantAt   map[int]string    // Options.ColumnsAt
	meanings  []meaning         // of the header's columns
}

// csvColumn is a known column and where it stands.
type csvColumn struct {
	column
	index  int
	header string // as spelled
	free   bool   // of kinds of numbers: what is no kind is a label
}

// csvRow is one row; its cells are those of the row under the iterator until the next step.
type csvRow struct {
	line   int // in the file, from 1; a row with line breaks in it counts from its first
	cells  []string
	offset int // bytes of text read so far
}

// readCSV reads a file and its header. Errors are TooLarge where it is over a limit, Invalid where it can not be read.
func readCSV(r io.Reader, opts Options) (*csvFile, error) {
	f, err := openCSV(r, opts)
	if err != nil {
		return nil, err
	}
	return f, f.checkHeader()
}

// openCSV reads a file and its header as it stands, whatever there is to say against it.
func openCSV(r io.Reader, opts Options) (*csvFile, error) {
	limits := opts.Limits.WithDefaults()
	raw, err := io.ReadAll(io.LimitReader(r, limits.Bytes+1))
	if err != nil {
		return nil, fmt.Errorf("reading the file: %w", err)
	}
	if int64(len(raw)) > limits.Bytes {
		return nil, fileError(directory.TooLarge, "the file is larger than %d bytes", limits.Bytes)
	}
	f := &csvFile{limits: limits, separator: rune(opts.Separator), meant: opts.Columns, meantAt: opts.ColumnsAt}
	if f.text, f.encoding, err = decode(raw, opts.Encoding); err != nil {
		return nil, err
	}
	if isVCard(f.text) {
		return f, f.readCards()
	}
	if err := f.findHeader(); err != nil {
		return nil, err
	}
	return f, f.readHeader()
}

// readCards makes the file the table that its cards come to.
func (f *csvFile) readCards() (err error) {
	var left []string
	f.separator = ','
	if f.text, f.lines, left, err = tableOfCards(f.text); err != nil {
		return err
	}
	err = f.readHeader()
	f.unknown = left
	return err
}

// findHeader skips empty lines and a separator line, and settles what separates cells.
func (f *csvFile) findHeader() error {
	for {
		line, rest, more := bytes.Cut(f.text, []byte("\n"))
		line = bytes.TrimSuffix(line, []byte("\r"))
		sep, ok := separatorLine(line)
		if !ok && len(bytes.TrimSpace(line)) > 0 {
			if f.separator == 0 {
				f.separator = detectSeparator(line, f.knows)
			}
			return nil
		}
		if ok && f.separator == 0 {
			f.separator = sep
		}
		if !more {
			return fileError(directory.Invalid, "the file is empty")
		}
		f.text = rest
		f.skipped++
	}
}

// mostRows is how many rows there can be at most.
func (f *csvFile) mostRows() int { return min(bytes.Count(f.text, []byte("\n"))+1, f.limits.Rows) }

func (f *csvFile) reader() *csv.Reader {
	r := csv.NewReader(bytes.NewReader(f.text))
	r.Comma = f.separator
	r.FieldsPerRecord = -1
	r.ReuseRecord = true
	return r
}

// rows yields the rows below the header that have a cell with something in it. It stops at the first error: Invalid where
// quotes do not match, TooLarge past the limit of rows.
func (f *csvFile) rows() iter.Seq2[csvRow, error] {
	return func(yield func(csvRow, error) bool) {
		r := f.reader()
		if _, err := r.Read(); err != nil {
			yield(csvRow{}, f.syntaxError(err))
			return
		}
		for n := 0; ; {
			cells, err := r.Read()
			if errors.Is(err, io.EOF) {
				return
			}
			if err != nil {
				yield(csvRow{}, f.syntaxError(err))
				return
			}
			if blank(cells) {
				continue
			}
			if n++; n > f.limits.Rows {
				yield(csvRow{}, fileError(directory.TooLarge, "the file has more than %d rows", f.limits.Rows))
				return
			}
			line, _ := r.FieldPos(0)
			if f.lines != nil {
				line = f.lines[n-1]
			}
			if !yield(csvRow{line: f.skipped + line, cells: cells, offset: int(r.InputOffset())}, nil) {
				return
			}
		}
	}
}

// syntaxError says where quotes went wrong.
func (f *csvFile) syntaxError(err error) error {
	var parse *csv.ParseError
	switch {
	case errors.As(err, &parse) && errors.Is(parse.Err, csv.ErrQuote):
		return fileError(directory.Invalid, "line %d: a quoted cell that begins here does not end, or goes on after its closing quote", f.skipped+parse.StartLine)
	case errors.As(err, &parse) && errors.Is(parse.Err, csv.ErrBareQuote):
		return fileError(directory.Invalid, "line %d: a cell with a quote in it must be quoted, and the quote doubled", f.skipped+parse.Line)
	}
	return fileError(directory.Invalid, "%v", err)
}

// blank reports whether a row has nothing in it, as the empty rows that spreadsheets add at the end.
func blank(cells []string) bool {
	for _, c := range cells {
		if c != "" {
			return false
		}
	}
	return true
}
