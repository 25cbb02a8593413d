package directory

import (
	"context"
	"fmt"
	"strings"
	"sync"
	"testing"

	"github.com/google/uuid"

	"annuaire/directory/search"
)

func TestOfRacingCreatesWithOneShortNumberOneWins(t *testing.T) {
	const racers = 16
	d := open(t)
	var (
		start  = make(chan struct{})
		errs   [racers]error
		made   [racers]Contact
		racing sync.WaitGroup
	)
	for i := range racers {
		racing.Go(func() {
			<-start
			made[i], _, errs[i] = d.CreateContact(context.Background(), ContactDraft{FirstName: fmt.Sprint("Racer", i), LastName: "Martin", Numbers: []Number{work("1", "201")}})
		})
	}
	close(start)
	racing.Wait()
	winner := -1
	for i, err := range errs {
		if err == nil {
			if winner >= 0 {
				t.Fatalf("both %d and %d won", winner, i)
			}
			winner = i
		}
	}
	if winner < 0 {
		t.Fatal("nobody won")
	}
	for i, err := range errs {
		if i == winner {
			continue
		}
		wantCode(t, err, NumberTaken)
		if !strings.Contains(err.Error(), made[winner].DisplayName()) {
			t.Errorf("%v does not name %s", err, made[winner].DisplayName())
		}
	}
	wantSound(t, d)
}

// TestSnapshotsAreWholeWhileCommandsRun: whoever reads sees every batch as a whole, and what has been answered at once.
func TestSnapshotsAreWholeWhileCommandsRun(t *testing.T) {
	const writers, each = 4, 25
	d := open(t)
	done := make(chan struct{})
	var writing, reading sync.WaitGroup
	for w := range writers {
		writing.Go(func() {
			for i := range each {
				var c Contact
				_, err := d.Apply(context.Background(), "pair", func(e *Edit) error {
					f, err := e.CreateFolder(FolderDraft{Name: fmt.Sprint("folder ", w, " ", i)})
					if err != nil {
						return err
					}
					c, _, err = e.CreateContact(ContactDraft{FirstName: "Jean", LastName: "Martin", FolderID: f.ID})
					return err
				})
				if err != nil {
					t.Error(err)
				}
				if d.Snapshot().People.Get(search.ID(c.ID)) == nil {
					t.Error("phones do not find what was answered as made")
				}
			}
		})
	}
	for range 2 {
		reading.Go(func() {
			last := uint64(0)
			for {
				s := d.Snapshot()
				if s.Revision < last {
					t.Error("the snapshot went back")
				}
				last = s.Revision
				for doc := range s.People.Search(t.Context(), search.Query{Where: search.Expr{Op: search.OfKind, Kinds: search.Kinds(search.Contact)}}) {
					if _, found := s.Tree.Folder(uuid.UUID(doc.Parent)); !found {
						t.Error("a contact without its folder")
					}
				}
				select {
				case <-done:
					return
				default:
				}
			}
		})
	}
	writing.Wait()
	close(done)
	reading.Wait()
	if got := d.Snapshot().People.Len(); got != 1+2*writers*each {
		t.Errorf("phones read %d entries", got)
	}
	wantSound(t, d)
}
