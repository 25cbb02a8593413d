package exchange

import (
	"errors"
	"fmt"

	"github.com/google/uuid"

	"annuaire/directory"
)

// massDelete is the part of a scope, one in so many, of which no more may go to the bin unless somebody says how many exactly.
const massDelete = 5

// findMissing notes the contacts of the scope that no row speaks of and that have no user. With a row in error there are none: nobody knows whom
// it means.
func (m *importer) findMissing() error {
	if m.opts.Missing != DeleteMissing || m.failed() {
		return nil
	}
	m.missing = &MissingEffect{}
	return m.eachInScope(func(c *directory.Contact) error {
		m.missing.Scope++
		_, seen := m.seen[c.ID]
		if _, spared := m.spared[c.ID]; seen || spared {
			return nil
		}
		has, err := m.edit.HasUser(c.ID)
		if has {
			m.missing.Users++
		} else {
			m.absent = append(m.absent, c.ID)
		}
		return err
	})
}

// deleteMissing puts what findMissing has found in the bin, unless a row has been refused meanwhile.
func (m *importer) deleteMissing() error {
	if m.missing == nil || m.failed() {
		m.missing = nil
		return nil
	}
	if m.missing.Delete = len(m.absent); m.missing.Delete*massDelete > m.missing.Scope {
		m.missing.Confirm = m.missing.Delete
	}
	for _, id := range m.absent {
		c, err := m.edit.Contact(id)
		if err != nil {
			return err
		}
		if err := m.deleteOne(c); err != nil {
			return err
		}
	}
	return nil
}

func (m *importer) deleteOne(c directory.Contact) error {
	row := Row{Action: ActionDelete, ID: c.ID, Contact: c.DisplayName()}
	err := m.edit.DeleteContact(c.ID, 0)
	if e, refused := errors.AsType[*directory.Error](err); refused && e.Code != directory.Internal && e.Code != directory.Unavailable {
		row.Action, row.Problems = ActionError, []Problem{{Code: e.Code, Message: e.Message}}
		err = nil
	}
	m.rows = append(m.rows, row)
	return err
}

// eachInScope calls do for the contacts that may be missing.
func (m *importer) eachInScope(do func(*directory.Contact) error) error {
	each := func(contacts []directory.Contact, err error) error {
		for i := range contacts {
			if err != nil {
				break
			}
			if m.opts.ScopeOrigin == "" || contacts[i].Origin == m.opts.ScopeOrigin {
				err = do(&contacts[i])
			}
		}
		return err
	}
	if m.opts.ScopeFolder == "" {
		return each(m.edit.ContactsOfOrigin(m.opts.ScopeOrigin))
	}
	id, exists, err := m.folders.find(m.opts.ScopeFolder)
	if err != nil || !exists {
		return &directory.Error{Code: directory.FolderUnknown, Message: fmt.Sprintf("there is no folder %q to delete missing contacts in", m.opts.ScopeFolder)}
	}
	for below := []uuid.UUID{id}; len(below) > 0; below = below[1:] {
		if err := each(m.edit.ContactsIn(below[0])); err != nil {
			return err
		}
		children, err := m.edit.FoldersIn(below[0])
		if err != nil {
			return err
		}
		for _, child := range children {
			below = append(below, child.ID)
		}
	}
	return nil
}

// failed reports whether a row is in error.
func (m *importer) failed() bool {
	for _, row := range m.rows {
		if row.Action == ActionError {
			return true
		}
	}
	return false
}

// confirmMissing refuses to delete a great part of a scope without a word.
func (m *importer) confirmMissing() error {
	if m.missing == nil || m.opts.planning || m.missing.Confirm == 0 || m.missing.Confirm == m.opts.ConfirmMassDelete {
		return nil
	}
	return &directory.Error{
		Code: directory.MassDelete, Detail: *m.missing,
		Message: fmt.Sprintf("%d of %d contacts are not in the file and would be deleted; to do so, confirm with that number", m.missing.Delete, m.missing.Scope),
	}
}
