package web

import (
	"net/http"
	"slices"
	"strconv"
)

// importFile is the first step of an import: what its file is taken for, and the form that puts it right.
type importFile struct {
	Encoding  string // as found
	Separator words  // as found; "" for cards
	Cards     bool
	Columns   []importColumn
	Unread    []string // columns that are not read, or properties of cards
	Form      *form
	Open      bool // there is something to put right
	Anyway    bool // the file could be looked into at all
}

// importColumn is a column of the file with what it is taken for.
type importColumn struct {
	Header  string
	Nth     int // of the columns of this name, where there are several; else 0
	Example string
	Field   *field // chooses what it stands for
}

// Called is the column's name, with its number where there are several of it.
func (c importColumn) Called() string {
	if c.Nth == 0 {
		return c.Header
	}
	return c.Header + " (" + strconv.Itoa(c.Nth) + ")"
}

// recognised is what a file is taken for, as the API has it.
type recognised struct {
	Encoding  string `json:"encoding"`
	Separator string `json:"separator"`
	Cards     bool   `json:"cards"`
	Columns   []struct {
		Header  string `json:"header"`
		Place   int    `json:"place"`
		Column  string `json:"column"`
		Example string `json:"example"`
	} `json:"columns"`
	Unread []string `json:"unread"`
}

// separators are what can stand between cells, under names that forms can have.
func separators() []struct {
	option
	character string
} {
	type separator = struct {
		option
		character string
	}
	return []separator{
		{option{Value: "", Label: "as found"}, ""},
		{option{Value: "semicolon", Label: "semicolon ;"}, ";"},
		{option{Value: "comma", Label: "comma ,"}, ","},
		{option{Value: "tab", Label: "tabulator"}, "\t"},
		{option{Value: "bar", Label: "vertical bar |"}, "|"},
	}
}

// encodings are how the letters of a file can be written.
func encodings() []option {
	return []option{
		{Value: "", Label: "as found"}, {Value: "utf-8", Name: "UTF-8"}, {Value: "utf-16", Name: "UTF-16"},
		{Value: "windows-1252", Name: "Windows-1252"}, {Value: "iso-8859-15", Name: "ISO-8859-15"},
	}
}

// importFile asks what the file is taken for, and makes the form that puts it right.
func (v *visit) importFile(p *importPage) error {
	step := &importFile{Open: p.State == "uploaded"}
	p.File = step
	var found recognised
	switch err := v.api.get(p.path()+"/recognised", &found); {
	case err == nil:
		step.Anyway = true
	case problemIn(err) == nil || problemIn(err).Status != http.StatusUnprocessableEntity:
		return err
	case p.Wrong == "":
		p.Wrong = v.explainImport(problemIn(err).Code, problemIn(err).Detail)
	}
	step.Form, step.Open = p.Typed, step.Open || p.Typed != nil
	if step.Form == nil {
		var err error
		if step.Form, err = v.importOptionsForm(p.importJob); err != nil {
			return err
		}
	}
	step.Encoding, step.Cards, step.Unread = found.Encoding, found.Cards, found.Unread
	for _, encoding := range encodings() {
		if encoding.Value == found.Encoding && encoding.Name != "" {
			step.Encoding = encoding.Name
		}
	}
	for _, s := range separators() {
		if s.character == found.Separator && s.character != "" {
			step.Separator = s.Label
		}
	}
	if found.Cards {
		return nil
	}
	meanings, named := v.columnOptions(), found.named()
	for i, c := range found.Columns {
		name := "column." + strconv.Itoa(i)
		one := &field{Name: name, Kind: "select", Options: meanings, Value: c.Column, Was: c.Column}
		if !slices.ContainsFunc(meanings, func(o option) bool { return o.Value == c.Column }) {
			one.Options = append(slices.Clip(meanings), option{Value: c.Column, Name: v.columnLabel(c.Column)})
		}
		if p.Typed != nil {
			one.Value = v.r.PostForm.Get(name)
		}
		shown := importColumn{Header: c.Header, Example: c.Example, Field: one}
		if found.count(c.Header) > 1 {
			shown.Nth = named[i].nth
		}
		step.Columns = append(step.Columns, shown)
		if c.Column == "" {
			step.Unread = append(step.Unread, c.Header)
		}
	}
	return nil
}
