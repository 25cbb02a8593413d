package directory

import (
	"strings"

	"github.com/google/uuid"
	"pgregory.net/rapid"
)

func (r *randomRun) createFolder(t *rapid.T) {
	r.tick()
	parent, name := r.someFolder(t, "parent"), someName(t)
	made, err := r.d.CreateFolder(r.ctx, FolderDraft{ParentID: parent, Name: name})
	to, known := r.m.place(parent)
	code := Code("")
	switch {
	case !known:
		code = FolderUnknown
	case r.m.named(to, uuid.Nil, name):
		code = FolderNameTaken
	case r.m.depth(to)+1 > maxFolderDepth:
		code = FolderTooDeep
	}
	if r.want(t, err, code) {
		r.m.folders[made.ID] = Folder{ID: made.ID, ParentID: to, Name: name, Initialised: true, CreatedAt: r.m.now, UpdatedAt: r.m.now, Version: 1}
	}
}

func (r *randomRun) renameFolder(t *rapid.T) {
	r.tick()
	id, name := r.someFolder(t, "folder"), someName(t)
	f, found := r.m.folder(id)
	version := someVersion(t, f.Version)
	_, err := r.d.RenameFolder(r.ctx, id, version, name)
	code := Code("")
	switch {
	case !found:
		code = NotFound
	case version != 0 && version != f.Version:
		code = StaleRecord
	case r.m.named(f.ParentID, id, name):
		code = FolderNameTaken
	}
	if r.want(t, err, code) {
		f.Name = name
		r.m.change(f)
	}
}

// chosenName takes over the name that the directory chose for a folder where its own was taken.
func (r *randomRun) chosenName(t *rapid.T, f Folder, own, mark string) {
	if f.Name == own {
		return
	}
	stem, _, _ := strings.Cut(own, " (restored")
	if f.Name != stem && !strings.HasPrefix(f.Name, stem+" ("+mark) {
		t.Fatalf("%q became %q", own, f.Name)
	}
	if r.m.named(f.ParentID, f.ID, f.Name) {
		t.Fatalf("the chosen name %q is taken", f.Name)
	}
	if !r.m.named(f.ParentID, f.ID, own) {
		t.Fatalf("%q became %q although it was free", own, f.Name)
	}
}

func (r *randomRun) moveFolder(t *rapid.T) {
	r.tick()
	id, to := r.someFolder(t, "folder"), r.someFolder(t, "to")
	clash := rapid.SampledFrom([]OnClash{RefuseClash, RenameOnClash}).Draw(t, "on clash")
	before := r.m.folders[id]
	moved, err := r.d.MoveFolder(r.ctx, id, 0, to, clash)
	if !r.want(t, err, r.m.moveFolder(id, to, clash == RenameOnClash)) {
		return
	}
	r.chosenName(t, moved, before.Name, "")
	f := r.m.folders[id]
	f.Name = moved.Name
	r.m.folders[id] = f
}

func (r *randomRun) deleteFolder(t *rapid.T) {
	r.tick()
	id := r.someFolder(t, "folder")
	contents := Contents{
		Action: rapid.SampledFrom([]ContentsAction{RefuseContents, MoveContents, TrashContents}).Draw(t, "contents"),
		To:     r.someFolder(t, "to"),
	}
	r.want(t, r.d.DeleteFolder(r.ctx, id, 0, contents), r.m.deleteFolder(id, contents))
}

func (r *randomRun) bringBackFolder(t *rapid.T) {
	r.tick()
	id := r.someFolder(t, "folder")
	before := r.m.folders[id]
	back, _, err := r.d.BringBackFolder(r.ctx, id)
	if r.want(t, err, r.m.bringBackFolder(id, back.Name)) {
		r.chosenName(t, back, before.Name, "restored")
	}
}
