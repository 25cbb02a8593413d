package api

import (
	"strconv"
	"strings"
	"time"
)

// longestWait bounds how long a client can have an answer waited for.
const longestWait = time.Minute

// respondAsync reads a Prefer header (RFC 7240): whether its client rather has an answer soon than a result, and how long it waits for that.
func respondAsync(header string) (wait time.Duration, preferred bool) {
	for preference := range strings.SplitSeq(header, ",") {
		preference, _, _ = strings.Cut(preference, ";")
		name, value, _ := strings.Cut(preference, "=")
		switch strings.ToLower(strings.TrimSpace(name)) {
		case "respond-async":
			preferred = true
		case "wait":
			if seconds, err := strconv.ParseUint(strings.Trim(strings.TrimSpace(value), `"`), 10, 16); err == nil {
				wait = min(time.Duration(seconds)*time.Second, longestWait)
			}
		}
	}
	return wait, preferred
}
