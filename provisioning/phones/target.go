package phones

import (
	"fmt"
	"net"
	"strconv"
	"strings"
	"unicode"
	"unicode/utf8"
)

// Target is what phones are to find: a server, where its contacts begin, and who to bind as.
type Target struct {
	Host     string // a name or an IP address
	Port     int
	Security Security
	Base     string // base DN
	Account  string // the account's name
	Secret   string
	Nameless bool   // the phones bind without a name: Account and Secret are left out
	Label    string // what the phone calls the directory; empty: Annuaire
	Language string // of notes: "fr", else English
}

// Refusal says which part of a Target a family's phones can not be told, and why. It never has the secret in it.
type Refusal struct {
	Field   string // "host", "port", "security", "base", "account", "secret" or "label"
	Message string
}

func (r *Refusal) Error() string { return r.Field + " " + r.Message }

func refuse(field, format string, args ...any) error {
	return &Refusal{field, fmt.Sprintf(format, args...)}
}

// check returns a *Refusal for what can not be written into the family's settings.
func (f *Family) check(t Target) error {
	for _, text := range []struct{ field, value string }{
		{"host", t.Host}, {"base", t.Base}, {"account", t.Account}, {"secret", t.Secret}, {"label", t.Label},
	} {
		switch {
		case t.Nameless && (text.field == "account" || text.field == "secret"):
		case text.value == "" && text.field != "label":
			return refuse(text.field, "is missing")
		case !utf8.ValidString(text.value) || strings.ContainsFunc(text.value, unicode.IsControl):
			return refuse(text.field, "has characters that a phone can not be told")
		case strings.Contains(text.value, `"`):
			return refuse(text.field, "has a quotation mark, which ends values in the files of phones")
		}
	}
	switch {
	case strings.ContainsAny(t.Host, " /@:") && net.ParseIP(t.Host) == nil:
		return refuse("host", "must be a name or an IP address, without scheme, port or path")
	case t.Port < 1 || t.Port > 65535:
		return refuse("port", "is %d, must be between 1 and 65535", t.Port)
	case !f.Can(t.Security):
		return refuse("security", "of %s phones is one of %s", f.Name, f.securities())
	}
	if t.Nameless {
		return nil
	}
	return f.checkLogin(t)
}

// checkLogin checks what the family can not take as a name and a secret.
func (f *Family) checkLogin(t Target) error {
	if f.mostLogin > 0 {
		for _, text := range []struct{ field, value string }{{"account", t.Account}, {"secret", t.Secret}} {
			if n := utf8.RuneCountInString(text.value); n > f.mostLogin {
				return refuse(text.field, "has %d characters; %s phones take %d", n, f.Name, f.mostLogin)
			}
		}
	}
	if f.plainName && strings.ContainsFunc(t.Account, func(r rune) bool { return !isPlain(r) }) {
		return refuse("account", "must have nothing but letters without accents and digits for %s phones", f.Name)
	}
	if f.inURL && strings.ContainsAny(t.Account+t.Secret, ":@/") {
		return refuse("account", "and secret must have no : @ or / for %s phones, which are told them in one field with the server", f.Name)
	}
	return nil
}

func isPlain(r rune) bool {
	return r >= '0' && r <= '9' || r >= 'a' && r <= 'z' || r >= 'A' && r <= 'Z'
}

func (f *Family) securities() string {
	names := make([]string, len(f.Security))
	for i, s := range f.Security {
		names[i] = string(s)
	}
	return strings.Join(names, ", ")
}

// words are what the templates of fields are filled in with: {host} and so on. {tls:a|b|c} is a without TLS, b with StartTLS and c with LDAPS.
func (t Target) words(f *Family) *strings.Replacer {
	scheme := "ldap"
	if t.Security == LDAPS {
		scheme = "ldaps"
	}
	authority := t.Host
	if strings.Contains(t.Host, ":") {
		authority = "[" + t.Host + "]"
	}
	label := t.Label
	if label == "" {
		label = "Annuaire"
	}
	return strings.NewReplacer(
		"{host}", t.Host, "{port}", strconv.Itoa(t.Port), "{base}", t.Base, "{account}", t.Account, "{secret}", t.Secret,
		"{dn}", "cn="+escapeDN(t.Account)+","+t.Base, "{label}", label,
		"{authority}", authority, "{url}", scheme+"://"+authority, "{names}", f.NameFilter, "{numbers}", f.NumberFilter,
	)
}

// escapeDN writes a value as DNs have it (RFC 4514 section 2.4). Names of accounts have no spaces around them.
func escapeDN(s string) string {
	return strings.NewReplacer(`\`, `\\`, ",", `\,`, "+", `\+`, ";", `\;`, "<", `\<`, ">", `\>`, "=", `\=`, "#", `\#`).Replace(s)
}

// bySecurity fills in {tls:a|b|c}.
func (t Target) bySecurity(template string) string {
	before, rest, found := strings.Cut(template, "{tls:")
	if !found {
		return template
	}
	choices, after, _ := strings.Cut(rest, "}")
	parts := strings.Split(choices, "|")
	at := map[Security]int{Clear: 0, StartTLS: 1, LDAPS: 2}[t.Security]
	return before + parts[at] + after
}
