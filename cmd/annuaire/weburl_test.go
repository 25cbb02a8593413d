package main

import (
	"net"
	"testing"

	"annuaire/cmd/annuaire/config"
)

func TestLinksLeadToWhereTheServerListens(t *testing.T) {
	for _, tc := range []struct{ scheme, listening, want string }{
		{"http", "127.0.0.1:8080", "http://127.0.0.1:8080"},
		{"https", "192.0.2.7:443", "https://192.0.2.7"},
		{"https", "0.0.0.0:8443", "https://desk:8443"},
		{"https", "[::]:443", "https://desk"},
		{"https", "[2001:db8::1]:443", "https://[2001:db8::1]"},
		{"https", "[2001:db8::1]:80", "https://[2001:db8::1]:80"},
		{"http", "127.0.0.1:80", "http://127.0.0.1"},
	} {
		addr, err := net.ResolveTCPAddr("tcp", tc.listening)
		if err != nil {
			t.Fatal(err)
		}
		if got := urlOf(tc.scheme, addr, "desk"); got != tc.want {
			t.Errorf("%s on %s: %s, want %s", tc.scheme, tc.listening, got, tc.want)
		}
	}
}

func TestAConfiguredAddressStandsInLinks(t *testing.T) {
	s := &server{config: config.Config{HTTP: config.HTTP{URL: "https://annuaire.example.com"}}}
	if got := s.webURL(); got != "https://annuaire.example.com" {
		t.Error(got)
	}
}
