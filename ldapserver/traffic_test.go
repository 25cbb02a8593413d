package ldapserver

import (
	"context"
	"errors"
	"io"
	"sync"
	"syscall"
	"testing"

	"annuaire/ldapserver/message"
)

// Clients search without pause while limits and accounts change, and then the server is shut down. What is checked of
// every client: answers come in order and whole, an answer that was begun is ended, and after the notice of
// disconnection there is nothing.
func TestAnswersAreWholeWhateverHappensToTheServer(t *testing.T) {
	f := newFixture(t)
	s, address := f.serve(Options{Anonymous: loopback()})
	const clients, enough = 16, 40
	var (
		busy   sync.WaitGroup // until every client has had enough answers
		all    sync.WaitGroup
		result = make(chan error, clients)
	)
	busy.Add(clients)
	for range clients {
		c := dial(t, address)
		all.Go(func() { result <- keepSearching(c, f.secret, enough, busy.Done) })
	}
	for i := range 20 {
		limits := DefaultLimits()
		limits.FilterNodes += i
		if err := s.SetLimits(limits); err != nil {
			t.Error(err)
		}
		f.account(string(rune('a' + i)))
	}
	busy.Wait()
	if err := s.Shutdown(context.Background()); err != nil {
		t.Error(err)
	}
	all.Wait()
	close(result)
	for err := range result {
		if err != nil {
			t.Error(err)
		}
	}
	if got := s.Stats(); got.Open != 0 || got.Panics != 0 || got.Malformed != 0 {
		t.Errorf("counted %+v", got)
	}
}

// keepSearching binds and searches until the server ends the connection. It calls busy after enough searches.
func keepSearching(c *client, secret string, enough int, busy func()) error {
	busy = sync.OnceFunc(busy)
	defer busy()
	if err := c.trySend(simpleBind(1, 3, "phones", secret)); err != nil {
		return err
	}
	if r, err := c.receive(); err != nil || r.code != message.Success {
		return errors.Join(errors.New("the bind fails"), err)
	}
	for id := int32(2); ; id++ {
		if int(id) == enough {
			busy()
		}
		_ = c.trySend(byName(id, "mart")) // the server may be gone; then reading says so
		for entries := 0; ; entries++ {
			r, err := c.receive()
			switch {
			case err != nil && entries > 0:
				return errors.Join(errors.New("an answer is cut short"), err)
			case errors.Is(err, io.EOF), errors.Is(err, syscall.ECONNRESET), errors.Is(err, syscall.EPIPE):
				return nil
			case err != nil:
				return err
			case r.id == 0 && entries == 0:
				if r, err = c.receive(); err == nil {
					return errors.New("a message after the notice of disconnection")
				}
				return nil
			case r.id != int64(id):
				return errors.New("an answer out of order")
			}
			if r.tag == message.TagSearchDone {
				if entries != 2 || r.code != message.Success {
					return errors.New("an answer lacks entries")
				}
				break
			}
		}
	}
}
