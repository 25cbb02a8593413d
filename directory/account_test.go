package directory

import (
	"context"
	"slices"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"
	"github.com/google/uuid"
	"pgregory.net/rapid"

	"annuaire/directory/store"
)

func TestAddAccount(t *testing.T) {
	ctx := context.Background()
	d := open(t)
	sales := folder(t, d, uuid.Nil, "Sales")
	contact(t, d, ContactDraft{})
	for _, test := range []struct {
		name  string
		draft AccountDraft
		want  Code
	}{
		{"plain", AccountDraft{Name: "phones"}, ""},
		{"same name in capitals", AccountDraft{Name: "PHONES"}, AccountNameTaken},
		{"same as a contact's uid", AccountDraft{Name: "Jean.Martin"}, AccountNameTaken},
		{"no name", AccountDraft{}, Required},
		{"64 characters", AccountDraft{Name: strings.Repeat("é", 64)}, ""},
		{"65 characters", AccountDraft{Name: strings.Repeat("é", 65)}, Invalid},
		{"64 characters that grow when they are folded", AccountDraft{Name: strings.Repeat("ﷺ", 64)}, Invalid},
		{"an e-mail address", AccountDraft{Name: "a@example.com"}, ""},
		{"a distinguished name", AccountDraft{Name: "cn=a"}, Invalid},
		{"begins with a dot", AccountDraft{Name: ".a"}, Invalid},
		{"letters, digits, space and marks", AccountDraft{Name: "Étage 2 - salle_a.b"}, ""},
		{"a folder and attributes", AccountDraft{Name: "sales", Folders: []uuid.UUID{sales.ID, sales.ID}, Attributes: []string{"CN", "mail", "cn"}}, ""},
		{"a folder that does not exist", AccountDraft{Name: "x", Folders: []uuid.UUID{uuid.New()}}, FolderUnknown},
		{"an empty attribute", AccountDraft{Name: "x", Attributes: []string{" "}}, Required},
		{"256 attributes", AccountDraft{Name: "many", Attributes: slices.Repeat([]string{"cn"}, 256)}, ""},
		{"257 attributes", AccountDraft{Name: "x", Attributes: slices.Repeat([]string{"cn"}, 257)}, Invalid},
		{"257 folders", AccountDraft{Name: "x", Folders: slices.Repeat([]uuid.UUID{sales.ID}, 257)}, Invalid},
	} {
		t.Run(test.name, func(t *testing.T) {
			made, secret, err := d.AddAccount(ctx, test.draft)
			wantCode(t, err, test.want)
			if err != nil {
				if secret != "" {
					t.Error("a secret although there is no account")
				}
				return
			}
			if got, found := d.Snapshot().Account(made.ID); !found || cmp.Diff(got, made) != "" {
				t.Errorf("phones bind as %+v, made %+v", got, made)
			}
			if got, err := d.Authenticate(ctx, strings.ToUpper(made.Name), secret); err != nil || got.ID != made.ID {
				t.Errorf("authenticated as %+v, %v", got, err)
			}
		})
	}
	got := d.Accounts()[slices.IndexFunc(d.Accounts(), func(a Account) bool { return a.Name == "sales" })]
	if !slices.Equal(got.Folders, []uuid.UUID{sales.ID}) || !slices.Equal(got.Attributes, []string{"cn", "mail"}) {
		t.Errorf("stored %+v", got)
	}
	wantSound(t, d)
}

func TestAuthenticate(t *testing.T) {
	ctx := context.Background()
	d := open(t)
	_, secret, err := d.AddAccount(ctx, AccountDraft{Name: "Phones 2"})
	wantCode(t, err, "")
	for _, test := range []struct {
		name, account, secret string
		want                  Code
	}{
		{"name and secret", "Phones 2", secret, ""},
		{"name in other letters", "phónes  2", secret, ""},
		{"secret in capitals", "Phones 2", strings.ToUpper(secret), ""},
		{"secret in groups", "Phones 2", secret[:5] + "-" + secret[5:9] + " " + secret[9:], ""},
		{"secret with look-alikes", "Phones 2", strings.NewReplacer("0", "O", "1", "l").Replace(secret), ""},
		{"wrong secret", "Phones 2", secret[1:] + "0", InvalidCredentials},
		{"no secret", "Phones 2", "", InvalidCredentials},
		{"unknown account", "phones", secret, InvalidCredentials},
		{"no account", "", "", InvalidCredentials},
	} {
		t.Run(test.name, func(t *testing.T) {
			got, err := d.Authenticate(ctx, test.account, test.secret)
			wantCode(t, err, test.want)
			if (err == nil) != (got.Name == "Phones 2") {
				t.Errorf("got %+v", got)
			}
			if err != nil && test.secret != "" && strings.Contains(err.Error(), test.secret) {
				t.Error("the error contains the secret")
			}
		})
	}
	ended, end := context.WithCancel(ctx)
	end()
	_, err = d.Authenticate(ended, "Phones 2", secret)
	wantCode(t, err, Unavailable)
}

func TestRotateAndRemoveAccount(t *testing.T) {
	ctx := context.Background()
	d := open(t)
	made, old, err := d.AddAccount(ctx, AccountDraft{Name: "phones"})
	wantCode(t, err, "")
	secret, err := d.RotateAccount(ctx, "PHONES")
	wantCode(t, err, "")
	_, err = d.Authenticate(ctx, "phones", old)
	wantCode(t, err, InvalidCredentials)
	_, err = d.Authenticate(ctx, "phones", secret)
	wantCode(t, err, "")
	wantSound(t, d)

	wantCode(t, d.RemoveAccount(ctx, "Phones"), "")
	_, err = d.Authenticate(ctx, "phones", secret)
	wantCode(t, err, InvalidCredentials)
	if _, found := d.Snapshot().Account(made.ID); found {
		t.Error("phones still bind as it")
	}
	wantCode(t, d.RemoveAccount(ctx, "phones"), NotFound)
	_, err = d.RotateAccount(ctx, "phones")
	wantCode(t, err, NotFound)
	contact(t, d, ContactDraft{UID: "phones"})
	wantSound(t, d)
}

