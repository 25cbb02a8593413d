package directory

import (
	"context"
	"encoding/json"
	"fmt"
	"slices"
	"sync"
	"time"
)

// ImportAction is what an import is called in the journal.
const ImportAction = "contacts.import"

// ImportCounts is what became of the rows of an import.
type ImportCounts struct {
	Added     int `json:"add"`
	Updated   int `json:"update"`
	Deleted   int `json:"delete"`
	Unchanged int `json:"unchanged"`
	Errors    int `json:"error"` // rows that were left out because they were wrong
}

// NoteImport has the journal say which file the transaction imports, and what became of its rows.
func (e *Edit) NoteImport(file string, counts ImportCounts) error {
	detail, err := json.Marshal(counts)
	if err != nil {
		return fmt.Errorf("write down what an import came to: %w", err)
	}
	e.tx.Tell(file, detail)
	return nil
}

// PastImport is an import as the journal knows it.
type PastImport struct {
	JournalEntry
	// UndoneBy is the revision that took it back; 0: it stands.
	UndoneBy uint64     `json:"undone_by,omitempty" doc:"The revision that took it back, as far as nothing had changed since."`
	UndoneAt *time.Time `json:"undone_at,omitempty"`
}

// PastImports gives up to limit imports that the journal knows of, newest first, from before a revision (0: from the newest), of those that wanted asks for.
func (d *Directory) PastImports(ctx context.Context, before uint64, limit int, wanted func(JournalEntry) bool) ([]PastImport, error) {
	h := &d.imports
	h.mu.Lock()
	defer h.mu.Unlock()
	if err := h.catchUp(ctx, d); err != nil {
		return nil, asError("look for imports in the journal", err)
	}
	undone := h.undone()
	list := []PastImport{}
	for _, revision := range slices.Backward(h.imports) {
		if len(list) == limit {
			break
		}
		if before > 0 && revision >= before {
			continue
		}
		header, found, err := d.header(revision)
		if err == nil {
			err = ctx.Err()
		}
		if err != nil {
			return nil, asError("look for imports in the journal", err)
		}
		if !found {
			continue // too old meanwhile
		}
		entry, err := journalEntry(header)
		if err != nil {
			return nil, asError("look for imports in the journal", err)
		}
		if !wanted(entry) {
			continue
		}
		past := PastImport{JournalEntry: entry}
		if u, is := undone[revision]; is {
			past.UndoneBy, past.UndoneAt = u.revision, &u.at
		}
		list = append(list, past)
	}
	return list, nil
}

// importHistory remembers where in the journal imports are, and what has been taken back: a journal is long, and imports are few.
type importHistory struct {
	mu      sync.Mutex
	to      uint64    // the newest entry that has been looked at
	at      time.Time // when it was made: another file may have been restored meanwhile
	imports []uint64  // oldest first
	undoes  []undoEntry
}

// undoEntry is an entry of the journal that takes another one back.
type undoEntry struct {
	revision, undoes uint64
	at               time.Time
}

// catchUp looks at what has been added to the journal; mu is held.
func (h *importHistory) catchUp(ctx context.Context, d *Directory) error {
	if last, found, err := d.header(h.to); err != nil {
		return err
	} else if h.to > 0 && (!found || !last.Entry.Time.Equal(h.at)) {
		h.to, h.at, h.imports, h.undoes = 0, time.Time{}, nil, nil
	}
	var imports []uint64
	var undoes []undoEntry
	to, at := h.to, h.at
	for header, err := range d.store.Journal(0, 0) {
		if err == nil {
			err = ctx.Err()
		}
		if err != nil {
			return err
		}
		if header.Revision <= h.to {
			break
		}
		if header.Revision > to {
			to, at = header.Revision, header.Entry.Time
		}
		if header.Entry.Action == ImportAction {
			imports = append(imports, header.Revision)
		}
		if header.Entry.Undoes > 0 {
			undoes = append(undoes, undoEntry{header.Revision, header.Entry.Undoes, header.Entry.Time})
		}
	}
	slices.Reverse(imports)
	slices.Reverse(undoes)
	h.imports, h.undoes = append(h.imports, imports...), append(h.undoes, undoes...)
	h.to, h.at = to, at
	return nil
}

// undone is what has been taken back, and by what, where that has not been taken back itself.
func (h *importHistory) undone() map[uint64]undoEntry {
	undone := map[uint64]undoEntry{}
	for _, u := range slices.Backward(h.undoes) {
		if _, itself := undone[u.revision]; !itself {
			undone[u.undoes] = u
		}
	}
	return undone
}
