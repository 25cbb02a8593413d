package api

import (
	"net/http"
	"net/http/httptest"
	"net/netip"
	"testing"
)

func TestWhereARequestComesFromBehindProxies(t *testing.T) {
	a := &API{Options: Options{Proxies: []netip.Prefix{netip.MustParsePrefix("127.0.0.0/8"), netip.MustParsePrefix("10.0.0.7/32"), netip.MustParsePrefix("fd00::/8")}}}
	for name, tc := range map[string]struct {
		remote    string
		forwarded []string
		want      string
	}{
		"nobody between":                     {"192.0.2.7:1234", nil, "192.0.2.7"},
		"who is no proxy says what it likes": {"192.0.2.7:1234", []string{"198.51.100.1"}, "192.0.2.7"},
		"a proxy":                            {"127.0.0.1:1234", []string{"192.0.2.7"}, "192.0.2.7"},
		"a proxy that says nothing":          {"127.0.0.1:1234", nil, "127.0.0.1"},
		"two proxies":                        {"127.0.0.1:1234", []string{"192.0.2.7, 10.0.0.7"}, "192.0.2.7"},
		"two proxies, two headers":           {"127.0.0.1:1234", []string{"192.0.2.7", "10.0.0.7"}, "192.0.2.7"},
		"what the client has written":        {"127.0.0.1:1234", []string{"10.9.9.9, 192.0.2.7"}, "192.0.2.7"},
		"nonsense before a proxy":            {"127.0.0.1:1234", []string{"unknown, 10.0.0.7"}, "10.0.0.7"},
		"a proxy alone":                      {"127.0.0.1:1234", []string{"10.0.0.7"}, "10.0.0.7"},
		"IPv6":                               {"[fd00::1]:1234", []string{"2001:db8::5"}, "2001:db8::5"},
		"IPv4 written as IPv6":               {"[::ffff:127.0.0.1]:1234", []string{"::ffff:192.0.2.7"}, "192.0.2.7"},
		"no port":                            {"@", nil, "@"},
	} {
		r := &http.Request{RemoteAddr: tc.remote, Header: http.Header{"X-Forwarded-For": tc.forwarded}}
		if got := a.addressOf(r); got != tc.want {
			t.Errorf("%s: %s, want %s", name, got, tc.want)
		}
	}
}

// A proxy may give us another name than browsers give it: their own pages are no other site for that.
func TestRequestsOfTheOwnAddressAreNoOtherSites(t *testing.T) {
	s := newSite(t)
	s.admin.get("/self", "Origin", "https://annuaire.example.com").want(http.StatusOK)
	for _, host := range []string{"127.0.0.1:8080", "annuaire.example.com"} {
		a := s.sendTo(host, "https://annuaire.example.com")
		if a.Code != http.StatusUnauthorized {
			t.Errorf("host %s: %d %s", host, a.Code, a.Body)
		}
		s.sendTo(host, "https://evil.example.net").wantProblem(http.StatusForbidden, crossOrigin)
	}
}

// sendTo asks for what needs signing in, at a host, from a page of another.
func (s *site) sendTo(host, origin string) answer {
	r := httptest.NewRequestWithContext(s.t.Context(), http.MethodPost, "http://"+host+prefix+"/folders", nil)
	r.Header.Set("Origin", origin)
	w := httptest.NewRecorder()
	s.api.ServeHTTP(w, r)
	return answer{w, s, "POST " + host}
}
