package main

import (
	"net"
	"testing"
)

func TestWherePhonesFindTheDirectory(t *testing.T) {
	for name, tt := range map[string]struct{ configured, address, want string }{
		"a configured address":        {"https://annuaire.example.com:8443", "0.0.0.0:389", "annuaire.example.com"},
		"all addresses":               {"", "0.0.0.0:389", "machine"},
		"all addresses of both kinds": {"", "[::]:389", "machine"},
		"one address":                 {"", "192.0.2.1:389", "192.0.2.1"},
		"one of IPv6":                 {"", "[2001:db8::1]:389", "2001:db8::1"},
	} {
		t.Run(name, func(t *testing.T) {
			address, err := net.ResolveTCPAddr("tcp", tt.address)
			if err != nil {
				t.Fatal(err)
			}
			if got := ldapHost(tt.configured, address, "machine"); got != tt.want {
				t.Errorf("%s, want %s", got, tt.want)
			}
		})
	}
}
