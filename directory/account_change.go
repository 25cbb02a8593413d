package directory

import (
	"context"
	"slices"

	"github.com/google/uuid"

	"annuaire/directory/store"
)

// AccountPatch changes the fields that are not nil; a pointer to an empty list means what an empty list means in AccountDraft.
type AccountPatch struct {
	Name       *string      `json:"name,omitempty"`
	Folders    *[]uuid.UUID `json:"folders,omitempty"`
	Attributes *[]string    `json:"attributes,omitempty"`
	PhoneOptionsPatch
}

// UpdateAccount changes an LDAP account; its secret stays. Version is the one the caller has seen, 0 for any. It returns
// not_found, stale_record with the current Account as detail, and what AddAccount returns.
func (d *Directory) UpdateAccount(ctx context.Context, name string, version uint64, patch AccountPatch) (Account, error) {
	var changed Account
	_, err := d.change(ctx, "account.update", name, func(e *Edit) error {
		before, err := e.account(name)
		if err != nil {
			return err
		}
		if version != 0 && version != before.Version {
			return stale("the account "+before.Name, version, before.Version, before)
		}
		changed, err = e.patchAccount(before, patch)
		if err != nil || sameAccount(changed, before) {
			return err
		}
		changed.Version, changed.UpdatedAt = before.Version+1, e.now
		return e.taken(d.tables.accounts.Put(e.tx, &changed), nil)
	})
	if err != nil {
		return Account{}, err
	}
	return changed, nil
}

func (e *Edit) patchAccount(a Account, patch AccountPatch) (Account, error) {
	var f faults
	if patch.Name != nil {
		a.Name = f.accountName(*patch.Name)
		if err := e.checkLogin(&f, a.Name, a.ID); err != nil {
			return a, err
		}
	}
	if patch.Attributes != nil {
		a.Attributes = f.attributes(*patch.Attributes)
	}
	a.PhoneOptions = f.phoneOptions(patch.PhoneOptionsPatch.apply(a.PhoneOptions))
	if patch.Folders != nil {
		folders, err := e.grants(&f, *patch.Folders, a.Folders)
		if err != nil {
			return a, err
		}
		a.Folders = folders
	}
	return a, f.err("the account can not be changed")
}

func sameAccount(a, b Account) bool {
	return a.Name == b.Name && slices.Equal(a.Folders, b.Folders) && slices.Equal(a.Attributes, b.Attributes) &&
		a.PhoneOptions == b.PhoneOptions
}

// RemoveAccount removes an LDAP account for good; whoever binds as it can not any more. It returns not_found.
func (d *Directory) RemoveAccount(ctx context.Context, name string) error {
	_, err := d.change(ctx, "account.remove", name, func(e *Edit) error {
		a, err := e.account(name)
		if err != nil {
			return err
		}
		if err := e.forgetAccount(a.ID); err != nil {
			return err
		}
		if err := d.tables.secrets.Delete(e.tx, recordKey(a.ID)); err != nil {
			return err
		}
		return d.tables.accounts.Delete(e.tx, recordKey(a.ID))
	})
	return err
}

// RotateAccount gives an LDAP account a new secret, shown this once; the old one is void at once. It returns not_found.
func (d *Directory) RotateAccount(ctx context.Context, name string) (secret string, err error) {
	_, err = d.change(ctx, "account.rotate", name, func(e *Edit) error {
		a, err := e.account(name)
		if err != nil {
			return err
		}
		secret, err = e.rotateAccount(a)
		return err
	})
	if err != nil {
		return "", err
	}
	return secret, nil
}

func (e *Edit) rotateAccount(a Account) (string, error) {
	a.SecretVersion, a.Version, a.UpdatedAt = a.SecretVersion+1, a.Version+1, e.now
	if err := putRecord(e, e.d.tables.accounts, recordKey(a.ID), a); err != nil {
		return "", err
	}
	return e.giveSecret(a.ID)
}

// Accounts gives the LDAP accounts in the order of their names.
func (d *Directory) Accounts() []Account { return d.Snapshot().Accounts() }

// Authenticate gives the account of that name, compared folded, if secret is its secret. It returns invalid_credentials,
// without saying what was wrong, in the same time whether there is such an account or not.
func (d *Directory) Authenticate(ctx context.Context, name, secret string) (Account, error) {
	var (
		account Account
		matches bool
	)
	if err := ctx.Err(); err != nil {
		return Account{}, asError("authenticate", err)
	}
	err := d.view("authenticate", func(tx *store.Tx) error {
		a, known, err := d.tables.accounts.One(tx, indexLogin, loginKey(name))
		if err != nil {
			return err
		}
		stored := &accountSecret{}
		if known {
			account = *a
			found, ok, err := d.tables.secrets.Get(tx, recordKey(a.ID))
			if err != nil {
				return err
			}
			if known = ok; ok {
				stored = found
			}
		}
		matches = stored.matches(secret) && known
		return nil
	})
	if err != nil {
		return Account{}, err
	}
	if !matches {
		return Account{}, &Error{Code: InvalidCredentials, Message: "name or secret is wrong"}
	}
	return account, nil
}
