package throttle

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

const longest = 4 * time.Second

var (
	office  = netip.MustParseAddr("192.0.2.1")
	another = netip.MustParseAddr("198.51.100.7")
)

func TestFailuresOfAnAccountAreSlowedMoreAndMore(t *testing.T) {
	c := newClock()
	th := New(c.now, 100, longest)
	for i, want := range []time.Duration{
		0, 0, 0, 0, 0,
		250 * time.Millisecond, 500 * time.Millisecond, time.Second, 2 * time.Second,
		4 * time.Second, 4 * time.Second, 4 * time.Second,
	} {
		from := netip.AddrFrom4([4]byte{10, 0, 0, byte(i)}) // from everywhere
		if got := th.Failed("reception", from); got != want {
			t.Errorf("failure %d is held back for %v, want %v", i+1, got, want)
		}
	}
}

func TestFailuresFromAnAddressAreSlowedWhateverTheName(t *testing.T) {
	th := New(newClock().now, 100, longest)
	for i := range Free {
		if d := th.Failed(fmt.Sprint("guess", i), office); d != 0 {
			t.Fatalf("failure %d is held back for %v", i+1, d)
		}
	}
	if d := th.Failed("another guess", office); d != First {
		t.Errorf("held back for %v, want %v", d, First)
	}
	if d := th.Failed("somebody else", another); d != 0 {
		t.Errorf("another address and account are held back for %v", d)
	}
}

func TestOneIPv6SubnetIsOneAddress(t *testing.T) {
	th := New(newClock().now, 100, longest)
	var last time.Duration
	for i := range Free + 1 {
		last = th.Failed(fmt.Sprint(i), netip.MustParseAddr(fmt.Sprintf("2001:db8::%d", i+1)))
	}
	if last != First {
		t.Errorf("held back for %v, want %v", last, First)
	}
	if d := th.Failed("x", netip.MustParseAddr("2001:db8:0:1::1")); d != 0 {
		t.Errorf("the next subnet is held back for %v", d)
	}
}

func TestAPeerWithoutAddressIsSlowed(t *testing.T) {
	th := New(newClock().now, 100, longest)
	var last time.Duration
	for i := range Free + 1 {
		last = th.Failed(fmt.Sprint(i), netip.Addr{})
	}
	if last != First {
		t.Errorf("held back for %v, want %v", last, First)
	}
}

func TestFailuresAreForgotten(t *testing.T) {
	c := newClock()
	th := New(c.now, 100, longest)
	for range Free + 2 {
		th.Failed("reception", office)
	}
	c.time = c.time.Add(2 * forgetAfter)
	if d := th.Failed("reception", office); d != First {
		t.Errorf("two forgotten: held back for %v, want %v", d, First)
	}
	c.time = c.time.Add(maxFailures * forgetAfter)
	if d := th.Failed("reception", office); d != 0 {
		t.Errorf("all forgotten: held back for %v", d)
	}
}

func TestAClockSetBackForgetsNothingAndAddsNothing(t *testing.T) {
	c := newClock()
	th := New(c.now, 100, longest)
	for range Free {
		th.Failed("reception", office)
	}
	c.time = c.time.Add(-time.Hour)
	if d := th.Failed("reception", office); d != First {
		t.Errorf("held back for %v, want %v", d, First)
	}
}

func TestThrottleMemoryIsBounded(t *testing.T) {
	c := newClock()
	th := New(c.now, 50, longest)
	for i := range 1_000 {
		th.Failed(fmt.Sprint("guess", i), netip.AddrFrom4([4]byte{10, 0, byte(i >> 8), byte(i)}))
		if n := len(th.young) + len(th.old); n > 100 {
			t.Fatalf("%d entries after %d failures", n, i+1)
		}
	}
}

func TestWhoGoesOnFailingIsRememberedThroughAFlood(t *testing.T) {
	th := New(newClock().now, 50, longest)
	var last time.Duration
	for i := range 200 {
		th.Failed(fmt.Sprint("guess", i), netip.AddrFrom4([4]byte{10, 0, 0, byte(i)}))
		last = th.Failed("reception", office)
	}
	if last != longest {
		t.Errorf("held back for %v, want %v", last, longest)
	}
}

func TestTheMomentsBetweenFailuresTakeNoneBack(t *testing.T) {
	c := newClock()
	th := New(c.now, 100, longest)
	var last time.Duration
	for range Free + 1 {
		c.time = c.time.Add(10 * time.Millisecond)
		last = th.Failed("reception", office)
	}
	if last != First {
		t.Errorf("held back for %v, want %v", last, First)
	}
}

func TestOneClientsAddressesAreOne(t *testing.T) {
	for address, want := range map[string]string{
		"192.0.2.7": "192.0.2.7", "2001:db8::1": "2001:db8::", "2001:db8::ffff": "2001:db8::", "fe80::1%eth0": "fe80::", "::ffff:192.0.2.7": "192.0.2.7",
	} {
		if got := Network(netip.MustParseAddr(address)); got != netip.MustParseAddr(want) {
			t.Errorf("%s: %s", address, got)
		}
	}
}
