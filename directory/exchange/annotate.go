package exchange

import (
	"context"
	"encoding/csv"
	"fmt"
	"io"
	"slices"
	"strconv"
	"strings"
)

// AnnotateOptions are how to write a file with what becomes of its rows.
type AnnotateOptions struct {
	// ErrorsOnly writes the rows in error alone, with the column reason behind their own: ready to be corrected and imported again.
	ErrorsOnly bool
	// ByteOrderMark begins the file with one, for spreadsheets.
	ByteOrderMark bool
}

// Annotate writes an import's file again, as CSV in UTF-8, each row with what the report says of it in the columns plan_line, plan_action,
// plan_changes and reason, which an import does not read. Opts are those that the report was made with. Errors are those of Import for the file,
// and what writing fails with.
func Annotate(ctx context.Context, r io.Reader, opts Options, report *Report, how AnnotateOptions, w io.Writer) error {
	file, err := readCSV(r, opts)
	if err != nil {
		return err
	}
	a := &annotation{out: csv.NewWriter(w), told: map[int]*Row{}, errorsOnly: how.ErrorsOnly}
	a.out.Comma = file.separator
	for i := range report.Rows {
		a.told[report.Rows[i].Line] = &report.Rows[i]
	}
	if how.ByteOrderMark {
		if _, err := io.WriteString(w, "\uFEFF"); err != nil {
			return fmt.Errorf("writing the rows of an import: %w", err)
		}
	}
	a.header(file)
	n := 0
	for row, err := range file.rows() {
		if err == nil && n%progressEvery == 0 {
			err = ctx.Err()
		}
		if err != nil {
			return err
		}
		n++
		a.row(row)
	}
	a.out.Flush()
	if err := a.out.Error(); err != nil {
		return fmt.Errorf("writing the rows of an import: %w", err)
	}
	return nil
}

// annotation writes rows with what is told about them.
type annotation struct {
	out        *csv.Writer
	told       map[int]*Row // by line
	errorsOnly bool
	own        []int // where the file's own columns stand, those of an earlier annotation left out
	record     []string
}

// write adds a record; what goes wrong shows at the end.
func (a *annotation) write(more ...string) { _ = a.out.Write(append(a.record, more...)) }

func (a *annotation) header(file *csvFile) {
	annotated := map[int]bool{}
	for _, c := range file.columns {
		annotated[c.index] = c.told()
	}
	for i, name := range file.header {
		if !annotated[i] {
			a.own = append(a.own, i)
			a.record = append(a.record, guard(name))
		}
	}
	if a.errorsOnly {
		a.write("reason")
		return
	}
	a.write("plan_line", "plan_action", "plan_changes", "reason")
}

func (a *annotation) row(row csvRow) {
	told := a.told[row.line]
	if a.errorsOnly && (told == nil || told.Action != ActionError) {
		return
	}
	if told == nil {
		told = &Row{} // unchanged, or skipped: nothing happens
	}
	a.record = a.record[:0]
	for _, i := range a.own {
		cell := ""
		if i < len(row.cells) {
			cell = strings.TrimSpace(row.cells[i])
		}
		if !isEraseToken(cell) {
			cell = guard(unguard(cell))
		}
		a.record = append(a.record, cell)
	}
	reason := reasons(told)
	if a.errorsOnly {
		a.write(guard(reason))
		return
	}
	a.write(strconv.Itoa(row.line), string(told.Action), guard(changesText(told)), guard(reason))
}

// reasons tells what is wrong with a row, or worth knowing.
func reasons(row *Row) string {
	var all []string
	for _, p := range slices.Concat(row.Problems, row.Warnings) {
		p.Line = 0
		all = append(all, p.String())
	}
	return strings.Join(all, "; ")
}

func changesText(row *Row) string {
	all := make([]string, len(row.Changes))
	for i, c := range row.Changes {
		all[i] = fmt.Sprintf("%s %q → %q", c.Field, c.Before, c.After)
	}
	return strings.Join(all, ", ")
}
