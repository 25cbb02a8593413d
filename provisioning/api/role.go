package api

import (
	"context"

	"annuaire/directory"
)

// RolePath names a role.
type RolePath struct {
	ID ID `path:"id"`
}

// RoleOutput is a role.
type RoleOutput struct {
	ETag string `header:"ETag"`
	Body directory.Role
}

func roleOutput(r directory.Role, err error) (*RoleOutput, error) {
	if err != nil {
		return nil, err
	}
	return &RoleOutput{ETag: etag(r.Version), Body: r}, nil
}

// RoleListOutput is every role.
type RoleListOutput struct {
	Body struct {
		Roles []directory.Role `json:"roles" doc:"Those built in, then the others in the order of their names."`
	}
}

// roleList gives every role.
func (a *API) roleList(context.Context, *caller, *Empty) (*RoleListOutput, error) {
	var (
		out RoleListOutput
		err error
	)
	out.Body.Roles, err = a.directory.Roles()
	return &out, err
}

// roleShow gives one role.
func (a *API) roleShow(_ context.Context, _ *caller, in *RolePath) (*RoleOutput, error) {
	return roleOutput(a.directory.Role(in.ID.UUID))
}

// RoleCreateInput is what a new role is made of.
type RoleCreateInput struct{ Body directory.RoleDraft }

// roleCreate makes a role of permissions that the caller has itself.
func (a *API) roleCreate(ctx context.Context, _ *caller, in *RoleCreateInput) (*RoleOutput, error) {
	return roleOutput(a.directory.CreateRole(ctx, in.Body))
}

// RoleCopyInput names a role and what its copy is to be called.
type RoleCopyInput struct {
	RolePath
	Body struct {
		Name string `json:"name"`
	}
}

// roleCopy makes a role of another one, built in or not.
func (a *API) roleCopy(ctx context.Context, _ *caller, in *RoleCopyInput) (*RoleOutput, error) {
	return roleOutput(a.directory.CopyRole(ctx, in.ID.UUID, in.Body.Name))
}

// RoleChangeInput changes a role.
type RoleChangeInput struct {
	RolePath
	Guard
	RawBody []byte
	Body    directory.RolePatch `contentType:"application/merge-patch+json"`
}

// roleChange changes a role; whoever has it has its new permissions at once.
func (a *API) roleChange(ctx context.Context, _ *caller, in *RoleChangeInput) (*RoleOutput, error) {
	eraseNulls(in.RawBody, &in.Body)
	return roleOutput(a.directory.UpdateRole(ctx, in.ID.UUID, in.seen(), in.Body))
}

// RoleDeleteInput names a role and what takes its place.
type RoleDeleteInput struct {
	RolePath
	Guard
	ReplaceWith ID `query:"replace_with" doc:"The role that takes its place with whoever has it; without it, a role in use is refused."`
}

// roleDelete deletes a role.
func (a *API) roleDelete(ctx context.Context, _ *caller, in *RoleDeleteInput) (*Empty, error) {
	return nil, a.directory.DeleteRole(ctx, in.ID.UUID, in.seen(), in.ReplaceWith.UUID)
}
