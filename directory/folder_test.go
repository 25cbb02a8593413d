package directory

import (
	"context"
	"fmt"
	"path/filepath"
	"strings"
	"testing"

	"github.com/google/uuid"
)

func TestCreateFolder(t *testing.T) {
	d := open(t)
	sales := folder(t, d, uuid.Nil, "Ventes à l’étranger")
	for _, test := range []struct {
		name  string
		draft FolderDraft
		want  Code
	}{
		{"in the root", FolderDraft{Name: "RH"}, ""},
		{"in a folder", FolderDraft{ParentID: sales.ID, Name: "Nord", DefaultKind: ExternalContact}, ""},
		{"same name in another place", FolderDraft{ParentID: sales.ID, Name: "RH"}, ""},
		{"same name", FolderDraft{Name: "Ventes à l’étranger"}, FolderNameTaken},
		{"same name but for case, accents and apostrophe", FolderDraft{Name: "VENTES A L'ETRANGER"}, FolderNameTaken},
		{"same name but for a space", FolderDraft{Name: " Ventes  à l’étranger "}, FolderNameTaken},
		{"128 characters", FolderDraft{Name: strings.Repeat("é", 128)}, ""},
		{"129 characters", FolderDraft{Name: strings.Repeat("é", 129)}, Invalid},
		{"128 characters that grow when they are folded", FolderDraft{Name: strings.Repeat("ﷺ", 128)}, Invalid},
		{"no name", FolderDraft{Name: "  "}, Required},
		{"a control character", FolderDraft{Name: "a\x01"}, Invalid},
		{"only a hyphen", FolderDraft{Name: "-"}, ""},
		{"parent that does not exist", FolderDraft{ParentID: uuid.New(), Name: "x"}, FolderUnknown},
		{"kind there is not", FolderDraft{Name: "y", DefaultKind: "partner"}, Invalid},
	} {
		t.Run(test.name, func(t *testing.T) {
			f, err := d.CreateFolder(context.Background(), test.draft)
			wantCode(t, err, test.want)
			if err == nil {
				if got, err := d.Folder(f.ID); err != nil || got != f || f.Version != 1 {
					t.Errorf("stored %+v, %v; returned %+v", got, err, f)
				}
			}
		})
	}
	wantSound(t, d)
}

func TestFoldersAreAtMost32LevelsDeep(t *testing.T) {
	d := open(t)
	var deepest Folder
	for i := range 32 {
		deepest = folder(t, d, deepest.ID, fmt.Sprint("level ", i+1))
	}
	_, err := d.CreateFolder(context.Background(), FolderDraft{ParentID: deepest.ID, Name: "level 33"})
	wantCode(t, err, FolderTooDeep)

	two := folder(t, d, uuid.Nil, "two levels")
	folder(t, d, two.ID, "below")
	_, err = d.MoveFolder(context.Background(), two.ID, 0, deepest.ParentID, RefuseClash)
	wantCode(t, err, FolderTooDeep)
	above, err := d.Folder(deepest.ParentID)
	if err != nil {
		t.Fatal(err)
	}
	_, err = d.MoveFolder(context.Background(), two.ID, 0, above.ParentID, RefuseClash)
	wantCode(t, err, "")
	wantSound(t, d)
}

func TestRenameFolder(t *testing.T) {
	d := open(t)
	f, other := folder(t, d, uuid.Nil, "Ventes"), folder(t, d, uuid.Nil, "RH")
	ctx := context.Background()

	renamed, err := d.RenameFolder(ctx, f.ID, f.Version, "VENTES")
	wantCode(t, err, "")
	if renamed.Name != "VENTES" || renamed.Version != 2 || renamed.ID != f.ID {
		t.Errorf("got %+v", renamed)
	}
	_, err = d.RenameFolder(ctx, f.ID, f.Version, "Achats")
	wantCode(t, err, StaleRecord)
	if now, is := err.(*Error).Detail.(Folder); !is || now != renamed {
		t.Errorf("the error carries %+v, want the folder as it is now", err.(*Error).Detail)
	}
	_, err = d.RenameFolder(ctx, f.ID, 0, "rh")
	wantCode(t, err, FolderNameTaken)
	_, err = d.RenameFolder(ctx, uuid.New(), 0, "x")
	wantCode(t, err, NotFound)

	revision := d.Revision()
	same, err := d.RenameFolder(ctx, other.ID, 0, "RH")
	wantCode(t, err, "")
	if same != other || d.Revision() != revision {
		t.Error("renaming to the same name made a change")
	}
	wantSound(t, d)
}

