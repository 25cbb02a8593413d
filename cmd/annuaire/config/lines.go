package config

import (
	"fmt"
	"strings"
)

// keyLines finds the line on which each key and each heading of a valid TOML document stands: the decoder only tells it
// of syntax errors. Names are as in Config.keys, those of the n-th [[a.b]] begin with "a.b[n]". Keys of inline tables are
// left out: they stand where the table does.
func keyLines(data []byte) map[string]int {
	s := lineScanner{text: string(data), line: 1, lines: map[string]int{}, arrays: map[string]int{}}
	for {
		s.skip(" \t\r\n")
		switch {
		case s.text == "":
			return s.lines
		case s.text[0] == '#':
			s.skipComment()
		case s.text[0] == '[':
			s.heading()
		default:
			s.assignment()
		}
	}
}

// lineScanner reads just enough of TOML to tell keys from values. It takes at least one byte a step, whatever the bytes.
type lineScanner struct {
	text   string // what is still to be read
	line   int
	table  string // name of the table the next keys are in, with a dot
	lines  map[string]int
	arrays map[string]int // how many [[x]] there were so far
}

// advance takes n bytes and counts their lines.
func (s *lineScanner) advance(n int) string {
	taken := s.text[:n]
	s.line += strings.Count(taken, "\n")
	s.text = s.text[n:]
	return taken
}

func (s *lineScanner) skip(set string) {
	s.advance(len(s.text) - len(strings.TrimLeft(s.text, set)))
}

func (s *lineScanner) skipComment() {
	if end := strings.IndexByte(s.text, '\n'); end >= 0 {
		s.advance(end)
		return
	}
	s.advance(len(s.text))
}

func (s *lineScanner) heading() {
	line := s.line
	array := strings.HasPrefix(s.text, "[[")
	s.skip("[ \t")
	parts := s.dottedKey()
	s.skipComment() // what is left of the line is brackets and perhaps a comment
	name := ""
	for i, part := range parts {
		name += part
		if n := s.arrays[name]; n > 0 && (i < len(parts)-1 || !array) {
			name = fmt.Sprintf("%s[%d]", name, n-1)
		}
		s.note(name, line)
		name += "."
	}
	name = strings.TrimSuffix(name, ".")
	if array {
		n := s.arrays[name]
		s.arrays[name]++
		name = fmt.Sprintf("%s[%d]", name, n)
		s.note(name, line)
	}
	s.table = name + "."
}

func (s *lineScanner) assignment() {
	line, name := s.line, strings.TrimSuffix(s.table, ".")
	for _, part := range s.dottedKey() {
		name = strings.TrimPrefix(name+"."+part, ".")
		s.note(name, line)
	}
	s.value()
}

// note keeps the first line of a name.
func (s *lineScanner) note(name string, line int) {
	if _, known := s.lines[name]; !known {
		s.lines[name] = line
	}
}

// dottedKey reads a key such as a."b c".d and stops after it.
func (s *lineScanner) dottedKey() []string {
	var parts []string
	for {
		s.skip(" \t")
		if s.text == "" {
			return parts
		}
		if s.text[0] == '"' || s.text[0] == '\'' {
			quoted := s.quoted()
			parts = append(parts, strings.Trim(quoted, quoted[:1]))
		} else {
			end := strings.IndexAny(s.text, ".=] \t\r\n")
			if end < 0 {
				end = len(s.text)
			}
			parts = append(parts, s.advance(end))
		}
		s.skip(" \t")
		if !strings.HasPrefix(s.text, ".") {
			return parts
		}
		s.advance(1)
	}
}

// value reads from a key to the end of its value, which is the end of a line unless a bracket or a text is open.
func (s *lineScanner) value() {
	depth := 0
	for s.text != "" {
		switch s.text[0] {
		case '\n':
			if depth <= 0 {
				return
			}
			s.advance(1)
		case '#':
			s.skipComment()
		case '[', '{':
			depth++
			s.advance(1)
		case ']', '}':
			depth--
			s.advance(1)
		case '"', '\'':
			s.quoted()
		default:
			s.advance(1)
		}
	}
}

// quoted reads one text in quotes, of one line or of several, and gives it with its quotes.
func (s *lineScanner) quoted() string {
	quote := s.text[:1]
	if triple := strings.Repeat(quote, 3); strings.HasPrefix(s.text, triple) {
		quote = triple
	}
	end := len(quote)
	for end < len(s.text) && !strings.HasPrefix(s.text[end:], quote) {
		if s.text[end] == '\\' && quote[0] == '"' {
			end++
		}
		end++
	}
	end = min(end+len(quote), len(s.text))
	for len(quote) == 3 && end < len(s.text) && s.text[end] == quote[0] { // a quote may stand just before the closing three
		end++
	}
	return s.advance(end)
}