func TestUpdateAccount(t *testing.T) {
	ctx := context.Background()
	d := open(t)
	sales, north := folder(t, d, uuid.Nil, "Sales"), folder(t, d, uuid.Nil, "North")
	made, secret, err := d.AddAccount(ctx, AccountDraft{Name: "phones", Folders: []uuid.UUID{sales.ID}})
	wantCode(t, err, "")
	_, _, err = d.AddAccount(ctx, AccountDraft{Name: "other"})
	wantCode(t, err, "")

	got, err := d.UpdateAccount(ctx, "phones", made.Version, AccountPatch{Name: pointer("Phones"), Attributes: &[]string{"*"}})
	wantCode(t, err, "")
	if got.Name != "Phones" || !slices.Equal(got.Attributes, []string{"*"}) || got.Version != 2 {
		t.Errorf("got %+v", got)
	}
	_, err = d.UpdateAccount(ctx, "phones", 1, AccountPatch{})
	wantCode(t, err, StaleRecord)
	if now, is := err.(*Error).Detail.(Account); !is || now.Version != 2 {
		t.Errorf("the error carries %+v", err.(*Error).Detail)
	}
	_, err = d.UpdateAccount(ctx, "phones", 0, AccountPatch{Name: pointer("OTHER")})
	wantCode(t, err, AccountNameTaken)
	_, err = d.UpdateAccount(ctx, "nobody", 0, AccountPatch{})
	wantCode(t, err, NotFound)
	revision := d.Revision()
	_, err = d.UpdateAccount(ctx, "phones", 0, AccountPatch{Folders: &[]uuid.UUID{sales.ID}})
	wantCode(t, err, "")
	if d.Revision() != revision {
		t.Error("a patch that changes nothing made a change")
	}
	_, err = d.Authenticate(ctx, "phones", secret)
	wantCode(t, err, "")

	wantCode(t, d.DeleteFolder(ctx, sales.ID, 0, Contents{}), "")
	got, err = d.UpdateAccount(ctx, "phones", 0, AccountPatch{Folders: &[]uuid.UUID{sales.ID, north.ID}})
	wantCode(t, err, "")
	if len(got.Folders) != 2 {
		t.Error("the grant of a folder in the bin was lost")
	}
	_, err = d.UpdateAccount(ctx, "other", 0, AccountPatch{Folders: &[]uuid.UUID{sales.ID}})
	wantCode(t, err, FolderUnknown)
	wantSound(t, d)
}

func TestAGrantOutlivesItsFolder(t *testing.T) {
	ctx := context.Background()
	d := open(t)
	sales := folder(t, d, uuid.Nil, "Sales")
	made, _, err := d.AddAccount(ctx, AccountDraft{Name: "phones", Folders: []uuid.UUID{sales.ID}})
	wantCode(t, err, "")
	wantCode(t, d.DeleteFolder(ctx, sales.ID, 0, Contents{}), "")
	if a, _ := d.Snapshot().Account(made.ID); len(a.Folders) != 1 {
		t.Error("without its only folder the account sees everything")
	}
	if len(d.Snapshot().Tree.Scope(sales.ID)) != 0 {
		t.Error("a folder in the bin is in sight")
	}
	health, err := d.Health(ctx, HealthView{})
	if err != nil || len(health.LostGrants) != 1 {
		t.Errorf("lost grants %v, %v", health.LostGrants, err)
	}
	wantSound(t, d)
}

func TestSecrets(t *testing.T) {
	seen := map[string]bool{}
	for range 1000 {
		secret := newSecret()
		if len(secret) != 26 || strings.Trim(secret, secretAlphabet) != "" || seen[secret] {
			t.Fatalf("secret %q", secret)
		}
		seen[secret] = true
	}
	rapid.Check(t, func(t *rapid.T) {
		a, b := newSecret(), rapid.String().Draw(t, "other")
		stored := accountSecret{Hash: hashSecret(a)}
		if !stored.matches(a) || stored.matches(b) {
			t.Errorf("%q and %q", a, b)
		}
	})
}

func TestSecretsAreNotJournalled(t *testing.T) {
	ctx := context.Background()
	d := open(t)
	_, secret, err := d.AddAccount(ctx, AccountDraft{Name: "phones"})
	wantCode(t, err, "")
	_, err = d.RotateAccount(ctx, "phones")
	wantCode(t, err, "")
	entries, err := d.Journal(ctx, 0, 100)
	wantCode(t, err, "")
	if entries[0].Action != "account.rotate" || entries[0].Changes != 1 {
		t.Errorf("last entry %+v", entries[0])
	}
	for _, e := range entries {
		changes, err := d.Changes(e.Revision)
		wantCode(t, err, "")
		for _, c := range changes {
			if c.Table == "account_secrets" || strings.Contains(string(c.After), secret) {
				t.Errorf("a secret in the journal: %s", c.After)
			}
		}
	}
	err = d.store.View(func(tx *store.Tx) error {
		for s, err := range d.tables.secrets.All(tx) {
			if err != nil || s.matches(secret) {
				t.Errorf("the old secret is still there, %v", err)
			}
		}
		return nil
	})
	wantCode(t, err, "")
}
