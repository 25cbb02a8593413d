package exchange

import (
	"cmp"
	"context"
	"encoding/csv"
	"fmt"
	"io"

	"github.com/google/uuid"

	"annuaire/directory"
	"annuaire/directory/search"
)

// ExportOptions are how to write an export. The zero value separates by semicolons and writes no byte order mark.
type ExportOptions struct {
	// Separator is the character between cells; 0 stands for the semicolon.
	Separator rune `json:"separator,omitempty"`
	// ByteOrderMark begins the file with one: without it a spreadsheet that opens the file takes UTF-8 for Windows-1252.
	ByteOrderMark bool `json:"byte_order_mark,omitempty"`
	// Folder bounds the export to the contacts of a folder and of those below it; zero: all.
	Folder uuid.UUID `json:"-"`
	// Sight is whose export it is: what she does not see is not in it. Nil: everything is written.
	Sight *directory.Sight `json:"-"`
	// Rights are those of whose export it is: a column that they do not allow to read anywhere is left out, and a cell that they do not allow to read
	// is empty. Nil: everything is written.
	Rights *directory.Rights `json:"-"`
	// Progress, where not nil, is called now and then with how many contacts are written.
	Progress func(stage Stage, done, total int) `json:"-"`
}

// ExportCSV writes the contacts that are not in the bin, in display order, in the format that Import reads: an import of
// the file changes nothing. There are as many phone columns as the contact with the most numbers needs. Contacts that are
// changed or deleted meanwhile may be written as they were before or after, or be left out. It returns invalid for a
// separator that can be none, and what writing fails with.
func ExportCSV(ctx context.Context, d *directory.Directory, w io.Writer, opts ExportOptions) error {
	out := csv.NewWriter(w)
	out.Comma = ';'
	if opts.Separator != 0 {
		out.Comma = opts.Separator
	}
	snapshot := d.Snapshot()
	inFolder := snapshot.Tree.Subtree(cmp.Or(opts.Folder, snapshot.Tree.Root().ID))
	var ids []uuid.UUID
	numbers := 0
	for document := range snapshot.People.Search(ctx, everyContact()) {
		ids = append(ids, uuid.UUID(document.ID))
		numbers = max(numbers, countNumbers(document))
	}
	if err := ctx.Err(); err != nil {
		return fmt.Errorf("exporting contacts: %w", err)
	}
	columns := contactColumns(numbers)
	accounts, err := newAccountExport(ctx, d, &opts)
	if err != nil {
		return err
	}
	record := make([]string, 0, len(columns)+len(accounts.columns))
	for _, c := range columns {
		record = append(record, c.name())
	}
	for _, f := range accounts.columns {
		record = append(record, column{field: f}.name())
	}
	if opts.ByteOrderMark {
		record[0] = "\uFEFF" + record[0]
	}
	if err := out.Write(record); err != nil {
		return fileError(directory.Invalid, "separator %q: %v", out.Comma, err)
	}
	paths := map[uuid.UUID]string{}
	for n, id := range ids {
		if n%progressEvery == 0 {
			if err := ctx.Err(); err != nil {
				return fmt.Errorf("exporting contacts: %w", err)
			}
			report(opts.Progress, StageExport, n, len(ids))
		}
		contact, err := d.Contact(id)
		if directory.CodeOf(err) == directory.NotFound {
			continue
		}
		if err != nil {
			return fmt.Errorf("exporting contacts: %w", err)
		}
		if _, wanted := inFolder[contact.FolderID]; !wanted && opts.Folder != uuid.Nil {
			continue
		}
		if opts.Sight != nil {
			seen := false
			if contact, seen = opts.Sight.Contact(contact); !seen {
				continue
			}
		}
		path, known := paths[contact.FolderID]
		if !known {
			path = treePath(d.Snapshot().Tree, contact.FolderID, opts.Sight)
			paths[contact.FolderID] = path
		}
		record = record[:0]
		for _, c := range columns {
			record = append(record, guard(c.text(&contact, path)))
		}
		if record, err = accounts.add(record, &contact); err != nil {
			return fmt.Errorf("exporting contacts: %w", err)
		}
		if err := out.Write(record); err != nil {
			return fmt.Errorf("exporting contacts: %w", err)
		}
	}
	out.Flush()
	report(opts.Progress, StageExport, len(ids), len(ids))
	if err := out.Error(); err != nil {
		return fmt.Errorf("exporting contacts: %w", err)
	}
	return nil
}

func everyContact() search.Query {
	return search.Query{Where: search.Expr{Op: search.OfKind, Kinds: search.Kinds(search.Contact)}, Hidden: true}
}

// countNumbers counts a contact's numbers in its document.
func countNumbers(document *search.Document) int {
	n := 0
	for v := range document.Values() {
		if v.Field.IsNumber() && v.Field != search.ShortNumber {
			n++
		}
	}
	return n
}

// treePath is the path of a folder as an import reads it, of the folders in sight.
func treePath(tree *directory.Tree, id uuid.UUID, sight *directory.Sight) string {
	var names []string
	for _, f := range tree.Path(id) {
		if f.ParentID != uuid.Nil && (sight == nil || sight.Sees(f.ID)) {
			names = append(names, f.Name)
		}
	}
	return FormatPath(names)
}
