package directory

import (
	"github.com/google/uuid"
)

// checkFolders: one root that is alive, living folders in living folders without a cycle and not too deep, names that are
// well formed and unlike those of their siblings.
func (c *checker) checkFolders() error {
	for f, err := range c.d.tables.folders.All(c.tx) {
		if err != nil {
			return err
		}
		c.folders[f.ID] = *f
	}
	root, err := c.d.tables.rootID(c.tx)
	if err != nil {
		return err
	}
	if f, found := c.folders[root]; !found || f.ParentID != uuid.Nil || !f.DeletedAt.IsZero() {
		c.report("settings", uuid.Nil, "the root folder %s does not exist, is in another folder or is in the bin", root)
	}
	for f, err := range c.d.tables.folders.All(c.tx) {
		if err != nil {
			return err
		}
		c.checkFolder(*f, root)
	}
	return c.ctx.Err()
}

func (c *checker) checkFolder(f Folder, root uuid.UUID) {
	var bad faults
	if name := bad.folderName(f.Name); len(bad) == 0 && name != f.Name {
		c.report("folders", f.ID, "the name %q is not in the form it should be stored in", f.Name)
	}
	bad.defaultKind(f.DefaultKind)
	c.reportFaults("folders", f.ID, bad)
	if f.Version == 0 {
		c.report("folders", f.ID, "has no version")
	}
	if !f.DeletedAt.IsZero() {
		return
	}
	c.hold("folders", f.ID, indexFolderName, folderNameKey(f.ParentID, f.Name), f.Name)
	if f.ParentID == uuid.Nil {
		if f.ID != root {
			c.report("folders", f.ID, "is in no folder and is not the root")
		}
		return
	}
	c.checkPlace("folders", f.ID, f.ParentID)
	depth := 0
	for at := f; at.ParentID != uuid.Nil; at = c.folders[at.ParentID] {
		if depth++; depth > maxFolderDepth {
			c.report("folders", f.ID, "is in itself or more than %d levels deep", maxFolderDepth)
			return
		}
	}
}

// checkPlace reports a living record in a folder that is not.
func (c *checker) checkPlace(table string, id, folder uuid.UUID) {
	f, found := c.folders[folder]
	switch {
	case !found:
		c.report(table, id, "is in the folder %s, which does not exist", folder)
	case !f.DeletedAt.IsZero():
		c.report(table, id, "is in the folder %s, which is in the bin", folder)
	}
}
