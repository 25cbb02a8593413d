package exchange

import (
	"errors"
	"strings"
)

// errEmptyName is a folder path with nothing between two slashes.
var errEmptyName = errors.New("has a folder without a name: write \\/ for a slash in a name")

// ParsePath splits "Direction administrative/RH" into the names of folders below the root. A slash or a backslash in a
// name is written with a backslash before it. The path "/" is the root, as is the empty one.
func ParsePath(path string) ([]string, error) {
	var names []string
	var name strings.Builder
	flush := func() error {
		s := strings.TrimSpace(name.String())
		name.Reset()
		if s == "" {
			return errEmptyName
		}
		names = append(names, s)
		return nil
	}
	path = strings.TrimPrefix(path, "/")
	for i := 0; i < len(path); i++ {
		switch c := path[i]; {
		case c == '\\' && i+1 < len(path) && (path[i+1] == '/' || path[i+1] == '\\'):
			i++
			name.WriteByte(path[i])
		case c == '/':
			if err := flush(); err != nil {
				return nil, err
			}
		default:
			name.WriteByte(c)
		}
	}
	if name.Len() == 0 { // nothing at all, or a slash at the end
		return names, nil
	}
	return names, flush()
}

// FormatPath writes the names of folders below the root as ParsePath reads them; the root is "/".
func FormatPath(names []string) string {
	if len(names) == 0 {
		return "/"
	}
	escape := strings.NewReplacer(`\`, `\\`, `/`, `\/`)
	escaped := make([]string, len(names))
	for i, name := range names {
		escaped[i] = escape.Replace(name)
	}
	return strings.Join(escaped, "/")
}
