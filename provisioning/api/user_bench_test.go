package api

import (
	"fmt"
	"testing"

	"github.com/google/uuid"

	"annuaire/directory"
)

// BenchmarkUserList measures what the list of users and the view of extensions cost with 5,000 users: a search is to take less than 200 ms.
func BenchmarkUserList(b *testing.B) {
	s := newSite(b)
	f := s.folder(uuid.Nil, "Ventes")
	_, err := s.d.Apply(b.Context(), "import", func(e *directory.Edit) error {
		for i := range 5_000 {
			contact := &directory.ContactDraft{FirstName: "Jean", LastName: fmt.Sprint("Martin", i), FolderID: f.ID}
			draft := directory.UserDraft{Contact: contact, Extensions: []directory.ExtensionDraft{{Number: fmt.Sprint(20000 + i)}}, Mailbox: &directory.MailboxDraft{}}
			if _, _, err := e.CreateUser(draft); err != nil {
				return err
			}
		}
		return nil
	})
	if err != nil {
		b.Fatal(err)
	}
	reader, _ := s.login("Rita", reads(f.ID, directory.SectionDirectory, directory.SectionUsers, directory.SectionVoicemail)...)
	for _, path := range []string{"/users", "/users?q=martin1", "/users?q=24999", "/extensions", "/extensions?after=24000", "/mailboxes"} {
		b.Run(path, func(b *testing.B) {
			for b.Loop() {
				reader.get(path).want(200)
			}
		})
	}
}
