package directory

import (
	"context"
	"errors"
	"iter"

	"annuaire/directory/store"
)

// JournalGone says that changes are missing between what a follower has seen and what there is: it reads everything afresh.
const JournalGone Code = "journal_gone"

// Event is a journal entry together with what it changed.
type Event struct {
	JournalEntry
	Records []RecordChange `json:"records"`
}

// Follow yields every change after a revision, in order, first from the journal and then as they are made, until the context ends: then it yields
// unavailable last. It yields journal_gone where changes after the revision are not in the journal any more, where the directory was replaced, and to a reader
// that is too slow. Nobody who changes something waits for it.
func (d *Directory) Follow(ctx context.Context, revision uint64) iter.Seq2[Event, error] {
	return func(yield func(Event, error) bool) {
		for b, err := range d.store.Follow(ctx, revision) {
			var event Event
			if err == nil {
				event, err = eventOf(b)
			}
			if errors.Is(err, store.ErrGone) {
				err = &Error{Code: JournalGone, Message: "changes have been missed: read everything afresh"}
			}
			if !yield(event, asError("follow the journal", err)) || err != nil {
				return
			}
		}
	}
}

// Event gives one entry of the journal with what it changed. It returns not_found for a revision that the journal does not have.
func (d *Directory) Event(revision uint64) (Event, error) {
	b, found, err := d.store.Journalled(revision)
	if err != nil {
		return Event{}, asError("read the journal", err)
	}
	if !found {
		return Event{}, noRevision(revision)
	}
	event, err := eventOf(b)
	return event, asError("read the journal", err)
}

func eventOf(b store.Batch) (Event, error) {
	entry, err := journalEntry(store.Header{Revision: b.Revision, Entry: b.Entry, Changes: len(b.Changes)})
	if err != nil {
		return Event{}, err
	}
	return Event{JournalEntry: entry, Records: recordChanges(b)}, nil
}
