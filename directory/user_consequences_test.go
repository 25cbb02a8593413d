package directory

import (
	"testing"

	"github.com/google/uuid"
)

func TestADeletionForetellsThatTheUserLeavesItsCallGroups(t *testing.T) {
	o := newOffice(t)
	g, err := o.CreateGroup(t.Context(), GroupDraft{Name: "Accueil", Number: "7000", Members: []uuid.UUID{o.leaver.ContactID, o.other.ContactID}})
	wantCode(t, err, "")
	told, err := o.DeletionOfUser(t.Context(), o.leaver.ID, UserDeletion{})
	wantCode(t, err, "")
	foretold := false
	for _, c := range told.Consequences {
		foretold = foretold || c.What == "call_groups" && c.Count == 1 && c.Fate == FateRemoved
	}
	wantCode(t, o.DeleteUser(t.Context(), o.leaver.ID, 0, UserDeletion{}), "")
	g, err = o.Group(g.ID)
	if wantCode(t, err, ""); !foretold || len(g.Members) != 1 {
		t.Errorf("%+v, and then %+v", told, g)
	}
}
