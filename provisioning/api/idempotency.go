package api

import (
	"bytes"
	"context"
	"crypto/sha256"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"net/http"
	"os"
	"time"

	"github.com/danielgtaylor/huma/v2"
	"github.com/danielgtaylor/huma/v2/adapters/humago"

	"annuaire/directory"
)

const (
	idempotencyHeader = "Idempotency-Key"
	replayedHeader    = "Idempotency-Replayed"
	longestKey        = 255
	// inMemory is the largest request that is hashed without going to disk, and the largest answer that is remembered, in bytes.
	inMemory = 1 << 20
	// showsSecret marks operations whose answer shows a secret, in Operation.Metadata.
	showsSecret = "shows_secret"
	// remembersNothing marks operations that take no key, in Operation.Metadata.
	remembersNothing = "remembers_nothing"
)

func idempotencyParam() *huma.Param {
	longest := longestKey
	return &huma.Param{
		Name: idempotencyHeader, In: "header", Schema: &huma.Schema{Type: huma.TypeString, MaxLength: &longest},
		Description: "Chosen by the sender, another one for each request: the same request with the same key is done once, and answered for a day as it was the first time.",
	}
}

// idempotent does a request that has a key once; when it comes again within a day, it gets the same answer.
func (a *API) idempotent(ctx huma.Context, next func(huma.Context)) {
	r, w := humago.Unwrap(ctx)
	key := r.Header.Get(idempotencyHeader)
	c := callerOf(ctx.Context())
	if key == "" {
		next(ctx)
		return
	}
	op := ctx.Operation()
	if len(key) > longestKey {
		a.refuse(w, r, &directory.Error{Code: directory.Invalid, Message: fmt.Sprintf("an %s has at most %d bytes", idempotencyHeader, longestKey)})
		return
	}
	body, sum, err := a.spoolBody(w, r, op)
	if err != nil {
		a.refuse(w, r, err)
		return
	}
	defer body.Close()
	request := directory.RequestKey{Actor: c.name(), Key: key, Request: sum}
	answer, err := a.directory.BeginRequest(ctx.Context(), request)
	if err != nil {
		a.refuse(w, r, err)
		return
	}
	if answer != nil {
		replay(w, *answer)
		return
	}
	again := r.Clone(ctx.Context())
	again.Body = body
	recorded := &recorder{ResponseWriter: w, status: http.StatusOK}
	finished := false
	// What is remembered must be so even when the client has gone meanwhile.
	after, cancel := context.WithTimeout(context.WithoutCancel(ctx.Context()), 10*time.Second)
	defer cancel()
	defer func() {
		if !finished || recorded.status >= http.StatusInternalServerError || recorded.body.Len() > inMemory {
			err = a.directory.AbandonRequest(after, request)
		} else {
			err = a.directory.FinishRequest(after, request, recorded.answer(op.Metadata[showsSecret] == true))
		}
		if err != nil {
			a.Logger.Error("the answer to a request is not remembered", "operation", op.OperationID, "error", err)
		}
	}()
	next(huma.WithContext(humago.NewContext(op, again, recorded), ctx.Context()))
	finished = true
}

// replay answers as the first time.
func replay(w http.ResponseWriter, answer directory.RememberedAnswer) {
	for name, value := range answer.Header {
		w.Header().Set(name, value)
	}
	w.Header().Set(replayedHeader, "true")
	w.WriteHeader(answer.Status)
	_, _ = w.Write(answer.Body) // a client that has gone needs no answer
}

// spoolBody reads a request's body, to disk where it is large, and gives it again with the hash of method, address and body.
func (a *API) spoolBody(w http.ResponseWriter, r *http.Request, op *huma.Operation) (io.ReadCloser, [sha256.Size]byte, error) {
	hash := sha256.New()
	fmt.Fprintf(hash, "%s %s\n", r.Method, r.URL.RequestURI())
	reader := io.TeeReader(http.MaxBytesReader(w, r.Body, max(op.MaxBodyBytes, inMemory)), hash)
	var memory bytes.Buffer
	_, err := io.CopyN(&memory, reader, inMemory)
	if errors.Is(err, io.EOF) {
		return io.NopCloser(&memory), [sha256.Size]byte(hash.Sum(nil)), nil
	}
	var f *spooled
	if err == nil {
		if f, err = spool(a.Spool, io.MultiReader(&memory, reader)); err == nil {
			return f, [sha256.Size]byte(hash.Sum(nil)), nil
		}
	}
	var tooLarge *http.MaxBytesError
	if errors.As(err, &tooLarge) {
		err = &directory.Error{Code: malformedCode(op, http.StatusRequestEntityTooLarge), Message: fmt.Sprintf("the request has more than %d bytes", tooLarge.Limit)}
	}
	return nil, [sha256.Size]byte{}, err
}

// spooled is a temporary file that is gone once it is closed.
type spooled struct{ *os.File }

// spool writes everything of r to a temporary file and opens it at its beginning.
func spool(folder string, r io.Reader) (*spooled, error) {
	f, err := os.CreateTemp(folder, "annuaire-api-*")
	if err != nil {
		return nil, fmt.Errorf("make a temporary file: %w", err)
	}
	s := &spooled{f}
	_, err = io.Copy(f, r)
	if err == nil {
		_, err = f.Seek(0, io.SeekStart)
	}
	if err != nil {
		_ = s.Close() // the first error says more
		return nil, fmt.Errorf("write a temporary file: %w", err)
	}
	return s, nil
}

// Close closes and removes the file.
func (s *spooled) Close() error { return errors.Join(s.File.Close(), os.Remove(s.Name())) }

// recorder notes an answer on its way.
type recorder struct {
	http.ResponseWriter
	status int
	body   bytes.Buffer
}

func (r *recorder) WriteHeader(status int) {
	r.status = status
	r.ResponseWriter.WriteHeader(status)
}

func (r *recorder) Write(b []byte) (int, error) {
	if r.body.Len() <= inMemory {
		r.body.Write(b)
	}
	return r.ResponseWriter.Write(b)
}

// Unwrap is how http.ResponseController finds what it controls.
func (r *recorder) Unwrap() http.ResponseWriter { return r.ResponseWriter }

// answer is what is remembered; without the secret that it showed.
func (r *recorder) answer(shown bool) directory.RememberedAnswer {
	answer := directory.RememberedAnswer{Status: r.status, Header: map[string]string{}, Body: r.body.Bytes()}
	for _, name := range []string{"Content-Type", "ETag", "Location"} {
		if value := r.Header().Get(name); value != "" {
			answer.Header[name] = value
		}
	}
	if shown && r.status < http.StatusMultipleChoices {
		answer.Body = withoutSecret(answer.Body)
	}
	return answer
}

// withoutSecret takes the secrets out of an answer that showed them.
func withoutSecret(body []byte) []byte {
	var answer any
	if json.Unmarshal(body, &answer) != nil {
		return nil
	}
	forgetSecrets(answer)
	safe, err := json.Marshal(answer)
	if err != nil {
		return nil
	}
	return safe
}

// forgetSecrets takes what is called a secret, or secrets, out of a decoded answer, at any depth.
func forgetSecrets(value any) {
	switch v := value.(type) {
	case map[string]any:
		delete(v, "secret")
		delete(v, "secrets")
		for _, inner := range v {
			forgetSecrets(inner)
		}
	case []any:
		for _, inner := range v {
			forgetSecrets(inner)
		}
	}
}
