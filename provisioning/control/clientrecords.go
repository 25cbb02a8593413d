package control

import (
	"context"
	"fmt"
	"net/http"
	"net/url"
	"strconv"

	"github.com/google/uuid"

	"annuaire/directory"
)

// Contacts gives a page of contacts, in the order of their names.
func (c *Client) Contacts(ctx context.Context, q ContactQuery) (ContactPage, error) {
	var page ContactPage
	err := c.json(ctx, http.MethodGet, "/contacts?"+q.query().Encode(), nil, &page)
	return page, err
}

// Journal gives entries of the journal, newest first, from before a revision; 0: from the newest. At most 1,000 are given, 100 where limit is 0.
func (c *Client) Journal(ctx context.Context, before uint64, limit int) ([]directory.JournalEntry, error) {
	query := url.Values{"before": {strconv.FormatUint(before, 10)}, "limit": {strconv.Itoa(limit)}}
	var entries []directory.JournalEntry
	err := c.json(ctx, http.MethodGet, "/journal?"+query.Encode(), nil, &entries)
	return entries, err
}

// Undo takes a journalled revision back or, with dryRun, says what that would come to.
func (c *Client) Undo(ctx context.Context, revision uint64, dryRun bool) (directory.Undone, error) {
	var undone directory.Undone
	err := c.json(ctx, http.MethodPost, fmt.Sprintf("/journal/%d/undo?dry_run=%t", revision, dryRun), nil, &undone)
	return undone, err
}

// Person finds whom a contact's id, uid or e-mail address names, also in the bin.
func (c *Client) Person(ctx context.Context, person string) (Person, error) {
	var found Person
	err := c.json(ctx, http.MethodGet, "/people/"+url.PathEscape(person), nil, &found)
	return found, err
}

// Purge erases a person for good, from the journal too.
func (c *Client) Purge(ctx context.Context, id uuid.UUID) (directory.Purged, error) {
	var purged directory.Purged
	err := c.json(ctx, http.MethodDelete, "/people/"+id.String(), nil, &purged)
	return purged, err
}
