package api

import (
	"context"

	"annuaire/directory"
)

// GroupCreateInput is what a new call group is made of.
type GroupCreateInput struct {
	Body directory.GroupDraft
}

func (in *GroupCreateInput) places(a *API, _ *caller) ([]place, error) {
	return []place{a.destination(in.Body.FolderID, "folder_id")}, nil
}

// groupCreate makes a call group of contacts in the caller's sight.
func (a *API) groupCreate(ctx context.Context, c *caller, in *GroupCreateInput) (*GroupOutput, error) {
	if err := a.checkMembers(c, in.Body.Members, nil); err != nil {
		return nil, err
	}
	g, err := a.directory.CreateGroup(ctx, in.Body)
	return a.groupOutput(c, g, err)
}

// GroupChangeInput changes a call group.
type GroupChangeInput struct {
	GuardedGroup
	RawBody []byte
	Body    directory.GroupPatch `contentType:"application/merge-patch+json"`
}

func (in *GroupChangeInput) places(a *API, c *caller) ([]place, error) {
	eraseNulls(in.RawBody, &in.Body)
	places, err := in.GroupPath.places(a, c)
	if err == nil && in.Body.FolderID != nil {
		places = append(places, a.destination(*in.Body.FolderID, "folder_id"))
	}
	return places, err
}

// groupChange changes the fields that a merge patch names. Members whom the caller does not see may stay, and be taken out, but not be put in.
func (a *API) groupChange(ctx context.Context, c *caller, in *GroupChangeInput) (*GroupOutput, error) {
	if in.Body.Members != nil {
		now, err := a.directory.Group(in.ID.UUID)
		if err != nil {
			return nil, err
		}
		if err := a.checkMembers(c, *in.Body.Members, now.Members); err != nil {
			return nil, err
		}
	}
	g, err := a.directory.UpdateGroup(ctx, in.ID.UUID, in.seen(), in.Body)
	return a.groupOutput(c, g, err)
}

// groupDelete puts a call group in the bin, where it keeps its number for itself.
func (a *API) groupDelete(ctx context.Context, _ *caller, in *GuardedGroup) (*Empty, error) {
	return nil, a.directory.DeleteGroup(ctx, in.ID.UUID, in.seen())
}
