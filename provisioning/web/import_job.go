package web

import (
	"cmp"
	"net/url"
	"time"
)

// importJob is an import as the API has it.
type importJob struct {
	ID        string          `json:"id"`
	Name      string          `json:"name"`
	State     string          `json:"state"` // "uploaded", "planned", "applied", "undone"
	CreatedAt time.Time       `json:"created_at"`
	AppliedAt *time.Time      `json:"applied_at"`
	Bytes     int64           `json:"bytes"`
	SameAs    string          `json:"same_as"`
	Options   importOptions   `json:"options"`
	UnderWay  string          `json:"under_way"` // "plan", "apply", "undo"; "": nothing is
	Progress  *importProgress `json:"progress"`
	Problem   *problem        `json:"problem"`
	TakenOut  int             `json:"taken_out"`
	Different int             `json:"different"`
	Plan      *importReport   `json:"plan"`
	Report    *importReport   `json:"report"`
	Before    *struct{}       `json:"before"`
	Undone    *importUndone   `json:"undone"`
}

// importOptions are how a file is read and what it may do.
type importOptions struct {
	CreateFolders bool              `json:"create_folders,omitempty"`
	Empty         string            `json:"empty,omitempty"` // "erase"
	Kind          string            `json:"kind,omitempty"`
	Folder        string            `json:"folder,omitempty"`
	Missing       string            `json:"missing,omitempty"` // "delete"
	ScopeFolder   string            `json:"scope_folder,omitempty"`
	ScopeOrigin   string            `json:"scope_origin,omitempty"`
	Separator     string            `json:"separator,omitempty"`
	Encoding      string            `json:"encoding,omitempty"`
	Columns       map[string]string `json:"columns,omitempty"`
	ColumnsAt     map[int]string    `json:"columns_at,omitempty"`
}

// importProgress is how much of a stage is done.
type importProgress struct {
	Stage string `json:"stage"`
	Done  int    `json:"done"`
	Total int    `json:"total"`
}

// importReport is what an import would do, or has done, without its rows.
type importReport struct {
	Added      int      `json:"add"`
	Updated    int      `json:"update"`
	Deleted    int      `json:"delete"`
	Unchanged  int      `json:"unchanged"`
	Skipped    int      `json:"skip"`
	Errors     int      `json:"error"`
	NewFolders []string `json:"new_folders"`
	Licence    *struct {
		Users   int      `json:"users"`
		Code    string   `json:"code"`
		Charges *charges `json:"charges"`
	} `json:"licence"`
	Missing *struct {
		Scope   int `json:"scope"`
		Delete  int `json:"delete"`
		Users   int `json:"users"`
		Confirm int `json:"confirm"`
	} `json:"missing"`
	Same     bool   `json:"same"`
	Revision uint64 `json:"revision"`
}

// importUndone is what taking an import back came to.
type importUndone struct {
	Restored int `json:"restored"`
	Left     []struct {
		Table   string `json:"table"`
		Name    string `json:"name"`
		Code    string `json:"code"`
		Message string `json:"message"`
	} `json:"left"`
}

// Address is the import's page.
func (j importJob) Address() string { return "/imports/" + url.PathEscape(j.ID) }

// Kilobytes is how large the file is.
func (j importJob) Kilobytes() int64 { return max(1, (j.Bytes+1023)/1024) }

// Hours is how long ago it was applied, in whole hours.
func (j importJob) Hours() int { return int(time.Since(*j.AppliedAt).Hours()) }

// API is where the API has it, for what a browser fetches there itself.
func (j importJob) API() string { return prefix + j.Address() }

// Called is what the file is called.
func (j importJob) Called() string { return cmp.Or(j.Name, "import.csv") }

// Says is the state in words.
func (j importJob) Says() words {
	switch {
	case j.UnderWay != "":
		return "under way"
	case j.State == "applied":
		return "applied"
	case j.State == "undone":
		return "taken back"
	case j.State == "planned" && j.Plan != nil && j.Plan.Same:
		return "nothing to change"
	case j.State == "planned":
		return "to be applied"
	}
	return "to be read"
}

// Counts are those of what it has done or, before, would do; nil where nobody knows.
func (j importJob) Counts() *importReport { return cmp.Or(j.Report, j.Plan) }

// MayUndo reports whether it has done something that can be taken back.
func (j importJob) MayUndo() bool {
	return j.State == "applied" && j.UnderWay == "" && j.Report != nil && j.Report.Revision != 0
}

// Percent is how much of the stage is done; -1 where nobody knows.
func (j importJob) Percent() int {
	if j.Progress == nil || j.Progress.Done >= j.Progress.Total { // what comes then has no measure
		return -1
	}
	return 100 * j.Progress.Done / j.Progress.Total
}

// Doing is what is under way, in words.
func (j importJob) Doing() words {
	switch {
	case j.UnderWay == "undo":
		return "The import is being taken back."
	case j.UnderWay == "apply" && j.Progress != nil && j.Progress.Stage == "apply" && j.Progress.Done >= j.Progress.Total:
		return "The changes are being written down."
	case j.UnderWay == "apply" && j.Progress != nil && j.Progress.Stage == "apply":
		return "The changes are being made."
	case j.UnderWay == "apply":
		return "The file is being read once more, then the changes are made."
	}
	return "The file is being read."
}

// importJob asks for the import that the address names.
func (v *visit) importJob() (importJob, error) {
	var j importJob
	err := v.api.get("/imports/"+url.PathEscape(v.r.PathValue("id")), &j)
	return j, err
}

// path is where the API has it, below its prefix.
func (j importJob) path() string { return j.Address() }
