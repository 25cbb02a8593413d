package directory

import (
	"context"
	"errors"
	"fmt"
	"iter"
	"math"

	"annuaire/directory/store"
)

// Event is a batch as it is told to those who follow the directory: its journal entry and the records it changed. What of it a reader may see
// is for the caller to decide.
type Event struct {
	JournalEntry
	Records []RecordChange `json:"records"`
}

// Events yields every batch after a revision, in order, first from the journal and then as they are committed, until ctx ends, whose error it yields
// last as unavailable. It yields journal_gone, and ends, where the journal does not reach back to the revision, the reader is too slow or another
// file was restored: the reader then starts afresh from Revision.
func (d *Directory) Events(ctx context.Context, after uint64) iter.Seq2[Event, error] {
	return func(yield func(Event, error) bool) {
		for b, err := range d.store.Follow(ctx, after) {
			if errors.Is(err, store.ErrGone) {
				yield(Event{}, &Error{Code: JournalGone, Message: fmt.Sprintf("the journal can not be followed from revision %d", after), Cause: err})
				return
			}
			if err != nil {
				yield(Event{}, asError("follow the journal", err))
				return
			}
			event, err := eventOf(b)
			if err != nil {
				yield(Event{}, asError("follow the journal", err))
				return
			}
			if !yield(event, nil) {
				return
			}
		}
	}
}

// Event gives one batch of the journal with the records it changed. It returns not_found for a revision that the journal does not have.
func (d *Directory) Event(revision uint64) (Event, error) { return d.EventStart(revision, math.MaxInt) }

// EventStart gives what was done at a revision with the first records that it changed, up to most: an import has very many. It returns not_found for one
// that the journal does not have.
func (d *Directory) EventStart(revision uint64, most int) (Event, error) {
	b, changes, found, err := d.store.JournalledStart(revision, most)
	if err != nil {
		return Event{}, asError("read the journal", err)
	}
	if !found {
		return Event{}, noRevision(revision)
	}
	event, err := eventOf(b)
	event.Changes = changes
	return event, asError("read the journal", err)
}

func eventOf(b store.Batch) (Event, error) {
	entry, err := journalEntry(store.Header{Revision: b.Revision, Entry: b.Entry, Changes: len(b.Changes)})
	return Event{JournalEntry: entry, Records: recordChanges(b.Changes)}, err
}

func recordChanges(list []store.Change) []RecordChange {
	changes := make([]RecordChange, 0, len(list))
	for _, c := range list {
		changes = append(changes, RecordChange{Table: c.Table, ID: recordID(c.Key), Before: c.Before, After: c.After, Erased: c.Erased})
	}
	return changes
}
