package api

import (
	"context"
	"net/http"
	"strconv"
	"strings"
	"time"

	"github.com/danielgtaylor/huma/v2"
	"github.com/danielgtaylor/huma/v2/adapters/humago"

	"annuaire/directory"
)

// caller is who makes a request. Its zero Principal is nobody, which only public operations get.
type caller struct {
	directory.Principal
	address string // where it comes from, without port
	agent   string // what its browser, or program, calls itself
	browser bool   // it has a session
	control *http.ResponseController
}

// sight is what the caller sees of folders and contacts.
func (c *caller) sight() directory.Sight { return c.Rights.Sight(c.Login.ContactID) }

// name is what the caller's idempotency keys are kept under.
func (c *caller) name() string { return c.Login.ID.String() + c.Token.ID.String() }

// bodyRead ends the time that the request's body had to arrive. The server would take its end for that of the connection, and give up what is being
// done, however long after the body.
func (c *caller) bodyRead() {
	if c.control != nil {
		_ = c.control.SetReadDeadline(time.Time{}) // not every writer has one
	}
}

// revisionHeader says which revision of the journal a request has made: what to take back, for who offers that.
const revisionHeader = "Annuaire-Revision"

type callerKey struct{}

func callerOf(ctx context.Context) *caller { return ctx.Value(callerKey{}).(*caller) }

// authenticate finds out who calls, refuses who may not begin, and has commands act for who may.
func (a *API) authenticate(n need) func(huma.Context, func(huma.Context)) {
	return func(ctx huma.Context, next func(huma.Context)) {
		r, w := humago.Unwrap(ctx)
		c := &caller{address: a.addressOf(r), control: http.NewResponseController(w)}
		c.agent = r.UserAgent()
		actor := directory.Actor{Kind: directory.ActorAccount, Address: c.address}
		if n.scope != public {
			if err := a.identify(r, c); err != nil {
				a.refuse(w, r, err)
				return
			}
			actor = c.Actor(c.address)
			if err := n.mayBegin(c); err != nil {
				a.refuse(w, r, err)
				return
			}
		}
		inner := context.WithValue(directory.WithActor(ctx.Context(), actor), callerKey{}, c)
		inner = directory.WithTold(inner, func(applied directory.Applied) {
			if applied.Revision != 0 {
				w.Header().Set(revisionHeader, strconv.FormatUint(applied.Revision, 10))
			}
		})
		next(huma.WithContext(ctx, inner))
	}
}

// identify gives c the principal of the request's token or session. With a token, a session is not looked at.
func (a *API) identify(r *http.Request, c *caller) (err error) {
	if header := r.Header.Get("Authorization"); header != "" {
		scheme, secret, _ := strings.Cut(header, " ")
		if !strings.EqualFold(scheme, "Bearer") {
			return &directory.Error{Code: unauthenticated, Message: "only bearer tokens are accepted"}
		}
		c.Principal, err = a.directory.SignInToken(strings.TrimSpace(secret))
		return err
	}
	login, stamp, open := a.session(r.Context())
	if !open {
		return &directory.Error{Code: unauthenticated, Message: "sign in first, or send an API token"}
	}
	c.browser = true
	c.Principal, err = a.directory.Resume(login, stamp)
	return err
}

// refuse answers with a problem from outside of an operation's own code.
func (a *API) refuse(w http.ResponseWriter, r *http.Request, err error) {
	p := problemOf(err)
	a.logInternal(r.Context(), r.Method+" "+r.URL.Path, p)
	writeProblem(w, p)
}

// logInternal logs what must not be told: why the program failed, and what a mail server has answered.
func (a *API) logInternal(ctx context.Context, what string, p *Problem) {
	switch p.Code {
	case directory.Internal:
		a.Logger.ErrorContext(ctx, "a request failed", "request", what, "error", p.cause)
	case directory.MailFailed:
		a.Logger.WarnContext(ctx, "a mail was not sent", "request", what, "problem", p.Detail, "error", p.cause)
	}
}
