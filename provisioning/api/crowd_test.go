package api

import (
	"maps"
	"math/rand/v2"
	"net/http"
	"slices"
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

// TestTwoThousandRandomCallsOfTenClientsAtOnceBreakNoRule: whatever they ask, in whatever order it is done, every rule holds afterwards, nobody has
// overwritten what somebody else had changed meanwhile, and the journal, followed from its beginning, comes to what is there.
func TestTwoThousandRandomCallsOfTenClientsAtOnceBreakNoRule(t *testing.T) {
	s := newSite(t, func(c *directory.Config) { c.Licence = directory.Licence{Limit: 10, Included: 2} })
	operations := crowdOperations(t, s.api)
	seed := rand.Uint64()
	t.Logf("seed %d", seed)
	clients := s.crowdOfClients()
	shared := &pool{ids: map[string][]string{}}
	var callers []*randomCaller
	var calling sync.WaitGroup
	for i, client := range clients {
		c := &randomCaller{
			Rand: rand.New(rand.NewPCG(seed, uint64(i))), client: client, pool: shared, operations: operations, since: s.d.Revision(),
			answered: map[int]int{}, done: map[string]bool{},
		}
		callers = append(callers, c)
	}
	callers[0].begin()
	for _, c := range callers {
		calling.Go(func() {
			for range calls {
				c.call()
			}
		})
	}
	calling.Wait()
	answered, done, writers := map[int]int{}, map[string]bool{}, map[version]string{}
	for _, c := range callers {
		for status, n := range c.answered {
			answered[status] += n
		}
		maps.Copy(done, c.done)
		for _, w := range c.wrote {
			if other := writers[w.version]; other != "" {
				t.Errorf("an update is lost: %s, version %s, was changed by %s and by %s", w.record, w.seen, other, w.by)
			}
			writers[w.version] = w.by
		}
		for _, wrong := range c.wrong {
			t.Error(wrong)
		}
	}
	var failed []string
	for _, op := range operations {
		if !done[op.ID] {
			failed = append(failed, op.ID)
		}
	}
	t.Logf("answers %v, revision %d; these came to nothing: %s", answered, s.d.Revision(), failed)
	for _, status := range []int{http.StatusCreated, http.StatusConflict, http.StatusPreconditionFailed} {
		if answered[status] == 0 {
			t.Errorf("they did not get into each other's way: %v", answered)
		}
	}
	wantSound(t, s.d)
	wantInvariants(t, s)
}

// crowdOperations are those that random callers call: all that there are, what they are called with said.
func crowdOperations(t *testing.T, a *API) (operations []called) {
	t.Helper()
	eachOperation(readDocument(t, a), func(method, path string, op operation) {
		if slices.Contains(unplayed, op.ID) {
			return
		}
		if m := crowdMoves[op.ID]; op.RequestBody != nil && m.body == nil {
			t.Errorf("random callers do not know what to call %s with", op.ID)
		}
		operations = append(operations, called{op, method, path})
	})
	return operations
}

// crowdOfClients are administrators: most of them tokens of the founder, three of them people who have signed in.
func (s *site) crowdOfClients() []client {
	s.t.Helper()
	clients := make([]client, crowd)
	for i := range clients {
		clients[i] = s.tokenOf(s.admin, time.Hour)
	}
	for i, first := range []string{"Nora", "Paul", "Rosa"} {
		person, contact := s.login(first)
		if _, err := s.d.SetRoles(s.t.Context(), contact.ID, 0, []directory.RoleAssignment{{RoleID: directory.AdministratorRole()}}); err != nil {
			s.t.Fatal(err)
		}
		clients[i] = person
	}
	return clients
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
