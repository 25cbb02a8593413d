package directory

import (
	"context"
	"encoding/json"
	"fmt"
	"time"

	"github.com/google/uuid"

	"annuaire/directory/store"
)

// JournalEntry says who changed what and when. Every command that changed something has one.
type JournalEntry struct {
	Revision uint64    `json:"revision"`
	Time     time.Time `json:"time"`
	Actor    Actor     `json:"actor"`
	Action   string    `json:"action"`           // "contact.create", "folder.rename" … or what Apply was given
	Note     string    `json:"note,omitempty"`   // of an import its file; of an invitation, or another link, whose it is: a contact's id
	Undoes   uint64    `json:"undoes,omitempty"` // the revision that it took back; 0: none
	Changes  int       `json:"changes"`          // how many records
	// Import is what an import came to, whose file Note names; missing where the entry is of something else, or of before it was written down.
	Import *ImportCounts `json:"import,omitempty"`
}

// RecordChange is one record before and after; without one where it did not exist.
type RecordChange struct {
	Table  string          `json:"table"` // "contacts", "folders", "accounts", "lines", "roles", "logins", "settings" …
	ID     uuid.UUID       `json:"id"`    // zero where records have other keys: settings, licence_days
	Before json.RawMessage `json:"before,omitempty"`
	After  json.RawMessage `json:"after,omitempty"`
	Erased bool            `json:"erased,omitempty"` // what it was and became has been erased with a person
}

// Journal gives up to limit entries, newest first, from before a revision; 0 means from the newest. Entries older than
// Config.JournalFor may be gone.
func (d *Directory) Journal(ctx context.Context, before uint64, limit int) ([]JournalEntry, error) {
	if limit < 1 {
		return nil, &Error{Code: Invalid, Message: fmt.Sprintf("%d journal entries: at least 1 must be asked for", limit)}
	}
	var entries []JournalEntry
	for h, err := range d.store.Journal(before, limit) {
		if err == nil {
			err = ctx.Err()
		}
		if err != nil {
			return nil, asError("read the journal", err)
		}
		entry, err := journalEntry(h)
		if err != nil {
			return nil, asError("read the journal", err)
		}
		entries = append(entries, entry)
	}
	return entries, nil
}

func journalEntry(h store.Header) (JournalEntry, error) {
	entry := JournalEntry{Revision: h.Revision, Time: h.Entry.Time, Action: h.Entry.Action, Note: h.Entry.Note, Undoes: h.Entry.Undoes, Changes: h.Changes}
	if h.Entry.Action == ImportAction && h.Entry.Detail != nil {
		if err := json.Unmarshal(h.Entry.Detail, &entry.Import); err != nil {
			return JournalEntry{}, fmt.Errorf("read what entry %d came to: %w", h.Revision, err)
		}
	}
	if h.Entry.Actor == nil { // of a restore, which the store itself writes down
		entry.Actor.Kind = ActorSystem
		return entry, nil
	}
	if err := json.Unmarshal(h.Entry.Actor, &entry.Actor); err != nil {
		return JournalEntry{}, fmt.Errorf("read the actor of entry %d: %w", h.Revision, err)
	}
	return entry, nil
}

// Changes gives what a journalled revision changed, by table and id. It returns not_found for one that the journal does not have.
func (d *Directory) Changes(revision uint64) ([]RecordChange, error) {
	b, found, err := d.store.Journalled(revision)
	if err != nil {
		return nil, asError("read the journal", err)
	}
	if !found {
		return nil, noRevision(revision)
	}
	return recordChanges(b.Changes), nil
}

func noRevision(revision uint64) error {
	return &Error{Code: NotFound, Message: fmt.Sprintf("the journal has no revision %d", revision)}
}

// Expire drops journal entries older than Config.JournalFor and returns how many that were.
func (d *Directory) Expire(ctx context.Context) (int, error) {
	dropped, err := d.store.Expire(ctx)
	return dropped, asError("shorten the journal", err)
}
