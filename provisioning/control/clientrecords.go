package control

import (
	"context"
	"fmt"
	"net/http"
	"net/url"
	"strconv"

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
