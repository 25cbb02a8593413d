package api

import (
	"context"
	"strconv"

	"annuaire/directory"
)

// JournalInput says which page of the journal is wanted.
type JournalInput struct{ Paging }

// JournalOutput is a page of the journal, newest first.
type JournalOutput struct {
	Link string `header:"Link"`
	Body struct {
		Entries []directory.JournalEntry `json:"entries"`
		Next    string                   `json:"next,omitempty"`
	}
}

// journalPage is how many entries are looked at at a time.
const journalPage = 100

// journalList gives the entries of which the caller sees something.
func (a *API) journalList(ctx context.Context, c *caller, in *JournalInput) (*JournalOutput, error) {
	before, err := in.numbered()
	if err != nil {
		return nil, err
	}
	all := c.seesEverything() // then the records, of which an import has very many, need not be read
	out := &JournalOutput{}
	out.Body.Entries = []directory.JournalEntry{}
	for {
		page, err := a.directory.Journal(ctx, before, journalPage)
		if err != nil {
			return nil, err
		}
		for _, entry := range page {
			before = entry.Revision
			if !all {
				event, err := a.seenEvent(c, entry.Revision)
				if directory.CodeOf(err) == directory.NotFound {
					continue // out of sight, or too old meanwhile
				}
				if err != nil {
					return nil, err
				}
				entry = event.JournalEntry
			}
			if len(out.Body.Entries) == in.Limit {
				out.Body.Next = strconv.FormatUint(out.Body.Entries[in.Limit-1].Revision, 10)
				out.Link = in.link(out.Body.Next)
				return out, nil
			}
			out.Body.Entries = append(out.Body.Entries, entry)
		}
		if len(page) < journalPage {
			return out, nil
		}
	}
}

// RevisionPath names an entry of the journal.
type RevisionPath struct {
	Revision uint64 `path:"revision"`
}

// EventOutput is an entry of the journal with what it changed.
type EventOutput struct{ Body directory.Event }

// journalShow gives one entry with the records before and after.
func (a *API) journalShow(_ context.Context, c *caller, in *RevisionPath) (*EventOutput, error) {
	event, err := a.seenEvent(c, in.Revision)
	if err != nil {
		return nil, err
	}
	return &EventOutput{event}, nil
}

func (a *API) seenEvent(c *caller, revision uint64) (directory.Event, error) {
	event, err := a.directory.Event(revision)
	if err != nil {
		return directory.Event{}, err
	}
	shown, seen, err := a.reveal(c, event)
	if err != nil {
		return directory.Event{}, err
	}
	if !seen {
		return directory.Event{}, &directory.Error{Code: directory.NotFound, Message: "the journal has no revision " + strconv.FormatUint(revision, 10)}
	}
	return shown, nil
}
