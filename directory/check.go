package directory

import (
	"context"
	"fmt"

	"github.com/google/uuid"

	"annuaire/directory/store"
)

// Problem is something in the file that is not as the rules want it.
type Problem struct {
	Table   string    `json:"table,omitempty"`
	ID      uuid.UUID `json:"id,omitzero"` // of the record; zero where there is none or it has another key
	Message string    `json:"message"`
}

// String says it in one line.
func (p Problem) String() string {
	switch {
	case p.Table == "":
		return p.Message
	case p.ID == uuid.Nil:
		return p.Table + ": " + p.Message
	}
	return fmt.Sprintf("%s %s: %s", p.Table, p.ID, p.Message)
}

// Check reads the whole file: the store's own order, every rule of the directory over every record, and whether the
// snapshot that phones read says the same. Commands wait during the last. No problem found is an empty list.
func (d *Directory) Check(ctx context.Context) ([]Problem, error) {
	found, err := d.store.Check(ctx)
	if err != nil {
		return nil, asError("check the store", err)
	}
	c := checker{ctx: ctx, d: d}
	for _, p := range found {
		c.problems = append(c.problems, Problem{Table: p.Table, ID: recordID(p.Key), Message: p.String()})
	}
	if len(found) > 0 {
		return c.problems, nil // a store that is broken would be reported many times over
	}
	if err := d.view("check the rules", c.checkRules); err != nil {
		return nil, err
	}
	_, err = d.change(ctx, "check the snapshot", "", func(e *Edit) error { return c.checkSnapshot(e.tx) })
	return c.problems, err
}

// checker collects the problems of one Check.
type checker struct {
	ctx      context.Context
	d        *Directory
	tx       *store.Tx
	problems []Problem
	folders  map[uuid.UUID]Folder
	held     map[string]uuid.UUID // index and key → holder
}

func (c *checker) report(table string, id uuid.UUID, format string, args ...any) {
	c.problems = append(c.problems, Problem{Table: table, ID: id, Message: fmt.Sprintf(format, args...)})
}

// reportFaults reports what breaks the rules for single fields.
func (c *checker) reportFaults(table string, id uuid.UUID, f faults) {
	for _, fault := range f {
		c.report(table, id, "%s %q %s", fault.Field, fault.Value, fault.Message)
	}
}

func (c *checker) checkRules(tx *store.Tx) error {
	c.tx, c.folders, c.held = tx, map[uuid.UUID]Folder{}, map[string]uuid.UUID{}
	for _, check := range []func() error{
		c.checkFolders, c.checkContacts, c.checkAccounts, c.checkLines, c.checkDevices, c.checkGroups,
		c.checkBundles, c.checkWorkstations, c.checkAccess,
	} {
		if err := check(); err != nil {
			return err
		}
	}
	return nil
}

// hold reports a key that two records hold.
func (c *checker) hold(table string, id uuid.UUID, index, key, shown string) {
	other, held := c.held[index+"\x00"+key]
	if held && other != id {
		c.report(table, id, "%s %q is also held by %s", index, shown, other)
	}
	c.held[index+"\x00"+key] = id
}
