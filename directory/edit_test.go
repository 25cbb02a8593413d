package directory

import (
	"context"
	"errors"
	"fmt"
	"testing"

	"github.com/google/go-cmp/cmp"
	"github.com/google/uuid"
)

func TestApplyIsOneBatch(t *testing.T) {
	ctx := WithActor(context.Background(), Actor{Kind: ActorImport, Name: "people.csv"})
	d := open(t)
	revision := d.Revision()
	var sales Folder
	applied, err := d.Apply(ctx, "import", func(e *Edit) (err error) {
		if sales, err = e.CreateFolder(FolderDraft{Name: "Sales"}); err != nil {
			return err
		}
		for i := range 10 {
			if _, _, err := e.CreateContact(ContactDraft{FirstName: "Jean", LastName: "Martin", FolderID: sales.ID, Email: fmt.Sprintf("%d@example.com", i)}); err != nil {
				return err
			}
		}
		return nil
	})
	wantCode(t, err, "")
	if applied != (Applied{Revision: revision + 1, Changes: 11}) || d.Revision() != revision+1 || d.Snapshot().Revision != revision+1 {
		t.Errorf("applied %+v", applied)
	}
	entries, err := d.Journal(ctx, 0, 1)
	wantCode(t, err, "")
	if got := entries[0]; got.Action != "import" || got.Actor != (Actor{Kind: ActorImport, Name: "people.csv"}) || got.Changes != 11 {
		t.Errorf("journalled %+v", got)
	}
	wantSound(t, d)
}

func TestAFailedApplyChangesNothing(t *testing.T) {
	d := open(t)
	revision := d.Revision()
	stop := errors.New("stop")
	_, err := d.Apply(context.Background(), "import", func(e *Edit) error {
		_, err := e.CreateFolder(FolderDraft{Name: "Sales"})
		return errors.Join(err, stop)
	})
	wantCode(t, err, Internal)
	if !errors.Is(err, stop) || d.Revision() != revision || len(d.Folders()) != 1 {
		t.Errorf("%v, folders %v", err, d.Folders())
	}
}

func TestAFailedCommandInsideApplyChangesNothingAndTheRestGoesOn(t *testing.T) {
	ctx := context.Background()
	h := newHouse(t)
	var codes []Code
	_, err := h.Apply(ctx, "import", func(e *Edit) error {
		_, _, err := e.CreateContact(ContactDraft{FirstName: "A", LastName: "B", Numbers: []Number{work("1", "201")}})
		codes = append(codes, CodeOf(err))
		_, err = e.CreateFolder(FolderDraft{Name: "sales"})
		codes = append(codes, CodeOf(err))
		if _, err := e.CreateFolder(FolderDraft{ParentID: h.purchasing.ID, Name: "North"}); err != nil {
			return err
		}
		// North clashes after the contacts and folders before it have moved.
		codes = append(codes, CodeOf(e.DeleteFolder(h.sales.ID, 0, Contents{Action: MoveContents, To: h.purchasing.ID})))
		codes = append(codes, CodeOf(e.MoveContacts([]uuid.UUID{h.inSales.ID, {1}}, h.purchasing.ID)))
		_, _, err = e.UpdateContact(h.inNorth.ID, 0, ContactPatch{Numbers: &[]Number{work("1", "203")}})
		codes = append(codes, CodeOf(err))
		_, _, err = e.CreateContact(ContactDraft{FirstName: "A", LastName: "B"})
		return err
	})
	wantCode(t, err, "")
	if diff := cmp.Diff([]Code{NumberTaken, FolderNameTaken, FolderNameTaken, NotFound, NumberTaken}, codes); diff != "" {
		t.Error(diff)
	}
	if h.folderOf(h.inSales) != h.sales.ID {
		t.Error("a contact has moved")
	}
	if f, err := h.Folder(h.north.ID); err != nil || f != h.north {
		t.Errorf("North is %+v, %v", f, err)
	}
	wantSound(t, h.Directory)
}

func TestPlanChecksEverythingAndWritesNothing(t *testing.T) {
	ctx := context.Background()
	d := open(t)
	c := contact(t, d, ContactDraft{Numbers: []Number{work("1", "201")}})
	revision := d.Revision()
	planned, err := d.Plan(ctx, func(e *Edit) error {
		if _, _, err := e.CreateContact(ContactDraft{FirstName: "A", LastName: "B", Numbers: []Number{work("1", "201")}}); CodeOf(err) != NumberTaken {
			t.Errorf("got %v", err)
		}
		_, _, err := e.UpdateContact(c.ID, 0, ContactPatch{Title: pointer("Boss")})
		return err
	})
	wantCode(t, err, "")
	if planned.Revision != revision || d.Revision() != revision {
		t.Errorf("planned %+v at revision %d", planned, revision)
	}
	if now, _ := d.Contact(c.ID); now.Title != "" {
		t.Error("the plan was carried out")
	}
	_, err = d.Plan(ctx, func(e *Edit) error {
		_, err := e.CreateFolder(FolderDraft{})
		return err
	})
	wantCode(t, err, Required)
}

