package directory

import (
	"context"
	"fmt"
	"maps"
	"path/filepath"
	"slices"
	"strings"
	"testing"
	"time"

	"github.com/google/uuid"
	"pgregory.net/rapid"
)

// TestRandomUserCommandsKeepEveryRule runs commands that make sense and commands that do not, and wants Check to find nothing,
// then and after reopening, and phones to see the same.
func TestRandomUserCommandsKeepEveryRule(t *testing.T) {
	ctx := context.Background()
	files := 0
	dir := t.TempDir()
	rapid.Check(t, func(rt *rapid.T) {
		files++
		path := filepath.Join(dir, fmt.Sprint(files, ".db"))
		clock := newClock()
		d, err := Open(path, clock.config(Config{Name: "Acme", Licence: Licence{Limit: 6}}))
		if err != nil {
			rt.Fatal(err)
		}
		for i := range 3 {
			number(t, d, fmt.Sprintf("012345678%d", i))
		}
		w := &walk{T: rt, d: d, clock: clock}
		for range rapid.IntRange(1, 25).Draw(rt, "commands") {
			w.step(ctx)
		}
		w.sound(ctx)
		before := w.seen()
		if err := d.Close(); err != nil {
			rt.Fatal(err)
		}
		if w.d, err = Open(path, clock.config(Config{})); err != nil {
			rt.Fatal(err)
		}
		defer func() { _ = w.d.Close() }() // nothing was written
		w.sound(ctx)
		if after := w.seen(); before != after {
			rt.Fatalf("phones saw\n%s\nand after reopening\n%s", before, after)
		}
	})
}

// walk is a random walk through the commands of users.
type walk struct {
	*rapid.T
	d        *Directory
	clock    *clock
	contacts []uuid.UUID
	users    []uuid.UUID
}

func (w *walk) any(ids []uuid.UUID, label string) uuid.UUID {
	return rapid.SampledFrom(append(slices.Clone(ids), uuid.UUID{1})).Draw(w.T, label)
}

func (w *walk) extension() string {
	return rapid.SampledFrom([]string{"1001", "1002", "1003", "1004", "112", "x"}).Draw(w.T, "extension")
}

func (w *walk) extensions() []ExtensionDraft {
	var list []ExtensionDraft
	for range rapid.IntRange(0, 3).Draw(w.T, "extensions") {
		list = append(list, ExtensionDraft{Number: w.extension(), Main: rapid.Bool().Draw(w.T, "main")})
	}
	return list
}

func (w *walk) numbers() []string {
	all := []string{"0123456780", "0123456781", "+33123456782", "0199999999"}
	return rapid.SliceOfN(rapid.SampledFrom(all), 0, 2).Draw(w.T, "numbers")
}

func (w *walk) yes(label string) bool { return rapid.Bool().Draw(w.T, label) }

