package main

import (
	"fmt"
	"regexp"
	"slices"
	"strings"
	"testing"
)

// passing are the values that are other ones each time; the name of its group says of which kind each is.
var passing = regexp.MustCompile(strings.Join([]string{
	`(?P<id>[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12})`,
	`(?P<time>20\d\d-\d\d-\d\dT\d\d:\d\d:\d\d(?:\.\d+)?Z)`,
	`(?P<hour>\d{1,2}(?: \p{L}+ |/\d\d/)20\d\d (?:at|à) \d\d:\d\d \([^)]*\))`,
	`(?P<day>20\d\d-\d\d-\d\d)`,
	`(?P<month>20\d\d-\d\d\b)`,
	`(?:"(?:revision|undoes)": ?|/journal/|/events\?after=|\nid: )(?P<revision>\d+)\b`,
	`(?:"next": ?"|[?&]after=)(?P<place>\d+)\b`,
	`(?:"cents": ?|\namount;)(?P<charge>\d+(?:\.\d\d)?)\b`, // a month's, by how many days it has
	`"microseconds": ?(?P<took>\d+)\b`,
	`"address": ?"127\.0\.0\.1:(?P<from>\d+)"`,
	`(?P<file>\b[0-9a-f]{64}\b)`,
	`(?P<photo>\b[0-9a-f]{32}\b)`,
	`(?P<secret>\b[0-9a-hjkmnp-tv-z]{26}\b)`,
	`(?:"port": ?|_PORT(?:", "value": "|=\\")|192\.0\.2\.10:)(?P<port>\d{4,5})\b`,
	`(?:Code|PIN)\W{0,2}: (?P<pin>\d{4,10})`,
	`(?:"next": ?"|after=)(?P<cursor>[\w-]{20,})`,
}, "|"))

// builtIn is how the ids begin that are the same in every directory.
const builtIn = "00000000-"

// value is a passing value where it stands in a text.
type value struct {
	kind, text string
	begin, end int
}

// values gives the passing values of a text, in order.
func values(text string) []value {
	var found []value
	for _, at := range passing.FindAllStringSubmatchIndex(text, -1) {
		for group, kind := range passing.SubexpNames() {
			if kind == "" || at[2*group] < 0 || strings.HasPrefix(text[at[2*group]:], builtIn) {
				continue
			}
			found = append(found, value{kind, text[at[2*group]:at[2*group+1]], at[2*group], at[2*group+1]})
		}
	}
	return found
}

// firstSecret is the first secret in a text, "" where there is none.
func firstSecret(text string) value {
	for _, v := range values(text) {
		if v.kind == "secret" {
			return v
		}
	}
	return value{}
}

// transcript holds a document that tells of a conversation against the conversation as it goes now: it knows which passing value of the document
// stands for which one of now.
type transcript struct {
	now, said map[string]string // of the document → of now, and back
	ids       int               // of those that were made for the document
	document  string
}

func newTranscript(document string) *transcript {
	return &transcript{now: map[string]string{}, said: map[string]string{}, document: document}
}

// bind notes that one value of the document stands for one of now, and reports whether that fits with what is known. Times and places in a list stand
// for any other.
func (s *transcript) bind(said, now value) bool {
	if said.kind != now.kind {
		return false
	}
	if slices.Contains([]string{"time", "hour", "day", "place", "took", "from"}, said.kind) {
		return true
	}
	known, met := s.now[said.kind+said.text], s.said[said.kind+now.text]
	if known == "" && met == "" {
		s.now[said.kind+said.text], s.said[said.kind+now.text] = now.text, said.text
		return true
	}
	return known == now.text && met == said.text
}

// real is a command of the document with the values of now.
func (s *transcript) real(command string) string {
	return replaced(command, func(_ int, v value) string {
		if now, known := s.now[v.kind+v.text]; known {
			return now
		}
		return v.text
	})
}

// difference says where a text of the document and one of now differ, but for passing values that stand for each other; "" where they do not.
func (s *transcript) difference(said, now string) string {
	kinds := func(_ int, v value) string { return "<" + v.kind + ">" }
	saidLines, nowLines := strings.Split(replaced(said, kinds), "\n"), strings.Split(replaced(now, kinds), "\n")
	for i, line := range nowLines {
		if i >= len(saidLines) || saidLines[i] != line {
			return fmt.Sprintf("line %d is %s", i+1, line)
		}
	}
	if len(saidLines) > len(nowLines) {
		return fmt.Sprintf("there is no line %d", len(nowLines)+1)
	}
	saidValues := values(said)
	for i, v := range values(now) {
		if !s.bind(saidValues[i], v) {
			return fmt.Sprintf("%s is the %s %s, which is not %s elsewhere", saidValues[i].text, v.kind, v.text, saidValues[i].text)
		}
	}
	return ""
}

