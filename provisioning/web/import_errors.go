package web

import (
	"bytes"
	"encoding/csv"
	"mime"
	"strings"
)

// importErrors gives the rows in error as a file to correct and to import again, as the API does, with the reasons in the visitor's language.
func (v *visit) importErrors() error {
	j, err := v.importJob()
	if err != nil {
		return err
	}
	var found recognised
	var table plain
	if err := v.api.get(j.path()+"/recognised", &found); err != nil {
		return err
	}
	if err := v.api.get(j.path()+"/rows.csv?errors_only=true", &table); err != nil {
		return err
	}
	reasons, err := v.importReasons(j)
	if err != nil {
		return err
	}
	said, err := v.withReasons(table, found.Separator, reasons)
	if err != nil {
		return err
	}
	v.keepCookies()
	v.w.Header().Set("Content-Type", "text/csv; charset=utf-8")
	v.w.Header().Set("Content-Disposition", mime.FormatMediaType("attachment", map[string]string{"filename": v.say("errors.csv")}))
	_, _ = v.w.Write(said) // a browser that has gone needs no answer
	return nil
}

// importReasons says why each row in error is, in the file's order.
func (v *visit) importReasons(j importJob) ([]string, error) {
	var reasons []string
	for after := ""; ; {
		page, err := v.importRowsOf(j, map[string]string{"action": "error", "limit": "1000", "after": after})
		if err != nil {
			return nil, err
		}
		for _, row := range page.Rows {
			if row.Line > 0 { // others are in no line of the file
				reasons = append(reasons, v.reasonsOf(row.Problems))
			}
		}
		if after = page.Next; after == "" {
			return reasons, nil
		}
	}
}

// reasonsOf says what is wrong with a row, or worth knowing: Fixe : Numéro abîmé par le tableur (3,36E+10)
func (v *visit) reasonsOf(lists ...[]importProblem) string {
	var all []string
	for _, problems := range lists {
		for _, p := range problems {
			why := v.explainImport(p.Code, p.Message)
			if p.Column != "" {
				why = p.Column + v.say(": ") + why
			}
			if p.Value != "" {
				why += " (" + p.Value + ")"
			}
			all = append(all, why)
		}
	}
	return strings.Join(all, " · ")
}

// withReasons puts others in place of the reasons in the last column of a table, and begins it with a byte order mark: without it a spreadsheet takes UTF-8
// for Windows-1252.
func (v *visit) withReasons(table []byte, separator string, reasons []string) ([]byte, error) {
	r := csv.NewReader(bytes.NewReader(table))
	if separator != "" { // cards have become a table with commas
		r.Comma = []rune(separator)[0]
	}
	r.FieldsPerRecord = -1
	records, err := r.ReadAll()
	if err != nil {
		return nil, err
	}
	var b bytes.Buffer
	b.WriteString("\uFEFF")
	out := csv.NewWriter(&b)
	out.Comma = r.Comma
	for i, record := range records {
		last := len(record) - 1
		switch {
		case i == 0:
			record[last] = v.say("reason")
		case i <= len(reasons):
			record[last] = noFormula(reasons[i-1])
		}
		_ = out.Write(record) // a buffer takes everything
	}
	out.Flush()
	return b.Bytes(), nil
}

// noFormula keeps a spreadsheet from taking a text for a formula, as exports do.
func noFormula(text string) string {
	if text != "" && strings.ContainsRune("=+-@\t\r", rune(text[0])) {
		return "'" + text
	}
	return text
}
