package web

import (
	"bytes"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"net/http"
	"strconv"
)

// prefix is where the API lies.
const prefix = "/api/v1"

// revisionHeader is how the API says which entry of the journal a request has made.
const revisionHeader = "Annuaire-Revision"

// client asks the API in the name of a visitor: with their cookies, from their address, for as long as their own request lasts. What is asked for by
// a page that is only read can be nothing but GET, so that no link changes anything.
type client struct {
	api     http.Handler
	visitor *http.Request
	answers http.ResponseWriter // what the visitor is answered with: a stream goes through it as it comes
	// cookies are what the API wants the browser to keep.
	cookies []string
	// revision is the journal's entry of the last change; 0 where there was none. It is what « Annuler » takes back.
	revision uint64
}

// file is a body that is sent as it is, not as JSON.
type file struct {
	kind string // its media type
	data io.Reader
}

// plain is an answer that is taken as it is, not as JSON.
type plain []byte

// get asks for what is at a path below the prefix, and decodes it.
func (c *client) get(path string, into any) error {
	_, err := c.send(http.MethodGet, path, nil, into)
	return err
}

// post, patch, put and delete change something. Into may be nil; header is name, value, name, value …
func (c *client) post(path string, body, into any, header ...string) error {
	_, err := c.send(http.MethodPost, path, body, into, header...)
	return err
}

func (c *client) patch(path string, body, into any, header ...string) error {
	_, err := c.send(http.MethodPatch, path, body, into, header...)
	return err
}

func (c *client) put(path string, body, into any, header ...string) error {
	_, err := c.send(http.MethodPut, path, body, into, header...)
	return err
}

func (c *client) delete(path string, header ...string) error {
	_, err := c.send(http.MethodDelete, path, nil, nil, header...)
	return err
}

// send asks the API, decodes its answer into what into points to, and returns the answer's header. What the API refuses is a *problem.
func (c *client) send(method, path string, body, into any, header ...string) (http.Header, error) {
	r, err := c.request(method, path, body)
	if err != nil {
		return nil, fmt.Errorf("%s %s: %w", method, path, err)
	}
	for i := 0; i+1 < len(header); i += 2 {
		r.Header.Set(header[i], header[i+1])
	}
	a := answer{header: http.Header{}, status: http.StatusOK}
	c.api.ServeHTTP(&a, r)
	c.cookies = append(c.cookies, a.header.Values("Set-Cookie")...)
	if revision, err := strconv.ParseUint(a.header.Get(revisionHeader), 10, 64); err == nil {
		c.revision = revision
	}
	if a.status >= http.StatusBadRequest {
		return a.header, problemOf(a)
	}
	switch into := into.(type) {
	case nil:
	case *plain:
		*into = a.body.Bytes()
	default:
		if err := json.Unmarshal(a.body.Bytes(), into); err != nil {
			return a.header, fmt.Errorf("%s %s: read the answer: %w", method, path, err)
		}
	}
	return a.header, nil
}

// request is the visitor's, as far as the API asks who somebody is and from where. That a page was opened by a link on another site is no matter of the
// API's: the chain has refused what such a site may not do.
func (c *client) request(method, path string, body any) (*http.Request, error) {
	if isRead(c.visitor.Method) && !isRead(method) {
		return nil, errors.New("a page that is only read changes nothing")
	}
	sent, kind := io.Reader(http.NoBody), "application/json"
	switch body := body.(type) {
	case nil:
		kind = ""
	case file:
		sent, kind = body.data, body.kind
	default:
		raw, err := json.Marshal(body)
		if err != nil {
			return nil, err
		}
		sent = bytes.NewReader(raw)
	}
	r, err := http.NewRequestWithContext(c.visitor.Context(), method, prefix+path, sent)
	if err != nil {
		return nil, err
	}
	r.Host, r.RemoteAddr, r.TLS = c.visitor.Host, c.visitor.RemoteAddr, c.visitor.TLS
	for _, name := range []string{"Cookie", "X-Forwarded-For", "User-Agent"} {
		r.Header[name] = c.visitor.Header[name]
	}
	if kind != "" {
		r.Header.Set("Content-Type", kind)
	}
	if !isRead(method) {
		for _, name := range []string{"Origin", "Sec-Fetch-Site"} {
			r.Header[name] = c.visitor.Header[name]
		}
	}
	return r, nil
}

func isRead(method string) bool { return method == http.MethodGet || method == http.MethodHead }

// answer is what the API writes.
type answer struct {
	header http.Header
	status int
	body   bytes.Buffer
}

func (a *answer) Header() http.Header         { return a.header }
func (a *answer) WriteHeader(status int)      { a.status = status }
func (a *answer) Write(b []byte) (int, error) { return a.body.Write(b) }

// ifMatch has a change made only to the version of a record that the visitor has seen.
func ifMatch(version string) []string {
	if version == "" {
		return nil
	}
	return []string{"If-Match", strconv.Quote(version)}
}
