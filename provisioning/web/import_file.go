package web

import (
	"net/http"
	"slices"
	"strconv"
	"strings"
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
	Example string
	Field   *field // chooses what it stands for
}

// recognised is what a file is taken for, as the API has it.
type recognised struct {
	Encoding  string `json:"encoding"`
	Separator string `json:"separator"`
	Cards     bool   `json:"cards"`
	Columns   []struct {
		Header  string `json:"header"`
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
	form, err := v.importOptionsForm(p.importJob)
	if err != nil {
		return err
	}
	step.Form, step.Encoding, step.Cards, step.Unread = form, found.Encoding, found.Cards, found.Unread
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
	meanings := v.columnOptions()
	for i, c := range found.Columns {
		name := "column." + strconv.Itoa(i)
		one := &field{Name: name, Kind: "select", Options: meanings, Value: c.Column, Was: c.Column}
		if !slices.ContainsFunc(meanings, func(o option) bool { return o.Value == c.Column }) {
			one.Options = append(slices.Clip(meanings), option{Value: c.Column, Name: v.columnLabel(c.Column)})
		}
		step.Columns = append(step.Columns, importColumn{c.Header, c.Example, one})
		if c.Column == "" {
			step.Unread = append(step.Unread, c.Header)
		}
	}
	return nil
}

// importOptionsForm declares how a file is read and what it may do, with what holds for an import.
func (v *visit) importOptionsForm(j importJob) (*form, error) {
	tree, err := v.folderTree()
	if err != nil {
		return nil, err
	}
	paths := tree.importPaths()
	var between []option
	o, separator := j.Options, ""
	for _, s := range separators() {
		between = append(between, s.option)
		if s.character == o.Separator {
			separator = s.Value
		}
	}
	f := &form{Address: j.Address() + "/options", Submit: "Read the file again", Fields: []*field{
		{Name: "encoding", Label: "Encoding", Kind: "select", Options: encodings()},
		{Name: "separator", Label: "Between the cells", Kind: "select", Options: between},
		{Name: "create_folders", Label: "Create the folders that do not exist yet", Kind: "checkbox"},
		{Name: "empty", Label: "An empty cell erases what is in the directory", Kind: "checkbox", Hint: "Otherwise it leaves it as it is."},
		{Name: "kind", Label: "Contacts whose row does not say are", Kind: "select", Options: []option{
			{Value: "", Label: "internal (as usual)"}, {Value: "internal", Label: "Internal"}, {Value: "external", Label: "External"}}},
		{Name: "folder", Label: "and go into the folder", Kind: "select", Options: paths},
		{Name: "missing", Label: "Delete the contacts that are not in the file", Kind: "checkbox", Hint: "Within a scope only, which you choose below. Users always stay."},
		{Name: "scope_folder", Label: "of the folder, and of those below it", Kind: "select", Options: append([]option{{Value: "", Label: "any folder"}}, paths...)},
		{Name: "scope_origin", Label: "only those that imports have made", Kind: "checkbox"},
	}}
	f.fill(map[string]string{
		"encoding": o.Encoding, "separator": separator, "create_folders": ticked(o.CreateFolders), "empty": ticked(o.Empty == "erase"), "kind": o.Kind,
		"folder": o.Folder, "missing": ticked(o.Missing == "delete"), "scope_folder": o.ScopeFolder, "scope_origin": ticked(o.ScopeOrigin == "import"),
	}, "")
	return f, nil
}

// importPaths are the folders to choose from, each as files write it: "Direction administrative/RH", a slash in a name as \/.
func (t *folderTree) importPaths() []option {
	escape := strings.NewReplacer(`\`, `\\`, `/`, `\/`)
	var list []option
	for _, o := range t.options("") {
		var names []string
		for _, f := range t.path(o.Value) {
			if f.ParentID != "" {
				names = append(names, escape.Replace(f.Name))
			}
		}
		path := strings.Join(names, "/")
		if path == "" {
			path = "/"
		}
		list = append(list, option{Value: path, Name: o.Name})
	}
	return list
}

// importReadAgain has the file be read as the form says, and planned.
func (v *visit) importReadAgain() error {
	j, err := v.importJob()
	if err != nil {
		return err
	}
	f, err := v.importOptionsForm(j)
	if err != nil {
		return err
	}
	f.read(v)
	meant := v.columnsMeant(j.Options.Columns)
	j.Options = f.importOptions()
	if err := v.readAs(j, meant); err != nil {
		return v.importRefused(err, nil)
	}
	return v.readImport(j)
}

// readAs has a file be read with the import's options, its columns as they are meant, as far as it has them: read otherwise it may have others.
func (v *visit) readAs(j importJob, meant map[string]string) error {
	if err := v.api.put(j.path()+"/options", j.Options, nil); err != nil || len(meant) == 0 {
		return err
	}
	var found recognised
	if err := v.api.get(j.path()+"/recognised", &found); err != nil {
		if p := problemIn(err); p != nil && p.Status == http.StatusUnprocessableEntity {
			return nil // the plan says it too
		}
		return err
	}
	j.Options.Columns = map[string]string{}
	for _, c := range found.Columns {
		if meaning, said := meant[c.Header]; said {
			j.Options.Columns[c.Header] = meaning
		}
	}
	return v.api.put(j.path()+"/options", j.Options, nil)
}

// importOptions are what the form says.
func (f *form) importOptions() importOptions {
	value := func(name string) string { return f.Field(name).Value }
	o := importOptions{
		Encoding: value("encoding"), CreateFolders: f.Field("create_folders").Checked(), Kind: value("kind"), Folder: value("folder"),
	}
	for _, s := range separators() {
		if s.Value == value("separator") {
			o.Separator = s.character
		}
	}
	if f.Field("empty").Checked() {
		o.Empty = "erase"
	}
	if f.Field("missing").Checked() {
		o.Missing, o.ScopeFolder = "delete", value("scope_folder")
		if f.Field("scope_origin").Checked() {
			o.ScopeOrigin = "import"
		}
	}
	return o
}

// columnsMeant is what columns stand for: as has been said before, and now with those for which something else has been chosen.
func (v *visit) columnsMeant(before map[string]string) map[string]string {
	meant := map[string]string{}
	for header, column := range before {
		meant[header] = column
	}
	sent := v.r.PostForm
	for i, header := range sent["header"] {
		name := "column." + strconv.Itoa(i)
		if chosen := sent.Get(name); chosen != sent.Get("was."+name) {
			meant[header] = chosen
		}
	}
	return meant
}