func TestTheRootFolder(t *testing.T) {
	ctx := context.Background()
	t.Run("has a provisional name until somebody gives it one", func(t *testing.T) {
		d, _ := openAt(t, filepath.Join(t.TempDir(), "a.db"), Config{})
		root := d.Root()
		if root.Name != "Annuaire" || root.Initialised || root.ParentID != uuid.Nil {
			t.Errorf("got %+v", root)
		}
		named, err := d.RenameFolder(ctx, root.ID, root.Version, "Acme")
		wantCode(t, err, "")
		if !named.Initialised || d.Root() != named {
			t.Errorf("got %+v and %+v", named, d.Root())
		}
	})
	t.Run("counts as named once it keeps its provisional name on purpose", func(t *testing.T) {
		d, _ := openAt(t, filepath.Join(t.TempDir(), "a.db"), Config{Language: "en"})
		named, err := d.RenameFolder(ctx, d.Root().ID, 0, "Directory")
		wantCode(t, err, "")
		if !named.Initialised {
			t.Error("still not named")
		}
	})
	t.Run("is named by the configuration", func(t *testing.T) {
		root := open(t).Root()
		if root.Name != "Acme" || !root.Initialised {
			t.Errorf("got %+v", root)
		}
	})
	t.Run("can neither be moved nor deleted", func(t *testing.T) {
		d := open(t)
		f := folder(t, d, uuid.Nil, "RH")
		_, err := d.MoveFolder(ctx, d.Root().ID, 0, f.ID, RefuseClash)
		wantCode(t, err, RootFolderImmutable)
		wantCode(t, d.DeleteFolder(ctx, d.Root().ID, 0, Contents{Action: TrashContents}), RootFolderImmutable)
		wantSound(t, d)
	})
}

func TestMoveFolder(t *testing.T) {
	ctx := context.Background()
	d := open(t)
	a, b := folder(t, d, uuid.Nil, "A"), folder(t, d, uuid.Nil, "B")
	inA, inB := folder(t, d, a.ID, "Nord"), folder(t, d, b.ID, "NORD")

	for _, test := range []struct {
		name    string
		id, to  uuid.UUID
		version uint64
		clash   OnClash
		want    Code
	}{
		{name: "into itself", id: a.ID, to: a.ID, want: FolderCycle},
		{name: "below itself", id: a.ID, to: inA.ID, want: FolderCycle},
		{name: "to where there is one of its name", id: inA.ID, to: b.ID, want: FolderNameTaken},
		{name: "into a folder that does not exist", id: inA.ID, to: uuid.New(), want: FolderUnknown},
		{name: "that does not exist", id: uuid.New(), to: b.ID, want: NotFound},
		{name: "that has changed", id: inA.ID, to: b.ID, version: 9, want: StaleRecord},
		{name: "to where it is", id: inA.ID, to: a.ID},
		{name: "with another name for the clash", id: inA.ID, to: b.ID, clash: RenameOnClash},
		{name: "to the root", id: inB.ID, to: uuid.Nil, clash: RenameOnClash},
	} {
		t.Run(test.name, func(t *testing.T) {
			_, err := d.MoveFolder(ctx, test.id, test.version, test.to, test.clash)
			wantCode(t, err, test.want)
		})
	}
	if got, _ := d.Folder(inA.ID); got.Name != "Nord (2)" || got.ParentID != b.ID {
		t.Errorf("moved to %+v", got)
	}
	if got, _ := d.Folder(inB.ID); got.Name != "NORD" || got.ParentID != d.Root().ID {
		t.Errorf("moved to %+v", got)
	}
	wantSound(t, d)
}

func TestANameThatIsFullMakesRoomForItsNumber(t *testing.T) {
	d := open(t)
	to := folder(t, d, uuid.Nil, "to")
	folder(t, d, to.ID, strings.Repeat("x", 128))
	moved := folder(t, d, uuid.Nil, strings.Repeat("x", 128))
	got, err := d.MoveFolder(context.Background(), moved.ID, 0, to.ID, RenameOnClash)
	wantCode(t, err, "")
	if got.Name != strings.Repeat("x", 124)+" (2)" {
		t.Errorf("named %q", got.Name)
	}
}

func TestSetDefaultKind(t *testing.T) {
	ctx := context.Background()
	d := open(t)
	f := folder(t, d, uuid.Nil, "Fournisseurs")
	changed, err := d.SetDefaultKind(ctx, f.ID, f.Version, ExternalContact)
	wantCode(t, err, "")
	if changed.DefaultKind != ExternalContact || changed.Version != 2 {
		t.Errorf("got %+v", changed)
	}
	_, err = d.SetDefaultKind(ctx, f.ID, f.Version, InternalContact)
	wantCode(t, err, StaleRecord)
	_, err = d.SetDefaultKind(ctx, f.ID, 0, "partner")
	wantCode(t, err, Invalid)
	_, err = d.SetDefaultKind(ctx, uuid.New(), 0, "")
	wantCode(t, err, NotFound)
}
