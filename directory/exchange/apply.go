package exchange

import (
	"fmt"
	"maps"
	"slices"

	"github.com/google/uuid"

	"annuaire/directory"
)

// release has contacts let go of what their rows may pass on.
func (m *importer) release() error {
	for _, at := range slices.Sorted(maps.Keys(m.released)) {
		if err := m.edit.Release(m.released[at]); err != nil {
			return err
		}
	}
	return nil
}

// apply does every row that is in order, and tells what it has changed.
func (m *importer) apply() error {
	at := 0
	for row, err := range m.file.rows() {
		if err != nil {
			return err
		}
		if at%progressEvery == 0 {
			report(m.opts.Progress, StageApply, at, len(m.rows))
		}
		if err := m.applyRow(at, row); err != nil {
			return fmt.Errorf("line %d: %w", row.line, err)
		}
		at++
	}
	report(m.opts.Progress, StageApply, at, at)
	return m.hold()
}

func (m *importer) applyRow(at int, row csvRow) error {
	done := &m.rows[at]
	switch done.Action {
	case ActionAdd, ActionUpdate, ActionDelete:
	default:
		return nil
	}
	v, made := &m.now, len(m.folders.made)
	v.read(m.file, row, m.opts.Empty)
	var err error
	switch done.Action {
	case ActionAdd:
		err = m.addContact(done)
	case ActionUpdate:
		err = m.updateContact(done)
	case ActionDelete:
		if err = m.edit.DeleteContact(done.ID, 0); err != nil && v.refuse(err, nil) {
			err = nil
		}
	}
	if len(v.problems) > 0 {
		done.Action, done.Problems = ActionError, v.problems
		m.refused[at] = v.problems
		m.tangled = m.tangled || m.folders.stray || len(m.folders.made) > made
	}
	return err
}

func (m *importer) addContact(done *Row) error {
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
	return m.tell(done, &directory.Contact{}, &contact, warnings, merged)
}

func (m *importer) updateContact(done *Row) error {
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
	if contact.Version == before.Version {
		done.Action = ActionUnchanged
	}
	return m.tell(done, &before, &contact, warnings, merged)
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

// hold has the contacts of rows in error keep what is their own, and notes where another row has taken it.
func (m *importer) hold() error {
	for _, at := range slices.Sorted(maps.Keys(m.released)) {
		if m.rows[at].Action != ActionError {
			continue
		}
		switch err := m.edit.Hold(m.released[at]); directory.CodeOf(err) {
		case "":
		case directory.NumberTaken, directory.EmailTaken, directory.ExternalRefTaken:
			m.tangled = true
		default:
			return err
		}
	}
	return nil
}
