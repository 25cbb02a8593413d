package web

import (
	"encoding/csv"
	"mime"
	"net/http"
	"strconv"
	"strings"
)

// toldColumns are the columns that the API adds to the rows of a file: line, action, changes, reason. They are the last ones.
const toldColumns = 4

// importTable gives the whole file with what becomes of each row, as the API does, in the visitor's language.
func (v *visit) importTable() error {
	j, err := v.importJob()
	if err != nil {
		return err
	}
	found, err := v.recognised(j)
	if err != nil {
		return err
	}
	separator := ','
	if found != nil && found.Separator != "" { // cards have become a table with commas
		separator = []rune(found.Separator)[0]
	}
	table := importTable{v: v, job: j, out: csv.NewWriter(v.w)}
	table.out.Comma = separator
	if err := v.api.records(j.path()+"/rows.csv", separator, table.write); err != nil {
		if table.begun { // half of it has gone: nobody is to take that for the whole
			panic(http.ErrAbortHandler)
		}
		return err
	}
	table.out.Flush()
	return nil // a browser that has gone needs no answer
}

// importTable is the file that the rows of an import are written to, while they are read.
type importTable struct {
	v     *visit
	job   importJob
	out   *csv.Writer
	begun bool
	rows  []importRow // those that have something to tell, from the next one on
	after string      // the page behind them
	ended bool        // there is none
}

// write puts what is told of a row into words.
func (t *importTable) write(record []string) error {
	told := record[len(record)-toldColumns:]
	if !t.begun {
		t.begin()
		told[0], told[1], told[2], told[3] = t.v.say("plan_line"), t.v.say("plan_action"), t.v.say("plan_changes"), t.v.say("reason")
		return t.out.Write(record)
	}
	line, err := strconv.Atoi(told[0])
	if err != nil {
		return err
	}
	row, err := t.row(line)
	if err != nil {
		return err
	}
	told[1], told[2], told[3] = "", "", ""
	if row != nil {
		told[1], told[2], told[3] = t.v.fateOf(row), noFormula(t.v.changesOf(row)), noFormula(t.v.reasonsOf(row.Problems, row.Warnings))
	}
	return t.out.Write(record)
}

// begin sends what goes before the table. Without a byte order mark a spreadsheet takes UTF-8 for Windows-1252.
func (t *importTable) begin() {
	t.begun = true
	t.v.keepCookies()
	header := t.v.w.Header()
	header.Set("Content-Type", "text/csv; charset=utf-8")
	header.Set("Content-Disposition", mime.FormatMediaType("attachment", map[string]string{"filename": t.v.say("rows.csv")}))
	_, _ = t.v.w.Write([]byte("\uFEFF"))
}

// row gives what is told of a line, nil where that is nothing. Lines are asked for in the file's order.
func (t *importTable) row(line int) (*importRow, error) {
	for {
		for len(t.rows) > 0 && t.rows[0].Line > 0 && t.rows[0].Line < line {
			t.rows = t.rows[1:]
		}
		if len(t.rows) > 0 || t.ended {
			break
		}
		page, err := t.v.importRowsOf(t.job, map[string]string{"limit": "1000", "after": t.after})
		if err != nil {
			return nil, err
		}
		t.rows, t.after, t.ended = page.Rows, page.Next, page.Next == ""
	}
	if len(t.rows) == 0 || t.rows[0].Line != line {
		return nil, nil
	}
	return &t.rows[0], nil
}

// fateOf is what becomes of a row.
func (v *visit) fateOf(row *importRow) string {
	if row.TakenOut {
		return v.say("left out")
	}
	return v.say(rowLabel(row.Action))
}

// changesOf tells what a row changes: Fonction : Comptable → Directrice
func (v *visit) changesOf(row *importRow) string {
	var all []string
	for _, line := range v.importRowShown(*row).Lines {
		said := line.Label + v.say(": ")
		if row.Action != "add" {
			said += line.Before + " → "
		}
		all = append(all, said+line.After)
	}
	return strings.Join(all, " · ")
}