func TestReleasedContactsSwapWhatIsUnique(t *testing.T) {
	ctx := context.Background()
	d := open(t)
	a := contact(t, d, ContactDraft{Email: "a@example.com", ExternalRef: "A", Numbers: []Number{work("1", "201")}})
	b := contact(t, d, ContactDraft{Email: "b@example.com", ExternalRef: "B", Numbers: []Number{work("2", "202")}})
	untouched := contact(t, d, ContactDraft{Email: "c@example.com"})
	swap := func(from Contact) ContactPatch {
		return ContactPatch{Email: &from.Email, ExternalRef: &from.ExternalRef, Numbers: &from.Numbers}
	}
	_, err := d.Apply(ctx, "import", func(e *Edit) error {
		if _, _, err := e.UpdateContact(a.ID, 0, swap(b)); CodeOf(err) != EmailTaken {
			t.Errorf("without Release: %v", err)
		}
		if err := e.Release(a.ID, b.ID, untouched.ID); err != nil {
			return err
		}
		if got, err := e.Contact(a.ID); err != nil || cmp.Diff(a, got) != "" {
			t.Errorf("a released contact shows as %+v, %v", got, err)
		}
		if _, _, err := e.UpdateContact(a.ID, a.Version, swap(b)); err != nil {
			return err
		}
		if _, _, err := e.UpdateContact(b.ID, b.Version, swap(a)); err != nil {
			return err
		}
		return nil
	})
	wantCode(t, err, "")
	nowA, _ := d.Contact(a.ID)
	nowB, _ := d.Contact(b.ID)
	nowC, _ := d.Contact(untouched.ID)
	if nowA.Email != "b@example.com" || nowA.Numbers[0].ShortNumber != "202" || nowA.ExternalRef != "B" || nowA.Version != 2 {
		t.Errorf("a is %+v", nowA)
	}
	if nowB.Email != "a@example.com" || nowB.Numbers[0].ShortNumber != "201" || nowB.ExternalRef != "A" || nowB.Version != 2 {
		t.Errorf("b is %+v", nowB)
	}
	if cmp.Diff(untouched, nowC) != "" {
		t.Errorf("the one that was only released is %+v", nowC)
	}
	wantSound(t, d)
}

func TestReleaseLosesNothing(t *testing.T) {
	ctx := context.Background()
	for _, test := range []struct {
		name string
		fn   func(e *Edit, a, b Contact) error
		want Code
	}{
		{"when nothing else happens", func(e *Edit, a, b Contact) error { return nil }, ""},
		{"when another takes what was released", func(e *Edit, a, b Contact) error {
			_, _, err := e.UpdateContact(b.ID, 0, ContactPatch{Email: &a.Email})
			return err
		}, EmailTaken},
		{"when a new one takes what was released", func(e *Edit, a, b Contact) error {
			_, _, err := e.CreateContact(ContactDraft{FirstName: "A", LastName: "B", Numbers: []Number{work("1", "201")}})
			return err
		}, NumberTaken},
		{"when Hold is asked about each", func(e *Edit, a, b Contact) error {
			if _, _, err := e.UpdateContact(b.ID, 0, ContactPatch{Email: &a.Email}); err != nil {
				return err
			}
			if err := e.Hold(a.ID); CodeOf(err) != EmailTaken {
				t.Errorf("hold: %v", err)
			}
			_, _, err := e.UpdateContact(a.ID, 0, ContactPatch{Email: pointer("")})
			return err
		}, ""},
		{"when the contact is moved meanwhile", func(e *Edit, a, b Contact) error {
			f, err := e.CreateFolder(FolderDraft{Name: "x"})
			if err != nil {
				return err
			}
			return e.MoveContacts([]uuid.UUID{a.ID}, f.ID)
		}, ""},
		{"when the contact is deleted meanwhile", func(e *Edit, a, b Contact) error { return e.DeleteContact(a.ID, 0) }, ""},
		{"when the contact is deleted and its e-mail taken", func(e *Edit, a, b Contact) error {
			if _, _, err := e.UpdateContact(b.ID, 0, ContactPatch{Email: &a.Email}); err != nil {
				return err
			}
			return e.DeleteContact(a.ID, 0)
		}, EmailTaken},
		{"when the update of it fails", func(e *Edit, a, b Contact) error {
			if _, _, err := e.UpdateContact(a.ID, 0, ContactPatch{LastName: pointer("")}); CodeOf(err) != Required {
				t.Errorf("update: %v", err)
			}
			return nil
		}, ""},
		{"when a contact to release is unknown", func(e *Edit, a, b Contact) error { return e.Release(b.ID, uuid.UUID{1}) }, NotFound},
		{"when a contact is released twice", func(e *Edit, a, b Contact) error { return e.Release(a.ID, a.ID) }, ""},
	} {
		t.Run(test.name, func(t *testing.T) {
			d := open(t)
			a := contact(t, d, ContactDraft{FirstName: "A", Email: "a@example.com", Numbers: []Number{work("1", "201")}})
			b := contact(t, d, ContactDraft{FirstName: "B"})
			_, err := d.Apply(ctx, "import", func(e *Edit) error {
				if err := e.Release(a.ID); err != nil {
					return err
				}
				return test.fn(e, a, b)
			})
			wantCode(t, err, test.want)
			wantSound(t, d)
		})
	}
}

