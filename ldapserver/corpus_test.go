package ldapserver

import (
	"flag"
	"fmt"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"golang.org/x/tools/txtar"

	"annuaire/ldapserver/message"
)

var update = flag.Bool("update", false, "rewrite the answers in testdata/phones")

// How many entries of an answer are written down in full, and how many at all beside the last.
const (
	writtenInFull = 2
	written       = 12
)

// TestPhones runs testdata/phones/*.txtar, a file for each family of devices: what they are known to send, over a
// connection, each followed by the answer it gets. The first section of a file, "book", is the directory, see
// corpusBook.add. A request's lines are those of corpusRequest.read. Of a long answer only the first entries are written
// in full.
func TestPhones(t *testing.T) {
	files, err := filepath.Glob("testdata/phones/*.txtar")
	if err != nil || len(files) == 0 {
		t.Fatalf("no cases: %v", err)
	}
	for _, file := range files {
		t.Run(strings.TrimSuffix(filepath.Base(file), ".txtar"), func(t *testing.T) { runCorpus(t, file) })
	}
}

func runCorpus(t *testing.T, file string) {
	archive, err := txtar.ParseFile(file)
	if err != nil {
		t.Fatal(err)
	}
	if len(archive.Files)%2 != 1 || archive.Files[0].Name != "book" {
		t.Fatal("a file is a book, and requests each with its answer")
	}
	book := newCorpusBook(t, string(archive.Files[0].Data))
	for i := 1; i < len(archive.Files); i += 2 {
		request, answer := archive.Files[i], &archive.Files[i+1]
		t.Run(request.Name, func(t *testing.T) {
			got := book.exchange(t, string(request.Data))
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

// exchange sends a request on a connection of its own, and writes down what comes back.
func (b *corpusBook) exchange(t *testing.T, text string) string {
	t.Helper()
	var q corpusRequest
	q.read(t, text)
	c := dial(t, b.address(t, q.server))
	var out strings.Builder
	if bind := q.bindRequest(t, b); bind != nil {
		c.send(bind)
		if r := c.next(); r.code != message.Success {
			fmt.Fprintf(&out, "bind: %s\n", r.code)
		}
	}
	c.send(q.packet(t))
	n, last := 0, ""
	r := c.next()
	for ; r.tag == message.TagSearchEntry; r = c.next() {
		n, last = n+1, r.dn
		switch {
		case n <= writtenInFull:
			out.WriteString(printable(r.entry()) + "\n")
		case n <= written:
			out.WriteString(printable("dn: "+r.dn) + "\n")
		}
	}
	if n > written {
		fmt.Fprintf(&out, "and %d more, the last %s\n", n-written, last)
	}
	fmt.Fprintf(&out, "entries: %d\nresult: %s\n", n, r.code)
	for _, more := range []string{r.matched, r.text} {
		if more != "" {
			out.WriteString(printable(more) + "\n")
		}
	}
	for says := range strings.Lines(r.controls) {
		fmt.Fprintf(&out, "control: %s", says)
	}
	c.wantAlive()
	return out.String()
}

// printable writes octets that are no UTF-8 as filters do.
func printable(s string) string {
	var b strings.Builder
	valid := strings.ToValidUTF8(s, "") == s
	for _, c := range []byte(s) {
		if c >= 0x80 && !valid {
			fmt.Fprintf(&b, `\%02x`, c)
		} else {
			b.WriteByte(c)
		}
	}
	return b.String()
}
