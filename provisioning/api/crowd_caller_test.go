package api

import (
	"bytes"
	"encoding/json"
	"fmt"
	"math/rand/v2"
	"net/http"
	"slices"
	"strconv"
	"strings"

	"github.com/google/uuid"

	"annuaire/directory"
)

// called is an operation with the method and the path that it is called by.
type called struct {
	operation
	method, path string
}

// randomCaller calls the API at random. Names, addresses and numbers are few, so that callers get into each other's way.
type randomCaller struct {
	*rand.Rand
	client     client
	pool       *pool
	operations []called
	deck       []called // that are still to be called in this round
	path       string   // of the operation that is called
	since      uint64
	answered   map[int]int
	done       map[string]bool // operations that came to something
	wrote      []written
	wrong      []string
}

// version is a record as somebody has seen it.
type version struct{ record, seen string }

// written is a version that an operation has changed.
type written struct {
	version
	by string
}

func (r *randomCaller) any(collection string) string { return r.pool.any(r.Rand, collection) }

// name is one of a few.
func (r *randomCaller) name() string { return fmt.Sprintf("Martin%c", 'A'+r.IntN(12)) }

func (r *randomCaller) oneOf(words ...string) string { return words[r.IntN(len(words))] }

// maybe is true once in n times.
func (r *randomCaller) maybe(n int) bool { return r.IntN(n) == 0 }

// makes reports whether an operation makes something: these are called more often, or there would soon be nothing left to call for.
func (c called) makes() bool {
	return strings.HasSuffix(c.ID, "-create") || strings.HasSuffix(c.ID, "-add") || c.ID == "import-upload"
}

// begin makes a few records of every kind.
func (r *randomCaller) begin() {
	for range 4 {
		for _, op := range r.operations {
			if op.makes() {
				r.do(op)
			}
		}
	}
}

// call calls one operation: all of them, in some order, before the next round.
func (r *randomCaller) call() {
	if len(r.deck) == 0 {
		r.deck = slices.Clone(r.operations)
		for _, op := range r.operations {
			if op.makes() {
				r.deck = append(r.deck, op)
			}
		}
		r.Shuffle(len(r.deck), func(i, j int) { r.deck[i], r.deck[j] = r.deck[j], r.deck[i] })
	}
	op := r.deck[0]
	r.deck = r.deck[1:]
	r.do(op)
}

// do calls an operation and tells the others of what it has made.
func (r *randomCaller) do(op called) {
	m := crowdMoves[op.ID]
	record, path := r.address(op)
	for _, first := range m.first {
		r.client.post(record+first, nil)
	}
	if len(m.queries) > 0 {
		path += m.queries[r.IntN(len(m.queries))]
		path = strings.NewReplacer("{folder}", r.any("folders"), "{user}", r.any("users"), "{role}", r.any("roles")).Replace(path)
	}
	r.path = path
	var body any
	if m.body != nil {
		body = m.body(r)
	}
	a := r.send(op, record, path, body)
	if a.Code < http.StatusMultipleChoices {
		r.done[op.ID] = true
		if collection := m.collection(op.path); op.method != http.MethodGet && collection != "" {
			r.learn(collection, a)
		}
	}
}

