package main

import (
	"strings"
	"testing"

	"annuaire/directory"
	"annuaire/directory/exchange"
)

func TestReportsInWords(t *testing.T) {
	rows := []exchange.Row{
		{Line: 2, Action: exchange.ActionAdd, Contact: "Jean Martin", Changes: []exchange.Change{{Field: "email", After: "jean@example.com"}}},
		{Line: 3, Action: exchange.ActionUpdate, Contact: "Paul Durand", Changes: []exchange.Change{{Field: "title", Before: "a", After: "b"}},
			Warnings: []exchange.Problem{{Line: 3, Column: "email", Value: "x@example.com", Message: "an internal contact has it too"}}},
		{Line: 4, Action: exchange.ActionDelete, Contact: "Anne Roux"},
		{Line: 5, Action: exchange.ActionError, Problems: []exchange.Problem{{Line: 5, Column: "nom", Code: directory.Required, Message: "missing"}}},
	}
	cases := map[string]struct {
		plan   bool
		report exchange.Report
		want   string
	}{
		"a plan shows each change": {
			true,
			exchange.Report{Encoding: "windows-1252", Separator: "\t", Added: 1, Updated: 1, Deleted: 1, Rows: rows[:3]},
			"f.csv: WINDOWS-1252, separated by tabs\n" +
				"L2 add Jean Martin: email \"jean@example.com\"\n" +
				"L3 update Paul Durand: title \"a\" → \"b\"\n" +
				"Warning: L3 email \"x@example.com\": an internal contact has it too\n" +
				"L4 delete Anne Roux\n" +
				"1 to add, 1 to update, 1 to delete, 0 unchanged, 0 skipped, 0 in error\n" +
				"Nothing is changed: this was a dry run.\n",
		},
		"an import shows what needs a look": {
			false,
			exchange.Report{
				Encoding: "utf-8", Separator: ",", UnknownColumns: []string{"x", "y"}, NewFolders: []string{"A", "A/B"},
				Added: 1, Updated: 1, Deleted: 1, Errors: 1, Skipped: 2, Rows: rows, Applied: true,
			},
			"f.csv: UTF-8, separated by ,\n" +
				"Not read, for no such columns are known: x, y\n" +
				"Warning: L3 email \"x@example.com\": an internal contact has it too\n" +
				"L5 nom: missing\n" +
				"New folders: A, A/B\n" +
				"1 to add, 1 to update, 1 to delete, 0 unchanged, 2 skipped, 1 in error\n" +
				"Done.\n",
		},
		"a file in error": {
			false,
			exchange.Report{Encoding: "utf-8", Separator: ";", Errors: 1, Rows: rows[3:]},
			"f.csv: UTF-8, separated by ;\n" +
				"L5 nom: missing\n" +
				"0 to add, 0 to update, 0 to delete, 0 unchanged, 0 skipped, 1 in error\n" +
				"Nothing is changed: correct the rows in error, or apply the others with --valid-rows.\n",
		},
		"a plan with users to be paid for": {
			true,
			exchange.Report{
				Encoding: "utf-8", Separator: ";", Added: 2,
				Licence: &exchange.LicenceEffect{Users: 2, Code: directory.ChargesNotAccepted, Message: "enabled users would be 2, 2 more than agreed on"},
			},
			"f.csv: UTF-8, separated by ;\n" +
				"2 to add, 0 to update, 0 to delete, 0 unchanged, 0 skipped, 0 in error\n" +
				"+2 users enabled\nenabled users would be 2, 2 more than agreed on: --accept-charges\n" +
				"Nothing is changed: this was a dry run.\n",
		},
		"a plan of cards, and of contacts that have none": {
			true,
			exchange.Report{
				Encoding: "utf-8", Deleted: 2, Missing: &exchange.MissingEffect{Scope: 3, Delete: 2, Confirm: 2},
				Rows: []exchange.Row{{Action: exchange.ActionDelete, Contact: "Anne Roux"}, {Action: exchange.ActionDelete, Contact: "Luc Noir"}},
			},
			"f.csv: UTF-8, cards\ndelete Anne Roux\ndelete Luc Noir\n" +
				"0 to add, 0 to update, 2 to delete, 0 unchanged, 0 skipped, 0 in error\n" +
				"2 of 3 are not in the file\nTo delete so many: --confirm-mass-delete 2\n" +
				"Nothing is changed: this was a dry run.\n",
		},
		"a plan beyond the licence": {
			true,
			exchange.Report{
				Encoding: "utf-8", Separator: ";", Added: 2,
				Licence: &exchange.LicenceEffect{Users: 2, Code: directory.LicenceLimitReached, Message: "enabled users would be 2; the licence allows 1"},
			},
			"f.csv: UTF-8, separated by ;\n" +
				"2 to add, 0 to update, 0 to delete, 0 unchanged, 0 skipped, 0 in error\n" +
				"+2 users enabled\nenabled users would be 2; the licence allows 1\n" +
				"Nothing is changed: this was a dry run.\n",
		},
		"a file that changes nothing": {
			false,
			exchange.Report{Encoding: "utf-8", Separator: ";", Unchanged: 3, Same: true, Applied: true},
			"f.csv: UTF-8, separated by ;\n" +
				"0 to add, 0 to update, 0 to delete, 3 unchanged, 0 skipped, 0 in error\n" +
				"The directory already is as the file has it.\n",
		},
	}
	for name, tc := range cases {
		t.Run(name, func(t *testing.T) {
			var out strings.Builder
			writeReport(&out, "f.csv", tc.plan, &tc.report)
			if out.String() != tc.want {
				t.Errorf("wrote\n%s\nwant\n%s", out.String(), tc.want)
			}
		})
	}
}

func TestLongListsAreCutShort(t *testing.T) {
	items := []string{"A", "A/B", "C"}
	for n, want := range map[int]string{2: "A, A/B and 1 more", 3: "A, A/B, C", 4: "A, A/B, C"} {
		if got := firstOf(items, n); got != want {
			t.Errorf("the first %d: %q, want %q", n, got, want)
		}
	}
}

func TestCount(t *testing.T) {
	for n, want := range map[int]string{0: "0 problems", 1: "1 problem", 2: "2 problems"} {
		if got := count(n, "problem"); got != want {
			t.Errorf("%q, want %q", got, want)
		}
	}
}
