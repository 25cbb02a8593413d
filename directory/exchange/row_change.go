package exchange

import (
	"github.com/google/uuid"

	"annuaire/directory"
)

// change does what a row says; what is wrong with it is noted.
func (m *importer) change(at int, done *Row) error {
	switch done.Action {
	case ActionAdd:
		return m.addContact(at, done)
	case ActionUpdate:
		return m.updateContact(at, done)
	}
	err := m.edit.DeleteContact(done.ID, 0)
	if err != nil && m.now.refuse(err, nil) {
		return nil
	}
	return err
}

func (m *importer) addContact(at int, done *Row) error {
	v := &m.now
	folder, ok, err := m.makeFolder(uuid.Nil)
	if err != nil || !ok {
		return err
	}
	draft, merged := v.draft(folder, m.damage)
	wanted := directory.Contact{Kind: draft.Kind, Email: draft.Email, ExternalRef: draft.ExternalRef, Numbers: draft.Numbers}
	if err := m.takesKept(&wanted, merged); err != nil || len(v.problems) > 0 {
		return err
	}
	contact, warnings, err := m.edit.CreateContact(draft)
	if err != nil {
		if v.refuse(err, merged) {
			return nil
		}
		return err
	}
	done.ID, done.Contact = contact.ID, contact.DisplayName()
	if err := m.tell(done, &directory.Contact{}, &contact, warnings, merged); err != nil {
		return err
	}
	_, err = m.changeAccount(at, done)
	return err
}

func (m *importer) updateContact(at int, done *Row) error {
	v := &m.now
	before, err := m.edit.Contact(done.ID)
	if err != nil {
		return err
	}
	folder, ok, err := m.makeFolder(before.FolderID)
	if err != nil || !ok {
		return err
	}
	patch, merged, _ := v.patch(&before, folder, m.damage)
	wanted := patched(before, &patch)
	if err := m.takesKept(&wanted, merged); err != nil || len(v.problems) > 0 {
		return err
	}
	contact, warnings, err := m.edit.UpdateContact(done.ID, 0, patch)
	if err != nil {
		if v.refuse(err, merged) {
			return nil
		}
		return err
	}
	done.Contact = contact.DisplayName()
	if err := m.tell(done, &before, &contact, warnings, merged); err != nil {
		return err
	}
	changed, err := m.changeAccount(at, done)
	if contact.Version == before.Version && !changed {
		done.Action = ActionUnchanged
	}
	return err
}

// changeAccount does what a row says of a contact beside its own record, and tells what that has changed.
func (m *importer) changeAccount(at int, done *Row) (changed bool, err error) {
	if m.accounts == nil {
		return false, nil
	}
	before := m.passing[at].before
	if before == nil {
		if before, err = m.accounts.textsOf(done.ID); err != nil {
			return false, err
		}
	}
	warnings, err := m.accounts.apply(&m.now, done.ID)
	if err != nil || len(m.now.problems) > 0 {
		return false, err
	}
	after, err := m.accounts.textsOf(done.ID)
	if err != nil {
		return false, err
	}
	for _, w := range warnings {
		done.Warnings = append(done.Warnings, m.now.fieldProblem(w.Field, m.now.valueOf(w.Field), w.Code, w.Message, nil))
	}
	for _, f := range accountFields() {
		if before[f] != after[f] {
			changed = true
			done.Changes = append(done.Changes, Change{Field: column{field: f}.name(), Before: before[f], After: after[f]})
		}
	}
	return changed, nil
}

// makeFolder gives the folder that the row puts its contact in, made where it is missing. Ok is false where that is a
// problem of the row.
func (m *importer) makeFolder(current uuid.UUID) (id uuid.UUID, ok bool, err error) {
	v := &m.now
	if v.single[fieldFolder].state == cellLeave {
		return current, true, nil
	}
	id, err = m.folders.make(v.folderPath())
	if err != nil && v.refuseFolder(err) {
		return uuid.Nil, false, nil
	}
	return id, err == nil, err
}

// tell notes in a row what it has changed.
func (m *importer) tell(done *Row, before, after *directory.Contact, warnings []directory.Warning, merged []mergedNumber) error {
	for _, w := range warnings {
		done.Warnings = append(done.Warnings, m.now.fieldProblem(w.Field, m.now.valueOf(w.Field), w.Code, w.Message, merged))
	}
	if m.opts.Remarkable {
		return nil
	}
	folderAfter, err := m.folders.path(after.FolderID)
	if err != nil {
		return err
	}
	folderBefore := ""
	if before.Version > 0 {
		if folderBefore, err = m.folders.path(before.FolderID); err != nil {
			return err
		}
	}
	done.Changes = changes(m.columns, before, after, folderBefore, folderAfter)
	return nil
}
