package api

import (
	"context"

	"annuaire/directory"
)

// PasswordInput is a new password of one's own.
type PasswordInput struct {
	Body struct {
		Old string `json:"old" format:"password"`
		New string `json:"new" format:"password"`
	}
}

// passwordChange replaces the caller's password. Every session opened with the old one ends; a browser's own goes on.
func (a *API) passwordChange(ctx context.Context, c *caller, in *PasswordInput) (*Empty, error) {
	if err := c.mustBePerson("a password is changed by its person"); err != nil {
		return nil, err
	}
	p, err := a.directory.ChangePassword(ctx, c.Login.ID, in.Body.Old, in.Body.New)
	if directory.CodeOf(err) == directory.InvalidCredentials {
		a.guesses.failed(ctx, c.Login.Email, c.address)
	}
	if err != nil {
		return nil, err
	}
	return nil, a.openSession(ctx, c, p)
}

// LinkInput is a one-time link, by its token. It is in the body: addresses are logged on the way.
type LinkInput struct {
	Body struct {
		Token string `json:"token"`
	}
}

// LinkOutput is what a link is good for.
type LinkOutput struct {
	Body struct {
		Purpose   directory.LinkPurpose `json:"purpose"`
		Email     string                `json:"email,omitempty" doc:"Whose it is; missing where the first administrator chooses it."`
		ExpiresAt string                `json:"expires_at" format:"date-time"`
	}
}

// linkShow tells what a one-time link is good for, without using it.
func (a *API) linkShow(ctx context.Context, c *caller, in *LinkInput) (*LinkOutput, error) {
	info, err := a.directory.Link(in.Body.Token)
	if directory.CodeOf(err) == directory.LinkInvalid {
		a.guesses.failed(ctx, "", c.address)
	}
	if err != nil {
		return nil, err
	}
	var out LinkOutput
	out.Body.Purpose, out.Body.Email = info.Purpose, info.Login.Email
	out.Body.ExpiresAt = info.ExpiresAt.Format(timeLayout)
	return &out, nil
}

// timeLayout is how times are written in answers that do not hold a time.Time (RFC 3339).
const timeLayout = "2006-01-02T15:04:05Z07:00"

// LinkUseInput is a one-time link and what its person chooses.
type LinkUseInput struct {
	Body struct {
		Token    string `json:"token"`
		Password string `json:"password" format:"password"`
		Email    string `json:"email,omitempty" doc:"Of the first administrator, and of nobody else."`
	}
}

// linkUse sets the password that a one-time link is for, and signs its person in.
func (a *API) linkUse(ctx context.Context, c *caller, in *LinkUseInput) (*SelfOutput, error) {
	info, err := a.directory.Link(in.Body.Token)
	if err != nil {
		return a.welcome(ctx, c, directory.Principal{}, err, "")
	}
	if info.Purpose == directory.FoundingLink {
		p, err := a.directory.UseFoundingLink(ctx, in.Body.Token, in.Body.Email, in.Body.Password)
		return a.welcome(ctx, c, p, err, "")
	}
	p, err := a.directory.UseLink(ctx, in.Body.Token, in.Body.Password)
	return a.welcome(ctx, c, p, err, "")
}