// address fills in an operation's path, and tells the record that it is about; "" for none.
func (r *randomCaller) address(op called) (record, path string) {
	path = strings.TrimPrefix(op.path, prefix)
	collection := tagOf(strings.TrimPrefix(path, "/bin"))
	id, line, number := r.any(collection), r.any("lines"), r.any("external-numbers")
	related := ""
	switch {
	case strings.Contains(path, "{line_id}"):
		related = r.field("/lines/"+line, "contact_id")
	case strings.Contains(path, "{number_id}"):
		related = r.field("/external-numbers/"+number, "user_id")
	case op.ID == "pin-renew":
		related = r.field("/users/"+r.field("/mailboxes/"+r.any("mailboxes"), "holder_id"), "contact_id")
	}
	if related != "" && r.maybe(2) {
		id = related
	}
	if strings.Contains(path, "{id}") {
		record = "/" + collection + "/" + id
	}
	fill := []string{
		"{id}", id, "{line_id}", line, "{number_id}", number, "{family}", r.oneOf("yealink", "snom", "avaya-j100", "abacus"), "{name}", string(directory.FeatureNames()[r.IntN(len(directory.FeatureNames()))]),
		"{revision}", strconv.FormatUint(r.since+1+r.Uint64N(r.client.site.d.Revision()-r.since+1), 10), "{month}", r.client.site.clock.now().UTC().Format("2006-01"),
	}
	if strings.Contains(path, "{extension_id}") {
		fill = append(fill, "{extension_id}", r.extensionOf(record))
	}
	return record, strings.NewReplacer(fill...).Replace(path)
}

// field reads an id out of a record; "" where it has none.
func (r *randomCaller) field(record, name string) string {
	var fields map[string]any
	if json.Unmarshal(r.client.get(record).Body.Bytes(), &fields) != nil {
		return ""
	}
	id, _ := fields[name].(string)
	return id
}

// extensionOf is the id of one of a user's extensions.
func (r *randomCaller) extensionOf(user string) string {
	a := r.client.get(user)
	if a.Code != http.StatusOK {
		return uuid.NewString()
	}
	extensions := decoded[directory.UserRow](a).Extensions
	if len(extensions) == 0 {
		return uuid.NewString()
	}
	return extensions[r.IntN(len(extensions))].ID.String()
}

// send calls an operation, half the time in the version of the record that there was just now, or that somebody may have seen, and notes what is answered.
func (r *randomCaller) send(op called, record, path string, body any) answer {
	var header []string
	seen := ""
	if op.takes("If-Match") && r.maybe(2) {
		if seen = r.client.get(record).Header().Get("ETag"); seen == "" || r.maybe(4) || !op.guards(record, path) {
			seen = ""
			header = append(header, "If-Match", etag(uint64(1+r.IntN(4))))
		} else {
			header = append(header, "If-Match", seen)
		}
	}
	repeated := op.takes(idempotencyHeader) && r.maybe(4)
	if repeated {
		header = append(header, idempotencyHeader, uuid.NewString())
	}
	caller := r.client
	if op.Permission == string(public) {
		caller = client{site: caller.site} // a session would end with the one that is opened
	}
	a := caller.send(op.method, path, body, header...)
	r.answered[a.Code]++
	if a.Code >= http.StatusInternalServerError || (a.Code == http.StatusUnauthorized || a.Code == http.StatusForbidden) && !crowdMoves[op.ID].refused {
		r.wrong = append(r.wrong, fmt.Sprintf("%s %s %v: %d %s", op.method, path, body, a.Code, a.Body))
	}
	if seen != "" && a.Code < http.StatusMultipleChoices && a.Header().Get("ETag") != seen {
		r.wrote = append(r.wrote, written{version{record, seen}, op.ID})
	}
	if again := a; repeated {
		again = caller.send(op.method, path, body, header...)
		if again.Code != a.Code || !crowdMoves[op.ID].secret && !bytes.Equal(again.Body.Bytes(), a.Body.Bytes()) {
			r.wrong = append(r.wrong, fmt.Sprintf("%s %s %v: %d %s\nand repeated: %d %s", op.method, path, body, a.Code, a.Body, again.Code, again.Body))
		}
	}
	return a
}

// takes reports whether the operation has this header.
func (c called) takes(header string) bool {
	for _, p := range c.Parameters {
		if p.In == "header" && p.Name == header {
			return true
		}
	}
	return false
}

// guards reports whether If-Match is about the record itself, and not about something below it that has versions of its own.
func (c called) guards(record, path string) bool {
	path, _, _ = strings.Cut(path, "?")
	return path == record || strings.HasPrefix(path, "/users/") || strings.HasPrefix(path, "/devices/") || c.ID == "photo-set"
}
