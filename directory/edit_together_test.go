package directory

import (
	"errors"
	"testing"

	"github.com/google/uuid"
)

func TestACommandMadeOfOthersIsTakenBackWhole(t *testing.T) {
	d := open(t)
	holder := user(t, d, "Martin", "1001")
	_, err := d.Apply(t.Context(), "test", func(e *Edit) error {
		_, _, err := e.CreateUser(UserDraft{Contact: &ContactDraft{FirstName: "Zoé", LastName: "Durand"}, Extensions: []ExtensionDraft{{Number: "1001"}}})
		wantCode(t, err, ExtensionTaken)
		return nil // the user is refused, whatever was made of it before
	})
	wantCode(t, err, "")
	page, err := d.ListContacts(t.Context(), ContactFilter{}, Page{Limit: 10})
	if err != nil || page.Total != 1 {
		t.Errorf("%d contacts, %v: only %s was there", page.Total, err, holder.Contact.DisplayName())
	}
}

func TestCommandsTogetherAreOne(t *testing.T) {
	d := open(t)
	var kept, taken Contact
	errEnough := errors.New("enough")
	_, err := d.Apply(t.Context(), "test", func(e *Edit) error {
		err := e.Together("two contacts", func() (err error) {
			kept, _, err = e.CreateContact(ContactDraft{FirstName: "Zoé", LastName: "Durand"})
			return err
		})
		wantCode(t, err, "")
		err = e.Together("two more", func() (err error) {
			if taken, _, err = e.CreateContact(ContactDraft{FirstName: "Léa", LastName: "Petit"}); err != nil {
				return err
			}
			return errEnough
		})
		if !errors.Is(err, errEnough) {
			t.Errorf("%v hides its reason", err)
		}
		return nil
	})
	wantCode(t, err, "")
	_, err = d.Contact(kept.ID)
	wantCode(t, err, "")
	_, err = d.Contact(taken.ID)
	wantCode(t, err, NotFound)
}

func TestEditLooksUpWhatContactsHave(t *testing.T) {
	d := open(t)
	u := user(t, d, "Martin", "1001", "1002")
	g, err := d.CreateGroup(t.Context(), GroupDraft{Name: "Accueil", Number: "900", Members: []uuid.UUID{u.ContactID}})
	wantCode(t, err, "")
	gone, err := d.CreateGroup(t.Context(), GroupDraft{Name: "Ancien", Number: "901", Members: []uuid.UUID{u.ContactID}})
	wantCode(t, err, "")
	wantCode(t, d.DeleteGroup(t.Context(), gone.ID, 0), "")
	_, err = d.SetRoles(t.Context(), u.ContactID, 0, []RoleAssignment{{RoleID: StandardRole()}})
	wantCode(t, err, "")
	made, _, err := d.CreateContact(t.Context(), ContactDraft{FirstName: "Zoé", LastName: "Durand", Origin: "import"})
	wantCode(t, err, "")
	_, err = d.CreateTemplate(t.Context(), TemplateDraft{Name: "Vente"})
	wantCode(t, err, "")
	_, err = d.Plan(t.Context(), func(e *Edit) error {
		c, err := e.ContactByMainExtension("1001")
		if wantCode(t, err, ""); c.ID != u.ContactID {
			t.Errorf("1001 is %s's", c.DisplayName())
		}
		for _, other := range []string{"1002", "900", "1003"} {
			_, err := e.ContactByMainExtension(other)
			wantCode(t, err, NotFound)
		}
		groups, err := e.GroupsOf(u.ContactID)
		if wantCode(t, err, ""); len(groups) != 1 || groups[0].ID != g.ID {
			t.Errorf("member of %v", groups)
		}
		if groups, err = e.Groups(); err != nil || len(groups) != 1 {
			t.Errorf("%v, %v", groups, err)
		}
		_, err = e.Group(gone.ID)
		wantCode(t, err, NotFound)
		roles, err := e.RolesOf(u.ContactID)
		if wantCode(t, err, ""); len(roles) != 1 || roles[0].RoleID != StandardRole() {
			t.Errorf("roles %v", roles)
		}
		if roles, err = e.RolesOf(made.ID); err != nil || roles != nil {
			t.Errorf("%v, %v", roles, err)
		}
		if all, err := e.Roles(); err != nil || len(all) != len(BuiltInRoles()) {
			t.Errorf("%v, %v", all, err)
		}
		if templates, err := e.Templates(); err != nil || len(templates) != 1 {
			t.Errorf("%v, %v", templates, err)
		}
		imported, err := e.ContactsOfOrigin("import")
		if wantCode(t, err, ""); len(imported) != 1 || imported[0].ID != made.ID {
			t.Errorf("imported %v", imported)
		}
		for contact, want := range map[uuid.UUID]bool{u.ContactID: true, made.ID: false} {
			if has, err := e.HasUser(contact); err != nil || has != want {
				t.Errorf("%v, %v", has, err)
			}
		}
		return nil
	})
	wantCode(t, err, "")
}
