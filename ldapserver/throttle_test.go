package ldapserver

import (
	"fmt"
	"net/netip"
	"testing"
	"time"
)

// clock is a time that stands still until it is set forward.
type clock struct{ time time.Time }

func (c *clock) now() time.Time { return c.time }

func newClock() *clock { return &clock{time.Date(2025, 1, 1, 0, 0, 0, 0, time.UTC)} }

var (
	office  = netip.MustParseAddr("192.0.2.1")
	another = netip.MustParseAddr("198.51.100.7")
)

func TestFailuresOfAnAccountAreSlowedMoreAndMore(t *testing.T) {
	c := newClock()
	th := newThrottle(c.now, 100)
	for i, want := range []time.Duration{
		0, 0, 0, 0, 0,
		250 * time.Millisecond, 500 * time.Millisecond, time.Second, 2 * time.Second,
		4 * time.Second, 4 * time.Second, 4 * time.Second,
	} {
		from := netip.AddrFrom4([4]byte{10, 0, 0, byte(i)}) // from everywhere
		if got := th.failed("reception", from); got != want {
			t.Errorf("failure %d is held back for %v, want %v", i+1, got, want)
		}
	}
}

func TestFailuresFromAnAddressAreSlowedWhateverTheName(t *testing.T) {
	th := newThrottle(newClock().now, 100)
	for i := range freeFailures {
		if d := th.failed(fmt.Sprint("guess", i), office); d != 0 {
			t.Fatalf("failure %d is held back for %v", i+1, d)
		}
	}
	if d := th.failed("another guess", office); d != firstDelay {
		t.Errorf("held back for %v, want %v", d, firstDelay)
	}
	if d := th.failed("somebody else", another); d != 0 {
		t.Errorf("another address and account are held back for %v", d)
	}
}

func TestOneIPv6SubnetIsOneAddress(t *testing.T) {
	th := newThrottle(newClock().now, 100)
	var last time.Duration
	for i := range freeFailures + 1 {
		last = th.failed(fmt.Sprint(i), netip.MustParseAddr(fmt.Sprintf("2001:db8::%d", i+1)))
	}
	if last != firstDelay {
		t.Errorf("held back for %v, want %v", last, firstDelay)
	}
	if d := th.failed("x", netip.MustParseAddr("2001:db8:0:1::1")); d != 0 {
		t.Errorf("the next subnet is held back for %v", d)
	}
}

func TestAPeerWithoutAddressIsSlowed(t *testing.T) {
	th := newThrottle(newClock().now, 100)
	var last time.Duration
	for i := range freeFailures + 1 {
		last = th.failed(fmt.Sprint(i), netip.Addr{})
	}
	if last != firstDelay {
		t.Errorf("held back for %v, want %v", last, firstDelay)
	}
}

func TestFailuresAreForgotten(t *testing.T) {
	c := newClock()
	th := newThrottle(c.now, 100)
	for range freeFailures + 2 {
		th.failed("reception", office)
	}
	c.time = c.time.Add(2 * forgetAfter)
	if d := th.failed("reception", office); d != firstDelay {
		t.Errorf("two forgotten: held back for %v, want %v", d, firstDelay)
	}
	c.time = c.time.Add(maxFailures * forgetAfter)
	if d := th.failed("reception", office); d != 0 {
		t.Errorf("all forgotten: held back for %v", d)
	}
}

func TestAClockSetBackForgetsNothingAndAddsNothing(t *testing.T) {
	c := newClock()
	th := newThrottle(c.now, 100)
	for range freeFailures {
		th.failed("reception", office)
	}
	c.time = c.time.Add(-time.Hour)
	if d := th.failed("reception", office); d != firstDelay {
		t.Errorf("held back for %v, want %v", d, firstDelay)
	}
}

func TestThrottleMemoryIsBounded(t *testing.T) {
	c := newClock()
	th := newThrottle(c.now, 50)
	for i := range 1_000 {
		th.failed(fmt.Sprint("guess", i), netip.AddrFrom4([4]byte{10, 0, byte(i >> 8), byte(i)}))
		if n := len(th.young) + len(th.old); n > 100 {
			t.Fatalf("%d entries after %d failures", n, i+1)
		}
	}
}

func TestWhoGoesOnFailingIsRememberedThroughAFlood(t *testing.T) {
	th := newThrottle(newClock().now, 50)
	var last time.Duration
	for i := range 200 {
		th.failed(fmt.Sprint("guess", i), netip.AddrFrom4([4]byte{10, 0, 0, byte(i)}))
		last = th.failed("reception", office)
	}
	if last != maxDelay {
		t.Errorf("held back for %v, want %v", last, maxDelay)
	}
}
