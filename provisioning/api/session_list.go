package api

import (
	"context"
	"slices"
	"time"

	"github.com/google/uuid"

	"annuaire/directory"
)

// OpenSession is a browser in which somebody has signed in.
type OpenSession struct {
	OpenedAt  time.Time `json:"opened_at,omitzero" doc:"Missing for a session of before there was a list of them."`
	ExpiresAt time.Time `json:"expires_at"`
	Address   string    `json:"address,omitempty" doc:"Where it was opened from."`
	Agent     string    `json:"agent,omitempty" doc:"What the browser calls itself."`
	Current   bool      `json:"current" doc:"It is the one that asks."`
}

// SelfSessionsOutput is where the caller is signed in.
type SelfSessionsOutput struct {
	Body struct {
		Sessions []OpenSession `json:"sessions"`
	}
}

// mustBePerson refuses API tokens: what is asked for is a matter of who signs in.
func (c *caller) mustBePerson(what string) error {
	if c.Login.ID == uuid.Nil || c.Token.ID != uuid.Nil {
		return &directory.Error{Code: directory.Forbidden, Message: what + ", not with an API token"}
	}
	return nil
}

// selfSessions gives the browsers in which the caller is signed in, the latest first.
func (a *API) selfSessions(ctx context.Context, c *caller, _ *Empty) (*SelfSessionsOutput, error) {
	if err := c.mustBePerson("sessions are shown to their person"); err != nil {
		return nil, err
	}
	out := &SelfSessionsOutput{}
	out.Body.Sessions = []OpenSession{}
	for kept, err := range a.directory.Sessions().All() {
		if err != nil {
			return nil, err
		}
		_, values, err := a.sessions.Codec.Decode(kept.Data)
		if err != nil || values[sessionLogin] != c.Login.ID.String() || values[sessionStamp] != c.Stamp {
			continue // somebody else's, or ended
		}
		s := OpenSession{ExpiresAt: kept.ExpiresAt}
		opened, _ := values[sessionOpened].(string)
		s.OpenedAt, _ = time.Parse(time.RFC3339Nano, opened) // none for a session of before
		s.Address, _ = values[sessionAddress].(string)
		s.Agent, _ = values[sessionAgent].(string)
		id, _ := values[sessionID].(string)
		s.Current = id != "" && id == a.sessions.GetString(ctx, sessionID)
		out.Body.Sessions = append(out.Body.Sessions, s)
	}
	slices.SortStableFunc(out.Body.Sessions, func(x, y OpenSession) int { return y.OpenedAt.Compare(x.OpenedAt) })
	return out, nil
}

// selfSessionsEnd signs the caller out everywhere else: in other browsers, and where it has bound with its password over LDAP.
func (a *API) selfSessionsEnd(ctx context.Context, c *caller, _ *Empty) (*Empty, error) {
	if err := c.mustBePerson("sessions are ended by their person"); err != nil {
		return nil, err
	}
	p, err := a.directory.EndSessions(ctx, c.Login.ID)
	if err != nil {
		return nil, err
	}
	return nil, a.openSession(ctx, c, p)
}
