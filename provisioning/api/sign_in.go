package api

import (
	"context"
	"strings"

	"github.com/google/uuid"

	"annuaire/directory"
)

// SignInInput is who wants to sign in.
type SignInInput struct {
	Body struct {
		Name     string `json:"name" doc:"The e-mail address, or the uid."`
		Password string `json:"password" format:"password"`
	}
}

// SelfOutput is who is signed in.
type SelfOutput struct{ Body Self }

// Self is who makes a request and what it may do.
type Self struct {
	Contact *directory.Contact `json:"contact,omitempty" doc:"One's own record, whole."`
	Login   directory.Login    `json:"login,omitzero" doc:"Missing for an API token that is nobody's."`
	Token   directory.APIToken `json:"token,omitzero" doc:"The API token that the request came with."`
	Roles   []OwnRole          `json:"roles" doc:"One's own roles, by name."`
	Grants  []directory.Grant  `json:"grants" doc:"What may be done, and in which folder; without one: everywhere."`
}

// OwnRole is a role that somebody has, and where.
type OwnRole struct {
	RoleID      uuid.UUID `json:"role_id"`
	Name        string    `json:"name"`
	Description string    `json:"description,omitempty"`
	FolderID    uuid.UUID `json:"folder_id,omitzero" doc:"Without one: everywhere."`
	FolderName  string    `json:"folder_name,omitempty"`
}

// signIn opens a session. A refusal does not say what was wrong, and comes later the more often there has been one.
func (a *API) signIn(ctx context.Context, c *caller, in *SignInInput) (*SelfOutput, error) {
	p, err := a.directory.SignIn(ctx, in.Body.Name, in.Body.Password)
	return a.welcome(ctx, c, p, err, in.Body.Name)
}

// welcome opens the session of who has proved who she is; who has not is held up.
func (a *API) welcome(ctx context.Context, c *caller, p directory.Principal, err error, name string) (*SelfOutput, error) {
	switch directory.CodeOf(err) {
	case "":
	case directory.InvalidCredentials, directory.LinkInvalid:
		a.guesses.failed(ctx, strings.ToLower(strings.TrimSpace(name)), c.address)
		return nil, err
	default:
		return nil, err
	}
	if err := a.openSession(ctx, c, p); err != nil {
		return nil, err
	}
	return a.selfOutput(p)
}

// selfOutput tells who somebody is and what she may do.
func (a *API) selfOutput(p directory.Principal) (*SelfOutput, error) {
	self := Self{Login: p.Login, Token: p.Token, Grants: append([]directory.Grant{}, p.Rights.Grants()...), Roles: []OwnRole{}}
	for _, assigned := range p.Login.Roles {
		role, err := a.directory.Role(assigned.RoleID)
		if directory.CodeOf(err) == directory.NotFound {
			continue // deleted meanwhile
		}
		if err != nil {
			return nil, err
		}
		own := OwnRole{RoleID: role.ID, Name: role.Name, Description: role.Description, FolderID: assigned.FolderID}
		if folder, living := a.directory.Snapshot().Tree.Folder(assigned.FolderID); living {
			own.FolderName = folder.Name
		}
		self.Roles = append(self.Roles, own)
	}
	if p.Login.ContactID != uuid.Nil {
		contact, err := a.directory.Contact(p.Login.ContactID)
		if err != nil {
			return nil, err
		}
		self.Contact = &contact
	}
	return &SelfOutput{self}, nil
}

// signOut ends the session, if there is one.
func (a *API) signOut(ctx context.Context, _ *caller, _ *Empty) (*Empty, error) {
	err := a.sessions.Destroy(ctx)
	a.signedOut.ring()
	return nil, err
}

// selfShow tells who is signed in and what it may do.
func (a *API) selfShow(_ context.Context, c *caller, _ *Empty) (*SelfOutput, error) {
	return a.selfOutput(c.Principal)
}
