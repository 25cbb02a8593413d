package directory

import (
	"slices"
	"time"

	"github.com/google/uuid"

	"annuaire/directory/store"
)

// WorkstationsOf gives a contact's workstations, the one last heard of first. It returns not_found.
func (d *Directory) WorkstationsOf(contact uuid.UUID) ([]WorkstationInfo, error) {
	list := []WorkstationInfo{}
	err := d.view("read a contact's workstations", func(tx *store.Tx) error {
		if _, err := d.tables.livingContact(tx, contact); err != nil {
			return err
		}
		own, err := d.tables.workstationsOf(tx, contact, d.now())
		list = append(list, own...)
		return err
	})
	if err != nil {
		return nil, err
	}
	return list, nil
}

func (t lineTables) workstationsOf(tx *store.Tx, contact uuid.UUID, now time.Time) ([]WorkstationInfo, error) {
	var list []WorkstationInfo
	for w, err := range t.workstations.By(tx, indexWorkstationContact, string(contact[:])) {
		if err != nil {
			return nil, err
		}
		info := WorkstationInfo{Workstation: *w, LastSeen: w.UpdatedAt}
		seen, found, err := t.workstationsSeen.Get(tx, recordKey(w.ID))
		if err != nil {
			return nil, err
		}
		if found {
			info.LastSeen = seen.At
		}
		info.Stale = now.Sub(info.LastSeen) > staleAfter
		list = append(list, info)
	}
	slices.SortFunc(list, func(a, b WorkstationInfo) int { return latestFirst(a.LastSeen, b.LastSeen, a.ID, b.ID) })
	return list, nil
}

// checkWorkstations: fields that are well formed and contacts that exist, in the bin or not.
func (c *checker) checkWorkstations() error {
	for w, err := range c.d.tables.workstations.All(c.tx) {
		if err != nil {
			return err
		}
		var bad faults
		cleaned := *w
		bad.cleanWorkstation(&cleaned)
		c.reportFaults("workstations", w.ID, bad)
		if len(bad) == 0 && cleaned != *w {
			c.report("workstations", w.ID, "is not in the form it should be stored in")
		}
		if _, found, err := c.d.tables.contacts.Get(c.tx, recordKey(w.ContactID)); err != nil {
			return err
		} else if !found {
			c.report("workstations", w.ID, "is of the contact %s, which does not exist", w.ContactID)
		}
	}
	return c.ctx.Err()
}
