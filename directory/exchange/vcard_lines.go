package exchange

import (
	"bytes"
	"strings"

	"annuaire/directory"
)

// vcard is a card with the line it begins at, from 1.
type vcard struct {
	line       int
	properties []vcardProperty
}

// vcardProperty is a line of a card (RFC 6350 section 3.3) whose continuations have been joined to it.
type vcardProperty struct {
	name  string   // in upper case, without its group
	types []string // values of TYPE, in lower case, and parameters without a value, which older programs write for them
	pref  bool     // it is the one to be preferred: PREF, or TYPE=pref
	value string   // as written, escapes included
}

// isVCard reports whether a file is cards.
func isVCard(text []byte) bool {
	text = bytes.TrimLeft(text, " \t\r\n")
	const begin = "BEGIN:VCARD"
	return len(text) >= len(begin) && bytes.EqualFold(text[:len(begin)], []byte(begin))
}

// readVCards reads cards of version 3.0 (RFC 2426) and 4.0 (RFC 6350). Errors are Invalid.
func readVCards(text []byte) ([]vcard, error) {
	var (
		cards []vcard
		open  *vcard
		lines = vcardLines{text: text}
	)
	for line, at, more := lines.next(); more; line, at, more = lines.next() {
		p, ok := parseProperty(line)
		isCard := ok && strings.EqualFold(strings.TrimSpace(p.value), "VCARD")
		switch {
		case ok && p.name == "BEGIN" && isCard && open == nil:
			open = &vcard{line: at}
		case ok && p.name == "BEGIN" && isCard:
			return nil, fileError(directory.Invalid, "line %d: the card that begins here does not end before the next one", open.line)
		case open == nil && strings.TrimSpace(line) == "":
		case open == nil:
			return nil, fileError(directory.Invalid, "line %d is in no card", at)
		case ok && p.name == "END" && isCard:
			cards = append(cards, *open)
			open = nil
		case ok && p.name == "VERSION" && strings.HasPrefix(strings.TrimSpace(p.value), "2"):
			return nil, fileError(directory.Invalid, "line %d: cards of version 2.1 are not read; save them as version 3.0 or 4.0", at)
		case ok:
			open.properties = append(open.properties, p)
		}
	}
	if open != nil {
		return nil, fileError(directory.Invalid, "line %d: the card that begins here does not end", open.line)
	}
	return cards, nil
}

// vcardLines walks the lines of a file, each with its continuations.
type vcardLines struct {
	text []byte
	at   int // lines read
}

func (l *vcardLines) next() (line string, at int, more bool) {
	if len(l.text) == 0 {
		return "", 0, false
	}
	at = l.at + 1
	joined := l.cut()
	if !continues(l.text) {
		return string(joined), at, true
	}
	whole := bytes.Clone(joined)
	for continues(l.text) {
		whole = append(whole, l.cut()[1:]...)
	}
	return string(whole), at, true
}

func (l *vcardLines) cut() []byte {
	line, rest, _ := bytes.Cut(l.text, []byte("\n"))
	l.text = rest
	l.at++
	return bytes.TrimSuffix(line, []byte("\r"))
}

// continues reports whether the next line belongs to the one before: it begins with a space or a tab.
func continues(text []byte) bool {
	return len(text) > 0 && (text[0] == ' ' || text[0] == '\t')
}

// parseProperty reads [group "."] name *(";" parameter) ":" value. What is no such line is no property.
func parseProperty(line string) (vcardProperty, bool) {
	head, value, found := cutUnquoted(line, ':')
	if !found {
		return vcardProperty{}, false
	}
	name, parameters, _ := cutUnquoted(head, ';')
	if _, after, grouped := strings.Cut(name, "."); grouped {
		name = after
	}
	p := vcardProperty{name: strings.ToUpper(strings.TrimSpace(name)), value: value}
	for parameters != "" {
		var parameter string
		parameter, parameters, _ = cutUnquoted(parameters, ';')
		key, values, valued := strings.Cut(parameter, "=")
		switch {
		case !valued:
			values = key
		case strings.EqualFold(key, "PREF"):
			p.pref = values == "1"
			continue
		case !strings.EqualFold(key, "TYPE"):
			continue
		}
		for t := range strings.SplitSeq(strings.ToLower(strings.ReplaceAll(values, `"`, "")), ",") {
			p.pref = p.pref || t == "pref"
			p.types = append(p.types, t)
		}
	}
	return p, p.name != ""
}

// cutUnquoted cuts at the first sep that is not within quotes.
func cutUnquoted(s string, sep byte) (before, after string, found bool) {
	quoted := false
	for i := 0; i < len(s); i++ {
		switch {
		case s[i] == '"':
			quoted = !quoted
		case s[i] == sep && !quoted:
			return s[:i], s[i+1:], true
		}
	}
	return s, "", false
}
