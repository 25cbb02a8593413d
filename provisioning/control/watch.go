package control

import (
	"context"
	"errors"
	"fmt"
	"io"
	"net/http"
	"net/netip"
	"net/url"
	"strconv"

	"annuaire/directory"
)

// WatchOptions say which requests of phones are shown.
type WatchOptions struct {
	Account string     // what this LDAP account asks; empty: everybody
	Address netip.Addr // what comes from there; zero: from anywhere
	Hex     bool       // with each message as it arrived
}

func (o WatchOptions) query() url.Values {
	query := url.Values{"hex": {strconv.FormatBool(o.Hex)}}
	if o.Account != "" {
		query.Set("account", o.Account)
	}
	if o.Address.IsValid() {
		query.Set("address", o.Address.String())
	}
	return query
}

func parseWatchOptions(query url.Values) (o WatchOptions, err error) {
	for name, values := range query {
		value := values[0]
		switch name {
		case "account":
			o.Account = value
		case "address":
			if o.Address, err = netip.ParseAddr(value); err != nil {
				return o, badOption(name, value, "must be an IP address")
			}
		case "hex":
			if o.Hex, err = strconv.ParseBool(value); err != nil {
				return o, badOption(name, value, `must be "true" or "false"`)
			}
		default:
			return o, badOption(name, value, "is no option of watching")
		}
	}
	return o, nil
}

// watch answers GET /watch with a line for each request that a phone makes, as it makes it, until the client goes or the
// server stops.
func (h *handler) watch(w http.ResponseWriter, r *http.Request) {
	options, err := parseWatchOptions(r.URL.Query())
	if err != nil {
		writeProblem(w, err)
		return
	}
	if h.Watch == nil {
		writeProblem(w, &directory.Error{Code: directory.Unavailable, Message: "no server answers phones here"})
		return
	}
	w.Header().Set("Content-Type", "text/plain; charset=utf-8")
	answer := http.NewResponseController(w)
	begun := func() { _ = answer.Flush() }                             // the client learns that it is watching
	_ = h.Watch(r.Context(), options, begun, func(line string) error { // it fails where the client has gone
		if _, err := io.WriteString(w, line+"\n"); err != nil {
			return err
		}
		return answer.Flush()
	})
}

// Watch writes a line to w for each request that a phone makes of the server, until ctx ends or the server stops. begun
// is called once nothing can be missed any more.
func (c *Client) Watch(ctx context.Context, o WatchOptions, begun func(), w io.Writer) error {
	answer, err := c.do(ctx, http.MethodGet, "/watch?"+o.query().Encode(), nil)
	if err != nil {
		return err
	}
	defer answer.Close()
	begun()
	if _, err := io.Copy(w, answer); err != nil && !errors.Is(err, context.Canceled) {
		return fmt.Errorf("watch the server: %w", err)
	}
	return nil
}
