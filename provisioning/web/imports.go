package web

import (
	"net/url"
	"time"
)

// importsPage is what the list of imports shows.
type importsPage struct {
	Jobs      []importJob
	Automatic *importRun
	Earlier   []pastImport
	Older     bool   // this is not the first page of the earlier ones
	Next      string // address of older ones; "" for the last page
	Journal   bool   // the visitor may look at what an earlier one has changed
}

// pastImport is an import that only the journal knows of any more.
type pastImport struct {
	change
	Import   *importReport `json:"import"` // its counts; nil where it is of before they were kept
	UndoneBy uint64        `json:"undone_by"`
	UndoneAt *time.Time    `json:"undone_at"`
}

// Called is what its file was called; "" where nobody knows.
func (p pastImport) Called() string { return p.Note }

// importList is what the API tells of imports.
type importList struct {
	Imports       []importJob  `json:"imports"`
	LastAutomatic *importRun   `json:"last_automatic"`
	Earlier       []pastImport `json:"earlier"`
	Next          string       `json:"next"`
}

// earlierShown is how many earlier imports a page shows.
const earlierShown = "25"

// imports shows the visitor's imports, and those that the journal knows of.
func (v *visit) imports() error {
	list, err := v.importList(v.asked(earlierShown))
	if err != nil {
		return err
	}
	p := importsPage{Jobs: list.Imports, Automatic: list.LastAutomatic, Earlier: list.Earlier, Older: v.r.FormValue("after") != "", Journal: v.self.May("journal", "read")}
	if list.Next != "" {
		p.Next = "/imports?" + url.Values{"after": {list.Next}}.Encode() + "#earlier"
	}
	return v.show("imports", v.say("Imports"), p)
}

func (v *visit) importList(query url.Values) (list importList, err error) {
	err = v.api.get("/imports?"+query.Encode(), &list)
	return list, err
}

// importJobs asks for the visitor's imports, latest first, and how the last automatic one went.
func (v *visit) importJobs() ([]importJob, *importRun, error) {
	list, err := v.importList(url.Values{"limit": {"1"}})
	return list.Imports, list.LastAutomatic, err
}

// MayImport reports whether a file may be imported: it may touch every folder.
func (s *self) MayImport() bool {
	return s.MayEverywhere("imports", "write") && s.MayEverywhere("directory", "write")
}
