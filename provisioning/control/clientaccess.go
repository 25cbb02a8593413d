package control

import (
	"context"
	"net/http"
	"net/url"
)

// AddAdmin makes who has an e-mail address administrator: the internal contact with it, else the founder, the one login without a contact.
func (c *Client) AddAdmin(ctx context.Context, email string) (NewAdmin, error) {
	var admin NewAdmin
	err := c.json(ctx, http.MethodPost, "/admins", adminDraft{Email: email}, &admin)
	return admin, err
}

// Tokens lists the API tokens in the order they were made, those that have expired included.
func (c *Client) Tokens(ctx context.Context) ([]ListedToken, error) {
	var tokens []ListedToken
	err := c.json(ctx, http.MethodGet, "/tokens", nil, &tokens)
	return tokens, err
}

// IssueToken makes an API token that is nobody's.
func (c *Client) IssueToken(ctx context.Context, draft TokenDraft) (NewToken, error) {
	var token NewToken
	err := c.json(ctx, http.MethodPost, "/tokens", draft, &token)
	return token, err
}

// RevokeToken makes an API token void; it is named by its id, or by its name where only one has it.
func (c *Client) RevokeToken(ctx context.Context, token string) error {
	return c.json(ctx, http.MethodDelete, "/tokens/"+url.PathEscape(token), nil, nil)
}
