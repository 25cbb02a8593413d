package directory

import (
	"context"
	"testing"
)

func TestUndoingWhatHappenedToAUser(t *testing.T) {
	ctx := context.Background()
	t.Run("its making takes everything along, and its licence", func(t *testing.T) {
		d := open(t)
		u := user(t, d, "Durand", "1001")
		_, err := d.Undo(ctx, d.Revision())
		wantCode(t, err, "")
		if _, err := d.Contact(u.ContactID); CodeOf(err) != NotFound || d.LicenceUse().Enabled != 0 {
			t.Errorf("contact %v, licences %+v", err, d.LicenceUse())
		}
		user(t, d, "Petit", "1001")
		wantSound(t, d)
	})
	t.Run("its replacement gives it back", func(t *testing.T) {
		o := newOffice(t)
		_, err := o.ReplaceUser(ctx, o.leaver.ID, 0, Replacement{Contact: &ContactDraft{FirstName: "A", LastName: "B"}, TrashContact: true})
		wantCode(t, err, "")
		_, err = o.Undo(ctx, o.Revision())
		wantCode(t, err, "")
		if got := shows(t, o.Directory, o.leaver.ContactID); got != "1001 1002 +33123456789" {
			t.Errorf("phones see %q", got)
		}
		wantSound(t, o.Directory)
	})
	t.Run("its deletion asks for the licence again", func(t *testing.T) {
		d, _ := openAt(t, t.TempDir()+"/a.db", Config{Name: "Acme", Licence: Licence{Limit: 1}})
		u := user(t, d, "Durand", "1001")
		wantCode(t, d.DeleteUser(ctx, u.ID, 0, UserDeletion{}), "")
		deleted := d.Revision()
		user(t, d, "Petit", "1002")
		_, err := d.Undo(ctx, deleted)
		wantCode(t, err, LicenceLimitReached)
		wantSound(t, d)
	})
	t.Run("and erasing the person frees what it held", func(t *testing.T) {
		o := newOffice(t)
		_, err := o.PurgePerson(ctx, o.leaver.ContactID)
		wantCode(t, err, "")
		_, _, err = o.AddExtension(ctx, o.other.ID, ExtensionDraft{Number: "1001"})
		wantCode(t, err, "")
		wantSound(t, o.Directory)
	})
}
