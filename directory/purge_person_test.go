package directory

import (
	"context"
	"path/filepath"
	"strings"
	"testing"

	"github.com/google/uuid"
)

// wantNoTrace fails where any word stands in the journal.
func wantNoTrace(t *testing.T, d *Directory, words ...string) {
	t.Helper()
	for revision := uint64(1); revision <= d.Revision(); revision++ {
		b, found, err := d.store.Journalled(revision)
		if err != nil || !found {
			t.Fatalf("revision %d: %v, %v", revision, found, err)
		}
		text := b.Entry.Note + string(b.Entry.Actor)
		for _, c := range b.Changes {
			text += string(c.Before) + string(c.After)
		}
		for _, word := range words {
			if strings.Contains(text, word) {
				t.Errorf("revision %d (%s) still says %q", revision, b.Entry.Action, word)
			}
		}
	}
}

func TestPurgePersonLeavesNoTrace(t *testing.T) {
	ctx := context.Background()
	d := open(t)
	zoe := contact(t, d, ContactDraft{FirstName: "Zoé", LastName: "Quintard", Email: "zq@example.com", Numbers: []Number{work("0123498765", "777")}})
	other := contact(t, d, ContactDraft{FirstName: "Luc", LastName: "Petit", Email: "luc@example.com"})
	signedIn := person(t, d, zoe)
	hers := WithActor(ctx, signedIn.Actor("192.0.2.77"))
	_, _, err := d.UpdateContact(hers, other.ID, 0, ContactPatch{Title: pointer("Boss")})
	wantCode(t, err, "")
	_, _, err = d.IssueToken(ctx, TokenDraft{Name: "phone of Quintard", Roles: []RoleAssignment{{RoleID: StandardRole()}}})
	wantCode(t, err, "")
	_, _, err = d.UpdateContact(ctx, zoe.ID, 0, ContactPatch{Email: pointer("zoe@example.net")})
	wantCode(t, err, "")
	_, err = d.SetPhoto(ctx, zoe.ID, 0, pngOf(t, 10, 10))
	wantCode(t, err, "")

	purged, err := d.PurgePerson(ctx, zoe.ID)
	wantCode(t, err, "")
	if purged.Batches == 0 || purged.Records == 0 {
		t.Errorf("purged %+v", purged)
	}
	wantNoTrace(t, d, "Quintard", "zq@example.com", "zoe@example.net", "0123498765", "192.0.2.77")
	wantSound(t, d)
	if got, err := d.Contact(other.ID); err != nil || got.Title != "Boss" {
		t.Errorf("the other is %+v, %v", got, err)
	}
	_, err = d.Login(signedIn.Login.ID)
	wantCode(t, err, NotFound)
	_, err = d.SignIn(ctx, "zoe@example.net", goodPassword)
	wantCode(t, err, InvalidCredentials)
	undone, err := d.Undo(ctx, d.Revision())
	wantCode(t, err, "")
	if undone.Restored != 0 || len(undone.Left) == 0 || undone.Left[0].Code != NotFound {
		t.Errorf("the purge was undone: %+v", undone)
	}
	wantSound(t, d)

	again, err := d.PurgePerson(ctx, zoe.ID)
	wantCode(t, err, NotFound)
	if again != (Purged{}) {
		t.Errorf("purged again %+v", again)
	}
}

func TestPurgePersonReachesWhoIsInTheBinOrGone(t *testing.T) {
	ctx := context.Background()
	for _, test := range []struct {
		name string
		away func(d *Directory, c *clock, id uuid.UUID) error
	}{
		{"in the bin", func(d *Directory, _ *clock, id uuid.UUID) error { return d.DeleteContact(ctx, id, 0) }},
		{"purged from the bin", func(d *Directory, c *clock, id uuid.UUID) error {
			if err := d.DeleteContact(ctx, id, 0); err != nil {
				return err
			}
			c.move(31 * 24 * 3600e9)
			_, err := d.PurgeBin(ctx)
			return err
		}},
	} {
		t.Run(test.name, func(t *testing.T) {
			d, clock := openAt(t, filepath.Join(t.TempDir(), "a.db"), Config{Name: "Acme"})
			zoe := contact(t, d, ContactDraft{FirstName: "Zoé", LastName: "Quintard", Email: "zq@example.com"})
			person(t, d, zoe)
			if err := test.away(d, clock, zoe.ID); err != nil {
				t.Fatal(err)
			}
			_, err := d.PurgePerson(ctx, zoe.ID)
			wantCode(t, err, "")
			wantNoTrace(t, d, "Quintard", "zq@example.com")
			wantSound(t, d)
		})
	}
}

func TestPurgePersonSparesTheLastAdministrator(t *testing.T) {
	ctx := context.Background()
	d := open(t)
	boss := contact(t, d, ContactDraft{Email: "boss@example.com"})
	person(t, d, boss, RoleAssignment{RoleID: AdministratorRole()})
	_, err := d.PurgePerson(ctx, boss.ID)
	wantCode(t, err, LastAdministrator)
	if _, err := d.Contact(boss.ID); err != nil {
		t.Error(err)
	}
	_, err = d.PurgePerson(ctx, uuid.New())
	wantCode(t, err, NotFound)
}

func TestPurgePersonLeavesWhatIsTheSuccessorsOfAUser(t *testing.T) {
	ctx := context.Background()
	o := newOffice(t)
	_, _, err := o.AddExtension(ctx, o.leaver.ID, ExtensionDraft{Number: "1003", Label: "of the leaver"})
	wantCode(t, err, "")
	u, err := o.ReplaceUser(ctx, o.leaver.ID, 0, Replacement{Contact: &ContactDraft{FirstName: "Anne", LastName: "Successor"}})
	wantCode(t, err, "")
	_, _, err = o.AddExtension(ctx, u.ID, ExtensionDraft{Number: "1004", Label: "of the successor"})
	wantCode(t, err, "")
	added := o.Revision()
	_, _, err = o.UpdateUser(ctx, u.ID, 0, UserPatch{RingSeconds: pointer(60)})
	wantCode(t, err, "")
	slowed := o.Revision()

	_, err = o.PurgePerson(ctx, o.leaver.ContactID)
	wantCode(t, err, "")
	wantNoTrace(t, o.Directory, "Leaver", "leaver@example.com", "of the leaver")
	for _, revision := range []uint64{slowed, added} {
		undone, err := o.Undo(ctx, revision)
		if wantCode(t, err, ""); undone.Restored == 0 || len(undone.Left) > 0 {
			t.Errorf("undone %+v", undone)
		}
	}
	if now, err := o.User(u.ID); err != nil || now.RingSeconds != u.RingSeconds || numbersIn(now.Extensions) != "1001 1002 1003" {
		t.Errorf("the successor has %+v, %v", now, err)
	}
	wantSound(t, o.Directory)

	_, err = o.PurgePerson(ctx, u.ContactID)
	wantCode(t, err, "")
	wantNoTrace(t, o.Directory, "Successor", "of the successor")
	wantSound(t, o.Directory)
}
