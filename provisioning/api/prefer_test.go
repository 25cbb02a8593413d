package api

import (
	"testing"
	"time"
)

func TestWhetherAClientWaitsForAResult(t *testing.T) {
	for header, want := range map[string]struct {
		wait      time.Duration
		preferred bool
	}{
		"":                              {0, false},
		"return=minimal":                {0, false},
		"respond-async":                 {0, true},
		"Respond-Async, wait=2":         {2 * time.Second, true},
		`wait="3"; x=y , respond-async`: {3 * time.Second, true},
		"respond-async, wait=soon":      {0, true},
		"respond-async, wait=9999":      {longestWait, true},
	} {
		if wait, preferred := respondAsync(header); wait != want.wait || preferred != want.preferred {
			t.Errorf("%q: %v %v", header, wait, preferred)
		}
	}
}
