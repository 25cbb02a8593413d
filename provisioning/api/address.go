package api

import (
	"net"
	"net/http"
	"net/netip"
	"slices"
	"strings"
)

// addressOf is where a request comes from, without port: who has connected, or whom the proxies of Options say that they speak for. Of
// X-Forwarded-For only what they have added counts: from its end up to the first address that is no proxy's. What else stands there, anybody may
// have written.
func (a *API) addressOf(r *http.Request) string {
	host, _, err := net.SplitHostPort(r.RemoteAddr)
	if err != nil {
		host = r.RemoteAddr
	}
	if !a.isProxy(host) {
		return host
	}
	forwarded := strings.Split(strings.Join(r.Header.Values("X-Forwarded-For"), ","), ",")
	for _, hop := range slices.Backward(forwarded) {
		addr, err := netip.ParseAddr(strings.TrimSpace(hop))
		if err != nil {
			break
		}
		if host = addr.Unmap().String(); !a.isProxy(host) {
			break
		}
	}
	return host
}

// isProxy reports whether an address is that of a proxy of ours.
func (a *API) isProxy(address string) bool {
	addr, err := netip.ParseAddr(address)
	return err == nil && slices.ContainsFunc(a.Proxies, func(p netip.Prefix) bool { return p.Contains(addr.Unmap().WithZone("")) })
}
