package api

import (
	"context"
	"hash/maphash"
	"net/netip"
	"sync"
	"time"
)

// How failed sign-ins are slowed: who fails more than freeFailures times in a row waits for the next refusal, first firstDelay, then twice as long each
// time up to maxDelay; forgetAfter without a failure takes one back.
const (
	freeFailures = 5
	firstDelay   = 250 * time.Millisecond
	maxDelay     = 8 * time.Second
	forgetAfter  = 10 * time.Second
	maxFailures  = 64 // counted at most, so that what is forgotten takes ten minutes at most

	throttleEntries = 16_384 // in each of two generations
	waitingAtOnce   = 1_024  // refusals held back at one time
)

// throttle remembers who failed to sign in and holds the next refusal back. Right passwords are never delayed: guessing gets slow, while who shares an
// address, or a name, with a guesser notices nothing. Its memory is bounded: two generations of entries of fixed size, where a full one becomes the
// old one and the old one is dropped.
type throttle struct {
	now     func() time.Time
	wait    func(context.Context, time.Duration)
	seed    maphash.Seed
	size    int // entries of one generation
	waiting chan struct{}

	mu         sync.Mutex
	young, old map[uint64]failures
}

type failures struct {
	count float64
	last  time.Time
}

func newThrottle() *throttle {
	return &throttle{
		now: time.Now, wait: waitFor, seed: maphash.MakeSeed(), size: throttleEntries,
		waiting: make(chan struct{}, waitingAtOnce), young: map[uint64]failures{},
	}
}

func waitFor(ctx context.Context, d time.Duration) {
	timer := time.NewTimer(d)
	defer timer.Stop()
	select {
	case <-timer.C:
	case <-ctx.Done():
	}
}

// failed notes a failure to sign in as name from address, and returns once the refusal may be sent. Where too many are waiting already, it may be
// at once: a password costs its hashing anyway.
func (t *throttle) failed(ctx context.Context, name, address string) {
	delay := delayAfter(max(t.count("name", name), t.count("address", network(address))))
	if delay == 0 {
		return
	}
	select {
	case t.waiting <- struct{}{}:
		defer func() { <-t.waiting }()
		t.wait(ctx, delay)
	default:
	}
}

// network is what one client can choose its address from: all of a /64 in IPv6.
func network(address string) string {
	parsed, err := netip.ParseAddr(address)
	if err != nil || !parsed.Is6() || parsed.Is4In6() {
		return address
	}
	prefix, _ := parsed.WithZone("").Prefix(64) // 64 bits are never too many of an IPv6 address
	return prefix.String()
}

// count notes a failure of what is kept as a hash, because names may be passwords in the wrong field, and returns how many there are now.
func (t *throttle) count(kind, value string) float64 {
	key := maphash.String(t.seed, kind+"\x00"+value)
	now := t.now()
	t.mu.Lock()
	defer t.mu.Unlock()
	f, known := t.young[key]
	if !known {
		f = t.old[key]
		if len(t.young) >= t.size {
			t.young, t.old = map[uint64]failures{}, t.young
		}
	}
	if !f.last.IsZero() {
		f.count -= max(0, float64(now.Sub(f.last))/float64(forgetAfter))
	}
	f.count = min(max(0, f.count)+1, maxFailures)
	f.last = now
	t.young[key] = f
	return f.count
}

// delayAfter is how long a refusal is held back after that many failures, its own included.
func delayAfter(count float64) time.Duration {
	over := int(count) - freeFailures
	if over <= 0 {
		return 0
	}
	delay := firstDelay
	for ; over > 1 && delay < maxDelay; over-- {
		delay *= 2
	}
	return min(delay, maxDelay)
}
