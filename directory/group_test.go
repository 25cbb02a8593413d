package directory

import (
	"context"
	"path/filepath"
	"strings"
	"testing"
	"time"

	"github.com/google/uuid"

	"annuaire/directory/search"
)

func group(t testing.TB, d *Directory, draft GroupDraft) Group {
	t.Helper()
	draft.Name = orText(draft.Name, "Accueil")
	g, err := d.CreateGroup(context.Background(), draft)
	if err != nil {
		t.Fatalf("create call group: %v", err)
	}
	return g
}

func TestCreateGroup(t *testing.T) {
	d := open(t)
	jean := contact(t, d, ContactDraft{Numbers: []Number{work("1", "201")}})
	_, _, err := d.AddAccount(context.Background(), AccountDraft{Name: "phones"})
	wantCode(t, err, "")
	binned := group(t, d, GroupDraft{Number: "600"})
	wantCode(t, d.DeleteGroup(context.Background(), binned.ID, 0), "")
	many := func(n int) []uuid.UUID {
		var ids []uuid.UUID
		for i := range n {
			ids = append(ids, contact(t, d, ContactDraft{FirstName: strings.Repeat("x", i%100+1)}).ID)
		}
		return ids
	}
	for _, test := range []struct {
		name  string
		draft GroupDraft
		want  Code
	}{
		{"without name", GroupDraft{Number: "601"}, Required},
		{"with a name of 128 characters", GroupDraft{Name: strings.Repeat("é", 128), Number: "602"}, ""},
		{"with a name of 129 characters", GroupDraft{Name: strings.Repeat("é", 129), Number: "603"}, Invalid},
		{"without number", GroupDraft{Name: "a"}, Required},
		{"with a number of 1 digit", GroupDraft{Name: "a", Number: "6"}, Invalid},
		{"with a number of 2 digits", GroupDraft{Name: "a", Number: "61"}, ""},
		{"with a number of 6 digits", GroupDraft{Name: "a", Number: "601234"}, ""},
		{"with a number of 7 digits", GroupDraft{Name: "a", Number: "6012345"}, Invalid},
		{"with an emergency number", GroupDraft{Name: "a", Number: "112"}, NumberReserved},
		{"with a contact's short number", GroupDraft{Name: "a", Number: "201"}, NumberTaken},
		{"with the number of a group in the bin", GroupDraft{Name: "a", Number: "600"}, NumberTaken},
		{"with a contact's uid", GroupDraft{Name: "a", Number: "604", UID: jean.UID}, UIDTaken},
		{"with an account's name as uid", GroupDraft{Name: "a", Number: "604", UID: "phones"}, UIDTaken},
		{"with a strategy there is not", GroupDraft{Name: "a", Number: "604", Strategy: "none"}, Invalid},
		{"in a folder there is not", GroupDraft{Name: "a", Number: "604", FolderID: uuid.UUID{1}}, FolderUnknown},
		{"with a member", GroupDraft{Name: "a", Number: "605", Members: []uuid.UUID{jean.ID}}, ""},
		{"with a member given twice", GroupDraft{Name: "a", Number: "606", Members: []uuid.UUID{jean.ID, jean.ID}}, Invalid},
		{"with a member there is not", GroupDraft{Name: "a", Number: "606", Members: []uuid.UUID{{1}}}, ContactUnknown},
		{"with as many members as there may be", GroupDraft{Name: "a", Number: "607", Members: many(maxMembers)}, ""},
		{"with one member more", GroupDraft{Name: "a", Number: "608", Members: many(maxMembers + 1)}, Invalid},
	} {
		t.Run(test.name, func(t *testing.T) {
			made, err := d.CreateGroup(context.Background(), test.draft)
			wantCode(t, err, test.want)
			if now, err := d.Group(made.ID); test.want == "" && (err != nil || now.Number != test.draft.Number || now.Strategy != RingAll || now.UID == "") {
				t.Errorf("made %+v, found %+v, %v", made, now, err)
			}
		})
	}
	_, _, err = d.CreateContact(context.Background(), ContactDraft{FirstName: "A", LastName: "B", Numbers: []Number{work("1", "605")}})
	if CodeOf(err) != NumberTaken || !strings.Contains(err.Error(), "the call group a") {
		t.Errorf("the error does not name the holder: %v", err)
	}
	wantSound(t, d)
}

func TestGroupsGetUIDsOfTheirOwn(t *testing.T) {
	d := open(t)
	wantText(t, group(t, d, GroupDraft{Name: "Accueil Été", Number: "600"}).UID, "accueil-ete")
	wantText(t, group(t, d, GroupDraft{Name: "Accueil Été", Number: "601"}).UID, "accueil-ete2")
	wantText(t, group(t, d, GroupDraft{Name: "Jean", UID: "support", Number: "602"}).UID, "support")
}

