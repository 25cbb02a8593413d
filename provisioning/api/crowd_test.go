package api

import (
	"fmt"
	"math/rand/v2"
	"net/http"
	"strconv"
	"sync"
	"testing"
	"time"

	"github.com/google/uuid"

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
	s := newSite(t)
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

// pool is what all callers know of: the ids of what has been made, deleted or not, by the path it is reached under.
type pool struct {
	mu  sync.Mutex
	ids map[string][]string
}

func (p *pool) add(path, id string) {
	p.mu.Lock()
	defer p.mu.Unlock()
	p.ids[path] = append(p.ids[path], id)
}

func (p *pool) any(r *rand.Rand, path string) string {
	p.mu.Lock()
	defer p.mu.Unlock()
	if len(p.ids[path]) == 0 {
		return uuid.NewString() // nobody's
	}
	return p.ids[path][r.IntN(len(p.ids[path]))]
}

// randomCaller calls the API at random. Names, addresses and numbers are few, so that callers get into each other's way.
type randomCaller struct {
	*rand.Rand
	client   client
	pool     *pool
	answered map[int]int
	wrong    []string
}

func (r *randomCaller) any(path string) string { return r.pool.any(r.Rand, path) }

// name is one of a few.
func (r *randomCaller) name() string { return fmt.Sprintf("Martin%c", 'A'+r.IntN(12)) }

func (r *randomCaller) oneOf(words ...string) string { return words[r.IntN(len(words))] }

// call makes one call.
func (r *randomCaller) call() {
	moves := []func(){r.folderMove, r.contactMake, r.contactChange, r.contactMove, r.binMove, r.accessMove, r.undo}
	moves[r.IntN(len(moves))]()
}

// send sends a request with the version of the record that somebody may have seen, and notes what is answered.
func (r *randomCaller) send(method, path string, body any) answer {
	var header []string
	if r.IntN(2) == 0 && (method == http.MethodPatch || method == http.MethodDelete) {
		header = []string{"If-Match", etag(uint64(1 + r.IntN(4)))}
	}
	a := r.client.send(method, path, body, header...)
	r.answered[a.Code]++
	if a.Code >= http.StatusInternalServerError || a.Code == http.StatusUnauthorized || a.Code == http.StatusForbidden && method != http.MethodPut {
		r.wrong = append(r.wrong, fmt.Sprintf("%s %s %v: %d %s", method, path, body, a.Code, a.Body))
	}
	return a
}

// make makes something under a path and tells the others.
func (r *randomCaller) make(path string, body object) {
	if a := r.send(http.MethodPost, path, body); a.Code == http.StatusCreated {
		r.pool.add(path, decoded[struct{ ID string }](a).ID)
	}
}

func (r *randomCaller) folderMove() {
	folder := "/folders/" + r.any("/folders")
	switch r.IntN(5) {
	case 0, 1:
		r.make("/folders", object{"name": r.name(), "parent_id": r.any("/folders")})
	case 2:
		r.make("/folders", object{"name": r.name()})
	case 3:
		r.send(http.MethodPatch, folder, object{"name": r.name(), "parent_id": r.any("/folders")})
	case 4:
		r.send(http.MethodDelete, folder+r.oneOf("", "?contents=trash", "?contents=move&on_clash=rename"), nil)
	}
}

func (r *randomCaller) contactMake() {
	contact := object{"first_name": "Anne", "last_name": r.name(), "email": r.name() + "@example.com"}
	if r.IntN(2) == 0 {
		contact["folder_id"] = r.any("/folders")
		contact["numbers"] = []object{{"kind": "work", "raw": fmt.Sprintf("01 99 00 00 %02d", r.IntN(30)), "short_number": strconv.Itoa(200 + r.IntN(20))}}
	}
	r.make("/contacts", contact)
}

func (r *randomCaller) contactChange() {
	contact := "/contacts/" + r.any("/contacts")
	switch r.IntN(4) {
	case 0:
		r.send(http.MethodDelete, contact, nil)
	case 1:
		r.send(http.MethodPatch, contact, object{"email": nil})
	default:
		r.send(http.MethodPatch, contact, object{"title": r.name(), "numbers": []object{{"kind": "mobile", "raw": "06 39 98 00 01", "short_number": strconv.Itoa(200 + r.IntN(20))}}})
	}
}

func (r *randomCaller) contactMove() {
	r.send(http.MethodPost, "/contacts:move", object{"ids": []string{r.any("/contacts"), r.any("/contacts")}, "folder_id": r.any("/folders")})
}

func (r *randomCaller) binMove() {
	path := r.oneOf("/folders", "/contacts")
	r.send(http.MethodPost, "/bin"+path+"/"+r.any(path)+"/bring-back", nil)
}

func (r *randomCaller) accessMove() {
	switch r.IntN(5) {
	case 0:
		r.make("/roles", object{"name": r.name(), "permissions": []object{{"section": r.oneOf("directory", "lines"), "access": "read"}}})
	case 1:
		r.send(http.MethodDelete, "/roles/"+r.any("/roles")+r.oneOf("", "?replace_with="+directory.StandardRole().String()), nil)
	case 2:
		r.send(http.MethodPut, "/contacts/"+r.any("/contacts")+"/roles", object{"roles": []object{{"role_id": r.any("/roles")}}})
	case 3:
		r.make("/accounts", object{"name": r.name()})
	case 4:
		r.send(http.MethodPatch, "/accounts/"+r.any("/accounts"), object{"folders": []string{r.any("/folders")}})
	}
}

func (r *randomCaller) undo() {
	r.send(http.MethodPost, fmt.Sprintf("/journal/%d/undo", 1+r.IntN(int(r.client.site.d.Revision())+1)), nil)
}
