package api

import (
	"context"
	"fmt"
	"slices"

	"github.com/google/uuid"

	"annuaire/directory"
)

// AccountPath names an LDAP account.
type AccountPath struct {
	ID ID `path:"id"`
}

// account finds an LDAP account. It returns not_found.
func (a *API) account(id ID) (directory.Account, error) {
	account, found := a.directory.Snapshot().Account(id.UUID)
	if !found {
		return directory.Account{}, notFound("account", id)
	}
	return account, nil
}

// AccountOutput is an LDAP account.
type AccountOutput struct {
	ETag string `header:"ETag"`
	Body AccountView
}

func (a *API) accountOutput(c *caller, account directory.Account, err error) (*AccountOutput, error) {
	if err != nil {
		return nil, err
	}
	view, err := a.accountView(c, account)
	return &AccountOutput{ETag: etag(account.Version), Body: view}, err
}

// AccountSecretOutput is an LDAP account with its secret, shown this once.
type AccountSecretOutput struct {
	ETag string `header:"ETag"`
	Body struct {
		directory.Account
		Secret string `json:"secret,omitempty" doc:"Shown once, and missing where the request is repeated with its Idempotency-Key."`
	}
}

// accountShow gives one LDAP account.
func (a *API) accountShow(_ context.Context, c *caller, in *AccountPath) (*AccountOutput, error) {
	account, err := a.account(in.ID)
	return a.accountOutput(c, account, err)
}

// AccountCreateInput is what a new LDAP account is made of.
type AccountCreateInput struct{ Body directory.AccountDraft }

// accountCreate makes an LDAP account and shows its secret.
func (a *API) accountCreate(ctx context.Context, _ *caller, in *AccountCreateInput) (*AccountSecretOutput, error) {
	attributes, err := a.attributes(in.Body.Attributes)
	if err != nil {
		return nil, err
	}
	in.Body.Attributes = attributes
	account, secret, err := a.directory.AddAccount(ctx, in.Body)
	if err != nil {
		return nil, err
	}
	out := &AccountSecretOutput{ETag: etag(account.Version)}
	out.Body.Account, out.Body.Secret = account, secret
	return out, nil
}

// attributes gives the canonical names of LDAP attributes; "*" stands for all. It returns invalid for what is none.
func (a *API) attributes(names []string) ([]string, error) {
	var (
		canonical []string
		fields    []directory.FieldError
	)
	for i, name := range names {
		known, is := a.Attribute(name)
		switch {
		case name == "*":
			canonical = append(canonical, name)
		case is:
			canonical = append(canonical, known)
		default:
			fields = append(fields, directory.FieldError{Field: fmt.Sprintf("attributes[%d]", i), Code: directory.Invalid, Message: "is no attribute", Value: name})
		}
	}
	if len(fields) > 0 {
		return nil, &directory.Error{Code: directory.Invalid, Message: "the account's attributes", Fields: fields}
	}
	return slices.Compact(canonical), nil
}

// AccountChangeInput changes an LDAP account.
type AccountChangeInput struct {
	AccountPath
	Guard
	RawBody []byte
	Body    directory.AccountPatch `contentType:"application/merge-patch+json"`
}

// accountChange changes what an LDAP account is called and sees; its secret stays.
func (a *API) accountChange(ctx context.Context, c *caller, in *AccountChangeInput) (*AccountOutput, error) {
	eraseNulls(in.RawBody, &in.Body)
	account, err := a.account(in.ID)
	if err != nil {
		return nil, err
	}
	if in.Body.Attributes != nil {
		attributes, err := a.attributes(*in.Body.Attributes)
		if err != nil {
			return nil, err
		}
		in.Body.Attributes = &attributes
	}
	account, err = a.directory.UpdateAccount(ctx, account.Name, in.seen(), in.Body)
	return a.accountOutput(c, account, err)
}

// accountDelete removes an LDAP account for good.
func (a *API) accountDelete(ctx context.Context, _ *caller, in *AccountPath) (*Empty, error) {
	account, err := a.account(in.ID)
	if err != nil {
		return nil, err
	}
	return nil, a.directory.RemoveAccount(ctx, account.Name)
}

// SecretOutput is a secret, shown this once.
type SecretOutput struct {
	Body struct {
		ID     uuid.UUID `json:"id"`
		Secret string    `json:"secret,omitempty" doc:"Shown once, and missing where the request is repeated with its Idempotency-Key."`
	}
}

// accountRotate gives an LDAP account another secret; the one it had is void.
func (a *API) accountRotate(ctx context.Context, _ *caller, in *AccountPath) (*SecretOutput, error) {
	account, err := a.account(in.ID)
	if err != nil {
		return nil, err
	}
	var out SecretOutput
	out.Body.ID = account.ID
	out.Body.Secret, err = a.directory.RotateAccount(ctx, account.Name)
	if err != nil {
		return nil, err
	}
	return &out, nil
}
