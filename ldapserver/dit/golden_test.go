package dit

import (
	"bufio"
	"bytes"
	"flag"
	"fmt"
	"os"
	"path/filepath"
	"strconv"
	"strings"
	"testing"

	"github.com/google/uuid"
	"golang.org/x/tools/txtar"

	"annuaire/ldapserver/message"
)

var update = flag.Bool("update", false, "rewrite the answers in testdata/search")

// TestSearches runs testdata/search/*.txtar: requests, each followed by the answer it gets. A request's lines are
//
//	as: account, or nobody (all, if missing)
//	base: DN (the base DN, if missing)
//	scope: base, one or sub (sub, if missing)
//	filter: RFC 4515 ((objectClass=*), if missing)
//	attrs: separated by commas (none, if missing)
//	size: limit
//	options: v2, types
//
// "<Sales>" stands for a folder's or a contact's entryUUID. Result, matchedDN and diagnostic end the answer.
func TestSearches(t *testing.T) {
	files, err := filepath.Glob("testdata/search/*.txtar")
	if err != nil || len(files) == 0 {
		t.Fatalf("no cases: %v", err)
	}
	b := openBook(t, func(o *Options) { o.SizeLimit, o.DialPrefixes = 12, []string{"L0#", "9"} })
	for _, file := range files {
		archive, err := txtar.ParseFile(file)
		if err != nil {
			t.Fatal(err)
		}
		for i := 0; i+1 < len(archive.Files); i += 2 {
			request, answer := archive.Files[i], &archive.Files[i+1]
			t.Run(filepath.Base(file)+"/"+request.Name, func(t *testing.T) {
				got := b.runCase(t, string(request.Data))
				if *update {
					answer.Data = []byte(got)
				} else if want := string(answer.Data); got != want {
					t.Errorf("request:\n%s\ngot:\n%s\nwant:\n%s", request.Data, got, want)
				}
			})
		}
		if *update {
			if err := os.WriteFile(file, txtar.Format(archive), 0o644); err != nil {
				t.Fatal(err)
			}
		}
	}
}

func (b *book) runCase(t *testing.T, text string) string {
	t.Helper()
	q := request{base: baseDN, filter: "(objectClass=*)", scope: message.WholeSubtree}
	who := Who{Account: b.accounts["all"]}
	ids := b.placeholders()
	for lines := bufio.NewScanner(strings.NewReader(text)); lines.Scan(); {
		key, value, _ := strings.Cut(lines.Text(), ":")
		value = strings.NewReplacer(ids...).Replace(strings.TrimSpace(value))
		switch key {
		case "as":
			who.Account = b.accounts[value]
			if value != "nobody" && who.Account == uuid.Nil {
				t.Fatalf("there is no account %s", value)
			}
		case "base":
			q.base = value
		case "scope":
			q.scope = map[string]message.Scope{"base": message.BaseObject, "one": message.SingleLevel, "sub": message.WholeSubtree}[value]
		case "filter":
			q.filter = value
		case "attrs":
			q.attrs = strings.Split(strings.ReplaceAll(value, " ", ""), ",")
		case "size":
			q.size, _ = strconv.Atoi(value)
		case "options":
			who.V2, q.types = strings.Contains(value, "v2"), strings.Contains(value, "types")
		default:
			t.Fatalf("what does %q mean?", lines.Text())
		}
	}
	entries, res := b.ask(t, who, q)
	var out bytes.Buffer
	for _, e := range entries {
		out.WriteString(printable(e.String()) + "\n")
	}
	fmt.Fprintf(&out, "result: %s\n", res.Code)
	for _, more := range [][2]string{{"matched", res.MatchedDN}, {"diagnostic", res.Diagnostic}} {
		if more[1] != "" {
			fmt.Fprintf(&out, "%s: %s\n", more[0], printable(more[1]))
		}
	}
	for i := 0; i < len(ids); i += 2 {
		ids[i], ids[i+1] = ids[i+1], ids[i]
	}
	return strings.NewReplacer(ids...).Replace(out.String())
}

// printable writes octets that are no UTF-8 as filters do.
func printable(s string) string {
	var b strings.Builder
	for _, r := range strings.ToValidUTF8(s, "\x00") {
		b.WriteRune(r)
	}
	if b.String() == s {
		return s
	}
	b.Reset()
	for _, c := range []byte(s) {
		if c >= 0x80 {
			fmt.Fprintf(&b, `\%02x`, c)
		} else {
			b.WriteByte(c)
		}
	}
	return b.String()
}

func (b *book) placeholders() []string {
	var pairs []string
	for _, ids := range []map[string]uuid.UUID{b.folders, b.contacts} {
		for name, id := range ids {
			pairs = append(pairs, "<"+name+">", id.String())
		}
	}
	return pairs
}
