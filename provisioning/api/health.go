package api

import (
	"context"

	"github.com/google/uuid"

	"annuaire/directory"
)

// HealthOutput is what makes the directory less useful than it could be.
type HealthOutput struct{ Body directory.Health }

// health looks through the folders in which the caller can put things right.
func (a *API) health(ctx context.Context, c *caller, _ *Empty) (*HealthOutput, error) {
	view := directory.HealthView{
		Sees:      c.sight().SeesAll,
		SeesLines: func(folder uuid.UUID) bool { return c.Rights.May(directory.SectionLines, directory.Read, folder) },
	}
	if c.seesEverything() {
		view = directory.HealthView{} // of which nothing is looked for in vain
	}
	h, err := a.directory.Health(ctx, view)
	if err != nil {
		return nil, err
	}
	if len(h.DialPrefixes) > 0 {
		h.DialPrefixes, err = a.directory.DialPrefixes(ctx, func(s directory.Section) directory.Sight { return c.sight().Within(c.Rights, s) })
		if err != nil {
			return nil, err
		}
	}
	empty := []directory.Folder{}
	for _, f := range h.EmptyFolders {
		empty = append(empty, folderOutput(c, f).Body)
	}
	h.EmptyFolders = empty
	if !c.Rights.May(directory.SectionAccess, directory.Read, uuid.Nil) {
		h.LostGrants = nil
	}
	h.LostGrants = append([]directory.Account{}, h.LostGrants...)
	return &HealthOutput{h}, nil
}
