package exchange

import (
	"fmt"
	"strings"

	"github.com/google/uuid"

	"annuaire/directory"
)

// settle decides about the row that has just been read.
func (m *importer) settle(at int) error {
	v, row := &m.now, &m.rows[at]
	action, _ := keyword(v, v.single[fieldAction], parseAction, "add, update, delete or skip")
	if action == ActionSkip || m.opts.Skip != nil && m.opts.Skip(v.line) {
		row.Action = ActionSkip
		return m.settleSkipped()
	}
	contact, warning, err := m.matcher.match(v, action)
	if err != nil {
		return err
	}
	switch {
	case contact != nil:
		row.ID, row.Contact = contact.ID, contact.DisplayName()
		err = m.settleFound(at, contact, action)
	case action == ActionUpdate || action == ActionDelete:
		if len(v.problems) == 0 {
			v.fail(v.single[fieldAction], directory.NotFound, "no contact is found for this row; give the id")
		}
	default:
		row.Action = ActionAdd
		if warning != "" {
			row.Warnings = append(row.Warnings, Problem{Line: v.line, Code: directory.Invalid, Message: warning})
		}
		err = m.settleNew(at)
	}
	if contact == nil {
		row.Contact = v.displayName()
	}
	row.Warnings = append(row.Warnings, v.warnings...)
	if len(v.problems) > 0 {
		row.Action, row.Problems = ActionError, append(row.Problems, v.problems...)
	}
	return err
}

// settleSkipped sees to it that the contact of a row that is not looked at is not missing from the file.
func (m *importer) settleSkipped() error {
	if m.opts.Missing != DeleteMissing {
		return nil
	}
	contact, _, err := m.matcher.match(&m.now, ActionSkip)
	if contact != nil {
		m.spared[contact.ID] = struct{}{}
	}
	return err
}

// settleFound decides about a row whose contact exists.
func (m *importer) settleFound(at int, contact *directory.Contact, action Action) error {
	v, row := &m.now, &m.rows[at]
	if other, twice := m.seen[contact.ID]; twice {
		m.clash(other, at, cell{}, func(line int) string {
			return fmt.Sprintf("line %d is about the same contact, %s", line, contact.DisplayName())
		})
	} else {
		m.seen[contact.ID] = at
	}
	switch action {
	case ActionDelete:
		row.Action = ActionDelete
		has, err := m.edit.HasUser(contact.ID)
		if has {
			v.fail(v.single[fieldAction], directory.ContactHasServices, "this person has an extension; delete the user first or use the user list")
		}
		return err
	case ActionAdd:
		v.fail(v.single[fieldAction], directory.Invalid, "there already is "+contact.DisplayName()+"; use update")
		return nil
	}
	folder, exists, err := m.folder(contact.FolderID)
	if err != nil {
		return err
	}
	patch, _, differs := v.patch(contact, folder, m.damage)
	row.Action = ActionUnchanged
	if differs || !exists {
		row.Action = ActionUpdate
	}
	if len(v.problems) == 0 && passesOn(&patch) {
		m.released[at] = contact.ID
		after := patched(*contact, &patch)
		m.keep(contact, &after)
	}
	return m.settleAccount(at, contact.ID)
}

// settleAccount decides about what the row says of a contact beside its own record.
func (m *importer) settleAccount(at int, contact uuid.UUID) error {
	if m.accounts == nil {
		return nil
	}
	has, err := m.accounts.of(contact)
	if err != nil {
		return err
	}
	texts, err := m.accounts.texts(has)
	if err != nil || !m.accounts.differs(&m.now, has, texts) {
		return err
	}
	m.rows[at].Action = ActionUpdate
	if lost := m.accounts.giveUp(&m.now, has); lost.any() && len(m.now.problems) == 0 {
		lost.before = texts
		m.passing[at] = lost
	}
	return nil
}

// settleNew decides about a row whose contact is new: no other row may have its keys.
func (m *importer) settleNew(at int) error {
	v := &m.now
	if _, _, err := m.folder(uuid.Nil); err != nil {
		return err
	}
	draft, _ := v.draft(uuid.Nil, m.damage)
	if draft.ExternalRef != "" {
		m.claim(at, v.single[fieldExternalRef], draft.ExternalRef)
	}
	if draft.Email != "" && draft.Kind != directory.ExternalContact {
		m.claim(at, v.single[fieldEmail], strings.ToLower(draft.Email))
	}
	return nil
}

// claim notes that a new contact has a key, and puts rows that have the same in error.
func (m *importer) claim(at int, c cell, key string) {
	key = c.header + "\x00" + key
	if earlier, taken := m.newKeys[key]; taken {
		m.clash(earlier, at, c, func(line int) string { return fmt.Sprintf("line %d has it too", line) })
		return
	}
	m.newKeys[key] = at
}

// clash puts two rows about the same contact in error, the earlier one and the one being read; c is the cell at fault, if
// it is one. Each row says which the other one is.
func (m *importer) clash(earlier, at int, c cell, message func(line int) string) {
	row := &m.rows[earlier]
	m.now.fail(c, directory.Invalid, message(row.Line))
	if row.Action == ActionError {
		return
	}
	row.Action = ActionError
	row.Problems = append(row.Problems, Problem{
		Line: row.Line, Column: c.header, Value: shorten(c.text), Code: directory.Invalid, Message: message(m.rows[at].Line),
	})
	delete(m.released, earlier)
	delete(m.passing, earlier)
}

// folder finds where the row being read puts its contact, which is in current now. Exists is false where the folder is to
// be made first, or, with a problem noted, where the row can have none.
func (m *importer) folder(current uuid.UUID) (id uuid.UUID, exists bool, err error) {
	v := &m.now
	c := v.single[fieldFolder]
	if c.state == cellLeave {
		return current, true, nil
	}
	id, exists, err = m.folders.find(v.folderPath())
	if err != nil {
		if !v.refuseFolder(err) {
			return uuid.Nil, false, err
		}
		return current, false, nil
	}
	if !exists && !m.opts.CreateFolders {
		v.fail(c, directory.FolderUnknown, `does not exist; create it or tick "create folders"`)
	}
	if !exists {
		return current, false, nil
	}
	return id, true, nil
}
