package api

import (
	"context"
	"slices"
	"time"

	"github.com/google/uuid"

	"annuaire/directory"
)

// TokenListInput says which page of the API tokens is wanted.
type TokenListInput struct{ Paging }

// TokenListOutput is a page of API tokens, in the order they were made.
type TokenListOutput struct {
	Link string `header:"Link"`
	Body struct {
		Tokens []directory.APIToken `json:"tokens"`
		Next   string               `json:"next,omitempty"`
		Total  int                  `json:"total"`
	}
}

// tokenList gives the caller's own API tokens; everybody's to who may read who has access.
func (a *API) tokenList(_ context.Context, c *caller, in *TokenListInput) (*TokenListOutput, error) {
	tokens, err := a.directory.Tokens()
	if err != nil {
		return nil, err
	}
	if !c.Rights.May(directory.SectionAccess, directory.Read, uuid.Nil) {
		tokens = slices.DeleteFunc(tokens, func(t directory.APIToken) bool { return !ownToken(c, t) })
	}
	var out TokenListOutput
	out.Body.Total = len(tokens)
	out.Body.Tokens, out.Body.Next, err = cut(&in.Paging, tokens)
	out.Link = in.link(out.Body.Next)
	return &out, err
}

func ownToken(c *caller, t directory.APIToken) bool {
	return c.Login.ID != uuid.Nil && t.LoginID == c.Login.ID
}

// TokenCreateInput is what a new API token is made of.
type TokenCreateInput struct {
	Body struct {
		Name      string                     `json:"name"`
		Roles     []directory.RoleAssignment `json:"roles" doc:"What it may do, of what its person may do; without folder_id, a role is for everywhere."`
		ExpiresAt time.Time                  `json:"expires_at,omitzero" doc:"At most 366 days from now; 90 days where it is missing."`
	}
}

// TokenSecretOutput is an API token with its secret, shown this once.
type TokenSecretOutput struct {
	Body struct {
		directory.APIToken
		Secret string `json:"secret,omitempty" doc:"What is sent as bearer. Shown once, and missing where the request is repeated with its Idempotency-Key."`
	}
}

// tokenCreate makes an API token of the caller's own. A token can not make others: one that leaks must not outlive its expiry.
func (a *API) tokenCreate(ctx context.Context, c *caller, in *TokenCreateInput) (*TokenSecretOutput, error) {
	if c.Token.ID != uuid.Nil {
		return nil, &directory.Error{Code: directory.Forbidden, Message: "API tokens are made by their person, not with an API token"}
	}
	token, secret, err := a.directory.IssueToken(ctx, directory.TokenDraft{
		Name: in.Body.Name, LoginID: c.Login.ID, Roles: in.Body.Roles, ExpiresAt: in.Body.ExpiresAt,
	})
	if err != nil {
		return nil, err
	}
	var out TokenSecretOutput
	out.Body.APIToken, out.Body.Secret = token, secret
	return &out, nil
}

// TokenPath names an API token.
type TokenPath struct {
	ID ID `path:"id"`
}

// tokenRevoke makes an API token void: one's own, or anybody's by who may write who has access.
func (a *API) tokenRevoke(ctx context.Context, c *caller, in *TokenPath) (*Empty, error) {
	mayRevoke := func() error {
		tokens, err := a.directory.Tokens()
		if err != nil {
			return err
		}
		anybodys := c.Rights.May(directory.SectionAccess, directory.Write, uuid.Nil)
		known := slices.ContainsFunc(tokens, func(t directory.APIToken) bool { return t.ID == in.ID.UUID && (anybodys || ownToken(c, t)) })
		if !known {
			return notFound("API token", in.ID)
		}
		return nil
	}
	return nil, a.directory.RevokeToken(directory.WithGuard(ctx, mayRevoke), in.ID.UUID)
}
