package directory

import (
	"bytes"
	"maps"
	"slices"
	"strings"
	"time"

	"github.com/google/uuid"

	"annuaire/directory/search"
)

// model is what a directory should be, kept as plainly as possible: maps, and loops over all of them.
type model struct {
	now      time.Time
	root     uuid.UUID
	folders  map[uuid.UUID]Folder
	contacts map[uuid.UUID]Contact
}

func (m *model) folder(id uuid.UUID) (Folder, bool) {
	f, found := m.folders[id]
	return f, found && f.DeletedAt.IsZero()
}

func (m *model) contact(id uuid.UUID) (Contact, bool) {
	c, found := m.contacts[id]
	return c, found && c.DeletedAt.IsZero()
}

// place is where something put into id goes; not ok where there is no such folder.
func (m *model) place(id uuid.UUID) (uuid.UUID, bool) {
	if id == uuid.Nil {
		return m.root, true
	}
	_, found := m.folder(id)
	return id, found
}

// named reports whether a living folder other than id has that name in parent.
func (m *model) named(parent, id uuid.UUID, name string) bool {
	for _, f := range m.folders {
		if f.DeletedAt.IsZero() && f.ParentID == parent && f.ID != id && search.Fold(f.Name) == search.Fold(name) {
			return true
		}
	}
	return false
}

func (m *model) below(id, ancestor uuid.UUID) bool {
	for id != uuid.Nil {
		if id == ancestor {
			return true
		}
		id = m.folders[id].ParentID
	}
	return false
}

// depth counts the folders on the way from the root to id, the root not counted.
func (m *model) depth(id uuid.UUID) int {
	n := 0
	for ; m.folders[id].ParentID != uuid.Nil; id = m.folders[id].ParentID {
		n++
	}
	return n
}

// height counts the levels below id of folders that want says belong to it.
func (m *model) height(id uuid.UUID, want func(Folder) bool) int {
	h := 0
	for _, f := range m.folders {
		if f.ParentID == id && want(f) {
			h = max(h, 1+m.height(f.ID, want))
		}
	}
	return h
}

func living(f Folder) bool { return f.DeletedAt.IsZero() }

// contents counts the living folders and contacts below id.
func (m *model) contents(id uuid.UUID) FolderContents {
	var n FolderContents
	for _, f := range m.folders {
		if living(f) && f.ID != id && m.below(f.ID, id) {
			n.Folders++
		}
	}
	for _, c := range m.contacts {
		if c.DeletedAt.IsZero() && m.below(c.FolderID, id) {
			n.Contacts++
		}
	}
	return n
}

func (m *model) moveFolder(id, parent uuid.UUID, rename bool) Code {
	f, found := m.folder(id)
	to, known := m.place(parent)
	switch {
	case !found:
		return NotFound
	case id == m.root:
		return RootFolderImmutable
	case !known:
		return FolderUnknown
	case m.below(to, id):
		return FolderCycle
	case m.depth(to)+1+m.height(id, living) > maxFolderDepth:
		return FolderTooDeep
	case m.named(to, id, f.Name) && !rename:
		return FolderNameTaken
	}
	f.ParentID = to
	m.change(f)
	return ""
}

// change puts a folder with its next version, unless it says the same.
func (m *model) change(f Folder) {
	if f == m.folders[f.ID] {
		return
	}
	f.Version++
	f.UpdatedAt = m.now
	m.folders[f.ID] = f
}

func (m *model) changeContact(c Contact) {
	if sameContact(c, m.contacts[c.ID]) {
		return
	}
	c.Version++
	c.UpdatedAt = m.now
	m.contacts[c.ID] = c
}

func (m *model) deleteFolder(id uuid.UUID, contents Contents) Code {
	f, found := m.folder(id)
	switch {
	case !found:
		return NotFound
	case id == m.root:
		return RootFolderImmutable
	}
	switch contents.Action {
	case RefuseContents:
		if m.contents(id) != (FolderContents{}) {
			return FolderNotEmpty
		}
	case MoveContents:
		if code := m.moveContents(f, contents); code != "" {
			return code
		}
	case TrashContents:
		m.trashContents(id)
	}
	f = m.folders[id]
	f.DeletedAt = m.now
	m.change(f)
	return ""
}

// moveContents does it on a copy first, so that a clash changes nothing.
func (m *model) moveContents(f Folder, contents Contents) Code {
	to := contents.To
	if to == uuid.Nil {
		to = f.ParentID
	}
	if _, found := m.folder(to); !found {
		return FolderUnknown
	}
	if m.below(to, f.ID) {
		return FolderCycle
	}
	tried := &model{now: m.now, root: m.root, folders: maps.Clone(m.folders), contacts: maps.Clone(m.contacts)}
	for _, child := range sortedFolders(m.folders) {
		if child.ParentID == f.ID && living(child) {
			if code := tried.moveFolder(child.ID, to, contents.OnClash == RenameOnClash); code != "" {
				return code
			}
		}
	}
	for id, c := range tried.contacts {
		if c.FolderID == f.ID && c.DeletedAt.IsZero() {
			c.FolderID = to
			tried.changeContact(c)
			_ = id
		}
	}
	m.folders, m.contacts = tried.folders, tried.contacts
	return ""
}

