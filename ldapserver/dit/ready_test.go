package dit

import (
	"bytes"
	"context"
	"fmt"
	"math/rand/v2"
	"sync"
	"testing"
	"time"

	"annuaire/directory"
	"annuaire/directory/exchange"
	"annuaire/directory/exchange/sample"
	"annuaire/directory/search"
	"annuaire/ldapserver/message"
)

// crowd adds so many people in five folders.
func (b *book) crowd(t testing.TB, n int) {
	t.Helper()
	var file bytes.Buffer
	if err := sample.CSV(&file, n, 5, 1); err != nil {
		t.Fatal(err)
	}
	if _, err := exchange.Import(context.Background(), b.dir, &file, exchange.Options{CreateFolders: true}); err != nil {
		t.Fatal(err)
	}
}

// settle waits until nothing is found that has no place on a shelf, but for who has just been changed.
func (b *book) settle(t testing.TB) {
	t.Helper()
	everybody := search.Query{Where: search.Expr{Op: search.Always}, Hidden: true}
	for waiting := 64; waiting >= 64; {
		waiting = 0
		b.dir.Snapshot().People.Find(t.Context(), &everybody, func(f search.Found) bool {
			if f.Shelf == nil {
				waiting += len(f.Places)
			}
			return true
		})
		if t.Context().Err() != nil {
			t.Fatal("the index is never merged")
		}
	}
}

// answer is a whole answer as it goes out.
func (b *book) answer(t testing.TB, tree *DIT, who Who, q request) []byte {
	t.Helper()
	buf, res, n, err := tree.Search(context.Background(), who, 7, q.decode(t), nil, func(b []byte) ([]byte, error) { return b, nil })
	if err != nil {
		t.Fatal(err)
	}
	return fmt.Appendf(buf, "%d %+v", n, res)
}

// TestWhatIsReadyIsWhatIsMade compares answers with those of a tree that keeps nothing, in every way of asking that writes entries otherwise.
func TestWhatIsReadyIsWhatIsMade(t *testing.T) {
	b := openBook(t)
	b.crowd(t, 100)
	b.settle(t)
	making, err := New(b.dir, Options{BaseDN: baseDN, Extensions: b.opts.Extensions, Version: "1.0", ReadyBytes: 1})
	if err != nil {
		t.Fatal(err)
	}
	compare := func(when string) {
		t.Helper()
		for account, id := range b.accounts {
			for _, attrs := range [][]string{nil, {"*", "+"}, {"cn", "telephoneNumber", "mobile"}, {"CN", "TelephoneNumber", "2.5.4.4"}, {"entryDN", "uid"}, {"jpegPhoto", "cn"}, {"1.1"}, {"hasSubordinates"}} {
				for _, filter := range []string{"(objectClass=*)", "(&(telephoneNumber=*)(cn=*an*))"} {
					for _, who := range []Who{{Account: id}, {Account: id, V2: true}} {
						for _, types := range []bool{false, true} {
							q := request{base: baseDN, scope: message.WholeSubtree, filter: filter, attrs: attrs, types: types}
							want := b.answer(t, making, who, q)
							for range 2 { // made ready, and copied
								if got := b.answer(t, b.DIT, who, q); !bytes.Equal(got, want) {
									t.Fatalf("%s, %s asks for %q of %s (types only %v, v2 %v): %d bytes, want %d", when, account, attrs, filter, types, who.V2, len(got), len(want))
								}
							}
						}
					}
				}
			}
		}
		if making.shapes.taken.Load() > 0 {
			t.Fatal("what is to be made is kept")
		}
	}
	ctx := context.Background()
	compare("at first")
	if b.shapes.taken.Load() == 0 {
		t.Fatal("nothing is kept")
	}
	if _, err := b.dir.RenameFolder(ctx, b.folders["Paris"], 0, "Paris, Bercy"); err != nil {
		t.Fatal(err)
	}
	compare("when a folder is renamed")
	if err := b.dir.DeleteContact(ctx, b.contacts["jean.martin"], 0); err != nil {
		t.Fatal(err)
	}
	compare("when a contact is deleted")
	b.crowd(t, 200) // changes everybody
	b.settle(t)
	compare("when the shelf was replaced")
}

