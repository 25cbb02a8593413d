package api

import (
	"context"
	"net/http"
	"time"

	"github.com/alexedwards/scs/v2"
	"github.com/google/uuid"

	"annuaire/directory"
)

const (
	// sessionCookie is bound to the host and to TLS by its prefix (RFC 6265bis section 4.1.3.2).
	sessionCookie = "__Host-annuaire"
	// sessionFor is how long one stays signed in.
	sessionFor = 12 * time.Hour
)

// What a session keeps.
const (
	sessionLogin = "login"
	sessionStamp = "stamp"

	sessionID      = "id" // tells it from the others of its login
	sessionOpened  = "opened"
	sessionAddress = "address"
	sessionAgent   = "agent"
)

// longestAgent is how much is kept of what a browser calls itself.
const longestAgent = 256

func newSessions(d *directory.Directory) *scs.SessionManager {
	m := scs.New()
	m.Store = d.Sessions()
	m.Lifetime = sessionFor
	m.Cookie.Name = sessionCookie
	m.Cookie.Path = "/"
	m.Cookie.HttpOnly = true
	m.Cookie.Secure = true
	m.Cookie.SameSite = http.SameSiteLaxMode
	m.ErrorFunc = func(w http.ResponseWriter, _ *http.Request, err error) { writeProblem(w, problemOf(err)) }
	return m
}

var _ scs.CtxStore = directory.Sessions{}

// openSession signs a browser in. It gets another token, so that one that was slipped to it before is good for nothing.
func (a *API) openSession(ctx context.Context, c *caller, p directory.Principal) error {
	if err := a.sessions.RenewToken(ctx); err != nil {
		return err
	}
	a.signedOut.ring() // whoever had that browser before
	a.sessions.Put(ctx, sessionLogin, p.Login.ID.String())
	a.sessions.Put(ctx, sessionStamp, p.Stamp)
	a.sessions.Put(ctx, sessionID, uuid.NewString())
	a.sessions.Put(ctx, sessionOpened, time.Now().UTC().Format(time.RFC3339Nano))
	a.sessions.Put(ctx, sessionAddress, c.address)
	a.sessions.Put(ctx, sessionAgent, c.agent[:min(len(c.agent), longestAgent)])
	return nil
}

// session is whose session the request belongs to.
func (a *API) session(ctx context.Context) (login uuid.UUID, stamp string, open bool) {
	login, err := uuid.Parse(a.sessions.GetString(ctx, sessionLogin))
	return login, a.sessions.GetString(ctx, sessionStamp), err == nil
}

// identifyAgain is identify for a request that has been running for a while: its session is the one that there is now.
func (a *API) identifyAgain(r *http.Request, c *caller) error {
	token := ""
	if cookie, err := r.Cookie(sessionCookie); err == nil {
		token = cookie.Value
	}
	now, err := a.sessions.Load(context.Background(), token)
	if err != nil {
		return err
	}
	return a.identify(r.WithContext(now), c)
}
