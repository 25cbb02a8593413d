package directory

import (
	"testing"
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
