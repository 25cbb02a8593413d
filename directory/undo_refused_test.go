package directory

import (
	"context"
	"testing"

	"github.com/google/uuid"
)

func TestWhatAnUndoLeavesAsItIs(t *testing.T) {
	ctx := context.Background()
	for _, test := range []struct {
		name string
		// do makes the batch to be undone, then what stands against it.
		do       func(h house) (revision uint64, err error)
		restored int
		left     []Code
	}{
		{"a record that has changed since", func(h house) (uint64, error) {
			_, _, err := h.UpdateContact(ctx, h.inSales.ID, 0, ContactPatch{Title: pointer("a")})
			revision := h.Revision()
			if err == nil {
				_, _, err = h.UpdateContact(ctx, h.inSales.ID, 0, ContactPatch{Title: pointer("b")})
			}
			return revision, err
		}, 0, []Code{StaleRecord}},
		{"one record of two", func(h house) (uint64, error) {
			err := h.MoveContacts(ctx, []uuid.UUID{h.inSales.ID, h.inNorth.ID}, h.purchasing.ID)
			revision := h.Revision()
			if err == nil {
				_, _, err = h.UpdateContact(ctx, h.inSales.ID, 0, ContactPatch{Title: pointer("b")})
			}
			return revision, err
		}, 1, []Code{StaleRecord}},
		{"nothing, where a change since has been undone", func(h house) (uint64, error) {
			_, _, err := h.UpdateContact(ctx, h.inSales.ID, 0, ContactPatch{Title: pointer("a")})
			revision := h.Revision()
			if err == nil {
				_, _, err = h.UpdateContact(ctx, h.inSales.ID, 0, ContactPatch{Title: pointer("b")})
			}
			if err == nil {
				_, err = h.Undo(ctx, h.Revision())
			}
			return revision, err
		}, 1, nil},
		{"an address that another has taken", func(h house) (uint64, error) {
			_, _, err := h.UpdateContact(ctx, h.inSales.ID, 0, ContactPatch{Email: pointer("a@example.com")})
			if err == nil {
				_, _, err = h.UpdateContact(ctx, h.inSales.ID, 0, ContactPatch{Email: pointer("")})
			}
			revision := h.Revision()
			if err == nil {
				_, _, err = h.UpdateContact(ctx, h.inNorth.ID, 0, ContactPatch{Email: pointer("A@example.com")})
			}
			return revision, err
		}, 0, []Code{EmailTaken}},
		{"a short number that another has taken", func(h house) (uint64, error) {
			_, _, err := h.UpdateContact(ctx, h.inSales.ID, 0, ContactPatch{Numbers: &[]Number{}})
			revision := h.Revision()
			if err == nil {
				_, _, err = h.CreateContact(ctx, ContactDraft{FirstName: "A", LastName: "B", Numbers: []Number{work("1", "201")}})
			}
			return revision, err
		}, 0, []Code{NumberTaken}},
		{"a contact whose folder is gone", func(h house) (uint64, error) {
			err := h.MoveContacts(ctx, []uuid.UUID{h.inNorth.ID}, h.purchasing.ID)
			revision := h.Revision()
			if err == nil {
				err = h.DeleteFolder(ctx, h.north.ID, 0, Contents{Action: TrashContents})
			}
			return revision, err
		}, 0, []Code{FolderUnknown}},
		{"a new folder that something is in", func(h house) (uint64, error) {
			f, err := h.CreateFolder(ctx, FolderDraft{Name: "New"})
			revision := h.Revision()
			if err == nil {
				err = h.MoveContacts(ctx, []uuid.UUID{h.inSales.ID}, f.ID)
			}
			return revision, err
		}, 0, []Code{FolderNotEmpty}},
		{"a folder and a contact in it, something else having come", func(h house) (uint64, error) {
			var f Folder
			_, err := h.Apply(ctx, "import", func(e *Edit) (err error) {
				if f, err = e.CreateFolder(FolderDraft{Name: "New"}); err != nil {
					return err
				}
				_, _, err = e.CreateContact(ContactDraft{FirstName: "A", LastName: "B", FolderID: f.ID})
				return err
			})
			revision := h.Revision()
			if err == nil {
				err = h.MoveContacts(ctx, []uuid.UUID{h.inSales.ID}, f.ID)
			}
			return revision, err
		}, 1, []Code{FolderNotEmpty}},
		{"a folder's name that another has taken", func(h house) (uint64, error) {
			_, err := h.RenameFolder(ctx, h.sales.ID, 0, "Ventes")
			revision := h.Revision()
			if err == nil {
				_, err = h.CreateFolder(ctx, FolderDraft{Name: "SALES"})
			}
			return revision, err
		}, 0, []Code{FolderNameTaken}},
		{"a move that would put a folder into itself", func(h house) (uint64, error) {
			_, err := h.MoveFolder(ctx, h.north.ID, 0, uuid.Nil, RenameOnClash)
			revision := h.Revision()
			if err == nil {
				_, err = h.MoveFolder(ctx, h.sales.ID, 0, h.north.ID, RefuseClash)
			}
			return revision, err
		}, 0, []Code{FolderCycle}},
		{"a new contact that has a login now", func(h house) (uint64, error) {
			c, _, err := h.CreateContact(ctx, ContactDraft{FirstName: "A", LastName: "B", Email: "a@example.com"})
			revision := h.Revision()
			if err == nil {
				_, err = h.SetRoles(ctx, c.ID, 0, nil)
			}
			return revision, err
		}, 0, []Code{ContactHasServices}},
		{"bringing back a contact that has a login now", func(h house) (uint64, error) {
			_, _, err := h.UpdateContact(ctx, h.inSales.ID, 0, ContactPatch{Email: pointer("a@example.com")})
			if err == nil {
				err = h.DeleteContact(ctx, h.inSales.ID, 0)
			}
			if err == nil {
				_, _, err = h.BringBackContact(ctx, h.inSales.ID)
			}
			revision := h.Revision()
			if err == nil {
				_, err = h.SetRoles(ctx, h.inSales.ID, 0, nil)
			}
			return revision, err
		}, 0, []Code{EmailInUseForAccess}},
		{"roles taken from a login whose contact has lost its address", func(h house) (uint64, error) {
			_, _, err := h.UpdateContact(ctx, h.inSales.ID, 0, ContactPatch{Email: pointer("a@example.com")})
			if err == nil {
				_, err = h.SetRoles(ctx, h.inSales.ID, 0, nil)
			}
			if err != nil {
				return 0, err
			}
			l, err := h.LoginOf(h.inSales.ID)
			if err == nil {
				err = h.CloseLogin(ctx, l.ID)
			}
			revision := h.Revision()
			if err == nil {
				_, _, err = h.UpdateContact(ctx, h.inSales.ID, 0, ContactPatch{Email: pointer("")})
			}
			return revision, err
		}, 0, []Code{EmailRequiredForAccess}},
		{"a new role that is in use", func(h house) (uint64, error) {
			r, err := h.CreateRole(ctx, RoleDraft{Name: "x"})
			revision := h.Revision()
			if err == nil {
				_, _, err = h.UpdateContact(ctx, h.inSales.ID, 0, ContactPatch{Email: pointer("a@example.com")})
			}
			if err == nil {
				_, err = h.SetRoles(ctx, h.inSales.ID, 0, []RoleAssignment{{RoleID: r.ID}})
			}
			return revision, err
		}, 0, []Code{RoleInUse}},
		{"a role taken away that is gone", func(h house) (uint64, error) {
			r, err := h.CreateRole(ctx, RoleDraft{Name: "x"})
			if err == nil {
				_, _, err = h.UpdateContact(ctx, h.inSales.ID, 0, ContactPatch{Email: pointer("a@example.com")})
			}
			if err == nil {
				_, err = h.SetRoles(ctx, h.inSales.ID, 0, []RoleAssignment{{RoleID: r.ID}})
			}
			if err == nil {
				_, err = h.SetRoles(ctx, h.inSales.ID, 0, nil)
			}
			revision := h.Revision()
			if err == nil {
				err = h.DeleteRole(ctx, r.ID, 0, uuid.Nil)
			}
			return revision, err
		}, 0, []Code{RoleUnknown}},
		{"a role's name that another has taken", func(h house) (uint64, error) {
			r, err := h.CreateRole(ctx, RoleDraft{Name: "x"})
			if err == nil {
				err = h.DeleteRole(ctx, r.ID, 0, uuid.Nil)
			}
			revision := h.Revision()
			if err == nil {
				_, err = h.CreateRole(ctx, RoleDraft{Name: "X"})
			}
			return revision, err
		}, 0, []Code{RoleNameTaken}},
		{"an account's name that another has taken", func(h house) (uint64, error) {
			_, _, err := h.AddAccount(ctx, AccountDraft{Name: "hall"})
			if err == nil {
				err = h.RemoveAccount(ctx, "hall")
			}
			revision := h.Revision()
			if err == nil {
				_, _, err = h.AddAccount(ctx, AccountDraft{Name: "Hall"})
			}
			return revision, err
		}, 0, []Code{AccountNameTaken}},
		{"the secret of an account that was removed", func(h house) (uint64, error) {
			_, _, err := h.AddAccount(ctx, AccountDraft{Name: "hall"})
			if err == nil {
				err = h.RemoveAccount(ctx, "hall")
			}
			return h.Revision(), err
		}, 1, []Code{InvalidCredentials}},
		{"the making of the directory", func(h house) (uint64, error) { return 1, nil }, 0, []Code{RootFolderImmutable}},
	} {
		t.Run(test.name, func(t *testing.T) {
			h := newHouse(t)
			revision, err := test.do(h)
			if err != nil {
				t.Fatal(err)
			}
			undone, err := h.Undo(ctx, revision)
			wantCode(t, err, "")
			var codes []Code
			for _, l := range undone.Left {
				codes = append(codes, l.Code)
				if l.Message == "" || l.Table == "" {
					t.Errorf("left %+v", l)
				}
			}
			if undone.Restored != test.restored || len(codes) != len(test.left) || len(codes) > 0 && codes[0] != test.left[0] {
				t.Errorf("undone %+v", undone)
			}
			if (undone.Revision != 0) != (test.restored > 0) {
				t.Errorf("revision %d", undone.Revision)
			}
			wantSound(t, h.Directory)
		})
	}
	_, err := open(t).Undo(ctx, 99)
	wantCode(t, err, NotFound)
}

