package directory

import (
	"sort"
	"time"

	"annuaire/directory/store"
)

// EntryAt gives the entry of the journal that was made at a time, as records are stamped with it: who deleted something is who made the entry of its
// deletion. False where the journal does not go back that far, or clocks have been turned meanwhile. Where several were made in one millisecond it is the
// latest of them.
func (d *Directory) EntryAt(at time.Time) (JournalEntry, bool, error) {
	var (
		failed error
		last   = int(d.Revision())
	)
	after := sort.Search(last, func(i int) bool { // i+1 is a revision
		h, found, err := d.header(uint64(i + 1))
		if err != nil && failed == nil {
			failed = err
		}
		return found && h.Entry.Time.After(at)
	})
	if failed != nil || after == 0 {
		return JournalEntry{}, false, asError("read the journal", failed)
	}
	h, found, err := d.header(uint64(after))
	if err != nil || !found || !h.Entry.Time.Equal(at) {
		return JournalEntry{}, false, asError("read the journal", err)
	}
	entry, err := journalEntry(h)
	return entry, err == nil, asError("read the journal", err)
}

// header gives what the journal says of a revision, without its records.
func (d *Directory) header(revision uint64) (store.Header, bool, error) {
	for h, err := range d.store.Journal(revision+1, 1) {
		return h, err == nil && h.Revision == revision, err
	}
	return store.Header{}, false, nil
}

// BinUntil is when what was deleted at a time can no longer be brought back.
func (d *Directory) BinUntil(deletedAt time.Time) time.Time {
	return deletedAt.AddDate(0, 0, d.config.BinDays)
}