func (w *walk) step(ctx context.Context) {
	steps := map[string]func(){
		"create": func() {
			draft := UserDraft{Contact: &ContactDraft{FirstName: "A", LastName: "B"}, Extensions: w.extensions(), Numbers: w.numbers(), Disabled: w.yes("disabled")}
			if w.yes("e-mail") {
				draft.Contact.Email = fmt.Sprintf("%d@example.com", len(w.users))
			}
			if w.yes("mailbox") {
				draft.Mailbox = &MailboxDraft{ToEmail: w.yes("to e-mail"), Number: rapid.SampledFrom([]string{"", "1001", "8001"}).Draw(w.T, "number")}
			}
			if w.yes("existing") {
				draft.Contact, draft.ContactID = nil, w.any(w.contacts, "contact")
			}
			u, _, err := w.d.CreateUser(ctx, draft)
			if w.note(err); err == nil {
				w.users, w.contacts = append(w.users, u.ID), append(w.contacts, u.ContactID)
			}
		},
		"update": func() {
			patch := UserPatch{}
			if w.yes("extensions?") {
				patch.Extensions = pointer(w.extensions())
			}
			if w.yes("numbers?") {
				patch.Numbers = pointer(w.numbers())
			}
			if w.yes("enable?") {
				patch.Enabled = pointer(w.yes("enabled"))
			}
			_, _, err := w.d.UpdateUser(ctx, w.any(w.users, "user"), 0, patch)
			w.note(err)
		},
		"renumber": func() {
			if u, err := w.d.User(w.any(w.users, "user")); err == nil && len(u.Extensions) > 0 {
				_, _, err := w.d.UpdateExtension(ctx, u.Extensions[0].ID, 0, ExtensionPatch{Number: pointer(w.extension()), LeaveBehind: w.yes("leave behind")})
				w.note(err)
			}
		},
		"feature": func() {
			name := rapid.SampledFrom(FeatureNames()).Draw(w.T, "feature")
			_, err := w.d.SetFeature(ctx, w.any(w.users, "user"), 0, name, Feature{Enabled: w.yes("on"), Settings: FeatureSettings{ToEmail: w.yes("to e-mail")}})
			w.note(err)
		},
		"delete": func() {
			fate := rapid.SampledFrom([]MailboxFate{LeaveMailbox, TrashMailbox, HandMailboxOver}).Draw(w.T, "mailbox")
			w.note(w.d.DeleteUser(ctx, w.any(w.users, "user"), 0, UserDeletion{
				Mailbox: fate, To: w.any(w.users, "to"), Contact: w.yes("contact"), ReleaseExtensions: w.yes("release"),
			}))
		},
		"bring back": func() {
			_, _, err := w.d.BringBackUser(ctx, w.any(w.users, "user"), false)
			w.note(err)
		},
		"replace": func() {
			u, err := w.d.ReplaceUser(ctx, w.any(w.users, "user"), 0, Replacement{
				Contact: &ContactDraft{FirstName: "C", LastName: "D"}, DeleteMessages: w.yes("messages"), TrashContact: w.yes("contact"),
			})
			if w.note(err); err == nil {
				w.contacts = append(w.contacts, u.ContactID)
			}
		},
		"contact": func() {
			id := w.any(w.contacts, "contact")
			switch rapid.IntRange(0, 3).Draw(w.T, "what") {
			case 0:
				w.note(w.d.DeleteContact(ctx, id, 0))
			case 1:
				_, _, err := w.d.BringBackContact(ctx, id)
				w.note(err)
			case 2:
				_, _, err := w.d.UpdateContact(ctx, id, 0, ContactPatch{Email: pointer(""), Numbers: &[]Number{work("1", "1003")}})
				w.note(err)
			case 3:
				_, _, err := w.d.UpdateContact(ctx, id, 0, ContactPatch{Kind: pointer(ExternalContact)})
				w.note(err)
			}
		},
		"mailbox": func() {
			u, err := w.d.User(w.any(w.users, "user"))
			if err != nil || len(u.Mailboxes) == 0 {
				return
			}
			id := u.Mailboxes[len(u.Mailboxes)-1].ID
			if w.note(w.d.DeleteMailbox(ctx, id, 0)); w.yes("back") {
				_, err := w.d.BringBackMailbox(ctx, id)
				w.note(err)
			}
		},
		"undo": func() {
			_, err := w.d.Undo(ctx, uint64(rapid.IntRange(2, int(w.d.Revision())).Draw(w.T, "revision")))
			w.note(err)
		},
		"erase": func() {
			_, err := w.d.PurgePerson(ctx, w.any(w.contacts, "contact"))
			w.note(err)
		},
		"purge": func() {
			w.clock.move(20 * 24 * time.Hour)
			_, err := w.d.PurgeBin(ctx)
			w.note(err)
		},
	}
	steps[rapid.SampledFrom(slices.Sorted(maps.Keys(steps))).Draw(w.T, "command")]()
}

// note wants an error to be one that the caller can do something about.
func (w *walk) note(err error) {
	if CodeOf(err) == Internal {
		w.Fatalf("%v", err)
	}
}

func (w *walk) sound(ctx context.Context) {
	problems, err := w.d.Check(ctx)
	if err != nil || len(problems) > 0 {
		w.Fatalf("%v %v", err, problems)
	}
}

// seen is everything that phones see, in order.
func (w *walk) seen() string {
	var b strings.Builder
	for _, doc := range peopleOf(w.d) {
		fmt.Fprintln(&b, slices.Collect(doc.Values()))
	}
	return b.String()
}
