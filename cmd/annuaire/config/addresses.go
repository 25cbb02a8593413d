package config

import (
	"net"
	"net/netip"
	"net/url"
	"strings"
)

func address(to *string) setter {
	return func(value any) error {
		s, ok := value.(string)
		if ok && s != "" {
			_, port, err := net.SplitHostPort(s)
			if err == nil {
				_, err = net.LookupPort("tcp", port)
			}
			ok = err == nil
		}
		if !ok {
			return wanted(value, `an address and a port, such as ":389", "192.168.1.2:389" or "[::1]:389"`)
		}
		*to = s
		return nil
	}
}

// origin takes what the addresses of a site begin with: scheme, host and port, and no slash behind it.
func origin(to *string) setter {
	return func(value any) error {
		s, ok := value.(string)
		s = strings.TrimSuffix(s, "/")
		if ok && s != "" {
			u, err := url.Parse(s)
			ok = err == nil && (u.Scheme == "https" || u.Scheme == "http") && u.Hostname() != "" && s == u.Scheme+"://"+u.Host
		}
		if !ok {
			return wanted(value, `the beginning of an address without a path, such as "https://annuaire.example.com", or ""`)
		}
		*to = s
		return nil
	}
}

func networks(to *[]netip.Prefix) setter {
	return list(to, `a list of networks, such as ["127.0.0.0/8", "::1", "10.1.0.0/16"]`, func(s string) (netip.Prefix, error) {
		if addr, err := netip.ParseAddr(s); err == nil && addr.Zone() == "" {
			return netip.PrefixFrom(addr, addr.BitLen()), nil
		}
		prefix, err := netip.ParsePrefix(s)
		return prefix.Masked(), err
	})
}
