package ldapserver

import (
	"bytes"
	"context"
	"fmt"
	"runtime/trace"
	"testing"
	"time"

	"github.com/google/uuid"

	"annuaire/directory"
	directorysearch "annuaire/directory/search"
)

// BenchmarkChange measures a change and the search that sees it at once, without the time that a disk takes: of one contact, merges
// included; and of a folder that all contacts are below, while others search: "longest-us" is the longest that one of them waited.
func BenchmarkChange(b *testing.B) {
	s, account := benchServer(b)
	conn, client := benchConnection(s, account)
	seen := func(b *testing.B, filter, want string) {
		client.requests = [][]byte{page(b, filter)}
		if err := conn.serveOne(); err != nil {
			b.Fatal(err)
		}
		if !bytes.Contains(client.last, []byte(want)) {
			b.Fatalf("%s does not find %s", filter, want)
		}
	}
	ctx := context.Background()
	b.Run("contact", func(b *testing.B) {
		ids := contacts(s.directory.Snapshot(), 1000)
		before, i := processorTime(b), 0
		for b.Loop() {
			name := fmt.Sprintf("Zz%d", i)
			if _, _, err := s.directory.UpdateContact(ctx, ids[i%len(ids)], 0, directory.ContactPatch{LastName: &name}); err != nil {
				b.Fatal(err)
			}
			seen(b, "(sn="+name+")", name)
			i++
		}
		b.ReportMetric(float64(processorTime(b)-before)/float64(b.N), "cpu-ns/op")
	})
	b.Run("folder", func(b *testing.B) {
		top, err := s.directory.CreateFolder(ctx, directory.FolderDraft{ParentID: s.directory.Root().ID, Name: "Top"})
		if err != nil {
			b.Fatal(err)
		}
		tree := s.directory.Snapshot().Tree
		for _, folder := range tree.Children(tree.Root().ID) {
			if folder.ID == top.ID {
				continue
			}
			if _, err := s.directory.MoveFolder(ctx, folder.ID, 0, top.ID, ""); err != nil {
				b.Fatal(err)
			}
		}
		stop, longest := searching(b, s, account)
		before, i := processorTime(b), 0
		for b.Loop() {
			name := fmt.Sprintf("Top%d", i)
			if _, err := s.directory.RenameFolder(ctx, top.ID, 0, name); err != nil {
				b.Fatal(err)
			}
			seen(b, "(sn=*)", "ou="+name)
			i++
		}
		took := float64(processorTime(b)-before) / float64(b.N)
		close(stop)
		b.ReportMetric(took, "cpu-ns/op")
		b.ReportMetric(float64((<-longest).Microseconds()), "longest-us")
	})
}

// searching asks on a connection of its own, a thousand times a second, until stop is closed; then it tells the longest that it waited.
func searching(b *testing.B, s *Server, account directory.Account) (stop chan struct{}, longest chan time.Duration) {
	conn, client := benchConnection(s, account)
	client.requests = [][]byte{page(b, "(sn=ma*)")}
	stop, longest = make(chan struct{}), make(chan time.Duration, 1)
	go func() {
		tick := time.NewTicker(time.Millisecond)
		defer tick.Stop()
		var most time.Duration
		for {
			select {
			case <-stop:
				longest <- most
				return
			case <-tick.C:
			}
			began, region := time.Now(), trace.StartRegion(context.Background(), searchRegion)
			if err := conn.serveOne(); err != nil {
				b.Error(err)
			}
			region.End()
			most = max(most, time.Since(began))
		}
	}()
	return stop, longest
}

// contacts are the IDs of some, from the beginning of the alphabet on.
func contacts(s *directory.Snapshot, n int) (ids []uuid.UUID) {
	everybody := directorysearch.Query{Where: directorysearch.Expr{Op: directorysearch.OfKind, Kinds: directorysearch.Kinds(directorysearch.Contact)}}
	for d := range s.People.Search(context.Background(), everybody) {
		if ids = append(ids, uuid.UUID(d.ID)); len(ids) == n {
			break
		}
	}
	return ids
}
