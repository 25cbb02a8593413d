package api

import (
	"context"
	"strings"
	"time"

	"github.com/google/uuid"

	"annuaire/directory"
	"annuaire/directory/throttle"
)

// PINVerifyInput is what somebody who calls a mailbox has dialled.
type PINVerifyInput struct {
	Body struct {
		Login         string `json:"login" doc:"The mailbox's number in international format, or what is dialled for it."`
		PIN           string `json:"pin,omitempty" format:"password"`
		CallingNumber string `json:"calling_number,omitempty" doc:"Where the call comes from; missing where that is withheld."`
	}
}

// PINVerifyOutput is whether the caller may open the mailbox.
type PINVerifyOutput struct {
	Body struct {
		Verdict directory.Verdict `json:"verdict" enum:"allowed,pin_required,denied"`
	}
}

// pinVerify tells the telephone system whether who calls a mailbox may open it. Who tries PINs waits longer and longer for the answer, whether it is the
// right one or not; calls from the mailbox's own extensions and numbers are asked for no PIN, and answered at once.
func (a *API) pinVerify(ctx context.Context, _ *caller, in *PINVerifyInput) (*PINVerifyOutput, error) {
	verdict, mailbox, own, err := a.directory.VerifyPIN(ctx, in.Body.Login, in.Body.PIN, in.Body.CallingNumber)
	if err != nil {
		return nil, err
	}
	if !own && in.Body.PIN != "" {
		names := []string{"mailbox " + mailbox.String()}
		if mailbox == uuid.Nil {
			names[0] = "login " + strings.ToLower(strings.TrimSpace(in.Body.Login))
		}
		if from := strings.TrimSpace(in.Body.CallingNumber); from != "" {
			names = append(names, "from "+from)
		}
		if err := a.pins.hold(ctx, names, verdict == directory.VerdictAllowed); err != nil {
			return nil, err
		}
	}
	var out PINVerifyOutput
	out.Body.Verdict = verdict
	return &out, nil
}

// pinsHeldAtOnce bounds how many answers are held back at one time, and with that how fast PINs can be tried at all.
const pinsHeldAtOnce = 64

// pinGuesses holds back the answers to those who try PINs. A PIN has so few digits that, unlike with passwords, the answer to the right one is held
// back as well: else who tries need only wait for the quick answer.
type pinGuesses struct {
	throttle *throttle.Throttle
	wait     func(context.Context, time.Duration)
	held     chan struct{}
}

func newPINGuesses() *pinGuesses {
	return &pinGuesses{throttle: throttle.New(time.Now, throttle.Size, longestHold), wait: waitFor, held: make(chan struct{}, pinsHeldAtOnce)}
}

// hold returns once the answer to a try under these names may be sent. It returns too_many_requests where too many are held back already.
func (g *pinGuesses) hold(ctx context.Context, names []string, right bool) error {
	delay := time.Duration(0)
	for _, name := range names {
		if right {
			delay = max(delay, g.throttle.Delay(name))
		} else {
			delay = max(delay, g.throttle.FailedName(name))
		}
	}
	if delay == 0 {
		return nil
	}
	select {
	case g.held <- struct{}{}:
		defer func() { <-g.held }()
		g.wait(ctx, delay)
		return nil
	default:
		return &directory.Error{Code: tooManyRequests, Message: "too many PINs are being tried; try again later"}
	}
}
