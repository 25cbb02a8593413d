package web

import "strconv"

// directoryPage is the tree, a folder's list and, beside it, a record.
type directoryPage struct {
	Tree   folderLevel
	Path   []folder // the folder's, itself last
	Folder folder
	Below  folderLevel // folders in it
	List   contactList
	Move   *field // chooses the folder that what is selected is moved into; nil: nothing may be moved
	Record *recordPage
	May    directoryRights
	Finder *form  // opens a folder that is typed; nil where there are few
	Roles  []role // that one may ask for; none where the visitor may not read who has access
}

// directoryRights say which buttons are there. What may be done is the API's to say.
type directoryRights struct{ Write, Export, Lines bool }

func (v *visit) directoryRights() directoryRights {
	return directoryRights{v.self.May("directory", "write"), v.self.May("exports", "read"), v.self.May("lines", "read")}
}

// directory leads to the first folder that the visitor sees: the root, for most.
func (v *visit) directory() error {
	tree, err := v.folderTree()
	if err != nil {
		return err
	}
	if len(tree.all) == 0 {
		return refusal(404, "not_found")
	}
	v.redirect(tree.all[0].Address() + v.contactQuery("").Same())
	return nil
}

// folder shows what is in a folder.
func (v *visit) folder() error {
	p, err := v.directoryPage(v.r.PathValue("id"))
	if err != nil {
		return err
	}
	return v.show("directory", p.Folder.Name, p)
}

// directoryPage asks for the tree, a folder and its list.
func (v *visit) directoryPage(id string) (directoryPage, error) {
	tree, err := v.folderTree()
	if err != nil {
		return directoryPage{}, err
	}
	f, found := tree.byID[id]
	if !found {
		return directoryPage{}, refusal(404, "not_found")
	}
	from, _ := strconv.Atoi(v.r.FormValue("folders")) // what is no number is the beginning
	from = max(0, from)
	p := directoryPage{
		Tree: tree.nodes(id, from), Path: tree.path(id), Folder: f, May: v.directoryRights(),
	}
	below, shown := tree.window(id, from)
	for _, in := range shown {
		below.Nodes = append(below.Nodes, folderNode{folder: in})
	}
	p.Below = below
	if p.Move, err = v.moveField(id); err != nil {
		return p, err
	}
	if len(tree.all) > mostListed {
		if p.Finder, err = v.folderFinder(); err != nil {
			return p, err
		}
	}
	if v.self.May("access", "read") {
		if p.Roles, err = v.allRoles(); err != nil {
			return p, err
		}
	}
	p.List, err = v.contacts(v.contactQuery(id))
	return p, err
}
