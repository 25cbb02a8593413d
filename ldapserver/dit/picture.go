package dit

import (
	"context"
	"sync"

	"github.com/google/uuid"

	"annuaire/directory"
	"annuaire/directory/search"
)

// people are the kinds of document whose entries are inetOrgPersons.
var people = search.Kinds(search.Contact, search.Group)

// picture is what the tree of one snapshot looks like.
type picture struct {
	*forest
	snapshot *directory.Snapshot
	lists    lists
	// contacts counts the contacts directly in each folder. It is worked out when first asked for.
	contacts func() map[search.ID]int
}

// forest is the part of a picture that stays as long as no folder changes.
type forest struct {
	tree    *directory.Tree
	dns     map[search.ID]string // of the folders
	numbers map[search.ID]uint32 // of the folders, the same in every forest
	below   []string             // the DNs of the folders, by their numbers; empty where a folder is no more
	base    *search.Document
	views   sync.Map // account's ID → *view
}

// now gives the picture of the directory's last snapshot.
func (t *DIT) now() *picture {
	s := t.directory.Snapshot()
	p := t.picture.Load()
	if p != nil && p.snapshot == s {
		return p
	}
	next := &picture{snapshot: s, contacts: sync.OnceValue(func() map[search.ID]int { return countContacts(s.People) })}
	if p != nil && p.tree == s.Tree {
		next.forest = p.forest
	} else {
		next.forest = t.newForest(s)
	}
	t.picture.Store(next)
	return next
}

func (t *DIT) newForest(s *directory.Snapshot) *forest {
	f := &forest{tree: s.Tree, dns: make(map[search.ID]string, s.Tree.Len()), base: t.base.document(s)}
	for _, folder := range s.Tree.All() {
		if folder.ParentID == uuid.Nil {
			f.dns[search.ID(folder.ID)] = t.base.text
			continue
		}
		rdn := appendEscaped([]byte("ou="), folder.Name)
		f.dns[search.ID(folder.ID)] = string(rdn) + "," + f.dns[search.ID(folder.ParentID)]
	}
	f.numbers = t.numbers.of(f.dns)
	for id, number := range f.numbers {
		f.below = append(f.below, make([]string, max(0, int(number)+1-len(f.below)))...)
		f.below[number] = f.dns[id]
	}
	return f
}

// folderNumbers numbers folders, for good: what is said of a folder by its number is true of it in every forest.
type folderNumbers struct {
	mu    sync.Mutex
	given map[search.ID]uint32
}

// of gives the numbers of folders.
func (n *folderNumbers) of(dns map[search.ID]string) map[search.ID]uint32 {
	n.mu.Lock()
	defer n.mu.Unlock()
	if n.given == nil {
		n.given = map[search.ID]uint32{}
	}
	numbers := make(map[search.ID]uint32, len(dns))
	for id := range dns {
		number, known := n.given[id]
		if !known {
			number = uint32(len(n.given))
			n.given[id] = number
		}
		numbers[id] = number
	}
	return numbers
}

// document is what searches see of the base entry, in the fields that baseField says.
func (b *base) document(s *directory.Snapshot) *search.Document {
	root := search.ID(s.Tree.Root().ID)
	src := search.Source{ID: root, Kind: search.Root, Values: append([]search.Value(nil), b.naming...)}
	if doc := s.People.Get(root); doc != nil {
		for v := range doc.Values() {
			switch v.Field {
			case search.FolderName:
				src.Values = append(src.Values, search.Value{Field: search.Note, Text: v.Text})
			case search.EntryID, search.Created, search.Modified:
				src.Values = append(src.Values, v)
			}
		}
	}
	return s.Dialect().Document(src)
}

func countContacts(all *search.Index) map[search.ID]int {
	counts := map[search.ID]int{}
	for d := range all.Search(context.Background(), search.Query{Where: search.Expr{Op: search.OfKind, Kinds: people}}) {
		counts[d.Parent]++
	}
	return counts
}

// appendDN appends the DN of a document's entry.
func (f *forest) appendDN(b []byte, d *search.Document) []byte {
	return f.appendDNOf(b, d, d.First(search.UID))
}

// appendDNOf appends the DN of the entry of a document that has a uid, if it is no folder's. Its folders' part is looked up, so that
// renaming a folder costs nothing where its contacts are.
func (f *forest) appendDNOf(b []byte, d *search.Document, uid string) []byte {
	if d.Kind == search.Folder || d.Kind == search.Root {
		return append(b, f.dns[d.ID]...)
	}
	b = appendEscaped(append(b, "uid="...), uid)
	return append(append(b, ','), f.dns[d.Parent]...)
}
