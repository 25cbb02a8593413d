package control

import (
	"bytes"
	"context"
	"errors"
	"net/http"
	"net/netip"
	"strings"
	"testing"

	"annuaire/directory"
)

func TestWatchHandsLinesOnAsTheyCome(t *testing.T) {
	s := newServices(t)
	asked := make(chan WatchOptions, 1)
	more := make(chan struct{})
	s.Watch = func(_ context.Context, o WatchOptions, begun func(), show func(string) error) error {
		asked <- o
		begun()
		<-more // the client has been told that it watches
		return errors.Join(show("one"), show("two\n    30"))
	}
	want := WatchOptions{Account: "desk phones", Address: netip.MustParseAddr("2001:db8::1"), Hex: true}
	var out bytes.Buffer
	if err := newClientOf(t, s).Watch(t.Context(), want, func() { close(more) }, &out); err != nil {
		t.Fatal(err)
	}
	if got := <-asked; got != want {
		t.Errorf("asked for %+v", got)
	}
	if out.String() != "one\ntwo\n    30\n" {
		t.Errorf("%q", out.String())
	}
}

func TestWatchingEndsWithItsContext(t *testing.T) {
	s := newServices(t)
	s.Watch = func(ctx context.Context, _ WatchOptions, begun func(), _ func(string) error) error {
		begun()
		<-ctx.Done()
		return nil
	}
	ctx, stop := context.WithCancel(t.Context())
	if err := newClientOf(t, s).Watch(ctx, WatchOptions{}, stop, new(bytes.Buffer)); err != nil {
		t.Error(err)
	}
}

func TestWatchIsRefused(t *testing.T) {
	s := newServices(t)
	c := newClientOf(t, s)
	var e *directory.Error
	err := c.Watch(t.Context(), WatchOptions{}, func() { t.Error("it begins") }, new(bytes.Buffer))
	if !errors.As(err, &e) || e.Code != directory.Unavailable {
		t.Errorf("without a server: %v", err)
	}
	for query, names := range map[string]string{"address=x": "address", "hex=perhaps": "hex", "colour=blue": "colour"} {
		_, err := c.do(t.Context(), http.MethodGet, "/watch?"+query, nil)
		if !errors.As(err, &e) || e.Code != directory.Invalid || !strings.Contains(err.Error(), names) {
			t.Errorf("%s: %v", query, err)
		}
	}
}
