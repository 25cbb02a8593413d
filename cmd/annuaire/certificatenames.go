package main

import (
	"net"
	"net/url"
	"os"
)

// mostInterfaces is how many of the machine's addresses stand in its own certificate.
const mostInterfaces = 16

// certificateNames is what clients may call the server by, as its own certificate says: at least one name.
type certificateNames struct {
	hosts     []string
	addresses []net.IP
}

// namesOfMachine are the machine's name and addresses, and the host of the address that people reach it by.
func namesOfMachine(webURL string) certificateNames {
	names := certificateNames{addresses: []net.IP{net.IPv4(127, 0, 0, 1), net.IPv6loopback}}
	if u, err := url.Parse(webURL); err == nil && u.Hostname() != "" {
		if ip := net.ParseIP(u.Hostname()); ip != nil {
			names.addresses = append(names.addresses, ip)
		} else {
			names.hosts = append(names.hosts, u.Hostname())
		}
	}
	if name, err := os.Hostname(); err == nil && name != "" && name != "localhost" {
		names.hosts = append(names.hosts, name)
	}
	names.hosts = append(names.hosts, "localhost")
	interfaces, _ := net.InterfaceAddrs() // without them it is called by name
	for _, a := range interfaces {
		if n, is := a.(*net.IPNet); is && n.IP.IsGlobalUnicast() && len(names.addresses) < mostInterfaces {
			names.addresses = append(names.addresses, n.IP)
		}
	}
	return names
}
