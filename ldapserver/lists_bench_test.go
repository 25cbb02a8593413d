package ldapserver

import (
	"context"
	"fmt"
	"net"
	"slices"
	"sync/atomic"
	"testing"
	"time"

	"github.com/go-ldap/ldap/v3"
	"github.com/google/uuid"

	"annuaire/directory"
)

// BenchmarkLookupsBesideALongList measures how long callers' numbers take to be looked up while somebody else reads the whole directory, page by
// page: in its own order, sorted by the server, and sorted while something is written between two pages, so that each is
// sorted anew. LDAP_CONTACTS says of how many contacts; 10,000 without it.
func BenchmarkLookupsBesideALongList(b *testing.B) {
	s, _ := benchServer(b)
	_, _, numbers := sampled(s.directory.Snapshot())
	_, secret, err := s.directory.AddAccount(context.Background(), directory.AccountDraft{Name: "lists"})
	if err != nil {
		b.Fatal(err)
	}
	l, err := net.Listen("tcp", "127.0.0.1:0")
	if err != nil {
		b.Fatal(err)
	}
	served := make(chan error, 1)
	go func() { served <- s.Serve(l) }()
	b.Cleanup(func() {
		if err := s.Shutdown(context.Background()); err != nil {
			b.Error(err)
		}
		if err := <-served; err != nil {
			b.Error(err)
		}
	})
	connect := func() *ldap.Conn {
		c, err := ldap.DialURL("ldap://" + l.Addr().String())
		if err != nil {
			b.Fatal(err)
		}
		if err := c.Bind("lists", secret); err != nil {
			b.Fatal(err)
		}
		return c
	}
	sorted := ldap.NewControlServerSideSortingWithSortKeys([]*ldap.SortKey{{AttributeType: "telephoneNumber"}})
	for _, beside := range []struct {
		name     string
		list     bool
		controls []ldap.Control
		written  bool
	}{
		{"nobody", false, nil, false},
		{"a list", true, nil, false},
		{"a sorted list", true, []ldap.Control{sorted}, false},
		{"a sorted list, written to", true, []ldap.Control{sorted}, true},
	} {
		b.Run(beside.name, func(b *testing.B) {
			r := listReader{controls: beside.controls, written: beside.written, directory: s.directory}
			if beside.list {
				other := connect()
				done := make(chan error, 1)
				go func() { done <- r.read(other) }()
				defer func() {
					r.enough.Store(true)
					if err := <-done; err != nil {
						b.Error(err)
					}
					other.Close()
				}()
			}
			c := connect()
			defer c.Close()
			var took []time.Duration
			for i := 0; b.Loop(); i++ {
				began := time.Now()
				found, err := c.Search(ldap.NewSearchRequest(base, ldap.ScopeWholeSubtree, ldap.NeverDerefAliases, 50, 0, false,
					fmt.Sprintf("(telephoneNumber=%s)", ldap.EscapeFilter(numbers[i%len(numbers)])), []string{"cn"}, nil))
				if err != nil || len(found.Entries) == 0 {
					b.Fatalf("%v, %v", found, err)
				}
				took = append(took, time.Since(began))
			}
			slices.Sort(took)
			b.ReportMetric(float64(took[len(took)/2].Microseconds()), "median-µs")
			b.ReportMetric(float64(took[len(took)*99/100].Microseconds()), "99th-µs")
			b.ReportMetric(float64(took[len(took)-1].Microseconds()), "longest-µs")
			b.ReportMetric(float64(r.pages.Load()), "pages")
		})
	}
}

// listReader reads the whole directory in pages, again and again.
type listReader struct {
	controls  []ldap.Control
	written   bool
	directory *directory.Directory
	enough    atomic.Bool
	pages     atomic.Int64
}

func (r *listReader) read(c *ldap.Conn) error {
	page := ldap.NewControlPaging(200)
	for i := 0; !r.enough.Load(); i++ {
		if r.written {
			if _, err := r.directory.CreateFolder(context.Background(), directory.FolderDraft{ParentID: r.directory.Root().ID, Name: uuid.NewString()}); err != nil {
				return err
			}
		}
		found, err := c.Search(ldap.NewSearchRequest(base, ldap.ScopeWholeSubtree, ldap.NeverDerefAliases, 0, 0, false,
			"(objectClass=person)", []string{"cn", "telephoneNumber"}, append(slices.Clone(r.controls), page)))
		if err != nil {
			return err
		}
		r.pages.Add(1)
		answer, _ := ldap.FindControl(found.Controls, ldap.ControlTypePaging).(*ldap.ControlPaging)
		page.SetCookie(answer.Cookie)
	}
	return nil
}
