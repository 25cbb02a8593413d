package api

import (
	"cmp"
	"context"
	"encoding/json"
	"net/http"
	"net/netip"
	"time"

	"github.com/danielgtaylor/huma/v2"
	"github.com/danielgtaylor/huma/v2/adapters/humago"
	"github.com/google/uuid"

	"annuaire/directory"
)

// WatchInput says whose requests are wanted.
type WatchInput struct {
	Account string `query:"account" maxLength:"64" doc:"Only what this LDAP account asks, or somebody in its name."`
	Address string `query:"address" maxLength:"64" doc:"Only what comes from this IP address."`
	Outcome string `query:"outcome" enum:"trouble,fine" doc:"Only what went wrong, or only what went well."`
}

// WatchStreamInput says whose requests are wanted, and from where on.
type WatchStreamInput struct {
	WatchInput
	After  string `query:"after" maxLength:"64" doc:"The id of the request that the reader has seen last, or last of GET /watch/recent: what is kept of later ones comes first, then the event up_to_date. Without it, only what is asked from now on."`
	LastID string `header:"Last-Event-ID" doc:"What a browser sends when it comes back; it goes before after."`
}

// wanted is whose requests are wanted. It returns invalid for what is no address.
func (in *WatchInput) wanted() (PhoneWatch, error) {
	wanted := PhoneWatch{Account: in.Account}
	if in.Address == "" {
		return wanted, nil
	}
	var err error
	if wanted.Address, err = netip.ParseAddr(in.Address); err != nil {
		return wanted, &directory.Error{Code: directory.Invalid, Message: "whose requests are wanted", Fields: []directory.FieldError{
			{Field: "address", Code: directory.Invalid, Message: "must be an IP address", Value: in.Address},
		}}
	}
	return wanted, nil
}

// wants reports whether a request came out as those that are wanted.
func (in *WatchInput) wants(r PhoneRequest) bool {
	return in.Outcome == "" || r.Why.Trouble == (in.Outcome == "trouble")
}

// PhoneWatch is whose requests are shown.
type PhoneWatch struct {
	Account string     // empty: everybody's
	Address netip.Addr // zero: from anywhere
}

// PhoneRequest is what a phone has asked, and what it got. No secret is in it.
type PhoneRequest struct {
	ID           string    `json:"id,omitempty" doc:"What the stream is gone on with after; missing where nothing is kept of it."`
	At           time.Time `json:"at"`
	Address      string    `json:"address" doc:"IP address and port."`
	Account      string    `json:"account,omitempty" doc:"As whom it asked; missing for nobody."`
	Request      string    `json:"request"`
	Result       string    `json:"result"`
	Entries      int       `json:"entries"`
	Microseconds int64     `json:"microseconds"`
	Missed       uint64    `json:"missed,omitempty" doc:"Requests before this one that came too fast to be shown."`
	Why          PhoneWhy  `json:"why"`
}

// PhoneWhy is what came of a request of a phone.
type PhoneWhy struct {
	Code    string            `json:"code" doc:"Stable, for programs and translations."`
	Values  map[string]string `json:"values,omitempty" doc:"What it is about."`
	Text    string            `json:"text" doc:"In English, with what to do about it."`
	Trouble bool              `json:"trouble,omitempty" doc:"The phone did not get what it wanted."`
}

// watch streams what phones ask, as they ask it (server-sent events), each with what came of it.
func (a *API) watch(ctx context.Context, _ *caller, in *WatchStreamInput) (*EventsOutput, error) {
	wanted, err := in.wanted()
	if err != nil {
		return nil, err
	}
	if a.Watch == nil {
		return nil, errNoPhones()
	}
	if after := cmp.Or(in.LastID, in.After); after != "" {
		return a.watchAfter(ctx, wanted, after, in.wants)
	}
	return &EventsOutput{ContentType: "text/event-stream", Body: func(ctx huma.Context) {
		r, w := humago.Unwrap(ctx)
		s := &eventStream{a: a, r: r, w: w, control: http.NewResponseController(w)}
		s.followPhones(ctx.Context(), in.wants, func(ctx context.Context, begun func(), show func(PhoneRequest) error) error {
			return a.Watch(ctx, wanted, begun, show)
		})
	}}, nil
}

func errNoPhones() error {
	return &directory.Error{Code: directory.Unavailable, Message: "no server answers phones here"}
}

// followPhones sends what phones ask, as far as the reader wants it, until she goes or may not read any more, or watch ends: it calls begun, and then show
// with each request. Phones never wait for the reader.
func (s *eventStream) followPhones(
	ctx context.Context, wants func(PhoneRequest) bool, watch func(ctx context.Context, begun func(), show func(PhoneRequest) error) error,
) {
	ctx, stop := context.WithCancel(ctx)
	begun, requests, ended := make(chan struct{}), make(chan PhoneRequest), make(chan struct{})
	defer func() {
		stop()
		<-ended
	}()
	go func() {
		defer close(ended)
		_ = watch(ctx, func() { close(begun) }, func(r PhoneRequest) error { // it fails as ctx does
			select {
			case requests <- r:
				return nil
			case <-ctx.Done():
				return ctx.Err()
			}
		})
	}()
	idle := time.NewTicker(s.a.keepAlive)
	defer idle.Stop()
	signedOut := s.a.signedOut.next() // before the first look: who signs out after it is noticed
	select {
	case <-begun: // nothing is missed from here on
	case <-ended:
		return
	}
	for open := s.mayWatch() && s.write(": connected\n\n"); open; {
		select {
		case r := <-requests:
			open = s.mayWatch() && (!wants(r) || s.tellPhone(r))
		case <-signedOut:
			signedOut = s.a.signedOut.next()
			open = s.mayWatch()
		case <-idle.C:
			open = s.mayWatch() && s.write(": still here\n\n")
		case <-ended:
			return
		case <-ctx.Done():
			return
		}
	}
}

// mayWatch reports whether the reader still may watch phones; otherwise the stream ends.
func (s *eventStream) mayWatch() bool {
	c := &caller{}
	if s.a.identifyAgain(s.r, c) != nil || !c.Rights.May(directory.SectionAccess, directory.Read, uuid.Nil) {
		s.write("event: session_ended\ndata: {}\n\n")
		return false
	}
	return true
}

func (s *eventStream) tellPhone(r PhoneRequest) bool {
	data, err := json.Marshal(r)
	id := ""
	if r.ID != "" {
		id = "id: " + r.ID + "\n"
	}
	return err == nil && s.write(id+"event: request\ndata: "+string(data)+"\n\n")
}
