package directory

import (
	"slices"
	"testing"

	"github.com/google/uuid"

	"annuaire/directory/search"
)

func names(folders []Folder) []string {
	var list []string
	for _, f := range folders {
		list = append(list, f.Name)
	}
	return list
}

func TestTree(t *testing.T) {
	h := newHouse(t)
	tree := h.Snapshot().Tree
	if got := names(tree.All()); !slices.Equal(got, []string{"Acme", "Purchasing", "Sales", "North", "Lille"}) {
		t.Errorf("all %q", got)
	}
	if got := names(tree.Path(h.lille.ID)); !slices.Equal(got, []string{"Acme", "Sales", "North", "Lille"}) {
		t.Errorf("path %q", got)
	}
	if got := names(tree.Children(tree.Root().ID)); !slices.Equal(got, []string{"Purchasing", "Sales"}) {
		t.Errorf("children %q", got)
	}
	if len(tree.Path(uuid.New())) != 0 || len(tree.Children(uuid.New())) != 0 || len(tree.Subtree(uuid.New())) != 0 {
		t.Error("an unknown folder has a path, children or a subtree")
	}
	below := tree.Subtree(h.sales.ID)
	if _, lille := below[h.lille.ID]; !lille || len(below) != 3 {
		t.Errorf("subtree %v", below)
	}
	if !tree.In(h.lille.ID, h.sales.ID) || !tree.In(h.sales.ID, h.sales.ID) || tree.In(h.sales.ID, h.lille.ID) || tree.In(h.purchasing.ID, h.sales.ID) {
		t.Error("what is in what is wrong")
	}
	if f, found := tree.Child(h.sales.ID, "NÖRTH"); !found || f.ID != h.north.ID {
		t.Errorf("child %+v", f)
	}
	if _, found := tree.Child(h.purchasing.ID, "North"); found {
		t.Error("a child of another folder")
	}
	scope := tree.Scope(h.north.ID, h.purchasing.ID)
	for _, id := range []uuid.UUID{h.north.ID, h.lille.ID, h.purchasing.ID} {
		if _, in := scope[search.ID(id)]; !in {
			t.Errorf("%s is out of scope", id)
		}
	}
	if len(scope) != 3 {
		t.Errorf("scope %v", scope)
	}
}

func TestATreeNeverChanges(t *testing.T) {
	a := Folder{ID: uuid.UUID{1}, ParentID: uuid.UUID{9}, Name: "A"}
	b := Folder{ID: uuid.UUID{2}, ParentID: uuid.UUID{9}, Name: "B"}
	before := newTree(uuid.UUID{9}, []Folder{{ID: uuid.UUID{9}, Name: "root"}, a, b})
	swappedA, swappedB := a, b
	swappedA.Name, swappedB.Name = "B", "A"
	after := before.with([]Folder{swappedA, swappedB}, nil)
	gone := after.with(nil, []uuid.UUID{a.ID, {7}})

	if got := names(before.All()); !slices.Equal(got, []string{"root", "A", "B"}) {
		t.Errorf("the old tree is now %q", got)
	}
	if f, _ := after.Child(uuid.UUID{9}, "b"); f.ID != a.ID {
		t.Errorf("names that two folders swapped find %+v", f)
	}
	if got := names(gone.All()); !slices.Equal(got, []string{"root", "A"}) || gone.Len() != 2 {
		t.Errorf("without one folder %q", got)
	}
	if _, found := gone.Child(uuid.UUID{9}, "B"); found {
		t.Error("the name of a folder that is gone finds it")
	}
}

func TestAMovedFolderTakesItsSubtreeAlong(t *testing.T) {
	h := newHouse(t)
	if _, err := h.MoveFolder(t.Context(), h.north.ID, 0, h.purchasing.ID, RefuseClash); err != nil {
		t.Fatal(err)
	}
	tree := h.Snapshot().Tree
	if got := names(tree.Path(h.lille.ID)); !slices.Equal(got, []string{"Acme", "Purchasing", "North", "Lille"}) {
		t.Errorf("path %q", got)
	}
	if len(tree.Children(h.sales.ID)) != 0 {
		t.Error("the old place still lists it")
	}
}
