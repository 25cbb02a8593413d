package main

import (
	"errors"
	"fmt"
	"math/rand/v2"
	"slices"
	"strings"
	"testing"

	"github.com/go-ldap/ldap/v3"
)

// differentialSeeds are of the searches that every run asks; one more is drawn.
var differentialSeeds = []uint64{1, 2, 3}

// TestSlapdFindsTheSame asks the program and slapd, which has its export, a hundred searches of each seed: both give the same entries,
// values and result codes. Where annuaire means more by a filter than slapd is in docs/differences.md; draw.search leaves that out.
func TestSlapdFindsTheSame(t *testing.T) {
	d := newDifferential(t)
	for _, seed := range append(slices.Clone(differentialSeeds), rand.Uint64()) {
		t.Run(fmt.Sprintf("seed %d", seed), func(t *testing.T) {
			draw := newDraw(seed, d.people)
			found := 0
			for range 100 {
				q := draw.search()
				ours, theirs := d.answer(t, d.ours, q), d.answer(t, d.slapd, q)
				found += len(ours) - 1
				if !slices.Equal(ours, theirs) {
					t.Errorf("%s\nours alone:\n%s\nslapd's alone:\n%s", d.commandLine(q), without(ours, theirs), without(theirs, ours))
				}
			}
			if found < 1000 {
				t.Errorf("only %d entries were found: the searches say nothing", found)
			}
		})
	}
}

// answer is the result code with the matched DN, and each entry in a line, so that order and spelling do not count.
func (d *differential) answer(t *testing.T, c *ldap.Conn, q *ldap.SearchRequest) []string {
	t.Helper()
	res, err := c.Search(q)
	var failure ldap.Error
	if err != nil {
		var f *ldap.Error
		if !errors.As(err, &f) || f.ResultCode >= ldap.ErrorNetwork {
			t.Fatalf("%s: %v", d.commandLine(q), err)
		}
		failure = *f
	}
	var lines []string
	for _, e := range res.Entries {
		var attributes []string
		for _, a := range e.Attributes {
			slices.Sort(a.Values)
			attributes = append(attributes, strings.ToLower(a.Name)+"="+strings.Join(a.Values, "|"))
		}
		slices.Sort(attributes)
		lines = append(lines, strings.ToLower(e.DN)+" "+strings.Join(attributes, "; "))
	}
	slices.Sort(lines)
	if failure.ResultCode == ldap.LDAPResultSizeLimitExceeded { // which ones is each server's to say
		for i := range lines {
			lines[i] = "an entry"
		}
	}
	return append(lines, fmt.Sprintf("result %d %s", failure.ResultCode, strings.ToLower(failure.MatchedDN)))
}

// commandLine is q for a shell.
func (d *differential) commandLine(q *ldap.SearchRequest) string {
	scope := [...]string{ldap.ScopeBaseObject: "base", ldap.ScopeSingleLevel: "one", ldap.ScopeWholeSubtree: "sub"}[q.Scope]
	line := fmt.Sprintf("ldapsearch -x -LLL -H %s -D all -w %s -b '%s' -s %s -z %d", d.uri, d.secret, q.BaseDN, scope, q.SizeLimit)
	if q.TypesOnly {
		line += " -A"
	}
	for _, c := range q.Controls {
		line += " " + c.String()
	}
	return line + " '" + q.Filter + "' " + strings.Join(q.Attributes, " ")
}

// without is what of lines the others have not.
func without(lines, others []string) string {
	alone := slices.DeleteFunc(slices.Clone(lines), func(line string) bool { return slices.Contains(others, line) })
	if len(alone) > 5 {
		alone = append(alone[:4], fmt.Sprintf("and %d more", len(alone)-4))
	}
	return "\t" + strings.Join(alone, "\n\t")
}
