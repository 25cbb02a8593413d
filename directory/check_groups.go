package directory

import "reflect"

// checkGroups: fields that are well formed, living groups in living folders with living members, and numbers and uids that
// nobody else has, the bin included.
func (c *checker) checkGroups() error {
	for g, err := range c.d.tables.groups.All(c.tx) {
		if err != nil {
			return err
		}
		if err := c.checkGroup(g); err != nil {
			return err
		}
	}
	return c.ctx.Err()
}

func (c *checker) checkGroup(g *Group) error {
	var bad faults
	cleaned := *g
	bad.cleanGroup(&cleaned, Group{}, c.d.rules.short)
	bad.required("uid", g.UID)
	c.reportFaults("groups", g.ID, bad)
	if len(bad) == 0 && !reflect.DeepEqual(cleaned, *g) {
		c.report("groups", g.ID, "is not in the form it should be stored in")
	}
	if g.Version == 0 {
		c.report("groups", g.ID, "has no version")
	}
	c.hold("groups", g.ID, indexLogin, loginKey(g.UID), g.UID)
	c.hold("groups", g.ID, indexDialling, g.Number, g.Number)
	if !g.DeletedAt.IsZero() {
		return nil
	}
	c.checkPlace("groups", g.ID, g.FolderID)
	for _, id := range g.Members {
		_, err := c.d.tables.livingContact(c.tx, id)
		if CodeOf(err) == NotFound {
			c.report("groups", g.ID, "has the member %s, which does not exist or is in the bin", id)
		} else if err != nil {
			return err
		}
	}
	return nil
}
