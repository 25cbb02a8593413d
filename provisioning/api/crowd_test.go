package api

import (
	"math/rand/v2"
	"net/http"
	"strconv"
	"sync"
	"testing"
	"time"

	"annuaire/directory"
)

// How many clients call at once, and how often each.
const (
	crowd = 10
	calls = 200
)

// TestTwoThousandRandomCallsOfTenClientsAtOnceBreakNoRule: whatever they ask, in whatever order it is done, every rule holds afterwards, and the journal,
// followed from its beginning, comes to what is there.
func TestTwoThousandRandomCallsOfTenClientsAtOnceBreakNoRule(t *testing.T) {
	s := newSite(t, func(c *directory.Config) { c.Licence = directory.Licence{Limit: 12, Included: 6} })
	pool := &pool{ids: map[string][]string{}}
	seed := rand.Uint64()
	t.Logf("seed %d", seed)
	var callers []*randomCaller
	var calling sync.WaitGroup
	for i := range crowd {
		c := &randomCaller{Rand: rand.New(rand.NewPCG(seed, uint64(i))), client: s.tokenOf(s.admin, time.Hour), pool: pool, answered: map[int]int{}}
		callers = append(callers, c)
		calling.Go(func() {
			for range calls {
				c.call()
			}
		})
	}
	calling.Wait()
	answered := map[int]int{}
	for _, c := range callers {
		for status, n := range c.answered {
			answered[status] += n
		}
		for _, wrong := range c.wrong {
			t.Error(wrong)
		}
	}
	t.Logf("answers %v, revision %d", answered, s.d.Revision())
	if answered[http.StatusCreated] == 0 || answered[http.StatusConflict] == 0 || answered[http.StatusPreconditionFailed] == 0 {
		t.Errorf("they did not get into each other's way: %v", answered)
	}
	wantSound(t, s.d)
}

// wantSound asks Check whether every rule holds and the journal comes to what is there.
func wantSound(t *testing.T, d *directory.Directory) {
	t.Helper()
	if entries, err := d.Journal(t.Context(), 2, 1); err != nil || len(entries) != 1 {
		t.Fatalf("the journal does not begin with the store: %v, %v", entries, err)
	}
	problems, err := d.Check(t.Context())
	if err != nil {
		t.Fatal(err)
	}
	for _, p := range problems {
		t.Error(p)
	}
}

// TestNoUpdateIsLost has ten clients count in one record: each reads the number and writes the next one, in the version it has read. Whoever is too late
// is told so and has changed nothing.
func TestNoUpdateIsLost(t *testing.T) {
	const rounds = 20
	s := newSite(t)
	path := "/contacts/" + s.contact(directory.ContactDraft{FirstName: "Anne", LastName: "Martin", Note: "0"}).ID.String()
	count := func(c client, read *sync.WaitGroup) int {
		seen := c.get(path)
		if read != nil { // all have read before anybody writes
			read.Done()
			read.Wait()
		}
		n, err := strconv.Atoi(decoded[directory.Contact](seen).Note)
		if err != nil {
			t.Error(err)
		}
		return c.patch(path, object{"note": strconv.Itoa(n + 1)}, "If-Match", seen.Header().Get("ETag")).Code
	}
	var clients []client
	for range crowd {
		clients = append(clients, s.tokenOf(s.admin, time.Hour))
	}
	for range rounds {
		var read, counting sync.WaitGroup
		read.Add(crowd)
		codes := make(chan int, crowd)
		for _, c := range clients {
			counting.Go(func() { codes <- count(c, &read) })
		}
		counting.Wait()
		close(codes)
		answered := map[int]int{}
		for code := range codes {
			answered[code]++
		}
		if answered[http.StatusOK] != 1 || answered[http.StatusPreconditionFailed] != crowd-1 {
			t.Fatalf("of %d who have read the same, one writes and the others are told so: %v", crowd, answered)
		}
	}
	var counting sync.WaitGroup
	for _, c := range clients {
		counting.Go(func() {
			for done := 0; done < rounds; {
				switch code := count(c, nil); code {
				case http.StatusOK:
					done++
				case http.StatusPreconditionFailed: // read again
				default:
					t.Errorf("%d", code)
					return
				}
			}
		})
	}
	counting.Wait()
	if note := decoded[directory.Contact](s.admin.get(path)).Note; note != strconv.Itoa(rounds+crowd*rounds) {
		t.Errorf("%s, and not %d", note, rounds+crowd*rounds)
	}
	wantSound(t, s.d)
}