func TestUpdateGroup(t *testing.T) {
	ctx := context.Background()
	d, _ := openAt(t, filepath.Join(t.TempDir(), "a.db"), Config{Name: "Acme"})
	g := group(t, d, GroupDraft{Number: "600"})
	group(t, d, GroupDraft{Number: "601"})
	sales := folder(t, d, uuid.Nil, "Sales")
	for _, test := range []struct {
		name    string
		version uint64
		patch   GroupPatch
		want    Code
	}{
		{"at a version it is not at", 7, GroupPatch{Name: pointer("x")}, StaleRecord},
		{"to another's number", 0, GroupPatch{Number: pointer("601")}, NumberTaken},
		{"to no number", 0, GroupPatch{Number: pointer("")}, Required},
		{"to another folder", 0, GroupPatch{FolderID: &sales.ID}, ""},
		{"to another strategy", 0, GroupPatch{Strategy: pointer(Sequential)}, ""},
	} {
		t.Run(test.name, func(t *testing.T) {
			_, err := d.UpdateGroup(ctx, g.ID, test.version, test.patch)
			wantCode(t, err, test.want)
		})
	}
	_, err := d.UpdateGroup(ctx, uuid.UUID{1}, 0, GroupPatch{})
	wantCode(t, err, NotFound)
	if now, _ := d.Group(g.ID); now.FolderID != sales.ID || now.Strategy != Sequential || now.Version != g.Version+2 {
		t.Errorf("the group has become %+v", now)
	}
	wantSound(t, d)
}

func TestPhonesFindAGroupByNameAndNumber(t *testing.T) {
	ctx := context.Background()
	d := open(t)
	g := group(t, d, GroupDraft{Name: "Accueil", Number: "600"})
	find := func(field search.Field, value string) string {
		for doc := range d.Snapshot().People.Search(t.Context(), search.Query{Where: search.Expr{Op: search.Equal, Field: field, Value: value}}) {
			if doc.Kind == search.Group {
				return doc.First(search.UID)
			}
		}
		return ""
	}
	wantText(t, find(search.Name, "accueil")+" "+find(search.ShortNumber, "600"), "accueil accueil")
	_, err := d.UpdateGroup(ctx, g.ID, 0, GroupPatch{Name: pointer("Support")})
	wantCode(t, err, "")
	wantText(t, find(search.Name, "accueil")+find(search.LastName, "support"), "accueil")
	_, err = d.UpdateGroup(ctx, g.ID, 0, GroupPatch{Hidden: pointer(true)})
	wantCode(t, err, "")
	wantText(t, find(search.ShortNumber, "600"), "")
	wantSound(t, d)
	wantCode(t, d.DeleteGroup(ctx, g.ID, 0), "")
	if d.Snapshot().People.Get(search.ID(g.ID)) != nil {
		t.Error("phones find a group in the bin")
	}
	wantSound(t, d)
}

// members writes the first names of a group's members; "gone" for a group that is not there.
func members(d *Directory, id uuid.UUID) string {
	g, err := d.Group(id)
	if err != nil {
		return "gone"
	}
	var list []string
	for _, id := range g.Members {
		c, _ := d.Contact(id)
		list = append(list, c.FirstName)
	}
	return strings.Join(list, " ")
}

func TestMembersLeaveWithTheirContact(t *testing.T) {
	ctx := context.Background()
	d := open(t)
	a, b := contact(t, d, ContactDraft{FirstName: "A"}), contact(t, d, ContactDraft{FirstName: "B"})
	g := group(t, d, GroupDraft{Number: "600", Members: []uuid.UUID{b.ID, a.ID}})
	wantText(t, members(d, g.ID), "B A")
	if of, err := d.GroupsOf(ctx, a.ID); err != nil || len(of) != 1 || of[0].ID != g.ID {
		t.Errorf("groups of a member: %+v, %v", of, err)
	}
	wantCode(t, d.DeleteContact(ctx, b.ID, 0), "")
	wantText(t, members(d, g.ID), "A")
	wantCode(t, d.DeleteGroup(ctx, g.ID, 0), "")
	wantCode(t, d.DeleteContact(ctx, a.ID, 0), "")
	_, err := d.BringBackGroup(ctx, g.ID)
	wantCode(t, err, "")
	wantText(t, members(d, g.ID), "")
	_, err = d.GroupsOf(ctx, a.ID)
	wantCode(t, err, NotFound)
	_, err = d.BringBackGroup(ctx, g.ID)
	wantCode(t, err, NotFound)
	wantSound(t, d)
}

