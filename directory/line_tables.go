package directory

import (
	"bytes"

	"github.com/google/uuid"

	"annuaire/directory/search"
	"annuaire/directory/store"
)

// Names of the indexes of lines and what hangs on them.
const (
	indexLineNumber  = "line_number"  // of lines
	indexLineContact = "line_contact" // contact → its lines
)

// lineTables are the tables of lines and what hangs on them.
type lineTables struct {
	lines *store.Table[Line]
}

func newLineTables() lineTables {
	return lineTables{
		lines: store.NewTable("lines", store.Journalled, 1, func(l *Line) store.Key { return recordKey(l.ID) },
			store.Index[Line]{Name: indexLineNumber, Unique: true, Keys: func(l *Line) []string { return []string{lineNumberKey(l)} }},
			store.Index[Line]{Name: indexLineContact, Keys: func(l *Line) []string { return idKeys(l.ContactID) }},
		),
	}
}

func (t lineTables) declared() []store.Declared {
	return []store.Declared{t.lines}
}

// lineNumberKey is what two spellings of one line's number have in common: E.164, or the folded text where it has none.
func lineNumberKey(l *Line) string {
	if l.E164 != "" {
		return l.E164
	}
	return "=" + search.Fold(l.Raw)
}

// idKeys is the key of a reference, none where it refers to nothing.
func idKeys(id uuid.UUID) []string {
	if id == uuid.Nil {
		return nil
	}
	return []string{string(id[:])}
}

func compareIDs(a, b uuid.UUID) int { return bytes.Compare(a[:], b[:]) }
