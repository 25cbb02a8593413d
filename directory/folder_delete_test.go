package directory

import (
	"context"
	"strings"
	"testing"
	"time"

	"github.com/google/uuid"
)

// house is a directory with folders Sales/North/Lille and Purchasing, and a contact in each folder.
type house struct {
	*Directory
	sales, north, lille, purchasing Folder
	inSales, inNorth, inLille       Contact
}

func newHouse(t *testing.T) house {
	d := open(t)
	h := house{Directory: d}
	h.sales = folder(t, d, uuid.Nil, "Sales")
	h.north = folder(t, d, h.sales.ID, "North")
	h.lille = folder(t, d, h.north.ID, "Lille")
	h.purchasing = folder(t, d, uuid.Nil, "Purchasing")
	h.inSales = contact(t, d, ContactDraft{FolderID: h.sales.ID, Numbers: []Number{work("1", "201")}})
	h.inNorth = contact(t, d, ContactDraft{FolderID: h.north.ID, Numbers: []Number{work("1", "202")}})
	h.inLille = contact(t, d, ContactDraft{FolderID: h.lille.ID, Numbers: []Number{work("1", "203")}})
	contact(t, d, ContactDraft{FolderID: h.purchasing.ID})
	return h
}

// folderOf is the folder a contact is in, zero where it is in the bin.
func (h house) folderOf(c Contact) uuid.UUID {
	now, err := h.Contact(c.ID)
	if err != nil {
		return uuid.Nil
	}
	return now.FolderID
}

func TestDeleteFolder(t *testing.T) {
	ctx := context.Background()
	t.Run("that is empty", func(t *testing.T) {
		h := newHouse(t)
		empty := folder(t, h.Directory, h.sales.ID, "Empty")
		wantCode(t, h.DeleteFolder(ctx, empty.ID, empty.Version, Contents{}), "")
		_, err := h.Folder(empty.ID)
		wantCode(t, err, NotFound)
		wantCode(t, h.DeleteFolder(ctx, empty.ID, 0, Contents{}), NotFound)
		wantSound(t, h.Directory)
	})
	t.Run("that is not empty is refused with counts", func(t *testing.T) {
		h := newHouse(t)
		err := h.DeleteFolder(ctx, h.sales.ID, 0, Contents{})
		wantCode(t, err, FolderNotEmpty)
		if got := err.(*Error).Detail; got != (FolderContents{Folders: 2, Contacts: 3}) {
			t.Errorf("counts %+v", got)
		}
	})
	t.Run("that has changed since", func(t *testing.T) {
		h := newHouse(t)
		wantCode(t, h.DeleteFolder(ctx, h.sales.ID, 7, Contents{Action: TrashContents}), StaleRecord)
	})
	t.Run("with something else than move or trash", func(t *testing.T) {
		h := newHouse(t)
		wantCode(t, h.DeleteFolder(ctx, h.sales.ID, 0, Contents{Action: "burn"}), Invalid)
	})
	t.Run("with its contents moved", func(t *testing.T) {
		h := newHouse(t)
		wantCode(t, h.DeleteFolder(ctx, h.sales.ID, 0, Contents{Action: MoveContents, To: h.purchasing.ID}), "")
		if h.folderOf(h.inSales) != h.purchasing.ID || h.folderOf(h.inLille) != h.lille.ID {
			t.Error("contacts are elsewhere")
		}
		if north, err := h.Folder(h.north.ID); err != nil || north.ParentID != h.purchasing.ID {
			t.Errorf("North is %+v, %v", north, err)
		}
		wantSound(t, h.Directory)
	})
	t.Run("with its contents moved up", func(t *testing.T) {
		h := newHouse(t)
		wantCode(t, h.DeleteFolder(ctx, h.north.ID, 0, Contents{Action: MoveContents}), "")
		if h.folderOf(h.inNorth) != h.sales.ID {
			t.Error("the contact is elsewhere")
		}
		wantSound(t, h.Directory)
	})
	t.Run("with its contents moved below itself", func(t *testing.T) {
		h := newHouse(t)
		wantCode(t, h.DeleteFolder(ctx, h.sales.ID, 0, Contents{Action: MoveContents, To: h.lille.ID}), FolderCycle)
		wantCode(t, h.DeleteFolder(ctx, h.sales.ID, 0, Contents{Action: MoveContents, To: h.sales.ID}), FolderCycle)
		wantCode(t, h.DeleteFolder(ctx, h.sales.ID, 0, Contents{Action: MoveContents, To: uuid.New()}), FolderUnknown)
		wantSound(t, h.Directory)
	})
	t.Run("with its contents moved where a name is taken changes nothing", func(t *testing.T) {
		h := newHouse(t)
		folder(t, h.Directory, h.purchasing.ID, "north")
		folder(t, h.Directory, h.sales.ID, "Another") // moved before North clashes, and taken back
		revision := h.Revision()
		wantCode(t, h.DeleteFolder(ctx, h.sales.ID, 0, Contents{Action: MoveContents, To: h.purchasing.ID}), FolderNameTaken)
		if h.Revision() != revision {
			t.Error("something has changed")
		}
		wantCode(t, h.DeleteFolder(ctx, h.sales.ID, 0, Contents{Action: MoveContents, To: h.purchasing.ID, OnClash: RenameOnClash}), "")
		if north, err := h.Folder(h.north.ID); err != nil || north.Name != "North (2)" {
			t.Errorf("North is %+v, %v", north, err)
		}
		wantSound(t, h.Directory)
	})
}

