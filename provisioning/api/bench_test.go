package api

import (
	"bytes"
	"encoding/json"
	"fmt"
	"io"
	"log/slog"
	"math/rand/v2"
	"net/http"
	"net/http/httptest"
	"slices"
	"sync"
	"sync/atomic"
	"testing"
	"time"

	"github.com/google/uuid"

	"annuaire/directory"
)

// The size of what BenchmarkManyClientsAtOnce measures.
const (
	benchClients  = 50
	benchContacts = 10_000
)

// BenchmarkManyClientsAtOnce has fifty clients read and write over connections of their own, on a store that syncs: of ten requests four show a contact, three
// search, two change a contact and one makes one. It reports the requests of a second, and for each operation the time within which 99 of 100 are answered.
func BenchmarkManyClientsAtOnce(b *testing.B) {
	s := newSite(b, func(c *directory.Config) { c.NoSync = false })
	s.api.Logger = slog.New(slog.DiscardHandler)
	ids := s.crowdOfContacts()
	token := s.tokenOf(s.admin, time.Hour).token
	server := httptest.NewServer(s.api)
	b.Cleanup(server.Close)
	var (
		left    atomic.Int64
		working sync.WaitGroup
		took    [benchClients]map[string][]time.Duration
	)
	left.Store(int64(b.N))
	b.ResetTimer()
	for i := range benchClients {
		c := &timedClient{Rand: rand.New(rand.NewPCG(1, uint64(i))), address: server.URL + prefix, token: token, ids: ids, took: map[string][]time.Duration{}}
		took[i] = c.took
		working.Go(func() {
			for left.Add(-1) >= 0 {
				if err := c.ask(); err != nil {
					b.Error(err)
					return
				}
			}
		})
	}
	working.Wait()
	b.ReportMetric(float64(b.N)/b.Elapsed().Seconds(), "requests/s")
	all := map[string][]time.Duration{}
	for _, of := range took {
		for operation, times := range of {
			all[operation] = append(all[operation], times...)
		}
	}
	for operation, times := range all {
		slices.Sort(times)
		b.ReportMetric(float64(times[len(times)*99/100].Microseconds())/1000, operation+"-p99-ms")
	}
}

// crowdOfContacts makes the contacts that are read and written.
func (s *site) crowdOfContacts() (ids []uuid.UUID) {
	_, err := s.d.Apply(s.t.Context(), "crowd", func(e *directory.Edit) error {
		for i := range benchContacts {
			c, _, err := e.CreateContact(directory.ContactDraft{
				FirstName: fmt.Sprint("Anne", i%97), LastName: fmt.Sprint("Martin", i%1009),
				Numbers: []directory.Number{{Kind: directory.WorkNumber, Raw: fmt.Sprintf("01 99 00 %02d %02d", i/100, i%100)}},
			})
			if err != nil {
				return err
			}
			ids = append(ids, c.ID)
		}
		return nil
	})
	if err != nil {
		s.t.Fatal(err)
	}
	return ids
}

// timedClient notes how long each of its requests takes.
type timedClient struct {
	*rand.Rand
	http           http.Client
	address, token string
	ids            []uuid.UUID
	took           map[string][]time.Duration
}

// ask sends one request of the mix.
func (c *timedClient) ask() error {
	contact := "/contacts/" + c.ids[c.IntN(len(c.ids))].String()
	switch n := c.IntN(10); {
	case n < 4:
		return c.send("contact-show", http.MethodGet, contact, nil)
	case n < 7:
		return c.send("search", http.MethodGet, fmt.Sprintf("/search?limit=20&q=martin%d", c.IntN(1009)), nil)
	case n < 9:
		return c.send("contact-change", http.MethodPatch, contact, object{"title": fmt.Sprint("Title ", c.IntN(1000))})
	default:
		return c.send("contact-create", http.MethodPost, "/contacts", object{"first_name": "Jean", "last_name": fmt.Sprint("Neuf", c.IntN(1000))})
	}
}

func (c *timedClient) send(operation, method, path string, body object) error {
	if c.http.Transport == nil {
		c.http.Transport = &http.Transport{MaxIdleConnsPerHost: 1}
	}
	raw, err := json.Marshal(body)
	if err != nil {
		return err
	}
	r, err := http.NewRequest(method, c.address+path, bytes.NewReader(raw))
	if err != nil {
		return err
	}
	r.Header.Set("Content-Type", "application/json")
	r.Header.Set("Authorization", "Bearer "+c.token)
	began := time.Now()
	answer, err := c.http.Do(r)
	if err != nil {
		return err
	}
	_, err = io.Copy(io.Discard, answer.Body)
	c.took[operation] = append(c.took[operation], time.Since(began))
	if answer.StatusCode >= 300 || err != nil {
		return fmt.Errorf("%s %s: %s, %w", method, path, answer.Status, err)
	}
	return answer.Body.Close()
}
