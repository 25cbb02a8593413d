package api

import (
	"context"

	"annuaire/directory"
)

// WorkstationReportInput is what an application says of the computer that it runs on for who has signed in with it.
type WorkstationReportInput struct {
	Body directory.WorkstationReport
}

// WorkstationOutput is a workstation.
type WorkstationOutput struct{ Body directory.WorkstationInfo }

// workstationReport notes that an application runs for the caller. Nobody else writes workstations.
func (a *API) workstationReport(ctx context.Context, c *caller, in *WorkstationReportInput) (*WorkstationOutput, error) {
	own, err := c.ownContact()
	if err != nil {
		return nil, err
	}
	w, err := a.directory.ReportWorkstation(ctx, own, in.Body)
	if err != nil {
		return nil, err
	}
	return &WorkstationOutput{w}, nil
}

// WorkstationListOutput are a contact's workstations.
type WorkstationListOutput struct {
	Body struct {
		Workstations []directory.WorkstationInfo `json:"workstations" doc:"The one last heard of first."`
	}
}

// contactWorkstations gives the computers that applications run on for a contact.
func (a *API) contactWorkstations(_ context.Context, _ *caller, in *OwnerPath) (*WorkstationListOutput, error) {
	var (
		out WorkstationListOutput
		err error
	)
	out.Body.Workstations, err = a.directory.WorkstationsOf(in.ID.UUID)
	return &out, err
}
