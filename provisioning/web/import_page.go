package web

import "net/http"

// importPage is the page of one import: the file, the plan, the result.
type importPage struct {
	importJob
	Wrong       string // what the last step was refused for
	File        *importFile
	Rows        *importRows
	Differences []importDifference
	Left        []leftAsIs
	Errors      int // rows in error that have not been taken out
	MayExport   bool
	// Accepted and Confirm are what has been agreed to, in a form that is shown again.
	Accepted bool
	Confirm  string
	Typed    *form // how the file is to be read, where that is shown again; nil: as it has been read
}

// Step is which of the three steps the import is at: 1, 2 or 3.
func (p importPage) Step() int {
	switch p.State {
	case "planned":
		return 2
	case "applied", "undone":
		return 3
	}
	return 1
}

// MayApply reports whether there is something to apply, and nothing that is in the way of all of it.
func (p importPage) MayApply() bool {
	return p.State == "planned" && !p.Plan.Same && !p.Full() && (p.Errors == 0 || p.Options.Missing != "delete")
}

// Full reports whether the licence has no room for the file's users.
func (p importPage) Full() bool {
	return p.Plan.Licence != nil && p.Plan.Licence.Code == "licence_limit_reached"
}

// Charges are what has to be accepted; nil: nothing.
func (p importPage) Charges() *charges {
	if p.Plan.Licence == nil || p.Plan.Licence.Code != "charges_not_accepted" {
		return nil
	}
	return p.Plan.Licence.Charges
}

// importShow shows an import.
func (v *visit) importShow() error {
	j, err := v.importJob()
	if err != nil {
		return err
	}
	return v.showImport(http.StatusOK, importPage{importJob: j})
}

// showImport asks for what an import's page shows, as far as the import is.
func (v *visit) showImport(status int, p importPage) error {
	p.MayExport = v.self.May("exports", "read")
	if p.Problem != nil && p.UnderWay == "" {
		p.Wrong = v.explainImport(p.Problem.Code, p.Problem.Detail)
	}
	if p.UnderWay == "" {
		if err := v.completeImport(&p); err != nil {
			return err
		}
	}
	return v.showAs(status, "import", p.Called(), p)
}

func (v *visit) completeImport(p *importPage) (err error) {
	if p.Step() < 3 {
		if err := v.importFile(p); err != nil {
			return err
		}
	}
	if p.Undone != nil {
		p.Left = v.leftAsIs(p.Undone)
	}
	report := p.Counts()
	if report == nil {
		return nil
	}
	if p.Rows, err = v.importRows(p.importJob); err != nil {
		return err
	}
	if p.Errors = report.Errors; p.Errors > 0 && p.TakenOut > 0 {
		out, err := v.importRowsOf(p.importJob, map[string]string{"action": "error", "taken_out": "true", "limit": "1"})
		if err != nil {
			return err
		}
		p.Errors -= out.Total
	}
	if p.Different > 0 {
		p.Differences, err = v.importDifferences(p.importJob)
	}
	return err
}

// leftAsIs is a record that could not be taken back, and why.
type leftAsIs struct {
	Kind words
	Name string
	Why  string
}

func (v *visit) leftAsIs(undone *importUndone) []leftAsIs {
	list := make([]leftAsIs, len(undone.Left))
	for i, l := range undone.Left {
		why := v.say("It has been changed again since.")
		if l.Code != "stale_record" {
			why = v.explain(&problem{Code: l.Code, Detail: l.Message})
		}
		list[i] = leftAsIs{kindOf(l.Table), l.Name, why}
	}
	return list
}
