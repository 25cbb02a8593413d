package exchange

import (
	"context"
	"fmt"

	"github.com/google/uuid"

	"annuaire/directory"
)

// importer runs one file against a directory inside one transaction: first every row finds its contact, then what is only
// one contact's (e-mail, short number, external reference) is let go by all whose row changes it, so that rows can pass it
// on in any order, and then the rows are done one after the other.
type importer struct {
	ctx     context.Context
	file    *csvFile
	opts    *Options
	edit    *directory.Edit
	folders *folders
	matcher *matcher
	damage  *damage
	// accounts is nil where the file has no columns for what contacts have beside their own records.
	accounts *accounts
	columns  []toldColumn // those whose changes are told
	rows     []Row        // what becomes of each row, in the file's order
	summary  *Report      // made of the rows once all is done
	planned  plannedRows

	seen     map[uuid.UUID]int // contact → the row that speaks of it
	newKeys  map[string]int    // e-mails and references of new contacts → the row that has it
	released map[int]uuid.UUID // row → contact that lets go of what is only its own
	kept     map[key]uuid.UUID // of that, what the contact takes up again
	passing  map[int]passing   // row → what the contact's user lets go of
	// tangled is set when a row in error has left something behind that a run without the row would not: a folder, or its
	// contact's own number with another contact.
	tangled bool
	refused map[int][]Problem // rows that the directory refused
	// revision is the directory's before the import.
	revision uint64
	now      values // the row being read
	licence  *LicenceEffect
	missing  *MissingEffect
	spared   map[uuid.UUID]struct{} // contacts of rows that are not looked at: they are not missing
	absent   []uuid.UUID            // the contacts that are to be deleted for being missing
}

func newImporter(ctx context.Context, d *directory.Directory, edit *directory.Edit, file *csvFile, opts *Options) (*importer, error) {
	folders, err := newFolders(edit, opts.CreateFolders)
	if err != nil {
		return nil, err
	}
	snapshot := d.Snapshot()
	m := &importer{
		ctx: ctx, file: file, opts: opts, edit: edit, folders: folders,
		matcher: &matcher{edit: edit, folders: folders, dialect: snapshot.Dialect(), alike: map[uuid.UUID]map[string][]lookAlike{}},
		damage:  &damage{country: snapshot.Settings().Country},
		columns: toldColumns(), planned: plannedIn(opts.Planned), rows: make([]Row, 0, file.mostRows()),
		seen: map[uuid.UUID]int{}, newKeys: map[string]int{}, released: map[int]uuid.UUID{}, kept: map[key]uuid.UUID{}, refused: map[int][]Problem{},
		passing: map[int]passing{}, spared: map[uuid.UUID]struct{}{},
		revision: snapshot.Revision,
	}
	m.accounts, err = newAccounts(m)
	return m, err
}

// run does the whole file. Excluded rows, by their place, are in error from the start for the problems given.
func (m *importer) run(excluded map[int][]Problem) error {
	if err := m.settleRows(excluded); err != nil {
		return err
	}
	if err := m.findMissing(); err != nil {
		return err
	}
	m.seen, m.spared = nil, nil
	if err := m.release(); err != nil {
		return err
	}
	if err := m.apply(); err != nil {
		return err
	}
	return m.deleteMissing()
}

// settleRows decides for each row what it does, to which contact.
func (m *importer) settleRows(excluded map[int][]Problem) error {
	for row, err := range m.file.rows() {
		if err != nil {
			return err
		}
		at := len(m.rows)
		if at%progressEvery == 0 {
			if err := m.ctx.Err(); err != nil {
				return err
			}
			report(m.opts.Progress, StageRead, row.offset, len(m.file.text))
		}
		m.now.read(m.file, row, m.opts)
		m.rows = append(m.rows, Row{Line: row.line})
		m.now.problems = append(m.now.problems, excluded[at]...)
		if err := m.settle(at); err != nil {
			return fmt.Errorf("line %d: %w", row.line, err)
		}
	}
	report(m.opts.Progress, StageRead, len(m.file.text), len(m.file.text))
	m.matcher.alike, m.newKeys = nil, nil
	return nil
}
