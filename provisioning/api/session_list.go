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
	ID        uuid.UUID `json:"id,omitzero" doc:"What it is ended by; missing for a session of before there was a list of them."`
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

// keptSession is one of the caller's sessions, with what it is ended by.
type keptSession struct {
	OpenSession
	data directory.SessionData
}

// sessionsOf gives the sessions of the caller that have not ended, the latest first.
func (a *API) sessionsOf(ctx context.Context, c *caller) ([]keptSession, error) {
	list := []keptSession{}
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
		s.ID, _ = uuid.Parse(id) // none for a session of before
		s.Current = id != "" && id == a.sessions.GetString(ctx, sessionID)
		list = append(list, keptSession{s, kept})
	}
	slices.SortStableFunc(list, func(x, y keptSession) int { return y.OpenedAt.Compare(x.OpenedAt) })
	return list, nil
}

// selfSessions gives the browsers in which the caller is signed in, the latest first.
func (a *API) selfSessions(ctx context.Context, c *caller, _ *Empty) (*SelfSessionsOutput, error) {
	if err := c.mustBePerson("sessions are shown to their person"); err != nil {
		return nil, err
	}
	list, err := a.sessionsOf(ctx, c)
	if err != nil {
		return nil, err
	}
	out := &SelfSessionsOutput{}
	out.Body.Sessions = []OpenSession{}
	for _, s := range list {
		out.Body.Sessions = append(out.Body.Sessions, s.OpenSession)
	}
	return out, nil
}

// SelfSessionInput names one of the caller's sessions.
type SelfSessionInput struct {
	ID ID `path:"id"`
}

// selfSessionEnd signs the caller out in one browser; in the one that asks, as DELETE /session does.
func (a *API) selfSessionEnd(ctx context.Context, c *caller, in *SelfSessionInput) (*Empty, error) {
	if err := c.mustBePerson("a session is ended by its person"); err != nil {
		return nil, err
	}
	list, err := a.sessionsOf(ctx, c)
	if err != nil {
		return nil, err
	}
	i := slices.IndexFunc(list, func(s keptSession) bool { return s.ID == in.ID.UUID })
	switch {
	case i < 0:
		return nil, &directory.Error{Code: directory.NotFound, Message: "you have no such session, or no longer"}
	case list[i].Current:
		return a.signOut(ctx, c, nil)
	}
	err = a.directory.Sessions().End(ctx, list[i].data)
	a.signedOut.ring()
	return nil, err
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
