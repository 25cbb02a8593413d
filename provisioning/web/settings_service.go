package web

import (
	"strings"
	"time"

	"golang.org/x/text/language"
	"golang.org/x/text/language/display"
)

func (v *visit) phoneSettings(l ldapSettings) settingsPart {
	rows := []setting{is("Addresses", "ldap.listen, ldap.listen_tls", l.Addresses...)}
	if len(l.Addresses) == 0 {
		rows[0].Values, rows[0].Warn = []string{v.say("none: no phone finds the directory")}, true
	}
	rows = append(rows, v.certificateSettings(l.Certificate, "ldap.tls_cert, ldap.tls_key")...)
	anonymous := is("Phones without an account read the directory from", "ldap.anonymous.networks", l.Anonymous...)
	if len(l.Anonymous) == 0 {
		anonymous.Values = []string{v.say("nowhere: each phone needs an account")}
	}
	clear := is("People's passwords without encryption", "ldap.passwords_in_clear", v.whether(l.PasswordsInClear, "are accepted", "are refused"))
	clear.Warn = l.PasswordsInClear
	return settingsPart{"Phones (LDAP)", append(rows, anonymous, clear,
		is("Taken off before the numbers that are asked for", "ldap.dial_prefixes", v.or(strings.Join(l.DialPrefixes, ", "), "nothing")))}
}

func (v *visit) pageSettings(s settings) settingsPart {
	rows := []setting{
		is("Address for people", "http.url", s.HTTP.URL),
		is("Listens on", "http.listen", s.HTTP.Address),
	}
	rows = append(rows, v.certificateSettings(s.HTTP.Certificate, "http.tls_cert, http.tls_key")...)
	return settingsPart{"Pages and API", append(rows,
		is("Proxies that are believed", "http.proxies", v.or(strings.Join(s.HTTP.Proxies, ", "), "no proxy")),
		is("Monitoring asks at", "metrics.listen", v.or(s.Metrics.Address, "nowhere")))}
}

// soon is how long before its end a certificate that nobody renews by itself is shown as a matter of concern.
const soon = 30 * 24 * time.Hour

func (v *visit) certificateSettings(c *certificate, key string) []setting {
	if c == nil {
		return []setting{is("Certificate", key, v.say("none: connections are not encrypted"))}
	}
	until := is("Certificate", key, v.say("good until %s", v.web.date(v.language, c.Until)), v.whether(c.Own, "made by the program, which renews it", "from the files that are configured"))
	until.Warn = time.Until(c.Until) < soon
	return []setting{until, is("Fingerprint (SHA-256)", "", c.SHA256)}
}

func (v *visit) limitSettings(l ldapSettings) settingsPart {
	m := l.Limits
	return settingsPart{"Limits for phones", []setting{
		is("Connections, in all and from one address", "ldap.limits.connections, ldap.limits.connections_per_address", v.say("%d and %d", m.Connections, m.ConnectionsPerAddress)),
		is("Entries of one answer", "ldap.limits.size_limit", v.say("%d", m.SizeLimit)),
		is("Time of one search", "ldap.limits.look_through", v.seconds(m.LookThrough)),
		is("A connection that asks nothing is closed after", "ldap.limits.first_request, ldap.limits.idle", v.say("%s at first, %s later", v.seconds(m.FirstRequest), v.seconds(m.Idle))),
		is("Size of a message, before and after signing in", "ldap.limits.anonymous_message_bytes, ldap.limits.bound_message_bytes", v.say("%s and %s", v.bytes(m.AnonymousMessageBytes), v.bytes(m.BoundMessageBytes))),
	}}
}

// seconds is a time in words: in minutes where those are whole.
func (v *visit) seconds(n float64) string {
	if minutes := int(n / 60); minutes > 0 && float64(minutes)*60 == n {
		return v.say("%d minutes", minutes)
	}
	return v.say("%v s", n)
}

// bytes is a size as people read it: in the largest unit of which there is one.
func (v *visit) bytes(n int64) string {
	size, unit := float64(n), words("%.0f bytes")
	for _, next := range []words{"%.1f KiB", "%.1f MiB", "%.1f GiB"} {
		if size < 1024 {
			break
		}
		size, unit = size/1024, next
	}
	return v.say(unit, size)
}

// country is a country's name in the visitor's language, with its code.
func (v *visit) country(code string) string {
	region, err := language.ParseRegion(code)
	if err != nil {
		return code
	}
	return display.Regions(language.Make(v.language)).Name(region) + " (" + code + ")"
}

// languageName is a language's name in the visitor's language, with its code.
func (v *visit) languageName(code string) string {
	tag, err := language.Parse(code)
	if err != nil {
		return code
	}
	return display.Tags(language.Make(v.language)).Name(tag) + " (" + code + ")"
}
