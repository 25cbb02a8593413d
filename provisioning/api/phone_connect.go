package api

import (
	"cmp"
	"context"
	"strconv"
	"strings"

	"github.com/google/uuid"

	"annuaire/directory"
	"annuaire/directory/search"
	"annuaire/provisioning/phones"
)

// PhonePath names a family of phones.
type PhonePath struct {
	Family string `path:"family" doc:"The id of a family."`
}

func (in PhonePath) family() (*phones.Family, error) {
	f, found := phones.Find(in.Family)
	if !found {
		return nil, &directory.Error{Code: directory.NotFound, Message: "there is no family of phones " + strconv.Quote(in.Family)}
	}
	return f, nil
}

// secretPlaceholder stands where a secret is to be typed.
const secretPlaceholder = "SECRET"

// PhoneShowInput asks for the settings of a family.
type PhoneShowInput struct {
	PhonePath
	PhoneTarget
	Account   string `query:"account" maxLength:"64" doc:"The name of the LDAP account that the phone binds as; without it, the family's."`
	Anonymous bool   `query:"anonymous" doc:"The phone binds without an account, which phones of some networks may: see anonymous of GET /phones. It goes without account."`
}

// PhoneShowOutput is a family with its settings, without a secret.
type PhoneShowOutput struct {
	Body struct {
		Family   PhoneFamily   `json:"family"`
		Settings PhoneSettings `json:"settings" doc:"With SECRET where the account's secret is to be."`
	}
}

// phoneShow gives what to type into a family's phones, with a placeholder for the secret.
func (a *API) phoneShow(_ context.Context, _ *caller, in *PhoneShowInput) (*PhoneShowOutput, error) {
	f, err := in.family()
	if err != nil {
		return nil, err
	}
	account, secret := cmp.Or(in.Account, accountStem(f)), secretPlaceholder
	if in.Anonymous {
		if err := a.mayBeAnonymous(in.Account); err != nil {
			return nil, err
		}
		account, secret = "", ""
	}
	out := new(PhoneShowOutput)
	out.Body.Family = a.phoneFamily(f, in.Language)
	out.Body.Settings, err = a.settings(f, in.PhoneTarget, account, secret)
	if err != nil {
		return nil, err
	}
	return out, nil
}

// PhoneConnectInput says which account a phone is to bind as, and how it reaches the server.
type PhoneConnectInput struct {
	PhonePath
	Body struct {
		PhoneTarget
		AccountID  uuid.UUID   `json:"account_id,omitzero" doc:"An account there is. It gets another secret: phones that have its old one are to be told."`
		Name       string      `json:"name,omitempty" doc:"Of a new account; without it, one is made of the family's."`
		Folders    []uuid.UUID `json:"folders,omitempty" doc:"What a new account sees; without it, the whole directory."`
		Attributes []string    `json:"attributes,omitempty" doc:"What a new account sees of people; without it, names, company, work, mobile and short numbers."`
	}
}

// PhoneConnectOutput is an account with what to type.
type PhoneConnectOutput struct {
	ETag string `header:"ETag"`
	Body struct {
		Account directory.Account `json:"account"`
		Secret  string            `json:"secret,omitempty" doc:"Shown once, and missing where the request is repeated with its Idempotency-Key; secrets too."`
		Secrets *PhoneSettings    `json:"secrets,omitempty" doc:"What to type, with the secret."`
	}
}

// phoneConnect makes an LDAP account with the options that a family's phones need, or gives one that is there another secret, and answers what to
// type into the phone. Where the phone can not be told that, nothing has changed.
func (a *API) phoneConnect(ctx context.Context, _ *caller, in *PhoneConnectInput) (*PhoneConnectOutput, error) {
	f, err := in.family()
	if err != nil {
		return nil, err
	}
	account, secret, err := a.accountFor(ctx, f, in)
	if err != nil {
		return nil, err
	}
	settings, err := a.settings(f, in.Body.PhoneTarget, account.Name, secret)
	if err != nil {
		return nil, err
	}
	out := &PhoneConnectOutput{ETag: etag(account.Version)}
	out.Body.Account, out.Body.Secret, out.Body.Secrets = account, secret, &settings
	return out, nil
}

// accountFor gives the account that a phone is to bind as, and its new secret.
func (a *API) accountFor(ctx context.Context, f *phones.Family, in *PhoneConnectInput) (account directory.Account, secret string, err error) {
	tellable := func(name string) error {
		_, err := a.settings(f, in.Body.PhoneTarget, name, secretPlaceholder)
		return err
	}
	if taken := (ID{in.Body.AccountID}); taken.UUID != uuid.Nil {
		if in.Body.Name != "" || in.Body.Folders != nil || in.Body.Attributes != nil {
			return account, "", badPhone("account_id", "goes without what a new account is made of")
		}
		if account, err = a.account(taken); err != nil {
			return account, "", err
		}
		if err = tellable(account.Name); err != nil {
			return account, "", err
		}
		if secret, err = a.directory.RotateAccount(ctx, account.Name); err != nil {
			return account, "", err
		}
		account, err = a.account(taken)
		return account, secret, err
	}
	draft := directory.AccountDraft{Name: in.Body.Name, Folders: in.Body.Folders, PhoneOptions: a.phoneFamily(f, "").Needs.options()}
	if draft.Name == "" {
		draft.Name = a.freeAccountName(accountStem(f))
	}
	if draft.Attributes, err = a.attributes(in.Body.Attributes); err != nil {
		return account, "", err
	}
	if err = tellable(draft.Name); err != nil {
		return account, "", err
	}
	return a.directory.AddAccount(ctx, draft)
}

// accountStem is what a family's accounts are called: small letters, which every phone takes, and digits behind them if need be.
func accountStem(f *phones.Family) string {
	return strings.TrimRight(strings.ReplaceAll(f.ID, "-", ""), "0123456789")
}

// freeAccountName is stem, or stem and the first number that makes of it a name that no account has.
func (a *API) freeAccountName(stem string) string {
	taken := map[string]bool{}
	for _, account := range a.directory.Accounts() {
		taken[search.Fold(account.Name)] = true
	}
	name := stem
	for n := 2; taken[name]; n++ {
		name = stem + strconv.Itoa(n)
	}
	return name
}
