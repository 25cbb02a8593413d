package directory

import (
	"context"
	"fmt"
	"path/filepath"
	"testing"
	"time"

	"github.com/google/uuid"
)

func TestAGreatBatchShowsWhatUsersHave(t *testing.T) {
	ctx := context.Background()
	d := open(t)
	old := user(t, d, "Old", "9001")
	var made []UserDetails
	_, err := d.Apply(ctx, "import", func(e *Edit) error {
		for i := range fewContacts + 1 {
			u, _, err := e.CreateUser(UserDraft{Contact: &ContactDraft{FirstName: "A", LastName: "B"}, Extensions: []ExtensionDraft{{Number: fmt.Sprint(20000 + i)}}})
			if err != nil {
				return err
			}
			made = append(made, u)
		}
		_, _, err := e.UpdateContact(old.ContactID, 0, ContactPatch{Title: pointer("Boss")})
		return err
	})
	wantCode(t, err, "")
	for _, u := range []UserDetails{old, made[0], made[fewContacts]} {
		if got := shows(t, d, u.ContactID); got != numbersIn(u.Extensions) {
			t.Errorf("phones see %q, the user has %q", got, numbersIn(u.Extensions))
		}
	}
	wantSound(t, d)
}

func TestAContactThatIsMovedStillShowsItsExtension(t *testing.T) {
	ctx := context.Background()
	d := open(t)
	u := user(t, d, "Durand", "1001")
	sales := folder(t, d, uuid.Nil, "Sales")
	wantCode(t, d.MoveContacts(ctx, []uuid.UUID{u.ContactID}, sales.ID), "")
	if got := shows(t, d, u.ContactID); got != "1001" {
		t.Errorf("phones see %q", got)
	}
	_, err := d.RenameFolder(ctx, d.Root().ID, 0, "Acme & Co") // everything is made afresh
	wantCode(t, err, "")
	if got := shows(t, d, u.ContactID); got != "1001" {
		t.Errorf("phones see %q", got)
	}
	wantSound(t, d)
}

func BenchmarkUsers(b *testing.B) {
	ctx := context.Background()
	for b.Loop() {
		d, _ := openAt(b, filepath.Join(b.TempDir(), "annuaire.db"), Config{Name: "Acme"})
		start := time.Now()
		_, err := d.Apply(ctx, "import", func(e *Edit) error {
			for i := range 20_000 {
				draft := UserDraft{Contact: &ContactDraft{FirstName: "Jean", LastName: fmt.Sprint("Martin", i)}, Extensions: []ExtensionDraft{{Number: fmt.Sprint(200000 + i)}}}
				if _, _, err := e.CreateUser(draft); err != nil {
					return err
				}
			}
			for i := range 80_000 {
				if _, _, err := e.CreateContact(ContactDraft{FirstName: "Jean", LastName: fmt.Sprint("Durand", i), Numbers: []Number{work(fmt.Sprintf("01 23 4%d", i), "")}}); err != nil {
					return err
				}
			}
			return nil
		})
		if err != nil {
			b.Fatal(err)
		}
		b.Logf("apply %v", time.Since(start))
		step := func(what string, fn func() error) {
			start := time.Now()
			if err := fn(); err != nil {
				b.Fatal(err)
			}
			b.Logf("%s %v", what, time.Since(start))
		}
		step("rebuild", d.rebuild)
		step("one more user", func() error {
			_, _, err := d.CreateUser(ctx, UserDraft{Contact: &ContactDraft{FirstName: "A", LastName: "B"}, Extensions: []ExtensionDraft{{Number: "1001"}}})
			return err
		})
		step("list", func() error { _, err := d.ListUsers(ctx, UserFilter{Text: "martin1"}, Page{}); return err })
		step("next extension", func() error { _, err := d.NextExtension(); return err })
		step("free", func() error { _, err := d.FreeExtensions(10); return err })
		step("dialling space", func() error { _, err := d.DiallingSpace(ctx, DialledFilter{}, "", 0); return err })
		wantSound(b, d)
	}
}
