package directory

import (
	"cmp"
	"context"
	"maps"
	"slices"

	"github.com/google/uuid"
)

// ReleaseContact frees the e-mail, the short numbers and the external reference that a contact in the bin keeps for itself,
// so that others may have them at once. The contact still has them when it is brought back before anybody took them.
// It returns not_found for what is not in the bin.
func (d *Directory) ReleaseContact(ctx context.Context, id uuid.UUID) error {
	_, err := d.change(ctx, "contact.release", "", func(e *Edit) error {
		c, err := e.contactInBin(id)
		if err != nil || c.Released {
			return err
		}
		before := c
		c.Released = true
		c.Version, c.UpdatedAt = c.Version+1, e.now
		return e.putContact(c, &before)
	})
	return err
}

// Release has contacts let go, for the time of the transaction, of e-mail, short numbers and external reference, so that
// commands to come may pass these from one to another. UpdateContact, DeleteContact or Hold has a contact take them up
// again, and fails where they are taken; the commit holds whatever was left released, and fails likewise. It returns
// not_found for an unknown contact.
func (e *Edit) Release(ids ...uuid.UUID) error {
	return e.do("release contacts", func() error {
		for _, id := range ids {
			before, err := e.livingContact(id)
			if err != nil {
				return err
			}
			if before.Released {
				continue
			}
			c := before
			c.Released = true
			if err := e.putContact(c, &before); err != nil {
				return err
			}
			e.released[id] = struct{}{}
			e.undo = append(e.undo, func() error { delete(e.released, id); return nil })
		}
		return nil
	})
}

// Hold has a contact that Release let go take up again what is its own. One that was not released stays as it is. It
// returns number_taken, email_taken or external_ref_taken where another has it now.
func (e *Edit) Hold(id uuid.UUID) error {
	return e.do("hold contact", func() error {
		if _, released := e.released[id]; !released {
			return nil
		}
		before, err := e.livingContact(id)
		if err != nil {
			return err
		}
		c := before
		c.Released = false
		var f faults
		if err := e.claim(&c, &f); err != nil {
			return err
		}
		if err := f.err(c.DisplayName() + " can not keep what others have taken"); err != nil {
			return err
		}
		return e.changeContact(&c, before)
	})
}

// rewritten notes that a released contact holds what is its own again.
func (e *Edit) rewritten(id uuid.UUID) {
	if _, released := e.released[id]; !released {
		return
	}
	delete(e.released, id)
	e.undo = append(e.undo, func() error { e.released[id] = struct{}{}; return nil })
}

// settle ends the transaction: what is still released is held again, and the licences are counted.
func (e *Edit) settle() error {
	if e.broken != nil {
		return e.broken
	}
	order := func(a, b uuid.UUID) int { return cmp.Compare(string(a[:]), string(b[:])) }
	for _, id := range slices.SortedFunc(maps.Keys(e.released), order) {
		if err := e.Hold(id); err != nil {
			return err
		}
	}
	if err := e.settlePassing(); err != nil {
		return err
	}
	return e.settleLicence()
}