func TestDeletingAFolderIntoNowhereIsRefusedEvenWhenItIsEmpty(t *testing.T) {
	d := open(t)
	empty := folder(t, d, uuid.Nil, "Empty")
	wantCode(t, d.DeleteFolder(context.Background(), empty.ID, 0, Contents{Action: MoveContents, To: uuid.New()}), FolderUnknown)
}

func TestContentsMayMoveToTheDeepestLevel(t *testing.T) {
	d := open(t)
	var deep Folder
	for range 31 {
		deep = folder(t, d, deep.ID, "deep")
	}
	from := folder(t, d, uuid.Nil, "from")
	folder(t, d, from.ID, "child")
	wantCode(t, d.DeleteFolder(context.Background(), from.ID, 0, Contents{Action: MoveContents, To: deep.ID}), "")
	wantSound(t, d)
}

func TestTrashedFolder(t *testing.T) {
	ctx := context.Background()
	trash := Contents{Action: TrashContents}
	t.Run("takes everything below it along and brings it back", func(t *testing.T) {
		h := newHouse(t)
		wantCode(t, h.DeleteFolder(ctx, h.sales.ID, 0, trash), "")
		for _, c := range []Contact{h.inSales, h.inNorth, h.inLille} {
			if h.folderOf(c) != uuid.Nil {
				t.Errorf("%s is still there", c.UID)
			}
		}
		wantSound(t, h.Directory)
		back, off, err := h.BringBackFolder(ctx, h.sales.ID)
		wantCode(t, err, "")
		if back.Name != "Sales" || back.ParentID != h.Root().ID || len(off) != 0 {
			t.Errorf("got %+v, left off %v", back, off)
		}
		if h.folderOf(h.inSales) != h.sales.ID || h.folderOf(h.inNorth) != h.north.ID || h.folderOf(h.inLille) != h.lille.ID {
			t.Error("contacts are elsewhere")
		}
		wantSound(t, h.Directory)
	})
	t.Run("leaves in the bin what was there before", func(t *testing.T) {
		h := newHouse(t)
		wantCode(t, h.DeleteContact(ctx, h.inNorth.ID, 0), "")
		wantCode(t, h.DeleteFolder(ctx, h.lille.ID, 0, trash), "")
		wantCode(t, h.DeleteFolder(ctx, h.sales.ID, 0, trash), "")
		_, _, err := h.BringBackFolder(ctx, h.sales.ID)
		wantCode(t, err, "")
		if h.folderOf(h.inSales) != h.sales.ID || h.folderOf(h.inNorth) != uuid.Nil || h.folderOf(h.inLille) != uuid.Nil {
			t.Error("not what was deleted with the folder came back")
		}
		_, _, err = h.BringBackFolder(ctx, h.lille.ID)
		wantCode(t, err, "")
		if h.folderOf(h.inLille) != h.lille.ID {
			t.Error("what was deleted with the inner folder did not come back")
		}
		wantSound(t, h.Directory)
	})
	t.Run("gives back a folder inside it alone, into the root, with what is below", func(t *testing.T) {
		h := newHouse(t)
		wantCode(t, h.DeleteFolder(ctx, h.sales.ID, 0, trash), "")
		back, _, err := h.BringBackFolder(ctx, h.north.ID)
		wantCode(t, err, "")
		if back.ParentID != h.Root().ID || h.folderOf(h.inNorth) != h.north.ID || h.folderOf(h.inLille) != h.lille.ID || h.folderOf(h.inSales) != uuid.Nil {
			t.Errorf("got %+v", back)
		}
		_, _, err = h.BringBackFolder(ctx, h.sales.ID)
		wantCode(t, err, "")
		if h.folderOf(h.inSales) != h.sales.ID {
			t.Error("the rest did not come back")
		}
		wantSound(t, h.Directory)
	})
	t.Run("gives back a contact inside it alone, into the root", func(t *testing.T) {
		h := newHouse(t)
		wantCode(t, h.DeleteFolder(ctx, h.sales.ID, 0, trash), "")
		back, off, err := h.BringBackContact(ctx, h.inLille.ID)
		wantCode(t, err, "")
		if back.FolderID != h.Root().ID || len(off) > 0 || back.Numbers[0].ShortNumber != "203" {
			t.Errorf("got %+v, left off %v", back, off)
		}
		wantSound(t, h.Directory)
	})
	t.Run("comes back beside one of its name as restored", func(t *testing.T) {
		h := newHouse(t)
		for _, want := range []string{"Lille (restored)", "Lille (restored 2)", "Lille (restored 3)"} {
			now, err := h.Folder(h.lille.ID)
			wantCode(t, err, "")
			wantCode(t, h.DeleteFolder(ctx, h.lille.ID, 0, trash), "")
			folder(t, h.Directory, h.north.ID, strings.ToUpper(now.Name))
			back, _, err := h.BringBackFolder(ctx, h.lille.ID)
			wantCode(t, err, "")
			if back.Name != want {
				t.Errorf("came back as %q, want %q", back.Name, want)
			}
		}
		wantSound(t, h.Directory)
	})
	t.Run("comes back into the root where its place has become too deep", func(t *testing.T) {
		h := newHouse(t)
		wantCode(t, h.DeleteFolder(ctx, h.north.ID, 0, trash), "")
		var deep Folder
		for range 31 {
			deep = folder(t, h.Directory, deep.ID, "deep")
		}
		_, err := h.MoveFolder(ctx, h.sales.ID, 0, deep.ID, RefuseClash)
		wantCode(t, err, "")
		back, _, err := h.BringBackFolder(ctx, h.north.ID)
		wantCode(t, err, "")
		if back.ParentID != h.Root().ID {
			t.Errorf("came back to %s", back.ParentID)
		}
		wantSound(t, h.Directory)
	})
	t.Run("is not brought back twice", func(t *testing.T) {
		h := newHouse(t)
		_, _, err := h.BringBackFolder(ctx, h.sales.ID)
		wantCode(t, err, NotFound)
		_, _, err = h.BringBackFolder(ctx, uuid.New())
		wantCode(t, err, NotFound)
	})
}

