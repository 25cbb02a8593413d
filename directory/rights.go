package directory

import (
	"slices"

	"github.com/google/uuid"
)

// Grant is a permission everywhere, or in one folder and what is below it.
type Grant struct {
	Permission
	FolderID uuid.UUID `json:"folder_id,omitzero"` // zero: everywhere
}

// Rights are what somebody may do, at the moment they were asked for. The zero value is nobody's and allows nothing.
type Rights struct {
	all     bool    // everything, as the program itself
	known   bool    // somebody who has signed in
	grants  []Grant // what the login's roles add up to
	bounds  []Grant // what the API token's roles leave of that
	bounded bool
	tree    *Tree
}

// May reports whether section may be read or written in a folder; folder zero asks for the right everywhere, as what is in
// no folder needs it. A folder that is in the bin or does not exist is in no other.
func (r Rights) May(section Section, access Access, folder uuid.UUID) bool {
	var path []uuid.UUID
	if r.tree != nil && folder != uuid.Nil {
		for _, f := range r.tree.Path(folder) {
			path = append(path, f.ID)
		}
	}
	return r.allows(Permission{section, access}, path)
}

// MaySomewhere reports whether section may be read or written in at least one folder: whether its menu entry is shown.
func (r Rights) MaySomewhere(section Section, access Access) bool {
	folders, everywhere := r.Folders(section, access)
	return everywhere || len(folders) > 0
}

// Folders gives the folders, each with what is below it, in which section may be read or written; or that it may be everywhere.
// Lists are narrowed to them. Folders in the bin are left out.
func (r Rights) Folders(section Section, access Access) (folders []uuid.UUID, everywhere bool) {
	want := Permission{section, access}
	if r.allows(want, nil) {
		return nil, true
	}
	for _, g := range slices.Concat(r.grants, r.bounds) {
		if g.FolderID == uuid.Nil || slices.Contains(folders, g.FolderID) {
			continue
		}
		if _, living := r.tree.Folder(g.FolderID); living && r.May(section, access, g.FolderID) {
			folders = append(folders, g.FolderID)
		}
	}
	return folders, false
}

// Grants lists what the rights consist of; where an API token bounds them, what the token leaves of each. Everything, for the program itself.
func (r Rights) Grants() []Grant {
	var list []Grant
	for _, s := range Sections() {
		for _, a := range []Access{Write, Read} {
			folders, everywhere := r.Folders(s, a)
			if everywhere {
				folders = []uuid.UUID{uuid.Nil}
			}
			for _, folder := range folders {
				if !covers(list, Permission{s, a}, []uuid.UUID{folder}) {
					list = append(list, Grant{Permission{s, a}, folder})
				}
			}
		}
	}
	return list
}

// allows reports whether p is allowed in the folder at the end of path, whose ids lead there from the root; everywhere where path is empty.
func (r Rights) allows(p Permission, path []uuid.UUID) bool {
	switch {
	case r.all:
		return true
	case p.Section == SectionSelf:
		return r.known
	}
	return covers(r.grants, p, path) && (!r.bounded || covers(r.bounds, p, path))
}

func covers(grants []Grant, p Permission, path []uuid.UUID) bool {
	return slices.ContainsFunc(grants, func(g Grant) bool {
		return g.Allows(p) && (g.FolderID == uuid.Nil || slices.Contains(path, g.FolderID))
	})
}
