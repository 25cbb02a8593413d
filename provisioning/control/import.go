package control

import (
	"encoding/json"
	"fmt"
	"net/http"
	"net/url"
	"strconv"

	"annuaire/directory"
	"annuaire/directory/exchange"
)

// ImportOptions is what a client may ask of an import.
type ImportOptions struct {
	Name          string         // what the file is called, for the journal
	CreateFolders bool           // make the folders that rows name and that do not exist
	ValidRows     bool           // apply the rows that are right when others are not
	AcceptCharges bool           // enable users beyond those agreed on
	DryRun        bool           // say what would be done, and do nothing
	Empty         exchange.Empty // what an empty cell does; "": leave
	// Kind and Folder are what rows say that do not say it themselves.
	Kind   directory.ContactKind
	Folder string
	// Missing says what becomes of the contacts of a scope that the file does not speak of.
	Missing           exchange.Missing
	ScopeFolder       string
	ScopeOrigin       string
	ConfirmMassDelete int
	// Separator, Encoding, Columns and ColumnsAt are how the file is read, as exchange.Options has them.
	Separator exchange.Separator
	Encoding  string
	Columns   map[string]string
	ColumnsAt map[int]string
}

// query is the options as the handler reads them.
func (o ImportOptions) query() (url.Values, error) {
	query := url.Values{
		"create_folders": {strconv.FormatBool(o.CreateFolders)},
		"valid_rows":     {strconv.FormatBool(o.ValidRows)},
		"accept_charges": {strconv.FormatBool(o.AcceptCharges)},
		"dry_run":        {strconv.FormatBool(o.DryRun)},
		"empty":          {string(o.Empty)},

		"kind":                {string(o.Kind)},
		"folder":              {o.Folder},
		"missing":             {string(o.Missing)},
		"scope_folder":        {o.ScopeFolder},
		"scope_origin":        {o.ScopeOrigin},
		"confirm_mass_delete": {strconv.Itoa(o.ConfirmMassDelete)},
		"encoding":            {o.Encoding},
		"name":                {o.Name},
	}
	if o.Separator != 0 {
		query.Set("separator", string(rune(o.Separator)))
	}
	if len(o.Columns)+len(o.ColumnsAt) > 0 {
		columns, err := json.Marshal(importColumns{o.Columns, o.ColumnsAt})
		if err != nil {
			return nil, fmt.Errorf("write down the columns: %w", err)
		}
		query.Set("columns", string(columns))
	}
	return query, nil
}

// importColumns are what columns of a file stand for, in one option.
type importColumns struct {
	ByName  map[string]string `json:"by_name,omitempty"`
	ByPlace map[int]string    `json:"by_place,omitempty"`
}

func parseImportOptions(query url.Values) (ImportOptions, error) {
	o := ImportOptions{Empty: exchange.LeaveEmpty}
	for name, values := range query {
		var err error
		switch value := values[0]; name {
		case "create_folders":
			o.CreateFolders, err = strconv.ParseBool(value)
		case "valid_rows":
			o.ValidRows, err = strconv.ParseBool(value)
		case "accept_charges":
			o.AcceptCharges, err = strconv.ParseBool(value)
		case "dry_run":
			o.DryRun, err = strconv.ParseBool(value)
		case "empty":
			if o.Empty = exchange.Empty(value); value != "" && o.Empty != exchange.LeaveEmpty && o.Empty != exchange.EraseEmpty {
				return o, badOption(name, value, `must be "leave" or "erase"`)
			}
		case "kind":
			o.Kind = directory.ContactKind(value)
		case "folder":
			o.Folder = value
		case "missing":
			o.Missing = exchange.Missing(value)
		case "scope_folder":
			o.ScopeFolder = value
		case "scope_origin":
			o.ScopeOrigin = value
		case "confirm_mass_delete":
			if o.ConfirmMassDelete, err = strconv.Atoi(value); err != nil {
				return o, badOption(name, value, "must be a number")
			}
		case "encoding":
			o.Encoding = value
		case "name":
			o.Name = value
		case "separator":
			if o.Separator.UnmarshalText([]byte(value)) != nil {
				return o, badOption(name, value, "must be one character")
			}
		case "columns":
			var columns importColumns
			if json.Unmarshal([]byte(value), &columns) != nil {
				return o, badOption(name, value, "must be what columns stand for, as JSON")
			}
			o.Columns, o.ColumnsAt = columns.ByName, columns.ByPlace
		default:
			return o, badOption(name, value, "is no option of an import")
		}
		if err != nil {
			return o, badOption(name, values[0], `must be "true" or "false"`)
		}
	}
	return o, nil
}

func badOption(name, value, message string) error {
	return &directory.Error{
		Code: directory.Invalid, Message: "the options",
		Fields: []directory.FieldError{{Field: name, Code: directory.Invalid, Message: message, Value: value}},
	}
}

// importFile answers POST /import, whose body is the file: events, a line each, the last one a report or a problem. The
// report of a dry run has every row that changes something, that of an import only those with problems or warnings. One
// import runs at a time; others wait, and are told so.
func (h *handler) importFile(w http.ResponseWriter, r *http.Request) {
	asked, err := parseImportOptions(r.URL.Query())
	if err != nil {
		writeProblem(w, err)
		return
	}
	events := newEventWriter(w)
	report, err := h.runImport(r, asked, events)
	if err != nil {
		p := problemOf(err)
		events.end(event{Problem: &p})
		return
	}
	events.end(event{Report: report})
}

func (h *handler) runImport(r *http.Request, asked ImportOptions, events *eventWriter) (*exchange.Report, error) {
	select {
	case h.importing <- struct{}{}:
	default:
		events.progress(Progress{Stage: StageWait})
		select {
		case h.importing <- struct{}{}:
		case <-r.Context().Done():
			return nil, r.Context().Err()
		}
	}
	defer func() { <-h.importing }()
	do := exchange.Import
	if asked.DryRun {
		do = exchange.Plan
	}
	return do(r.Context(), h.Directory, r.Body, exchange.Options{
		Name:          asked.Name,
		Limits:        h.Imports,
		CreateFolders: asked.CreateFolders,
		ValidRows:     asked.ValidRows,
		AcceptCharges: asked.AcceptCharges,
		Remarkable:    !asked.DryRun, // 100,000 rows that went well take longer to be told than to be read
		Empty:         asked.Empty,
		Kind:          asked.Kind, Folder: asked.Folder,
		Missing: asked.Missing, ScopeFolder: asked.ScopeFolder, ScopeOrigin: asked.ScopeOrigin, ConfirmMassDelete: asked.ConfirmMassDelete,
		Separator: asked.Separator, Encoding: asked.Encoding, Columns: asked.Columns, ColumnsAt: asked.ColumnsAt,
		Progress: func(stage exchange.Stage, done, total int) {
			events.progress(Progress{Stage: string(stage), Done: done, Total: total})
		},
	})
}
