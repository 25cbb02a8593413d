package directory

import (
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"slices"
	"strings"

	"github.com/google/uuid"

	"annuaire/directory/store"
)

// follows looks through the journal for what else is the person's, until nothing more is found.
func (d *Directory) follows(ctx context.Context, trace *personTrace) error {
	for known := 0; known < len(trace.ids); {
		known = len(trace.ids)
		clear(trace.tenancies)
		var failed error
		_, err := d.store.Amend(ctx, func(b *store.Batch) bool {
			failed = errors.Join(failed, trace.read(b))
			return false
		})
		if err = errors.Join(err, failed); err != nil {
			return asError("look for a person in the journal", err)
		}
	}
	return nil
}

// personTrace is what a person can be recognised by in the journal.
type personTrace struct {
	contact   uuid.UUID
	ids       map[uuid.UUID]struct{}  // contact and login: nobody else's
	tenancies map[uuid.UUID][]tenancy // of every user, in their order: it may be somebody else's by now
	words     []string                // e-mail addresses, uids and names she had, in small letters
}

// tenancy is whose user one was before and after a revision; zero: nobody's, there was none.
type tenancy struct {
	revision      uint64
	before, after uuid.UUID
}

func traceOf(contact uuid.UUID) *personTrace {
	return &personTrace{contact: contact, ids: map[uuid.UUID]struct{}{contact: {}}, tenancies: map[uuid.UUID][]tenancy{}}
}

// had reports whether a user was the person's just before or after a revision.
func (t *personTrace) had(user uuid.UUID, revision uint64) bool {
	list := t.tenancies[user]
	later := slices.IndexFunc(list, func(n tenancy) bool { return n.revision > revision })
	switch {
	case len(list) == 0:
		return false
	case later == 0:
		return list[0].before == t.contact
	case later < 0:
		later = len(list)
	}
	last := list[later-1]
	return last.after == t.contact || last.revision == revision && last.before == t.contact
}

// owned are the fields of any record that can say whose it is.
type owned struct {
	ContactID uuid.UUID `json:"contact_id"`
	UserID    uuid.UUID `json:"user_id"`
	LoginID   uuid.UUID `json:"login_id"`
	HolderID  uuid.UUID `json:"holder_id"`
	Email     string    `json:"email"`
	UID       string    `json:"uid"`
	FirstName string    `json:"first_name"`
	LastName  string    `json:"last_name"`
}

// shortestWord is how long a name must be, in bytes, for a note that has it to be taken as naming the person.
const shortestWord = 3

// of reports whether a revision's change is of the person's own record, or of one that was hers before or after, and gives those states.
func (t *personTrace) of(revision uint64, c store.Change) (hers bool, states []owned, err error) {
	_, hers = t.ids[recordID(c.Key)]
	for _, raw := range []json.RawMessage{c.Before, c.After} {
		if raw == nil {
			continue
		}
		var o owned
		if err := json.Unmarshal(raw, &o); err != nil {
			return false, nil, fmt.Errorf("read whose %s %s is: %w", c.Table, c.Key, err)
		}
		for _, id := range []uuid.UUID{o.ContactID, o.LoginID} {
			if _, is := t.ids[id]; is {
				hers = true
			}
		}
		hers = hers || t.had(o.UserID, revision) || t.had(o.HolderID, revision)
		states = append(states, o)
	}
	return hers, states, nil
}

// read learns from a batch what else is the person's and what she is called.
func (t *personTrace) read(b *store.Batch) error {
	for _, c := range b.Changes {
		if c.Table == "users" && !c.Erased {
			if err := t.noteTenancy(b.Revision, c); err != nil {
				return err
			}
		}
		hers, states, err := t.of(b.Revision, c)
		if err != nil {
			return err
		}
		if !hers {
			continue
		}
		if c.Table == "logins" {
			t.ids[recordID(c.Key)] = struct{}{}
		}
		if c.Table != "contacts" {
			continue
		}
		for _, o := range states {
			for _, word := range []string{o.Email, o.UID, o.LastName, o.FirstName} {
				if word = strings.ToLower(word); len(word) >= shortestWord && !slices.Contains(t.words, word) {
					t.words = append(t.words, word)
				}
			}
		}
	}
	return nil
}

// noteTenancy remembers whose user one was before and after a change of it.
func (t *personTrace) noteTenancy(revision uint64, c store.Change) error {
	var before, after User
	if err := decodeRecord(c.Before, &before); err != nil {
		return err
	}
	if err := decodeRecord(c.After, &after); err != nil {
		return err
	}
	id := recordID(c.Key)
	t.tenancies[id] = append(t.tenancies[id], tenancy{revision, before.ContactID, after.ContactID})
	return nil
}

// erase takes the person out of a batch, and reports how many records were erased and whether the entry reads otherwise.
func (t *personTrace) erase(b *store.Batch) (erased int, reworded bool, err error) {
	for i := range b.Changes {
		c := &b.Changes[i]
		hers, _, err := t.of(b.Revision, *c)
		if err != nil {
			return 0, false, err
		}
		if hers && !c.Erased {
			c.Erase()
			erased++
		}
	}
	if note := strings.ToLower(b.Entry.Note); note != "" && slices.ContainsFunc(t.words, func(word string) bool { return strings.Contains(note, word) }) {
		b.Entry.Note, reworded = "", true
	}
	if b.Entry.Actor == nil {
		return erased, reworded, nil
	}
	var actor Actor
	if err := json.Unmarshal(b.Entry.Actor, &actor); err != nil {
		return 0, false, fmt.Errorf("read the actor of journal entry %d: %w", b.Revision, err)
	}
	_, hers := t.ids[actor.LoginID]
	hers = hers || slices.Contains(t.words, strings.ToLower(actor.Name))
	if !hers || actor.Name == "" && actor.Address == "" {
		return erased, reworded, nil
	}
	actor.Name, actor.Address = "", ""
	b.Entry.Actor, err = json.Marshal(actor)
	return erased, true, err
}
