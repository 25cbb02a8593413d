package web

// importsPage is what the list of imports shows.
type importsPage struct {
	Jobs      []importJob
	Automatic *importRun
	Journal   bool // the visitor may look up older ones
}

// imports shows the visitor's imports.
func (v *visit) imports() error {
	p := importsPage{Journal: v.self.May("journal", "read")}
	var err error
	if p.Jobs, p.Automatic, err = v.importJobs(); err != nil {
		return err
	}
	return v.show("imports", v.say("Imports"), p)
}

// importJobs asks for the visitor's imports, latest first, and how the last automatic one went.
func (v *visit) importJobs() ([]importJob, *importRun, error) {
	var list struct {
		Imports       []importJob `json:"imports"`
		LastAutomatic *importRun  `json:"last_automatic"`
	}
	err := v.api.get("/imports", &list)
	return list.Imports, list.LastAutomatic, err
}

// MayImport reports whether a file may be imported: it may touch every folder.
func (s *self) MayImport() bool {
	return s.MayEverywhere("imports", "write") && s.MayEverywhere("directory", "write")
}