func TestAFoldersDeletionTakesItsGroupsAlong(t *testing.T) {
	ctx := context.Background()
	type groups struct{ sales, north Group }
	make := func(t *testing.T) (house, groups) {
		h := newHouse(t)
		return h, groups{
			sales: group(t, h.Directory, GroupDraft{Name: "Sales", Number: "600", FolderID: h.sales.ID, Members: []uuid.UUID{h.inLille.ID}}),
			north: group(t, h.Directory, GroupDraft{Name: "North", Number: "601", FolderID: h.north.ID, Members: []uuid.UUID{h.inSales.ID}}),
		}
	}
	t.Run("not without being asked", func(t *testing.T) {
		h, _ := make(t)
		err := h.DeleteFolder(ctx, h.sales.ID, 0, Contents{})
		wantCode(t, err, FolderNotEmpty)
		if e, ok := err.(*Error); !ok || e.Detail != (FolderContents{Folders: 2, Contacts: 3, Groups: 2}) {
			t.Errorf("got %+v", err)
		}
	})
	t.Run("to another folder", func(t *testing.T) {
		h, g := make(t)
		wantCode(t, h.DeleteFolder(ctx, h.sales.ID, 0, Contents{Action: MoveContents, To: h.purchasing.ID}), "")
		now, _ := h.Group(g.sales.ID)
		if now.FolderID != h.purchasing.ID {
			t.Errorf("the group is %+v", now)
		}
		wantSound(t, h.Directory)
	})
	t.Run("to the bin and back with their members", func(t *testing.T) {
		h, g := make(t)
		wantCode(t, h.DeleteFolder(ctx, h.sales.ID, 0, Contents{Action: TrashContents}), "")
		wantText(t, members(h.Directory, g.sales.ID)+" "+members(h.Directory, g.north.ID), "gone gone")
		if bin, err := h.Bin(); err != nil || len(bin.Groups) != 2 {
			t.Errorf("bin %+v, %v", bin, err)
		}
		wantSound(t, h.Directory)
		_, _, err := h.BringBackFolder(ctx, h.sales.ID)
		wantCode(t, err, "")
		wantText(t, members(h.Directory, g.sales.ID)+" "+members(h.Directory, g.north.ID), "Jean Jean")
		wantSound(t, h.Directory)
	})
	t.Run("of which a part comes back", func(t *testing.T) {
		h, g := make(t)
		wantCode(t, h.DeleteFolder(ctx, h.sales.ID, 0, Contents{Action: TrashContents}), "")
		_, _, err := h.BringBackFolder(ctx, h.north.ID)
		wantCode(t, err, "")
		wantText(t, members(h.Directory, g.sales.ID)+", "+members(h.Directory, g.north.ID), "gone, ")
		back, err := h.BringBackGroup(ctx, g.sales.ID)
		wantCode(t, err, "")
		if back.FolderID != h.Root().ID {
			t.Errorf("brought back %+v", back)
		}
		wantSound(t, h.Directory)
	})
}

func TestGroupsAreNotFoundByListsOfContacts(t *testing.T) {
	ctx := context.Background()
	d := open(t)
	sales := folder(t, d, uuid.Nil, "Sales")
	group(t, d, GroupDraft{Name: "B", Number: "600", FolderID: sales.ID})
	group(t, d, GroupDraft{Name: "A", Number: "601"})
	page, err := d.ListContacts(ctx, ContactFilter{}, Page{})
	if wantCode(t, err, ""); page.Total != 0 {
		t.Errorf("listed %+v", page)
	}
	health, err := d.Health(ctx, HealthView{})
	if wantCode(t, err, ""); len(health.EmptyFolders)+len(health.InRoot)+len(health.WithoutNumber) != 0 {
		t.Errorf("health %+v", health)
	}
	all, err := d.Groups(ctx)
	if wantCode(t, err, ""); len(all) != 2 || all[0].Name != "A" {
		t.Errorf("groups %+v", all)
	}
}

func TestGroupsInTheBinArePurged(t *testing.T) {
	ctx := context.Background()
	d, clock := openAt(t, filepath.Join(t.TempDir(), "a.db"), Config{Name: "Acme"})
	g := group(t, d, GroupDraft{Number: "600"})
	wantCode(t, d.DeleteGroup(ctx, g.ID, 0), "")
	clock.move(31 * 24 * time.Hour)
	if n, err := d.PurgeBin(ctx); n != 1 || err != nil {
		t.Errorf("purged %d, %v", n, err)
	}
	group(t, d, GroupDraft{Number: "600"})
	wantSound(t, d)
}
