package api

import (
	"bytes"
	"fmt"
	"syscall"
	"testing"
	"time"

	"github.com/google/uuid"

	"annuaire/directory"
	"annuaire/directory/exchange"
	"annuaire/directory/exchange/sample"
)

// What BenchmarkReading reads.
const (
	readContacts = 100_000
	readFolders  = 1_000
	readUsers    = 5_000 // each with an extension, a mailbox, a line and a device
	readBinned   = 2_000
)

// BenchmarkReading measures what every list and every view costs in a large company's directory, for who sees everything and for who sees a part of it.
func BenchmarkReading(b *testing.B) {
	s := newSite(b)
	user, contact := s.largeCompany()
	part, _ := s.login("Rita", reads(s.subtree("Direction générale"), directory.Sections()...)...)
	paths := []string{
		"/users", "/users?q=martin", "/users?q=904999", "/users?sort=-updated_at", "/users?enabled=true&limit=25", "/users/" + user.ID.String(),
		"/extensions", "/extensions?after=904000", "/extensions/next", "/external-numbers", "/mailboxes", "/licences", "/templates",
		"/contacts", "/contacts?limit=25", "/contacts?folder_id=" + contact.FolderID.String(), "/contacts?sort=-updated_at", "/contacts?sort=email",
		"/contacts?q=martin", "/contacts?kind=external", "/contacts?has_email=false", "/contacts?has_service=true", "/contacts?origin=import",
		"/contacts/" + contact.ID.String() + "?expand=services,devices,workstations,voicemail,roles",
		"/folders", "/folders?limit=1000", "/search?q=martin", "/search?q=0139980012",
		"/lines", "/lines?q=0139980012", "/devices", "/devices?spare=true", "/devices?q=poste", "/groups", "/bundles",
		"/health", "/bin", "/journal", "/journal?limit=25", "/accounts", "/logins", "/roles",
	}
	for name, reader := range map[string]client{"all": s.admin, "part": part} {
		for _, path := range paths {
			b.Run(name+path, func(b *testing.B) {
				began := processorTime()
				for b.Loop() {
					if a := reader.get(path); a.Code != 200 && name == "all" {
						b.Fatalf("%d %s", a.Code, a.Body)
					}
				}
				b.ReportMetric(float64((processorTime()-began).Microseconds())/1000/float64(b.N), "cpu-ms/op")
			})
		}
	}
}

// processorTime is what this process has used so far, which other processes of a busy machine do not lengthen.
func processorTime() time.Duration {
	var used syscall.Rusage
	if syscall.Getrusage(syscall.RUSAGE_SELF, &used) != nil {
		return 0
	}
	return time.Duration(used.Utime.Nano() + used.Stime.Nano())
}

// subtree finds a folder by its name.
func (s *site) subtree(name string) uuid.UUID {
	s.t.Helper()
	for _, f := range s.d.Snapshot().Tree.All() {
		if f.Name == name {
			return f.ID
		}
	}
	s.t.Fatalf("no folder %s", name)
	return uuid.Nil
}

// largeCompany fills a site: contacts in nested folders, some of them users with telephones, some in the bin. It gives a user and a contact.
func (s *site) largeCompany() (directory.UserDetails, directory.Contact) {
	s.t.Helper()
	ctx := s.t.Context()
	check := func(err error) {
		s.t.Helper()
		if err != nil {
			s.t.Fatal(err)
		}
	}
	var file bytes.Buffer
	check(sample.CSV(&file, readContacts, readFolders, 1))
	_, err := exchange.Import(ctx, s.d, bytes.NewReader(file.Bytes()), exchange.Options{CreateFolders: true})
	check(err)
	internal, err := s.d.ListContacts(ctx, directory.ContactFilter{Kind: directory.InternalContact}, directory.Page{Limit: 1000})
	check(err)
	people := internal.Contacts
	for len(people) < readUsers+readBinned {
		internal, err = s.d.ListContacts(ctx, directory.ContactFilter{Kind: directory.InternalContact}, directory.Page{Limit: 1000, After: internal.Next})
		check(err)
		people = append(people, internal.Contacts...)
	}
	var user directory.UserDetails
	_, err = s.d.Apply(ctx, "equip", func(e *directory.Edit) (err error) {
		for i, c := range people[:readUsers] {
			draft := directory.UserDraft{ContactID: c.ID, Extensions: []directory.ExtensionDraft{{Number: fmt.Sprint(900_000 + i)}}, Mailbox: &directory.MailboxDraft{}}
			if user, _, err = e.CreateUser(draft); err != nil {
				return err
			}
			if _, _, err := e.CreateDevice(directory.DeviceDraft{Type: directory.SIPDevice, Name: fmt.Sprint("Poste ", i), SIPUser: fmt.Sprint("sip", i), UserID: user.ID}); err != nil {
				return err
			}
			if _, err := e.CreateLine(directory.LineDraft{Kind: directory.Landline, Raw: fmt.Sprintf("01 39 98 %02d %02d", i/100, i%100), ContactID: c.ID}); err != nil {
				return err
			}
		}
		return nil
	})
	check(err)
	for _, c := range people[readUsers : readUsers+readBinned] {
		check(s.d.DeleteContact(ctx, c.ID, 0))
	}
	return user, people[0]
}
