package main

import (
	"bytes"
	"encoding/json"
	"fmt"
	"net/textproto"
	"strings"
	"testing"
)

// shownHeaders are those of an answer that matter to its reader.
var shownHeaders = []string{"Allow", "Content-Disposition", "Etag", "Link"}

// width is how many columns a JSON value may take to stand on one line.
const width = 110

// layOut gives what curl -i has written as people like to read it: of the head the status and the headers that matter, of the body, where it is
// JSON, a member on each line. Anything else it gives as it is.
func layOut(answer string) string {
	head, body, found := strings.Cut(answer, "\r\n\r\n")
	if !found || !strings.HasPrefix(head, "HTTP/") {
		return withJSON(answer)
	}
	lines := strings.Split(head, "\r\n")
	shown := strings.TrimSpace(lines[0]) + "\n"
	for _, line := range lines[1:] {
		name, _, _ := strings.Cut(line, ":")
		for _, wanted := range shownHeaders {
			if textproto.CanonicalMIMEHeaderKey(name) == wanted {
				shown += line + "\n"
			}
		}
	}
	if body == "" {
		return shown
	}
	return shown + "\n" + withJSON(body)
}

// withJSON is a text, with a member on each line where it is JSON.
func withJSON(text string) string {
	if trimmed := strings.TrimSpace(text); json.Valid([]byte(trimmed)) && strings.HasPrefix(trimmed, "{") {
		return spread([]byte(trimmed), 0) + "\n"
	}
	if text = strings.TrimRight(text, "\r\n"); text != "" {
		text += "\n"
	}
	return text
}

// spread writes a JSON value on one line where it fits, else on several.
func spread(value json.RawMessage, indent int) string {
	oneLine := onOneLine(value)
	open := oneLine[:1]
	if len(oneLine)+indent <= width || open != "{" && open != "[" {
		return oneLine
	}
	var members []string
	decoder := json.NewDecoder(bytes.NewReader(value))
	_, _ = decoder.Token() // the value is valid
	for decoder.More() {
		name := ""
		if open == "{" {
			token, _ := decoder.Token()
			name = fmt.Sprintf("%q: ", token)
		}
		var member json.RawMessage
		_ = decoder.Decode(&member)
		members = append(members, strings.Repeat(" ", indent+2)+name+spread(member, indent+2))
	}
	return open + "\n" + strings.Join(members, ",\n") + "\n" + strings.Repeat(" ", indent) + oneLine[len(oneLine)-1:]
}

// onOneLine is a JSON value with a space after each colon and comma.
func onOneLine(value json.RawMessage) string {
	var compact, b bytes.Buffer
	if err := json.Compact(&compact, value); err != nil {
		return string(value)
	}
	quoted, escaped := false, false
	for _, c := range compact.Bytes() {
		b.WriteByte(c)
		switch {
		case escaped:
			escaped = false
		case c == '"':
			quoted = !quoted
		case quoted:
			escaped = c == '\\'
		case c == ':', c == ',':
			b.WriteByte(' ')
		}
	}
	return b.String()
}

func TestAnswersAreLaidOutForReaders(t *testing.T) {
	long := strings.Repeat("x", width)
	for _, tc := range []struct{ answer, shown string }{
		{"", ""},
		{"HTTP/1.1 204 No Content\r\nDate: today\r\n\r\n", "HTTP/1.1 204 No Content\n"},
		{"HTTP/1.1 201 Created\r\nEtag: \"1\"\r\nDate: today\r\n\r\n{\"id\":1,\"list\":[1,2]}\n", "HTTP/1.1 201 Created\nEtag: \"1\"\n\n{\"id\": 1, \"list\": [1, 2]}\n"},
		{`{"a":"` + long + `","b":{"c":"d: \"e\""}}`, "{\n  \"a\": \"" + long + "\",\n  \"b\": {\"c\": \"d: \\\"e\\\"\"}\n}\n"},
		{"HTTP/1.1 200 OK\r\n\r\nday,users\r\n", "HTTP/1.1 200 OK\n\nday,users\n"},
		{"dn: uid=anne", "dn: uid=anne\n"},
	} {
		if shown := layOut(tc.answer); shown != tc.shown {
			t.Errorf("%q: %q instead of %q", tc.answer, shown, tc.shown)
		}
	}
}