func TestPurgedFolder(t *testing.T) {
	ctx := context.Background()
	d, clock := openAt(t, t.TempDir()+"/a.db", Config{Name: "Acme", BinDays: 30})
	sales := folder(t, d, uuid.Nil, "Sales")
	north := folder(t, d, sales.ID, "North")
	held := contact(t, d, ContactDraft{FolderID: north.ID, Email: "jean@example.com", Numbers: []Number{work("1", "201")}})

	wantCode(t, d.DeleteFolder(ctx, sales.ID, 0, Contents{Action: TrashContents}), "")
	clock.move(30 * 24 * time.Hour)
	if n, err := d.PurgeBin(ctx); n != 0 || err != nil {
		t.Errorf("after 30 days to the second %d records were purged, %v", n, err)
	}
	_, _, err := d.CreateContact(ctx, ContactDraft{FirstName: "J", LastName: "M", Email: "jean@example.com"})
	wantCode(t, err, EmailTaken)
	clock.move(time.Second)
	if n, err := d.PurgeBin(ctx); n != 3 || err != nil {
		t.Errorf("%d records were purged, %v; want 3", n, err)
	}
	_, _, err = d.BringBackContact(ctx, held.ID)
	wantCode(t, err, NotFound)
	again := contact(t, d, ContactDraft{Email: "jean@example.com", Numbers: []Number{work("1", "201")}})
	if again.UID != held.UID {
		t.Errorf("the uid is %q, want the one that is free again", again.UID)
	}
	wantSound(t, d)
}

func TestAContactWhoseFolderWasPurgedComesBackIntoTheRoot(t *testing.T) {
	ctx := context.Background()
	d, clock := openAt(t, t.TempDir()+"/a.db", Config{Name: "Acme", BinDays: 30})
	sales := folder(t, d, uuid.Nil, "Sales")
	c := contact(t, d, ContactDraft{FolderID: sales.ID})
	clock.move(48 * time.Hour) // the clock is put back later
	wantCode(t, d.DeleteContact(ctx, c.ID, 0), "")
	clock.move(-48 * time.Hour)
	wantCode(t, d.DeleteFolder(ctx, sales.ID, 0, Contents{}), "")
	clock.move(31 * 24 * time.Hour)
	if n, err := d.PurgeBin(ctx); n != 1 || err != nil {
		t.Fatalf("%d records were purged, %v", n, err)
	}
	wantSound(t, d)
	back, _, err := d.BringBackContact(ctx, c.ID)
	wantCode(t, err, "")
	if back.FolderID != d.Root().ID {
		t.Errorf("came back to %s", back.FolderID)
	}
	wantSound(t, d)
}