func (m *model) trashContents(id uuid.UUID) {
	for _, f := range sortedFolders(m.folders) {
		if living(f) && f.ID != id && m.below(f.ID, id) {
			f.DeletedAt, f.DeletedWith = m.now, id
			m.change(f)
		}
	}
	for _, c := range m.contacts {
		if c.DeletedAt.IsZero() && m.below(c.FolderID, id) {
			c.DeletedAt, c.DeletedWith = m.now, id
			m.changeContact(c)
		}
	}
}

// bringBackFolder brings id back under the name that the directory chose.
func (m *model) bringBackFolder(id uuid.UUID, name string) Code {
	f, found := m.folders[id]
	if !found || living(f) {
		return NotFound
	}
	with := f.DeletedWith
	if with == uuid.Nil {
		with = id
	}
	together := func(g Folder) bool { return !living(g) && g.DeletedWith == with }
	if _, alive := m.folder(f.ParentID); !alive || m.depth(f.ParentID)+1+m.height(id, together) > maxFolderDepth {
		f.ParentID = m.root
	}
	m.bringBackBelow(id, together, with)
	f.DeletedAt, f.DeletedWith, f.Name = time.Time{}, uuid.Nil, name
	m.change(f)
	return ""
}

func (m *model) bringBackBelow(id uuid.UUID, together func(Folder) bool, with uuid.UUID) {
	for _, f := range sortedFolders(m.folders) {
		if f.ParentID == id && together(f) {
			m.bringBackBelow(f.ID, together, with)
			f.DeletedAt, f.DeletedWith = time.Time{}, uuid.Nil
			m.change(f)
		}
	}
	for _, c := range sortedContacts(m.contacts) {
		if c.FolderID == id && !c.DeletedAt.IsZero() && c.DeletedWith == with {
			m.bringBack(c)
		}
	}
}

// bringBack makes c living in the folder it is in, without what others hold.
func (m *model) bringBack(c Contact) {
	c.DeletedAt, c.DeletedWith, c.Released = time.Time{}, uuid.Nil, false
	if c.Kind == InternalContact && m.holdsEmail(c) {
		c.Email = ""
	}
	if m.holdsRef(c) {
		c.ExternalRef = ""
	}
	c.Numbers = slices.Clone(c.Numbers)
	for i := range c.Numbers {
		if m.holdsShort(c, c.Numbers[i].ShortNumber) {
			c.Numbers[i].ShortNumber = ""
		}
	}
	m.changeContact(c)
}

// Whether another contact holds what c asks for.

func (m *model) holdsEmail(c Contact) bool {
	return c.Email != "" && m.other(c, func(o Contact) bool { return o.Kind == InternalContact && strings.EqualFold(o.Email, c.Email) })
}

func (m *model) holdsRef(c Contact) bool {
	return c.ExternalRef != "" && m.other(c, func(o Contact) bool { return o.ExternalRef == c.ExternalRef })
}

func (m *model) holdsShort(c Contact, short string) bool {
	return short != "" && m.other(c, func(o Contact) bool { return holdsShort(o.Numbers, short) })
}

func (m *model) other(c Contact, holds func(Contact) bool) bool {
	for _, o := range m.contacts {
		if o.ID != c.ID && !o.Released && holds(o) {
			return true
		}
	}
	return false
}

// refuse is the code of the first rule that c breaks; only rules that hold between records are looked at.
func (m *model) refuse(c Contact) Code {
	if _, known := m.place(c.FolderID); !known {
		return FolderUnknown
	}
	if c.Kind == InternalContact && m.holdsEmail(c) {
		return EmailTaken
	}
	for _, n := range c.Numbers {
		if m.holdsShort(c, n.ShortNumber) {
			return NumberTaken
		}
	}
	if m.holdsRef(c) {
		return ExternalRefTaken
	}
	return ""
}

// purge forgets what went to the bin before a time, and says how much that was.
func (m *model) purge(before time.Time) int {
	n := len(m.folders) + len(m.contacts)
	maps.DeleteFunc(m.folders, func(_ uuid.UUID, f Folder) bool { return !living(f) && f.DeletedAt.Before(before) })
	maps.DeleteFunc(m.contacts, func(_ uuid.UUID, c Contact) bool { return !c.DeletedAt.IsZero() && c.DeletedAt.Before(before) })
	return n - len(m.folders) - len(m.contacts)
}

func sortedFolders(folders map[uuid.UUID]Folder) []Folder {
	return slices.SortedFunc(maps.Values(folders), func(a, b Folder) int { return bytes.Compare(a.ID[:], b.ID[:]) })
}

func sortedContacts(contacts map[uuid.UUID]Contact) []Contact {
	return slices.SortedFunc(maps.Values(contacts), func(a, b Contact) int { return bytes.Compare(a.ID[:], b.ID[:]) })
}
