package api

import (
	"context"
	"encoding/json"
	"errors"
	"net/netip"
	"strings"
	"testing"
	"time"

	"github.com/google/uuid"

	"annuaire/directory"
)

// handset is a server of phones for an API: what is sent to it is shown to who watches.
type handset struct {
	wanted chan PhoneWatch
	asks   chan PhoneRequest
	ended  chan error
}

func (s *site) handset() *handset {
	h := &handset{wanted: make(chan PhoneWatch, 10), asks: make(chan PhoneRequest), ended: make(chan error, 2*mostRecordings)}
	s.api.Watch = func(ctx context.Context, w PhoneWatch, begun func(), show func(PhoneRequest) error) error {
		h.wanted <- w
		begun()
		for {
			select {
			case r, open := <-h.asks:
				err := errors.New("the server stops")
				if open {
					err = show(r)
				}
				if err != nil {
					h.ended <- err
					return err
				}
			case <-ctx.Done():
				h.ended <- nil
				return nil
			}
		}
	}
	return h
}

func TestWhatPhonesAskIsStreamed(t *testing.T) {
	s := newSite(t)
	h := s.handset()
	lines := s.listen(t, s.admin, "/watch?account=lobby&address=192.0.2.7")
	if w := <-h.wanted; w != (PhoneWatch{"lobby", netip.MustParseAddr("192.0.2.7")}) {
		t.Errorf("%+v is wanted", w)
	}
	asked := PhoneRequest{
		At: time.Date(2026, 11, 22, 8, 0, 0, 0, time.UTC), Address: "192.0.2.7:4711", Account: "lobby", Request: `search base="dc=xyz"`,
		Result: "noSuchObject", Microseconds: 12, Why: PhoneWhy{
			Code: "wrong_base", Values: map[string]string{"base": "dc=xyz", "right": "dc=example,dc=com"}, Text: "change Base", Trouble: true,
		},
	}
	h.asks <- asked
	until(t, lines, "event: request")
	data, _ := strings.CutPrefix(until(t, lines, "data:"), "data: ")
	var told PhoneRequest
	if err := json.Unmarshal([]byte(strings.TrimSpace(data)), &told); err != nil || told.Why.Values["right"] != "dc=example,dc=com" || told.Account != "lobby" {
		t.Errorf("told %s, %v", data, err)
	}
	close(h.asks)
	for lines.Scan() {
		if lines.Text() != "" {
			t.Errorf("the stream goes on: %s", lines.Text())
		}
	}
}

func TestWhoMayNotWatchPhonesIsRefused(t *testing.T) {
	s := newSite(t)
	s.admin.get("/watch").wantProblem(503, directory.Unavailable)
	s.handset()
	s.admin.get("/watch?address=phone").wantProblem(422, directory.Invalid)
	folder := s.folder(uuid.Nil, "Ventes")
	for name, right := range map[string]directory.Grant{
		"Rita": grant(directory.SectionDirectory, directory.Write, uuid.Nil), "Otto": grant(directory.SectionAccess, directory.Write, folder.ID),
	} {
		c, _ := s.login(name, right)
		c.get("/watch").wantProblem(403, directory.Forbidden)
	}
}

func TestAWatchOfPhonesEndsWithTheRightTo(t *testing.T) {
	for name, end := range map[string]func(*site, client, directory.Contact){
		"she signs out": func(_ *site, c client, _ directory.Contact) { c.delete("/session").want(204) },
		"her role is taken away": func(s *site, _ client, contact directory.Contact) {
			s.admin.put("/contacts/"+contact.ID.String()+"/roles", object{"roles": []object{}}).want(200)
		},
	} {
		t.Run(name, func(t *testing.T) {
			s := newSite(t)
			s.api.keepAlive = time.Millisecond
			h := s.handset()
			c, contact := s.login("Rita", grant(directory.SectionAccess, directory.Read, uuid.Nil))
			lines := s.listen(t, c, "/watch")
			end(s, c, contact)
			wantEnd(t, lines)
			if err := <-h.ended; err != nil {
				t.Errorf("watching ended with %v", err)
			}
		})
	}
}

func TestAWatchOfPhonesEndsWithItsReader(t *testing.T) {
	s := newSite(t)
	h := s.handset()
	t.Run("reader", func(t *testing.T) { s.listen(t, s.admin, "/watch") }) // it goes with the test
	if err := <-h.ended; err != nil {
		t.Errorf("watching ended with %v", err)
	}
}

func TestWhatPhonesAskIsStreamedByHowItCameOut(t *testing.T) {
	s := newSite(t)
	h := s.handset()
	lines := s.listen(t, s.admin, "/watch?outcome=trouble")
	h.asks <- PhoneRequest{Request: "fine"}
	h.asks <- PhoneRequest{Request: "wrong", Why: PhoneWhy{Trouble: true}}
	if data := until(t, lines, "data:"); !strings.Contains(data, `"wrong"`) {
		t.Errorf("told %s", data)
	}
	s.admin.get("/watch?outcome=good").wantProblem(422, directory.Invalid)
}
