package main

import (
	"strings"
	"testing"
	"time"

	"annuaire/ldapserver"
)

func TestALineOfWatch(t *testing.T) {
	r := ldapserver.Watched{
		At: time.Date(2026, 11, 22, 8, 5, 9, 71e6, time.Local), Remote: "192.0.2.1:5000", Account: "phones",
		Request: "search …", Answer: "success", Entries: 3, Took: 1234567 * time.Nanosecond,
	}
	if got, want := watchedLine(r), "08:05:09.071 192.0.2.1:5000 phones search … => success entries=3 1234µs"; got != want {
		t.Errorf("%s, want %s", got, want)
	}
	r.Account, r.Missed, r.Raw, r.Cut = "", 7, []byte{0x30, 0x05}, 3
	lines := strings.Split(watchedLine(r), "\n")
	if len(lines) != 3 || lines[0] != "7 requests are not shown: they came too fast" || !strings.Contains(lines[1], " (anonymous) search") ||
		lines[2] != "    3005 and 3 bytes that are not shown" {
		t.Errorf("%q", lines)
	}
}

func TestWhatWentWrongStandsBelowALineOfWatch(t *testing.T) {
	r := ldapserver.Watched{Request: "bind", Answer: "invalidCredentials", Why: ldapserver.Explanation{
		Code: "wrong_secret", Values: map[string]string{"account": "phones"},
	}}
	if lines := strings.Split(watchedLine(r), "\n"); len(lines) != 2 || lines[1] != "    the secret of phones is wrong" {
		t.Errorf("%q", lines)
	}
	r.Why.Code = "bound"
	if got := watchedLine(r); strings.Contains(got, "\n") {
		t.Errorf("%q", got)
	}
}

// docs/api.md lists what a watcher can be told.
func TestEveryExplanationIsInTheDocs(t *testing.T) {
	docs := readFile(t, "../../docs/api.md")
	for _, code := range ldapserver.ExplanationCodes() {
		row := "| `" + code + "` | " + (ldapserver.Explanation{Code: code}).String() + " |\n"
		if !strings.Contains(docs, row) {
			t.Errorf("docs/api.md has no %s", row)
		}
	}
}
