package api

import (
	"context"

	"github.com/google/uuid"

	"annuaire/directory"
)

// LoginOutput is a login.
type LoginOutput struct {
	ETag string `header:"ETag"`
	Body directory.Login
}

func loginOutput(l directory.Login, err error) (*LoginOutput, error) {
	if err != nil {
		return nil, err
	}
	if l.Roles == nil {
		l.Roles = []directory.RoleAssignment{}
	}
	return &LoginOutput{ETag: etag(l.Version), Body: l}, nil
}

// LoginListInput says which page of the logins is wanted.
type LoginListInput struct{ Paging }

// LoginListOutput is a page of logins, in the order they were made.
type LoginListOutput struct {
	Link string `header:"Link"`
	Body struct {
		Logins []NamedLogin `json:"logins"`
		Next   string       `json:"next,omitempty"`
		Total  int          `json:"total"`
	}
}

// NamedLogin is a login and what its person is called.
type NamedLogin struct {
	directory.Login
	Name string `json:"name,omitempty" doc:"Of its contact, as far as that is in sight; the founder has none."`
}

// loginList gives every login, closed ones included.
func (a *API) loginList(_ context.Context, c *caller, in *LoginListInput) (*LoginListOutput, error) {
	logins, err := a.directory.Logins()
	if err != nil {
		return nil, err
	}
	var out LoginListOutput
	out.Body.Total = len(logins)
	page, next, err := cut(&in.Paging, logins)
	if err != nil {
		return nil, err
	}
	out.Body.Next, out.Link, out.Body.Logins = next, in.link(next), []NamedLogin{}
	for _, l := range page {
		who, err := a.contactRef(c, l.ContactID)
		if err != nil {
			return nil, err
		}
		login := NamedLogin{Login: l}
		if who != nil {
			login.Name = who.Name
		}
		out.Body.Logins = append(out.Body.Logins, login)
	}
	return &out, nil
}

// LoginPath names a login.
type LoginPath struct {
	ID ID `path:"id"`
}

// loginShow gives one login.
func (a *API) loginShow(_ context.Context, _ *caller, in *LoginPath) (*LoginOutput, error) {
	return loginOutput(a.directory.Login(in.ID.UUID))
}

// loginClose closes a login: its roles, sessions, links and tokens are gone.
func (a *API) loginClose(ctx context.Context, _ *caller, in *LoginPath) (*Empty, error) {
	return nil, a.directory.CloseLogin(ctx, in.ID.UUID)
}

// contactRolesShow gives the login of a contact with its roles.
func (a *API) contactRolesShow(_ context.Context, _ *caller, in *ContactPath) (*LoginOutput, error) {
	return loginOutput(a.directory.LoginOf(in.ID.UUID))
}

// ContactRolesInput is all the roles a contact is to have.
type ContactRolesInput struct {
	GuardedContact
	Body struct {
		Roles []directory.RoleAssignment `json:"roles" doc:"All of them; without folder_id, a role is for everywhere."`
	}
}

// contactRolesSet gives a contact these roles in place of those it has, and a login where it has none.
func (a *API) contactRolesSet(ctx context.Context, _ *caller, in *ContactRolesInput) (*LoginOutput, error) {
	return loginOutput(a.directory.SetRoles(ctx, in.ID.UUID, in.seen(), in.Body.Roles))
}

// FounderChangeInput changes the login of the administrator who is no contact.
type FounderChangeInput struct {
	Guard
	Body struct {
		Email string `json:"email"`
	}
}

// founderChange changes the address that the founder signs in with.
func (a *API) founderChange(ctx context.Context, _ *caller, in *FounderChangeInput) (*LoginOutput, error) {
	return loginOutput(a.directory.SetFounderEmail(ctx, in.seen(), in.Body.Email))
}

// founderShow gives the login of the administrator who is no contact.
func (a *API) founderShow(context.Context, *caller, *Empty) (*LoginOutput, error) {
	return loginOutput(a.directory.LoginOf(uuid.Nil))
}

// FounderRolesInput is all the roles the founder is to have.
type FounderRolesInput struct {
	Guard
	Body struct {
		Roles []directory.RoleAssignment `json:"roles" doc:"All of them; without folder_id, a role is for everywhere."`
	}
}

// founderRolesSet gives the founder these roles in place of those it has.
func (a *API) founderRolesSet(ctx context.Context, _ *caller, in *FounderRolesInput) (*LoginOutput, error) {
	return loginOutput(a.directory.SetFounderRoles(ctx, in.seen(), in.Body.Roles))
}
