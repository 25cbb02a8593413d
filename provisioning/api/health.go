package api

import (
	"context"
	"slices"

	"github.com/google/uuid"

	"annuaire/directory"
)

// HealthOutput is what makes the directory less useful than it could be.
type HealthOutput struct{ Body directory.Health }

// health looks through the folders in which the caller can put things right.
func (a *API) health(ctx context.Context, c *caller, _ *Empty) (*HealthOutput, error) {
	h, err := a.directory.Health(ctx)
	if err != nil {
		return nil, err
	}
	sight := c.sight()
	seen := func(list []directory.ContactRef) []directory.ContactRef {
		return slices.DeleteFunc(append([]directory.ContactRef{}, list...), func(r directory.ContactRef) bool { return !sight.SeesAll(r.FolderID) })
	}
	h.WithoutNumber, h.InRoot, h.WithoutEmail = seen(h.WithoutNumber), seen(h.InRoot), seen(h.WithoutEmail)
	h.WithoutLine = slices.DeleteFunc(seen(h.WithoutLine), func(r directory.ContactRef) bool {
		return !c.Rights.May(directory.SectionLines, directory.Read, r.FolderID)
	})
	h.OneLineShort = slices.DeleteFunc(append([]directory.OneLineShort{}, h.OneLineShort...), func(r directory.OneLineShort) bool {
		return !sight.SeesAll(r.FolderID) || !c.Rights.May(directory.SectionLines, directory.Read, r.FolderID)
	})
	numbers := []directory.DuplicateNumber{}
	for _, n := range h.DuplicateNumbers {
		if n.Contacts = seen(n.Contacts); len(n.Contacts) > 1 {
			numbers = append(numbers, n)
		}
	}
	h.DuplicateNumbers = numbers
	if len(h.DialPrefixes) > 0 {
		h.DialPrefixes, err = a.directory.DialPrefixes(ctx, func(s directory.Section) directory.Sight { return sight.Within(c.Rights, s) })
		if err != nil {
			return nil, err
		}
	}
	empty := []directory.Folder{}
	for _, f := range h.EmptyFolders {
		if sight.SeesAll(f.ID) {
			empty = append(empty, folderOutput(c, f).Body)
		}
	}
	h.EmptyFolders = empty
	if !c.Rights.May(directory.SectionAccess, directory.Read, uuid.Nil) {
		h.LostGrants = nil
	}
	h.LostGrants = append([]directory.Account{}, h.LostGrants...)
	return &HealthOutput{h}, nil
}
