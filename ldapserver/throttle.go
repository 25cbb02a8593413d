package ldapserver

import (
	"hash/maphash"
	"net/netip"
	"sync"
	"time"
)

// How failed binds are slowed. An account or address may fail freeFailures times in a row unpunished, after which the
// delay doubles from firstDelay to maxDelay; forgetAfter without a failure takes one back.
const (
	freeFailures = 5
	firstDelay   = 250 * time.Millisecond
	maxDelay     = 4 * time.Second
	forgetAfter  = 10 * time.Second
	maxFailures  = 64 // counted at most, so that what is forgotten takes ten minutes at most

	throttleEntries = 16_384 // in each of two generations
)

// throttle remembers who failed to bind and says for how long the answer to the next failure is held back. Answers to
// right secrets are never delayed: guessing gets slow while phones that share an address, or an account, with who
// guesses notice nothing.
//
// Its memory is bounded, whatever names and addresses are tried: two generations of entries of fixed size, where a full
// one becomes the old one and the old one is dropped. Who fails again moves to the young one.
type throttle struct {
	now  func() time.Time
	size int // entries of one generation
	seed maphash.Seed

	mu         sync.Mutex
	young, old map[failureKey]failures
}

// failureKey is a hash: names are as long as clients like, and may be secrets typed into the wrong field.
type failureKey struct {
	address bool
	hash    uint64
}

type failures struct {
	count float64
	last  time.Time
}

func newThrottle(now func() time.Time, size int) *throttle {
	return &throttle{now: now, size: size, seed: maphash.MakeSeed(), young: map[failureKey]failures{}}
}

// failed notes that a bind as account from address failed, and returns for how long to hold the answer back.
func (t *throttle) failed(account string, address netip.Addr) time.Duration {
	if address.Is6() { // one client has all addresses of a /64
		prefix, _ := address.Prefix(64)
		address = prefix.Addr()
	}
	byAccount := failureKey{hash: maphash.String(t.seed, account)}
	byAddress := failureKey{address: true, hash: maphash.Comparable(t.seed, address)}
	t.mu.Lock()
	defer t.mu.Unlock()
	return delayAfter(max(t.count(byAccount), t.count(byAddress)))
}

// count notes a failure of key and returns how many there are now.
func (t *throttle) count(key failureKey) float64 {
	now := t.now()
	f, ok := t.young[key]
	if !ok {
		f = t.old[key]
		if len(t.young) >= t.size {
			t.young, t.old = make(map[failureKey]failures, t.size), t.young
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

// delayAfter is how long an answer is held back after that many failures, its own included.
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