func TestEditFindsItsOwnChanges(t *testing.T) {
	ctx := context.Background()
	d := open(t)
	old := contact(t, d, ContactDraft{Email: "old@example.com", ExternalRef: "O", Numbers: []Number{work("0123456789", "201")}})
	_, err := d.Apply(ctx, "import", func(e *Edit) error {
		root, err := e.Root()
		if err != nil || root != d.Root() {
			t.Errorf("root %+v, %v", root, err)
		}
		sales, err := e.CreateFolder(FolderDraft{Name: "Sales"})
		if err != nil {
			return err
		}
		if f, found, err := e.Child(root.ID, "SALES"); err != nil || !found || f != sales {
			t.Errorf("child %+v, %v, %v", f, found, err)
		}
		if _, found, err := e.Child(root.ID, "North"); err != nil || found {
			t.Errorf("a child there is not: %v, %v", found, err)
		}
		made, _, err := e.CreateContact(ContactDraft{FirstName: "A", LastName: "B", FolderID: sales.ID, Email: "New@example.com", ExternalRef: "N", Numbers: []Number{work("+33123456789", "202")}})
		if err != nil {
			return err
		}
		for what, find := range map[string]func() (Contact, error){
			"id":           func() (Contact, error) { return e.Contact(made.ID) },
			"uid":          func() (Contact, error) { return e.ContactByUID("A.B") },
			"email":        func() (Contact, error) { return e.ContactByEmail("new@EXAMPLE.com") },
			"external ref": func() (Contact, error) { return e.ContactByExternalRef("N") },
			"short number": func() (Contact, error) { return e.ContactByShortNumber("202") },
		} {
			if got, err := find(); err != nil || cmp.Diff(made, got) != "" {
				t.Errorf("by %s: %+v, %v", what, got, err)
			}
		}
		if both, err := e.ContactsByNumber("+33123456789"); err != nil || len(both) != 2 {
			t.Errorf("by number: %v, %v", both, err)
		}
		if in, err := e.ContactsIn(sales.ID); err != nil || len(in) != 1 || in[0].ID != made.ID {
			t.Errorf("in the folder: %v, %v", in, err)
		}
		if err := e.DeleteContact(old.ID, 0); err != nil {
			return err
		}
		_, err = e.ContactByEmail("old@example.com")
		wantCode(t, err, NotFound)
		_, err = e.Contact(old.ID)
		wantCode(t, err, NotFound)
		_, err = e.Folder(uuid.UUID{1})
		wantCode(t, err, NotFound)
		return nil
	})
	wantCode(t, err, "")
	wantSound(t, d)
}

func TestNothingIsCommittedWhenAChangeCanNotBeTakenBack(t *testing.T) {
	d := open(t)
	revision := d.Revision()
	stuck := errors.New("stuck")
	_, err := d.Apply(context.Background(), "import", func(e *Edit) error {
		if _, err := e.CreateFolder(FolderDraft{Name: "Sales"}); err != nil {
			return err
		}
		failed := e.do("fail", func() error {
			e.undo = append(e.undo, func() error { return stuck })
			return &Error{Code: Invalid}
		})
		wantCode(t, failed, Invalid)
		return nil
	})
	if !errors.Is(err, stuck) || d.Revision() != revision {
		t.Errorf("got %v at revision %d", err, d.Revision())
	}
}

func TestACancelledContextStopsApply(t *testing.T) {
	d := open(t)
	ctx, cancel := context.WithCancel(context.Background())
	_, err := d.Apply(ctx, "import", func(e *Edit) error {
		cancel()
		_, err := e.CreateFolder(FolderDraft{Name: "Sales"})
		return err
	})
	wantCode(t, err, Unavailable)
	if len(d.Folders()) != 1 {
		t.Error("a folder was made")
	}
}

func TestAPanicInsideApplyLeavesTheDirectoryUsable(t *testing.T) {
	d := open(t)
	func() {
		defer func() {
			if recover() == nil {
				t.Error("the panic was swallowed")
			}
		}()
		_, _ = d.Apply(context.Background(), "import", func(e *Edit) error {
			if _, err := e.CreateFolder(FolderDraft{Name: "Sales"}); err != nil {
				return err
			}
			panic("broken")
		})
	}()
	folder(t, d, uuid.Nil, "Sales")
	wantSound(t, d)
}
