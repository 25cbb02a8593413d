package dit

import (
	"context"
	"sync"
	"testing"

	"github.com/google/uuid"

	"annuaire/directory"
	"annuaire/ldapserver/message"
)

func (b *book) find(t testing.TB, account, filter string) []string {
	t.Helper()
	entries, res := b.ask(t, Who{Account: b.accounts[account]},
		request{base: baseDN, scope: message.WholeSubtree, filter: filter, attrs: []string{"1.1"}})
	if res.Code != message.Success {
		t.Errorf("%s finds %v", filter, res.Code)
	}
	dns := []string{}
	for _, e := range entries {
		dns = append(dns, e.dn)
	}
	return dns
}

// TestChangesAreSeenByTheNextSearch makes a change of each kind after the tree has been looked at.
func TestChangesAreSeenByTheNextSearch(t *testing.T) {
	b := openBook(t)
	ctx := context.Background()
	expect := func(account, filter string, want ...string) {
		t.Helper()
		got := b.find(t, account, filter)
		if len(got) != len(want) || len(got) > 0 && got[0] != want[0] {
			t.Errorf("%s finds %q as %s, want %q", filter, got, account, want)
		}
	}
	check := func(err error) {
		t.Helper()
		if err != nil {
			t.Fatal(err)
		}
	}
	expect("paris", "(sn=martin)", "uid=jean.martin,ou=Paris,ou=Sales,dc=example,dc=com")
	expect("phones", "(mail=*)")
	expect("all", "(numSubordinates=6)", baseDN)

	_, err := b.dir.RenameFolder(ctx, b.folders["Paris"], 0, "Paname")
	check(err)
	expect("paris", "(sn=martin)", "uid=jean.martin,ou=Paname,ou=Sales,dc=example,dc=com")

	_, err = b.dir.MoveFolder(ctx, b.folders["Paris"], 0, b.folders["Suppliers"], "")
	check(err)
	expect("paris", "(sn=martin)", "uid=jean.martin,ou=Paname,ou=Suppliers,dc=example,dc=com")

	folders := []uuid.UUID{b.folders["Empty"]}
	_, err = b.dir.UpdateAccount(ctx, "paris", 0, directory.AccountPatch{Folders: &folders})
	check(err)
	expect("paris", "(sn=martin)")

	check(b.dir.MoveContacts(ctx, []uuid.UUID{b.contacts["jean.martin"]}, b.folders["Empty"]))
	expect("paris", "(sn=martin)", "uid=jean.martin,ou=Empty,dc=example,dc=com")
	expect("paris", "(&(ou=empty)(numSubordinates=1))", "ou=Empty,dc=example,dc=com")

	attributes := []string{"mail"}
	_, err = b.dir.UpdateAccount(ctx, "phones", 0, directory.AccountPatch{Attributes: &attributes})
	check(err)
	expect("phones", "(mail=*)", "uid=jean.martin,ou=Empty,dc=example,dc=com")

	_, err = b.dir.RenameFolder(ctx, b.folders["Acme"], 0, "Acme & Sons")
	check(err)
	expect("all", "(description=acme & sons)", baseDN)

	check(b.dir.DeleteFolder(ctx, b.folders["Empty"], 0, directory.Contents{Action: "trash"}))
	expect("all", "(sn=martin)")
	// The only folder it was granted is gone: that grants nothing, not everything.
	expect("paris", "(objectClass=*)", baseDN)

	check(b.dir.RemoveAccount(ctx, "all"))
	if _, res := b.ask(t, Who{Account: b.accounts["all"]}, request{base: baseDN, filter: "(dc=*)"}); res.Code != message.InsufficientAccessRights {
		t.Errorf("an account that is gone gets %v", res.Code)
	}
}

// TestAnonymousSeesWhatItIsGranted also where the folder is gone.
func TestAnonymousSeesWhatItIsGranted(t *testing.T) {
	var granted []uuid.UUID
	b := openBook(t, func(o *Options) { granted = make([]uuid.UUID, 1); o.AnonymousFolders = granted })
	granted[0] = b.folders["Suppliers"]
	got := b.find(t, "nobody", "(|(telephoneNumber=*)(mail=*)(objectClass=domain))")
	if len(got) != 2 || got[0] != "uid=ac-dc-paris,ou=Suppliers,dc=example,dc=com" || got[1] != baseDN {
		t.Errorf("got %q", got)
	}
	if err := b.dir.DeleteFolder(context.Background(), b.folders["Suppliers"], 0, directory.Contents{Action: "trash"}); err != nil {
		t.Fatal(err)
	}
	if got := b.find(t, "nobody", "(objectClass=*)"); len(got) != 1 || got[0] != baseDN {
		t.Errorf("without the folder: %q", got)
	}
}

// TestSearchesDuringChanges has searches race with changes of folders, contacts and accounts; the race detector looks on. A
// search must see a contact with the folder it is in, whatever that is called at the moment.
func TestSearchesDuringChanges(t *testing.T) {
	b := openBook(t)
	ctx := context.Background()
	done := make(chan struct{})
	var wg sync.WaitGroup
	for range 3 {
		wg.Go(func() {
			for {
				select {
				case <-done:
					return
				default:
				}
				got := b.find(t, "all", "(sn=martin)")
				if len(got) != 1 || got[0] != "uid=jean.martin,ou=Paris,ou=Sales,dc=example,dc=com" && got[0] != "uid=jean.martin,ou=Paname,ou=Sales,dc=example,dc=com" {
					t.Errorf("got %q", got)
					return
				}
				b.find(t, "paris", "(hasSubordinates=TRUE)")
			}
		})
	}
	for i := range 30 {
		name, title := []string{"Paname", "Paris"}[i%2], []string{"a", "b"}[i%2]
		if _, err := b.dir.RenameFolder(ctx, b.folders["Paris"], 0, name); err != nil {
			t.Error(err)
		}
		if _, _, err := b.dir.UpdateContact(ctx, b.contacts["jean.martin"], 0, directory.ContactPatch{Title: &title}); err != nil {
			t.Error(err)
		}
		if _, err := b.dir.UpdateAccount(ctx, "paris", 0, directory.AccountPatch{Attributes: &[]string{title}}); err != nil {
			t.Error(err)
		}
	}
	close(done)
	wg.Wait()
}
