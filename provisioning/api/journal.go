package api

import (
	"cmp"
	"context"
	"math"
	"strconv"

	"annuaire/directory"
)

// JournalInput says which page of the journal is wanted.
type JournalInput struct {
	Paging
	Records int `query:"records" minimum:"0" maximum:"100" doc:"How many of each entry's records are given at most, to say what it is about; 0: none."`
}

// JournalOutput is a page of the journal, newest first.
type JournalOutput struct {
	Link string `header:"Link"`
	Body struct {
		Entries []ListedEvent `json:"entries"`
		Next    string        `json:"next,omitempty"`
	}
}

// ListedEvent is an entry of the journal in a list, with the first of its records where those are asked for.
type ListedEvent struct {
	directory.JournalEntry
	Records []directory.RecordChange `json:"records,omitempty"`
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
	out.Body.Entries = []ListedEvent{}
	for {
		page, err := a.directory.Journal(ctx, before, journalPage)
		if err != nil {
			return nil, err
		}
		for _, entry := range page {
			before = entry.Revision
			listed := ListedEvent{JournalEntry: entry}
			if !all || in.Records > 0 {
				event, err := a.seenStart(c, entry.Revision, in.Records)
				if directory.CodeOf(err) == directory.NotFound {
					continue // out of sight, or too old meanwhile
				}
				if err != nil {
					return nil, err
				}
				listed.JournalEntry, listed.Records = event.JournalEntry, event.Records[:min(len(event.Records), in.Records)]
			}
			if len(out.Body.Entries) == in.Limit {
				out.Body.Next = strconv.FormatUint(out.Body.Entries[in.Limit-1].Revision, 10)
				out.Link = in.link(out.Body.Next)
				return out, nil
			}
			out.Body.Entries = append(out.Body.Entries, listed)
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

// EventInput names an entry of the journal, and says how much of it is wanted.
type EventInput struct {
	RevisionPath
	Records int `query:"records" minimum:"0" doc:"How many of the records are given at most; 0: all. An import has very many; changes says how many."`
}

// EventOutput is an entry of the journal with what it changed.
type EventOutput struct{ Body directory.Event }

// journalShow gives one entry with the records before and after.
func (a *API) journalShow(_ context.Context, c *caller, in *EventInput) (*EventOutput, error) {
	most := cmp.Or(in.Records, math.MaxInt)
	event, err := a.seenStart(c, in.Revision, most)
	if err != nil {
		return nil, err
	}
	event.Records = event.Records[:min(len(event.Records), most)]
	return &EventOutput{event}, nil
}

// seenStart gives an entry with the first of its records: to who sees everything without reading the others.
func (a *API) seenStart(c *caller, revision uint64, most int) (directory.Event, error) {
	if !c.seesEverything() {
		return a.seenEvent(c, revision)
	}
	event, err := a.directory.EventStart(revision, most)
	if err != nil {
		return directory.Event{}, err
	}
	shown, err := a.seen(c, event)
	shown.Changes += event.Changes - len(event.Records)
	return shown, err
}

func (a *API) seenEvent(c *caller, revision uint64) (directory.Event, error) {
	event, err := a.directory.Event(revision)
	if err != nil {
		return directory.Event{}, err
	}
	return a.seen(c, event)
}

// seen gives an entry as the caller sees it; not_found where that is nothing.
func (a *API) seen(c *caller, event directory.Event) (directory.Event, error) {
	shown, seen, err := a.reveal(c, event)
	if err != nil {
		return directory.Event{}, err
	}
	if !seen {
		return directory.Event{}, &directory.Error{Code: directory.NotFound, Message: "the journal has no revision " + strconv.FormatUint(event.Revision, 10)}
	}
	return shown, nil
}