func TestUndoKeepsTheLastAdministrator(t *testing.T) {
	ctx := context.Background()
	d := open(t)
	jean := contact(t, d, ContactDraft{Email: "jean@example.com"})
	boss := person(t, d, jean, RoleAssignment{RoleID: AdministratorRole()})
	chosen := d.Revision()
	_, err := d.Undo(as(boss), chosen)
	wantCode(t, err, LastAdministrator)
	_, err = d.Undo(ctx, chosen)
	wantCode(t, err, LastAdministrator)
	if _, err := d.SignIn(ctx, "jean@example.com", goodPassword); err != nil {
		t.Error(err)
	}
	wantSound(t, d)
}

func TestUndoSwapsWhatIsUnique(t *testing.T) {
	ctx := context.Background()
	d := open(t)
	a := contact(t, d, ContactDraft{FirstName: "A", Email: "a@example.com"})
	b := contact(t, d, ContactDraft{FirstName: "B", Email: "b@example.com"})
	_, err := d.Apply(ctx, "import", func(e *Edit) error {
		if err := e.Release(a.ID, b.ID); err != nil {
			return err
		}
		if _, _, err := e.UpdateContact(a.ID, 0, ContactPatch{Email: &b.Email}); err != nil {
			return err
		}
		_, _, err := e.UpdateContact(b.ID, 0, ContactPatch{Email: &a.Email})
		return err
	})
	wantCode(t, err, "")
	undone, err := d.Undo(ctx, d.Revision())
	wantCode(t, err, "")
	if now, _ := d.Contact(a.ID); undone.Restored != 2 || now.Email != "a@example.com" || now.Version != 3 {
		t.Errorf("undone %+v: %+v", undone, now)
	}
	wantSound(t, d)
}

func TestUndoOfRotationKeepsTheNewSecret(t *testing.T) {
	ctx := context.Background()
	d := open(t)
	_, _, err := d.AddAccount(ctx, AccountDraft{Name: "hall"})
	wantCode(t, err, "")
	secret, err := d.RotateAccount(ctx, "hall")
	wantCode(t, err, "")
	_, err = d.Undo(ctx, d.Revision())
	wantCode(t, err, "")
	a, err := d.Authenticate(ctx, "hall", secret)
	wantCode(t, err, "")
	if a.SecretVersion != 2 {
		t.Errorf("the account is %+v", a)
	}
}
