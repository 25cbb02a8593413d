package directory

import (
	"context"

	"github.com/google/uuid"
)

// AccountDraft is what a new LDAP account is made of.
type AccountDraft struct {
	Name       string      `json:"name,omitempty"`       // only a device's own may go without: one is made then
	Folders    []uuid.UUID `json:"folders,omitempty"`    // empty: the whole directory
	Attributes []string    `json:"attributes,omitempty"` // by canonical LDAP name; empty: the default ones; "*": all
	PhoneOptions
}

// AddAccount makes an LDAP account and its secret, which is shown this once and never again. Attribute names are kept as
// they are given, in small letters: whether they exist is for the caller to know. It returns invalid, required,
// folder_unknown and account_name_taken, the latter also where a contact has the name as its uid.
func (d *Directory) AddAccount(ctx context.Context, draft AccountDraft) (Account, string, error) {
	var (
		made   Account
		secret string
	)
	_, err := d.change(ctx, "account.add", draft.Name, func(e *Edit) (err error) {
		made, secret, err = e.addAccount(draft)
		return err
	})
	return made, secret, err
}

// addAccount is Directory.AddAccount within the transaction.
func (e *Edit) addAccount(draft AccountDraft) (Account, string, error) {
	var (
		made   Account
		secret string
	)
	err := e.do("add an LDAP account", func() (err error) {
		var f faults
		made = Account{Name: f.accountName(draft.Name), Attributes: f.attributes(draft.Attributes), PhoneOptions: f.phoneOptions(draft.PhoneOptions)}
		if made.Folders, err = e.grants(&f, draft.Folders, nil); err != nil {
			return err
		}
		if err := e.checkLogin(&f, made.Name, uuid.Nil); err != nil {
			return err
		}
		if err := f.err("the account can not be made"); err != nil {
			return err
		}
		if made.ID, err = newID(); err != nil {
			return err
		}
		made.CreatedAt, made.UpdatedAt, made.Version, made.SecretVersion = e.now, e.now, 1, 1
		if err := putRecord(e, e.d.tables.accounts, recordKey(made.ID), made); err != nil {
			return err
		}
		secret, err = e.giveSecret(made.ID)
		return err
	})
	if err != nil {
		return Account{}, "", err
	}
	return made, secret, nil
}

// giveSecret puts a new secret in place of an account's old one.
func (e *Edit) giveSecret(account uuid.UUID) (string, error) {
	secret := newSecret()
	kept := accountSecret{AccountID: account, Hash: hashSecret(secret), CreatedAt: e.now}
	return secret, putRecord(e, e.d.tables.secrets, recordKey(account), kept)
}
