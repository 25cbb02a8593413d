package directory

import (
	"bytes"
	"context"
	"fmt"
	"slices"
	"testing"

	"github.com/google/uuid"
)

func TestEventsTellWhatTheJournalHasAndWhatComes(t *testing.T) {
	ctx, cancel := context.WithCancel(context.Background())
	defer cancel()
	d := open(t)
	from := d.Revision()
	sales := folder(t, d, uuid.Nil, "Sales")
	var told []string
	for event, err := range d.Events(ctx, from) {
		if err != nil {
			wantCode(t, err, Unavailable)
			break
		}
		told = append(told, fmt.Sprintf("%s %d %d", event.Action, event.Revision-from, len(event.Records)))
		switch len(told) {
		case 1:
			if r := event.Records[0]; r.Table != "folders" || r.ID != sales.ID || r.Before != nil || r.After == nil {
				t.Errorf("told %+v", r)
			}
			_, err := d.RenameFolder(context.Background(), sales.ID, 0, "Ventes") // comes while it is followed
			wantCode(t, err, "")
		case 2:
			_, err := d.Undo(context.Background(), event.Revision)
			wantCode(t, err, "")
		case 3:
			if event.Undoes != event.Revision-1 {
				t.Errorf("the undo is told as %+v", event.JournalEntry)
			}
			cancel()
		}
	}
	if want := []string{"folder.create 1 1", "folder.rename 2 1", "undo 3 1"}; !slices.Equal(told, want) {
		t.Errorf("told %q", told)
	}
}

func TestEventsOfARevisionThatIsNotThere(t *testing.T) {
	d := open(t)
	n := 0
	for _, err := range d.Events(context.Background(), d.Revision()+5) {
		wantCode(t, err, JournalGone)
		n++
	}
	if n != 1 {
		t.Errorf("told %d times", n)
	}
}

func TestEventsStopWhenTheReaderDoes(t *testing.T) {
	d := open(t)
	folder(t, d, uuid.Nil, "Sales")
	n := 0
	for _, err := range d.Events(context.Background(), 0) {
		wantCode(t, err, "")
		n++
		break
	}
	if n != 1 {
		t.Errorf("told %d times", n)
	}
}

func TestTheJournalCanBeReadAfterARestore(t *testing.T) {
	ctx := context.Background()
	d := open(t)
	var backup bytes.Buffer
	wantCode(t, d.Backup(ctx, &backup), "")
	wantCode(t, d.Replace(ctx, &backup), "")
	entries, err := d.Journal(ctx, 0, 1)
	wantCode(t, err, "")
	if len(entries) != 1 || entries[0].Action != "restore" || entries[0].Actor.Kind != ActorSystem {
		t.Errorf("journalled %+v", entries)
	}
	contact(t, d, ContactDraft{})
	for event, err := range d.Events(ctx, entries[0].Revision) {
		wantCode(t, err, "")
		if event.Action != "contact.create" {
			t.Errorf("told %+v", event)
		}
		break
	}
}