// TestReadyEntriesTakeNoMoreThanTheyMay asks in many shapes with room for few.
func TestReadyEntriesTakeNoMoreThanTheyMay(t *testing.T) {
	b := openBook(t)
	b.crowd(t, 300)
	b.settle(t)
	who := Who{Account: b.accounts["all"]}
	ask := func(attribute string) []byte {
		return b.answer(t, b.DIT, who, request{base: baseDN, scope: message.WholeSubtree, filter: "(cn=*)", attrs: []string{attribute, "cn"}})
	}
	attributes := []string{"sn", "givenName", "telephoneNumber", "mobile", "title", "mail", "o", "l"}
	want := map[string][]byte{}
	for _, a := range attributes {
		want[a] = ask(a)
	}
	all := b.shapes.taken.Load()
	for _, most := range []int64{all, all / 2, all / 8, 2000, 0} {
		b.SetLimits(0, 0, int(most))
		for range 3 {
			for _, a := range attributes {
				if got := ask(a); !bytes.Equal(got, want[a]) {
					t.Fatalf("with %d bytes, %s is answered otherwise", most, a)
				}
			}
		}
		if taken := b.shapes.taken.Load(); taken > most {
			t.Errorf("%d bytes are taken, of %d", taken, most)
		}
	}
}

// TestWhoAsksForEverOtherAttributesDrivesOutNobody keeps as many shapes as may be, until one has not been asked for long enough.
func TestWhoAsksForEverOtherAttributesDrivesOutNobody(t *testing.T) {
	now := time.Date(2026, 11, 22, 3, 4, 5, 0, time.UTC)
	b := openBook(t, func(o *Options) { o.Now = func() time.Time { return now } })
	ask := func(attribute string) {
		b.answer(t, b.DIT, Who{Account: b.accounts["all"]}, request{base: baseDN, scope: message.WholeSubtree, filter: "(sn=m*)", attrs: []string{attribute}})
	}
	kept := func(attribute string) bool {
		for key := range *b.shapes.known.Load() {
			if key.asked == attribute+"\x00" {
				return true
			}
		}
		return false
	}
	ask("cn")
	for i := range 3 * mostShapes {
		ask(fmt.Sprintf("x-%d", i))
	}
	if n := len(*b.shapes.known.Load()); n != mostShapes || !kept("cn") || kept(fmt.Sprintf("x-%d", 3*mostShapes-1)) {
		t.Errorf("%d shapes are kept, cn %v", n, kept("cn"))
	}
	now = now.Add(longUnasked * time.Second)
	ask("cn")
	ask("sn")
	if n := len(*b.shapes.known.Load()); n != mostShapes || !kept("cn") || !kept("sn") {
		t.Errorf("later %d shapes are kept, cn %v, sn %v", n, kept("cn"), kept("sn"))
	}
}

// TestReadyEntriesWhileTheDirectoryChanges is for the race detector: every answer is complete, whoever else makes entries ready, drops them or changes what
// they are made of.
func TestReadyEntriesWhileTheDirectoryChanges(t *testing.T) {
	b := openBook(t)
	b.crowd(t, 300)
	b.settle(t)
	b.SetLimits(0, 0, 40_000)
	ctx := context.Background()
	var asking sync.WaitGroup
	for seed := range uint64(4) {
		asking.Go(func() {
			random := rand.New(rand.NewPCG(seed, 1))
			attributes := []string{"cn", "sn", "mobile", "uid"}
			for range 60 {
				q := request{base: baseDN, scope: message.WholeSubtree, filter: "(uid=*)", attrs: attributes[:1+random.IntN(4)]}
				buf, _, n, err := b.Search(ctx, Who{Account: b.accounts["all"]}, 7, q.decode(t), nil, func(b []byte) ([]byte, error) { return b, nil })
				if entries := readEntries(t, buf); err != nil || n != len(entries) || n < 300 {
					t.Errorf("%d entries, %d said, %v", len(entries), n, err)
				}
			}
		})
	}
	for i := range 40 {
		draft := directory.ContactDraft{FirstName: "Zoé", LastName: fmt.Sprint("Zola ", i), FolderID: b.folders["Paris"]}
		if _, _, err := b.dir.CreateContact(ctx, draft); err != nil {
			t.Error(err)
		}
		if _, err := b.dir.RenameFolder(ctx, b.folders["Sales"], 0, fmt.Sprint("Sales ", i)); err != nil {
			t.Error(err)
		}
	}
	asking.Wait()
}
