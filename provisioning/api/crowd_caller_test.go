package api

import (
	"fmt"
	"math/rand/v2"
	"net/http"
	"strconv"
	"sync"

	"github.com/google/uuid"

	"annuaire/directory"
)

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
	moves := []func(){r.folderMove, r.contactMake, r.contactChange, r.contactMove, r.userMove, r.userChange, r.binMove, r.accessMove, r.undo}
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
	if a.Code >= http.StatusInternalServerError || a.Code == http.StatusUnauthorized || a.Code == http.StatusForbidden {
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

// extension is one of few, so that two want the same.
func (r *randomCaller) extension() object { return object{"number": strconv.Itoa(210 + r.IntN(20))} }

// accepting is a body whose sender may have been asked for the charges before.
func (r *randomCaller) accepting(body object) object {
	if r.IntN(2) == 0 {
		body["accept_charges"] = true
	}
	return body
}

func (r *randomCaller) userMove() {
	user := "/users/" + r.any("/users")
	switch r.IntN(4) {
	case 0:
		r.make("/users", r.accepting(object{"contact_id": r.any("/contacts"), "extensions": []object{r.extension(), r.extension()}}))
	case 1:
		r.make("/users", r.accepting(object{"contact": object{"first_name": "Ute", "last_name": r.name()}, "extensions": []object{r.extension()}, "mailbox": object{}}))
	case 2:
		r.send(http.MethodDelete, user+r.oneOf("", "?devices=delete&mailbox=delete", "?contact=delete", "?release_extension=true"), nil)
	case 3:
		r.send(http.MethodPost, user+"/replace", object{"contact_id": r.any("/contacts"), "trash_contact": r.IntN(2) == 0})
	}
}

func (r *randomCaller) userChange() {
	r.send(http.MethodPatch, "/users/"+r.any("/users"), r.accepting(object{"enabled": r.IntN(3) > 0, "extensions": []object{r.extension(), r.extension()}}))
}

func (r *randomCaller) binMove() {
	path := r.oneOf("/folders", "/contacts", "/users")
	r.send(http.MethodPost, "/bin"+path+"/"+r.any(path)+"/bring-back", r.accepting(object{}))
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
