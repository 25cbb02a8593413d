package config

import "annuaire/directory/exchange"

// Imports is [imports]: how large the files are that may be imported.
type Imports struct {
	FileMiB   int // of the file
	Rows      int // below its header
	CellChars int // in one cell
}

// Limits are what imports are bounded by.
func (i Imports) Limits() exchange.Limits {
	return exchange.Limits{Bytes: int64(i.FileMiB) << 20, Rows: i.Rows, CellChars: i.CellChars}
}

// The largest that can be asked for: what is read is held in memory until it is applied.
const (
	mostFileMiB   = 4_096
	mostRows      = 5_000_000
	mostCellChars = 1_000_000
)

// keys is every key of [imports].
func (i *Imports) keys() []key {
	return []key{
		{"imports.file_mib", whole(&i.FileMiB, 1, mostFileMiB)},
		{"imports.rows", whole(&i.Rows, 1, mostRows)},
		{"imports.cell_chars", whole(&i.CellChars, 1, mostCellChars)},
	}
}
