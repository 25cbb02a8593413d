package ldapserver

import (
	"fmt"
	"time"

	"annuaire/ldapserver/message"
)

// Limits bound what clients may cost. They can be replaced while the server runs (Server.SetLimits): connections are
// measured against new ones from their next request on.
type Limits struct {
	Connections int // open at once, over all listeners
	PerAddress  int // open at once from one IP address

	AnonymousMessage int // bytes of a request before a successful bind
	BoundMessage     int // bytes of a request after it

	FilterDepth int // filters nested in a filter
	FilterNodes int // parts of a filter, over all levels
	Attributes  int // attributes asked for in one search

	// Times are kept to a sixteenth of themselves, or a second where that is less: none ends early.

	// FirstRequest is how long a client may take to send one whole request: from the moment it connects for the first
	// one, TLS handshake included, from its first byte for those that follow.
	FirstRequest time.Duration
	Idle         time.Duration // from an answer to the first byte of the next request
	WriteStall   time.Duration // for a client to take 128 KiB of an answer
	Drain        time.Duration // for requests still running when the server shuts down
}

// DefaultLimits are those of a server whose configuration says nothing.
func DefaultLimits() Limits {
	return Limits{
		Connections:      10_000,
		PerAddress:       1_000,
		AnonymousMessage: 64 << 10,
		BoundMessage:     1 << 20,
		FilterDepth:      32,
		FilterNodes:      64,
		Attributes:       256,
		FirstRequest:     30 * time.Second,
		Idle:             15 * time.Minute,
		WriteStall:       10 * time.Second,
		Drain:            5 * time.Second,
	}
}

// Bounds of Limits themselves.
const (
	maxConnections = 1_000_000
	minMessage     = 1 << 10
	maxMessage     = 64 << 20
	maxDepth       = 1_000 // filters are walked recursively
	maxNodes       = 100_000
	maxAttributes  = 100_000
	minTime        = time.Second
	maxTime        = 24 * time.Hour
)

// Validate says which limit is out of bounds, by its name in the configuration, and what would be right.
func (l Limits) Validate() error {
	for _, n := range []struct {
		name            string
		value, min, max int
	}{
		{"connections", l.Connections, 1, maxConnections},
		{"connections_per_address", l.PerAddress, 1, maxConnections},
		{"anonymous_message_bytes", l.AnonymousMessage, minMessage, maxMessage},
		{"bound_message_bytes", l.BoundMessage, minMessage, maxMessage},
		{"filter_depth", l.FilterDepth, 1, maxDepth},
		{"filter_nodes", l.FilterNodes, 1, maxNodes},
		{"attributes", l.Attributes, 1, maxAttributes},
	} {
		if n.value < n.min || n.value > n.max {
			return fmt.Errorf("%s is %d, must be between %d and %d", n.name, n.value, n.min, n.max)
		}
	}
	for _, d := range []struct {
		name       string
		value, min time.Duration
	}{
		{"first_request", l.FirstRequest, minTime},
		{"idle", l.Idle, minTime},
		{"write_stall", l.WriteStall, minTime},
		{"drain", l.Drain, 0},
	} {
		if d.value < d.min || d.value > maxTime {
			return fmt.Errorf("%s is %v, must be between %v and %v", d.name, d.value, d.min, maxTime)
		}
	}
	if l.BoundMessage < l.AnonymousMessage {
		return fmt.Errorf("bound_message_bytes is %d, must not be less than anonymous_message_bytes, %d",
			l.BoundMessage, l.AnonymousMessage)
	}
	return nil
}

// decoding is what of the limits package message checks.
func (l *Limits) decoding() message.Limits {
	return message.Limits{FilterDepth: l.FilterDepth, FilterNodes: l.FilterNodes, Attributes: l.Attributes}
}
