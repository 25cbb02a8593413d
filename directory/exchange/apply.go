package exchange

import (
	"errors"
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
	for _, at := range slices.Sorted(maps.Keys(m.passing)) {
		lost := m.passing[at]
		if err := m.edit.ReleaseUser(lost.user, lost.extensions, lost.numbers); err != nil {
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
	v.read(m.file, row, m.opts)
	before, users := *done, m.edit.EnabledUsers()
	// Folders are made apart: other rows may be in them.
	if done.Action != ActionDelete {
		if _, _, err := m.makeFolder(uuid.Nil); err != nil {
			return err
		}
	}
	err := m.edit.Together("import a row", func() error {
		if len(v.problems) == 0 {
			if err := m.change(at, done); err != nil {
				return err
			}
		}
		if len(v.problems) > 0 {
			return errRowRefused
		}
		return nil
	})
	if len(v.problems) > 0 && (err == nil || errors.Is(err, errRowRefused)) {
		*done = before
		done.Action, done.Problems = ActionError, v.problems
		m.refused[at] = v.problems
		_, passes := m.passing[at]
		m.tangled = m.tangled || passes || m.folders.stray || len(m.folders.made) > made
		return nil
	}
	done.Users = m.edit.EnabledUsers() - users
	m.planned.share(done)
	return err
}

// errRowRefused takes back what a row has changed before something of it was refused.
var errRowRefused = errors.New("the row is refused")

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
