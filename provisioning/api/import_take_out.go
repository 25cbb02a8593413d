package api

import (
	"context"
	"fmt"
	"maps"

	"annuaire/directory"
	"annuaire/directory/exchange"
)

// ImportTakeOutInput names rows of a plan.
type ImportTakeOutInput struct {
	ImportPath
	Body struct {
		TakeOut []int `json:"take_out,omitempty" doc:"The lines that rows begin at which are not to be applied."`
		PutBack []int `json:"put_back,omitempty" doc:"The lines that rows begin at which are to be applied after all."`
	}
}

// importTakeOut has rows of a plan left out when it is applied, until they are put back.
func (a *API) importTakeOut(_ context.Context, c *caller, in *ImportTakeOutInput) (*ImportOutput, error) {
	job, err := a.imports.find(c.owner(), in.ID)
	if err != nil {
		return nil, err
	}
	if err := job.takeOut(in.Body.TakeOut, in.Body.PutBack); err != nil {
		return nil, err
	}
	return &ImportOutput{job.show()}, nil
}

// takeOut takes rows out and puts others back.
func (j *importJob) takeOut(out, back []int) error {
	j.mu.Lock()
	defer j.mu.Unlock()
	if j.plan == nil || j.shown.UnderWay != "" {
		return refuseState(j.shown.State)
	}
	planned := map[int]bool{}
	for _, row := range j.plan.Rows {
		planned[row.Line] = row.Line > 0 // what is missing from the file is in no line
	}
	for _, line := range out {
		if !planned[line] {
			return &directory.Error{Code: directory.Invalid, Message: fmt.Sprintf("no row that does anything begins at line %d", line)}
		}
	}
	for _, line := range out {
		j.takenOut[line] = true
	}
	for _, line := range back {
		delete(j.takenOut, line)
	}
	j.shown.TakenOut = len(j.takenOut)
	j.reckon()
	j.tell()
	return nil
}

// reckon has the plan tell what the users cost of the rows that are to be applied, without those that have been taken out; mu is held.
func (j *importJob) reckon() {
	users := 0
	if j.plan.Licence != nil {
		users = j.plan.Licence.Users
	}
	for i := range j.plan.Rows {
		if row := &j.plan.Rows[i]; row.Users != 0 && j.takenOut[row.Line] {
			users -= row.Users
		}
	}
	brief := *j.shown.Plan
	brief.Licence = exchange.NewLicenceEffect(users, j.licence(users))
	j.shown.Plan = &brief
}

// skipped are the lines of the rows that have been taken out.
func (j *importJob) skipped() map[int]bool {
	j.mu.Lock()
	defer j.mu.Unlock()
	return maps.Clone(j.takenOut)
}
