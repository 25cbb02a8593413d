package main

import (
	"net"
	"os"
	"strconv"
	"strings"
)

// webURL is what people reach the API by: as configured, else by the address that it listens on, or by the machine's name where it listens on all.
func (s *server) webURL() string {
	if s.config.HTTP.URL != "" {
		return s.config.HTTP.URL
	}
	name, err := os.Hostname()
	if err != nil {
		name = "localhost"
	}
	return urlOf(s.web.scheme(), s.web.listener.Addr().(*net.TCPAddr), name)
}

// urlOf is how a browser writes an address; name stands for all addresses of the machine.
func urlOf(scheme string, addr *net.TCPAddr, name string) string {
	host := addr.IP.String()
	if addr.IP.IsUnspecified() {
		host = name
	}
	usual := map[string]string{"http": ":80", "https": ":443"}[scheme]
	return scheme + "://" + strings.TrimSuffix(net.JoinHostPort(host, strconv.Itoa(addr.Port)), usual)
}
