package api

import (
	"context"
	"fmt"
	"maps"
	"net/http"
	"reflect"
	"slices"
	"strings"
	"time"

	"github.com/danielgtaylor/huma/v2"

	"annuaire/directory"
)

// action is an operation's own code: it is only called when the caller may do it.
type action[I, O any] func(ctx context.Context, c *caller, in *I) (*O, error)

// add makes an operation of the API: pattern is method and path below the prefix, id its name for programs. Here, and only here, rights are asked for.
func add[I, O any](a *API, pattern, id, summary string, n need, do action[I, O], options ...func(*huma.Operation)) {
	method, path, _ := strings.Cut(pattern, " ")
	op := huma.Operation{
		OperationID: id, Method: method, Path: prefix + path, Summary: summary, Tags: []string{tagOf(path)},
		Errors: []int{}, Responses: map[string]*huma.Response{"default": a.problemResponse()},
		Extensions: map[string]any{"x-permission": n.String()},
		Metadata:   map[string]any{},
	}
	if n.scope != public {
		op.Security = []map[string][]string{{"session": {}}, {"token": {}}}
	}
	for _, option := range options {
		option(&op)
	}
	op.Middlewares = append(huma.Middlewares{named(id), a.authenticate(n)}, op.Middlewares...)
	if method == http.MethodPost && n.scope != public && op.Metadata[remembersNothing] != true { // nobody's requests are not remembered
		op.Parameters = append(op.Parameters, idempotencyParam())
		op.Middlewares = append(op.Middlewares, a.idempotent)
	}
	if _, is := any(new(I)).(placed); is != (n.scope == inFolder || n.scope == inFolderOrOwn) {
		panic(fmt.Sprintf("%s: an input names its places if, and only if, its operation is in a folder", id)) // found by every test
	}
	_, takesFile := op.Metadata[tooLargeCode]
	huma.Register(a.huma, op, func(ctx context.Context, in *I) (*O, error) {
		if !takesFile { // a file is read by the operation itself
			callerOf(ctx).bodyRead()
		}
		out, err := guarded(ctx, a, n, in, do)
		if err == nil {
			return out, nil
		}
		p := problemOf(err)
		if seen, is := any(in).(versioned); is && p.Code == directory.StaleRecord {
			p.Seen, _ = seen.version()
		}
		a.logInternal(ctx, id, p)
		header := http.Header{}
		challenge(header.Set, p)
		return nil, huma.ErrorWithHeaders(p, header)
	})
}

// guarded asks for the rights that depend on what the request is about, then does it. What it changes asks for them once more in the transaction that does,
// with the rights and the places that there are by then.
func guarded[I, O any](ctx context.Context, a *API, n need, in *I, do action[I, O]) (*O, error) {
	c := callerOf(ctx)
	if seen, is := any(in).(versioned); is {
		if _, err := seen.version(); err != nil {
			return nil, err
		}
	}
	if err := n.mayDo(a, c, in); err != nil {
		return nil, err
	}
	if n.scope == public {
		return do(ctx, c, in)
	}
	return do(directory.WithGuard(ctx, func() (err error) {
		if c.Rights, err = a.directory.ActorRights(ctx); err != nil {
			return err
		}
		if err := n.mayBegin(c); err != nil {
			return err
		}
		return n.mayDo(a, c, in)
	}), c, in)
}

func (a *API) problemResponse() *huma.Response {
	schema := a.huma.OpenAPI().Components.Schemas.Schema(reflect.TypeFor[Problem](), true, "Problem")
	return &huma.Response{Description: "What went wrong.", Content: map[string]*huma.MediaType{"application/problem+json": {Schema: schema}}}
}

// tagOf groups operations by the first part of their path.
func tagOf(path string) string {
	tag, _, _ := strings.Cut(strings.TrimPrefix(path, "/"), "/")
	tag, _, _ = strings.Cut(tag, ":")
	return tag
}

// made answers 201 where something new is there afterwards.
func made(op *huma.Operation) { op.DefaultStatus = http.StatusCreated }

// file lets an operation take a body of up to most bytes of these types, and says what a larger one is called.
func file(most int64, tooLarge directory.Code, types ...string) func(*huma.Operation) {
	return func(op *huma.Operation) {
		op.MaxBodyBytes, op.BodyReadTimeout = most, 10*time.Minute
		op.Metadata[tooLargeCode] = tooLarge
		content := map[string]*huma.MediaType{}
		for _, t := range types {
			content[t] = &huma.MediaType{Schema: &huma.Schema{Type: huma.TypeString, Format: "binary"}}
		}
		op.RequestBody = &huma.RequestBody{Required: true, Content: content}
	}
}

// answers says which types an operation answers with that is not JSON.
func answers(types ...string) func(*huma.Operation) {
	return func(op *huma.Operation) {
		content := map[string]*huma.MediaType{}
		for _, t := range types {
			content[t] = &huma.MediaType{}
		}
		op.Responses["200"] = &huma.Response{Description: "OK: " + strings.Join(slices.Sorted(maps.Keys(content)), ", "), Content: content}
	}
}

// secret marks an operation whose answer shows something once and never again: it is not remembered.
func secret(op *huma.Operation) { op.Metadata[showsSecret] = true }

// unremembered keeps an operation that changes nothing, and is asked for with a secret, from being remembered under an Idempotency-Key.
func unremembered(op *huma.Operation) { op.Metadata[remembersNothing] = true }

// Empty is the input of operations that take nothing, and the answer of those that say nothing.
type Empty struct{}
