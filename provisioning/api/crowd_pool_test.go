package api

import (
	"encoding/json"
	"math/rand/v2"
	"slices"
	"sync"

	"github.com/google/uuid"
)

// pool is what all callers know of: the ids of what has been made, deleted or not, by the first part of the path it is reached under.
type pool struct {
	mu  sync.Mutex
	ids map[string][]string
}

func (p *pool) add(collection, id string) {
	p.mu.Lock()
	defer p.mu.Unlock()
	if !slices.Contains(p.ids[collection], id) {
		p.ids[collection] = append(p.ids[collection], id)
	}
}

func (p *pool) any(r *rand.Rand, collection string) string {
	p.mu.Lock()
	defer p.mu.Unlock()
	if len(p.ids[collection]) == 0 {
		return uuid.NewString() // nobody's
	}
	ids := p.ids[collection]
	if latest := len(ids) - 8; latest > 0 && r.IntN(2) == 0 { // which are more likely to be there still
		ids = ids[latest:]
	}
	return ids[r.IntN(len(ids))]
}

// poolOf tells which collection a record is in that an answer shows under a name.
var poolOf = map[string]string{
	"contact": "contacts", "login": "logins", "account": "accounts", "user": "users", "mailbox": "mailboxes", "mailboxes": "mailboxes", "devices": "devices",
	"device": "devices", "folder": "folders", "group": "groups", "set_up": "devices",
}

// learn tells the others of what an answer shows.
func (r *randomCaller) learn(collection string, a answer) {
	var body any
	if json.Unmarshal(a.Body.Bytes(), &body) != nil {
		return // nothing, or a file
	}
	r.know(collection, body)
}

func (r *randomCaller) know(collection string, value any) {
	switch v := value.(type) {
	case []any:
		for _, inner := range v {
			r.know(collection, inner)
		}
	case map[string]any:
		if id, is := v["id"].(string); is {
			r.pool.add(collection, id)
		}
		if id, is := v["auto_contact_id"].(string); is {
			r.pool.add("contacts", id)
		}
		for name, inner := range v {
			if in := poolOf[name]; in != "" {
				r.know(in, inner)
			}
		}
	}
}
