package config

import "strings"

func baseDN(to *string) setter {
	return func(value any) error {
		s, _ := value.(string)
		if !strings.Contains(s, "=") {
			return wanted(value, `a distinguished name (RFC 4514), such as "dc=example,dc=com"`)
		}
		*to = s
		return nil
	}
}