// told is a text of now with the values of the document; what has none gets that of the document's text in the same place, or a new one.
func (s *transcript) told(said, now string) string {
	before := values(said)
	return replaced(now, func(i int, v value) string {
		if known, met := s.said[v.kind+v.text]; met {
			return known
		}
		if i < len(before) && before[i].kind == v.kind && s.now[v.kind+before[i].text] == "" {
			v.text = before[i].text
		} else if v.kind == "id" {
			for v.text = ""; v.text == "" || strings.Contains(s.document, v.text); s.ids++ {
				v.text = fmt.Sprintf("0199c0de-0000-7000-8000-%012d", s.ids+1)
			}
		}
		s.bind(v, values(now)[i])
		return v.text
	})
}

// replaced is a text with its passing values, counted from 0, replaced.
func replaced(text string, by func(i int, v value) string) string {
	var b strings.Builder
	end := 0
	for i, v := range values(text) {
		b.WriteString(text[end:v.begin] + by(i, v))
		end = v.end
	}
	return b.String() + text[end:]
}

func TestATranscriptSeesWhatDiffers(t *testing.T) {
	const id, other = "0199c0de-0000-7000-8000-000000000001", "0199c0de-0000-7000-8000-000000000002"
	const real, more = "01a29bb4-9d1c-7d43-b9b6-0f39b2f5dcb1", "01a29bb4-9d1c-7d43-b9b6-0f39b2f5dcb2"
	for name, tc := range map[string]struct {
		said, now []string
		differ    bool
	}{
		"the same":                   {[]string{"a " + id}, []string{"a " + real}, false},
		"the same id again":          {[]string{id, id}, []string{real, real}, false},
		"another id for the same":    {[]string{id, id}, []string{real, more}, true},
		"the same id for another":    {[]string{id, other}, []string{real, real}, true},
		"another word":               {[]string{"a " + id}, []string{"b " + real}, true},
		"another time":               {[]string{"2026-11-23T09:00:00Z"}, []string{"2027-01-02T03:04:05.678Z"}, false},
		"a time where there is none": {[]string{"never"}, []string{"2027-01-02T03:04:05.678Z"}, true},
		"a line more":                {[]string{"a"}, []string{"a\nb"}, true},
		"a line less":                {[]string{"a\nb"}, []string{"a"}, true},
		"a revision":                 {[]string{`"revision": 4`, "/journal/4/undo"}, []string{`"revision": 7`, "/journal/7/undo"}, false},
		"another revision":           {[]string{`"revision": 4`, "/journal/4/undo"}, []string{`"revision": 7`, "/journal/8/undo"}, true},
		"a longer month":             {[]string{`"cents": 33`, "\namount;0.33 EUR"}, []string{`"cents": 32`, "\namount;0.32 EUR"}, false},
		"an id that is a secret":     {[]string{id}, []string{"7q3m9x0v1t5n8b2k4c6d0f1g3h"}, true},
	} {
		t.Run(name, func(t *testing.T) {
			s, differs := newTranscript(""), false
			for i := range tc.said {
				differs = differs || s.difference(tc.said[i], tc.now[i]) != ""
			}
			if differs != tc.differ {
				t.Errorf("differs: %v", differs)
			}
		})
	}
}

func TestATranscriptIsWrittenAnewWithTheValuesItHad(t *testing.T) {
	const id, real = "0199c0de-0000-7000-8000-000000000005", "01a29bb4-9d1c-7d43-b9b6-0f39b2f5dcb1"
	s := newTranscript(id)
	if told := s.told(`{"id": "`+id+`"}`, `{"name": "Ventes", "id": "`+real+`"}`); told != `{"name": "Ventes", "id": "`+id+`"}` {
		t.Error(told)
	}
	if command := s.real("curl $API/folders/" + id); command != "curl $API/folders/"+real {
		t.Error(command)
	}
	first := s.told("", strings.Replace(real, "01a2", "01a3", 1))
	if again := s.told("", strings.Replace(real, "01a2", "01a4", 1)); slices.Contains([]string{id, real, again}, first) {
		t.Errorf("%s %s", first, again)
	}
}
