package main

import (
	"fmt"
	"io"
	"strings"

	"annuaire/directory"
	"annuaire/directory/exchange"
)

// writeReport says in words what an import has done or, as a plan, would do. A plan shows each row that changes something.
func writeReport(w io.Writer, file string, plan bool, r *exchange.Report) {
	fmt.Fprintf(w, "%s: %s, %s\n", file, strings.ToUpper(r.Encoding), separatedBy(r.Separator))
	if len(r.UnknownColumns) > 0 {
		fmt.Fprintf(w, "Not read, for no such columns are known: %s\n", strings.Join(r.UnknownColumns, ", "))
	}
	for _, row := range r.Rows {
		if plan {
			writeChange(w, row)
		}
		for _, problem := range row.Problems {
			fmt.Fprintln(w, problem)
		}
		for _, warning := range row.Warnings {
			fmt.Fprintln(w, "Warning:", warning)
		}
	}
	if len(r.NewFolders) > 0 {
		fmt.Fprintf(w, "New folders: %s\n", firstOf(r.NewFolders, 20))
	}
	fmt.Fprintf(w, "%d to add, %d to update, %d to delete, %d unchanged, %d skipped, %d in error\n",
		r.Added, r.Updated, r.Deleted, r.Unchanged, r.Skipped, r.Errors)
	if m := r.Missing; m != nil {
		fmt.Fprintf(w, "%d of %d are not in the file\n", m.Delete, m.Scope)
		if m.Confirm > 0 {
			fmt.Fprintf(w, "To delete so many: --confirm-mass-delete %d\n", m.Confirm)
		}
	}
	writeLicence(w, r.Licence)
	fmt.Fprintln(w, outcome(plan, r))
}

// writeLicence says what becomes of the number of users.
func writeLicence(w io.Writer, l *exchange.LicenceEffect) {
	if l == nil {
		return
	}
	fmt.Fprintf(w, "%+d users enabled\n", l.Users)
	switch l.Code {
	case directory.ChargesNotAccepted:
		fmt.Fprintf(w, "%s: --accept-charges\n", l.Message)
	case directory.LicenceLimitReached:
		fmt.Fprintln(w, l.Message)
	}
}

func writeChange(w io.Writer, row exchange.Row) {
	if row.Action == exchange.ActionError || len(row.Changes) == 0 && row.Action != exchange.ActionDelete {
		return
	}
	changes := make([]string, len(row.Changes))
	for i, c := range row.Changes {
		changes[i] = fmt.Sprintf("%s %q → %q", c.Field, c.Before, c.After)
		if row.Action == exchange.ActionAdd {
			changes[i] = fmt.Sprintf("%s %q", c.Field, c.After)
		}
	}
	line := fmt.Sprintf("%s %s", row.Action, row.Contact)
	if row.Line > 0 {
		line = fmt.Sprintf("L%d %s", row.Line, line)
	}
	if len(changes) > 0 {
		line += ": " + strings.Join(changes, ", ")
	}
	fmt.Fprintln(w, line)
}

func outcome(plan bool, r *exchange.Report) string {
	switch {
	case r.Errors > 0 && !r.Applied && !plan:
		return "Nothing is changed: correct the rows in error, or apply the others with --valid-rows."
	case r.Same:
		return "The directory already is as the file has it."
	case plan:
		return "Nothing is changed: this was a dry run."
	case r.Applied:
		return "Done."
	}
	return "Nothing is changed."
}

// firstOf lists up to n items and says how many more there are.
func firstOf(items []string, n int) string {
	if len(items) <= n {
		return strings.Join(items, ", ")
	}
	return fmt.Sprintf("%s and %d more", strings.Join(items[:n], ", "), len(items)-n)
}

func separatedBy(separator string) string {
	switch separator {
	case "":
		return "cards"
	case "\t":
		return "separated by tabs"
	}
	return "separated by " + separator
}

// count is "1 problem" or "2 problems".
func count(n int, noun string) string {
	if n == 1 {
		return "1 " + noun
	}
	return fmt.Sprintf("%d %ss", n, noun)
}
