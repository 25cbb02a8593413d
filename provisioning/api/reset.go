package api

import (
	"context"
	"net/http"
	"net/netip"
	"strings"
	"time"

	"github.com/danielgtaylor/huma/v2"

	"annuaire/directory"
	"annuaire/directory/throttle"
)

// How often a link to choose another password can be asked for within an hour: for one address, and from one network.
const (
	resetsForOne  = 3
	resetsFromOne = 30
)

// ResetInput asks for a link to choose another password.
type ResetInput struct {
	Body struct {
		Email string `json:"email" maxLength:"254" doc:"The address that one signs in with."`
	}
}

// accepted answers 202 where what was asked for is still to be done.
func accepted(op *huma.Operation) { op.DefaultStatus = http.StatusAccepted }

// linkReset has a link to choose another password written to who signs in with an address. Whether there is such a person is looked up after the
// answer, so that neither its words nor its time tell.
func (a *API) linkReset(ctx context.Context, c *caller, in *ResetInput) (*Empty, error) {
	if _, err := a.mailer(); err != nil {
		return nil, err
	}
	email := strings.TrimSpace(in.Body.Email)
	if !a.resets.allow(c.address, email) {
		return nil, &directory.Error{Code: tooManyRequests, Message: "that has been asked for too often; try again later"}
	}
	system := directory.Actor{Kind: directory.ActorSystem, Name: "password reset", Address: c.address}
	if !a.background.run(func(ctx context.Context) { a.sendReset(directory.WithActor(ctx, system), email) }) {
		a.Logger.WarnContext(ctx, "a link to choose another password is not sent: too many are being sent")
	}
	return nil, nil
}

// sendReset writes the link, if there is somebody to write to.
func (a *API) sendReset(ctx context.Context, email string) {
	login, err := a.directory.LoginByName(email)
	if err == nil {
		_, err = a.directory.IssueLink(ctx, login.ID, a.deliver(ctx))
	}
	if err != nil && directory.CodeOf(err) != directory.NotFound {
		a.Logger.WarnContext(ctx, "a link to choose another password is not sent", "error", err)
	}
}

// resets counts who asks for links to choose another password.
type resets struct{ forOne, fromOne *quota }

func newResets() *resets {
	return &resets{forOne: newQuota(time.Now, resetsForOne, time.Hour), fromOne: newQuota(time.Now, resetsFromOne, time.Hour)}
}

// allow counts a request for an e-mail address, and tells whether it is not one too many.
func (r *resets) allow(address, email string) bool {
	from, _ := netip.ParseAddr(address) // one that can not be read shares what is counted with its like
	return r.fromOne.allow(throttle.Network(from).String()) && r.forOne.allow(strings.ToLower(email))
}
