package config

import (
	"crypto/tls"
	"fmt"
	"math"
	"strconv"
	"strings"
	"time"
	"unicode"
	"unicode/utf8"

	"github.com/google/uuid"
	"golang.org/x/text/language"

	"annuaire/ldapserver/dit"
)

// setter takes one value as the TOML decoder gives it (string, int64, float64, bool, []any, map[string]any …). Its error
// says what would be right; who asked adds the place and the key.
type setter func(value any) error

func text(to *string, shortest, longest int) setter {
	return func(value any) error {
		s, ok := value.(string)
		if !ok {
			return wanted(value, "a text in quotes")
		}
		switch n := utf8.RuneCountInString(s); {
		case n < shortest:
			return fmt.Errorf("must not be empty")
		case n > longest:
			return fmt.Errorf("has %d characters, want at most %d", n, longest)
		case strings.ContainsFunc(s, unicode.IsControl):
			return fmt.Errorf("contains control characters")
		}
		*to = s
		return nil
	}
}

func baseDN(to *string) setter {
	return func(value any) error {
		s, _ := value.(string)
		if dn, err := dit.ParseDN(s); err != nil || len(dn) == 0 {
			return wanted(value, `a distinguished name (RFC 4514), such as "dc=example,dc=com"`)
		}
		*to = s
		return nil
	}
}

func digits(to *string, longest int) setter {
	return func(value any) error {
		s, ok := value.(string)
		if !ok || len(s) > longest || strings.Trim(s, "0123456789*#") != "" {
			return wanted(value, fmt.Sprintf(`up to %d digits in quotes, such as "0", or ""`, longest))
		}
		*to = s
		return nil
	}
}

func country(to *string) setter {
	return func(value any) error {
		s, _ := value.(string)
		region, err := language.ParseRegion(s)
		if err != nil || len(s) != 2 || !region.IsCountry() {
			return wanted(value, `a country's two letters (ISO 3166-1), such as "FR"`)
		}
		*to = region.String()
		return nil
	}
}

func languageTag(to *string) setter {
	return func(value any) error {
		s, _ := value.(string)
		tag, err := language.Parse(s)
		if err != nil || tag == language.Und {
			return wanted(value, `a language (BCP 47), such as "fr" or "de-CH"`)
		}
		*to = tag.String()
		return nil
	}
}

func boolean(to *bool) setter {
	return func(value any) error {
		b, ok := value.(bool)
		if !ok {
			return wanted(value, "true or false, without quotes")
		}
		*to = b
		return nil
	}
}

func whole(to *int, least, most int) setter {
	return func(value any) error {
		n, ok := value.(int64)
		if !ok || n < int64(least) || n > int64(most) {
			return wanted(value, fmt.Sprintf("a whole number from %d to %d", least, most))
		}
		*to = int(n)
		return nil
	}
}

func size(to *int, least, most int) setter {
	return func(value any) error {
		n, ok := value.(int64)
		if s, isText := value.(string); isText {
			n, ok = parseSize(s)
		}
		if !ok || n < int64(least) || n > int64(most) {
			return wanted(value, fmt.Sprintf(`a size from %s to %s, such as 65536, "64KiB" or "1MiB"`, sizeText(least), sizeText(most)))
		}
		*to = int(n)
		return nil
	}
}

func parseSize(s string) (int64, bool) {
	number, unit := s, int64(1)
	for suffix, bytes := range map[string]int64{"KiB": 1 << 10, "MiB": 1 << 20, "GiB": 1 << 30} {
		if before, found := strings.CutSuffix(s, suffix); found {
			number, unit = strings.TrimSpace(before), bytes
		}
	}
	n, err := strconv.ParseInt(number, 10, 64)
	if err != nil || n < 0 || n > math.MaxInt64/unit {
		return 0, false
	}
	return n * unit, true
}

func sizeText(n int) string {
	switch {
	case n%(1<<30) == 0:
		return fmt.Sprintf("%dGiB", n>>30)
	case n%(1<<20) == 0:
		return fmt.Sprintf("%dMiB", n>>20)
	}
	return fmt.Sprintf("%dKiB", n>>10)
}

func duration(to *time.Duration, least time.Duration) setter {
	return func(value any) error {
		s, _ := value.(string)
		d, err := time.ParseDuration(s)
		if err != nil || d < least || d > 24*time.Hour {
			return wanted(value, fmt.Sprintf(`a time from %v to 24h in quotes with its unit, such as "30s", "15m" or "1h30m"`, least))
		}
		*to = d
		return nil
	}
}

func tlsVersion(to *uint16) setter {
	versions := map[string]uint16{"1.0": tls.VersionTLS10, "1.1": tls.VersionTLS11, "1.2": tls.VersionTLS12, "1.3": tls.VersionTLS13}
	return func(value any) error {
		s, _ := value.(string)
		v, ok := versions[s]
		if !ok {
			return wanted(value, `"1.0", "1.1", "1.2" or "1.3"`)
		}
		*to = v
		return nil
	}
}

// cipherSuites takes names such as RFC 5246's. Those of TLS 1.3 can not be chosen, and RC4 is none.
func cipherSuites(to *[]uint16) setter {
	return list(to, `a list of cipher suites up to TLS 1.2, such as ["TLS_RSA_WITH_AES_128_CBC_SHA"]`, func(s string) (uint16, error) {
		for _, suite := range append(tls.CipherSuites(), tls.InsecureCipherSuites()...) {
			if suite.Name == s && suite.SupportedVersions[0] < tls.VersionTLS13 && !strings.Contains(s, "RC4") {
				return suite.ID, nil
			}
		}
		return 0, fmt.Errorf("%q is no cipher suite", s)
	})
}

func folders(to *[]uuid.UUID) setter {
	return list(to, `a list of folder ids, such as ["01997b7e-8f1c-7c3a-9d2e-1a2b3c4d5e6f"]`, uuid.Parse)
}

func dialPrefixes(to *[]string) setter {
	return list(to, `a list of up to 8 characters each, such as ["L0#", "9"]`, func(s string) (string, error) {
		if s == "" || len(s) > 8 || strings.ContainsFunc(s, func(r rune) bool { return r <= ' ' || r > '~' }) {
			return "", fmt.Errorf("%q is no dial prefix", s)
		}
		return s, nil
	})
}

// list takes a list of texts, each read by parse.
func list[T any](to *[]T, want string, parse func(string) (T, error)) setter {
	return func(value any) error {
		items, ok := value.([]any)
		if !ok {
			return wanted(value, want)
		}
		var parsed []T
		for _, item := range items {
			s, isText := item.(string)
			one, err := parse(s)
			if !isText || err != nil {
				return wanted(item, want)
			}
			parsed = append(parsed, one)
		}
		*to = parsed
		return nil
	}
}

// wanted says which value is no good, and what would be right.
func wanted(value any, want string) error {
	switch v := value.(type) {
	case string:
		return fmt.Errorf("%q is not right: want %s", v, want)
	case map[string]any, []map[string]any:
		return fmt.Errorf("a table is not right: want %s", want)
	case []any:
		return fmt.Errorf("a list is not right: want %s", want)
	}
	return fmt.Errorf("%v is not right: want %s", value, want)
}
