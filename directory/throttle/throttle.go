package throttle

import (
	"hash/maphash"
	"math"
	"net/netip"
	"sync"
	"time"
)

// How failures are slowed. A name or address may fail Free times in a row unpunished, after which the delay doubles from
// First to the longest; forgetAfter without a failure takes one back.
const (
	Free  = 5
	First = 250 * time.Millisecond

	forgetAfter = 10 * time.Second
	maxFailures = 64 // counted at most, so that what is forgotten takes ten minutes at most
)

// Size is how many names and addresses each of a throttle's two generations holds, where nothing speaks for another number.
const Size = 16_384

// Throttle remembers who failed and says for how long the answer to the next failure is held back. Answers to right
// passwords are never to be delayed: guessing gets slow while those who share an address, or a name, with who guesses notice
// nothing. It is safe for concurrent use.
//
// Its memory is bounded, whatever names and addresses are tried: two generations of entries of fixed size, where a full
// one becomes the old one and the old one is dropped. Who fails again moves to the young one.
type Throttle struct {
	now     func() time.Time
	size    int // entries of one generation
	longest time.Duration
	seed    maphash.Seed

	mu         sync.Mutex
	young, old map[key]failures
}

// key is a hash: names are as long as clients like, and may be secrets typed into the wrong field.
type key struct {
	address bool
	hash    uint64
}

type failures struct {
	count float64
	last  time.Time
}

// New makes a throttle that reads the time from now, holds size entries in each of its two generations, and never has an
// answer held back for more than longest.
func New(now func() time.Time, size int, longest time.Duration) *Throttle {
	return &Throttle{now: now, size: size, longest: longest, seed: maphash.MakeSeed(), young: map[key]failures{}}
}

// Failed notes that a secret was wrong for name, from address, and returns for how long to hold the answer back. A peer
// without an address has the zero one.
func (t *Throttle) Failed(name string, address netip.Addr) time.Duration {
	byName := key{hash: maphash.String(t.seed, name)}
	byAddress := key{address: true, hash: maphash.Comparable(t.seed, Network(address))}
	t.mu.Lock()
	defer t.mu.Unlock()
	return t.delayAfter(max(t.count(byName), t.count(byAddress)))
}

// Network is what one client can choose its address from, by its first address: all of a /64 in IPv6, the address itself in IPv4.
func Network(address netip.Addr) netip.Addr {
	if !address.Is6() || address.Is4In6() {
		return address.Unmap()
	}
	prefix, _ := address.WithZone("").Prefix(64) // 64 bits are never too many of an IPv6 address
	return prefix.Addr()
}

// FailedName is Failed for what has a name and no address.
func (t *Throttle) FailedName(name string) time.Duration {
	t.mu.Lock()
	defer t.mu.Unlock()
	return t.delayAfter(t.count(key{hash: maphash.String(t.seed, name)}))
}

// Delay is what FailedName would return now; it notes no failure.
func (t *Throttle) Delay(name string) time.Duration {
	t.mu.Lock()
	defer t.mu.Unlock()
	return t.delayAfter(t.next(key{hash: maphash.String(t.seed, name)}).count)
}

// count notes a failure of k and returns how many there are now.
func (t *Throttle) count(k key) float64 {
	f := t.next(k)
	if _, ok := t.young[k]; !ok && len(t.young) >= t.size {
		t.young, t.old = make(map[key]failures, t.size), t.young
	}
	t.young[k] = f
	return f.count
}

// next is what is known of k once it has failed again.
func (t *Throttle) next(k key) failures {
	now := t.now()
	f, ok := t.young[k]
	if !ok {
		f = t.old[k]
	}
	if !f.last.IsZero() {
		f.count -= max(0, float64(now.Sub(f.last))/float64(forgetAfter))
	}
	return failures{count: min(max(0, f.count)+1, maxFailures), last: now}
}

// delayAfter is how long an answer is held back after that many failures, its own included.
func (t *Throttle) delayAfter(count float64) time.Duration {
	over := int(math.Round(count)) - Free // the moments between failures have taken a little back
	if over <= 0 {
		return 0
	}
	delay := First
	for ; over > 1 && delay < t.longest; over-- {
		delay *= 2
	}
	return min(delay, t.longest)
}
