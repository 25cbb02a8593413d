package api

import (
	"context"
	"net/netip"
	"time"

	"annuaire/directory/throttle"
)

const (
	longestHold = 8 * time.Second // before a refusal to sign in
	heldAtOnce  = 1_024           // refusals held back at one time
)

// guesses holds back the refusals of those who fail to sign in again and again; right passwords are never delayed.
type guesses struct {
	throttle *throttle.Throttle
	wait     func(context.Context, time.Duration)
	held     chan struct{}
}

func newGuesses() *guesses {
	return &guesses{throttle: throttle.New(time.Now, throttle.Size, longestHold), wait: waitFor, held: make(chan struct{}, heldAtOnce)}
}

func waitFor(ctx context.Context, d time.Duration) {
	timer := time.NewTimer(d)
	defer timer.Stop()
	select {
	case <-timer.C:
	case <-ctx.Done():
	}
}

// failed notes a failure to sign in as name from address, and returns once the refusal may be sent. Where too many are held back already, it may be
// at once: a password costs its hashing anyway.
func (g *guesses) failed(ctx context.Context, name, address string) {
	from, _ := netip.ParseAddr(address) // one that can not be read shares what is counted with its like
	delay := g.throttle.Failed(name, from)
	if delay == 0 {
		return
	}
	select {
	case g.held <- struct{}{}:
		defer func() { <-g.held }()
		g.wait(ctx, delay)
	default:
	}
}
