package directory

import (
	"context"
	"fmt"
	"slices"
	"strings"
	"testing"
	"time"

	"github.com/google/uuid"
)

// found gives the first names of a list.
func found(page ContactPage) string {
	var list []string
	for _, c := range page.Contacts {
		list = append(list, c.FirstName)
	}
	return strings.Join(list, " ")
}

func TestListContacts(t *testing.T) {
	ctx := context.Background()
	d, clock := openAt(t, t.TempDir()+"/a.db", Config{Name: "Acme"})
	sales := folder(t, d, uuid.Nil, "Sales")
	north := folder(t, d, sales.ID, "North")
	for _, draft := range []ContactDraft{
		{FirstName: "Émile", LastName: "Zola", FolderID: sales.ID, Email: "zola@example.com", Company: "B"},
		{FirstName: "Anne", LastName: "Écaille", FolderID: north.ID, Origin: "import", Department: "Achats", Company: "C", Numbers: []Number{work("01 23 45 67 89", "201")}},
		{FirstName: "Luc", LastName: "Éclair", Hidden: true, Email: "luc@example.com", Title: "Acheteur", Company: "a"},
		{FirstName: "Jean", LastName: "Martin", Kind: ExternalContact, Company: "Dupont", Address: Address{City: "Lille"}},
	} {
		contact(t, d, draft)
		clock.move(time.Hour)
	}
	zola, err := d.ContactByEmail("zola@example.com")
	wantCode(t, err, "")
	_, err = d.SetRoles(ctx, zola.ID, 0, []RoleAssignment{{RoleID: StandardRole()}})
	wantCode(t, err, "")
	gone := contact(t, d, ContactDraft{FirstName: "Gone"})
	wantCode(t, d.DeleteContact(ctx, gone.ID, 0), "")

	for _, test := range []struct {
		name   string
		filter ContactFilter
		sort   Sort
		want   string
	}{
		{"all, in the order of the alphabet", ContactFilter{}, "", "Anne Luc Jean Émile"},
		{"in one folder", ContactFilter{Folder: sales.ID}, "", "Émile"},
		{"in a folder and below", ContactFilter{Folder: sales.ID, Subtree: true}, "", "Anne Émile"},
		{"in the root alone", ContactFilter{Folder: d.Root().ID}, "", "Luc Jean"},
		{"internal", ContactFilter{Kind: InternalContact}, "", "Anne Luc Émile"},
		{"external", ContactFilter{Kind: ExternalContact}, "", "Jean"},
		{"with e-mail", ContactFilter{HasEmail: pointer(true)}, "", "Luc Émile"},
		{"without e-mail", ContactFilter{HasEmail: pointer(false)}, "", "Anne Jean"},
		{"with a role", ContactFilter{Role: StandardRole()}, "", "Émile"},
		{"with a role that nobody has", ContactFilter{Role: AdministratorRole()}, "", ""},
		{"made by an import", ContactFilter{Origin: "import"}, "", "Anne"},
		{"made by nobody known", ContactFilter{Origin: "auto_service"}, "", ""},
		{"a word of a name, without accents", ContactFilter{Text: "ecl"}, "", "Luc"},
		{"two words in any order", ContactFilter{Text: "zola emi"}, "", "Émile"},
		{"a word that occurs and one that does not", ContactFilter{Text: "zola luc"}, "", ""},
		{"a company", ContactFilter{Text: "dupont"}, "", "Jean"},
		{"a department or a title", ContactFilter{Text: "ach"}, "", "Anne Luc"},
		{"a city", ContactFilter{Text: "lille"}, "", "Jean"},
		{"an e-mail address", ContactFilter{Text: "zola@"}, "", "Émile"},
		{"a number in another spelling", ContactFilter{Text: "0123 456 789"}, "", "Anne"},
		{"an international number", ContactFilter{Text: "+33 1 23 45 67 89"}, "", "Anne"},
		{"a short number", ContactFilter{Text: "201"}, "", "Anne"},
		{"everything at once", ContactFilter{Folder: sales.ID, Subtree: true, Kind: InternalContact, HasEmail: pointer(false), Origin: "import", Text: "anne"}, "", "Anne"},
		{"backwards", ContactFilter{}, "-name", "Émile Jean Luc Anne"},
		{"by name", ContactFilter{}, "name", "Anne Luc Jean Émile"},
		{"by company", ContactFilter{}, SortCompany, "Luc Émile Anne Jean"},
		{"by e-mail, those without first", ContactFilter{}, SortEmail, "Anne Jean Luc Émile"},
		{"oldest first", ContactFilter{}, SortCreated, "Émile Anne Luc Jean"},
		{"latest change first", ContactFilter{}, "-updated_at", "Jean Luc Anne Émile"},
	} {
		t.Run(test.name, func(t *testing.T) {
			page, err := d.ListContacts(ctx, test.filter, Page{Sort: test.sort})
			wantCode(t, err, "")
			if got := found(page); got != test.want || page.Next != "" || page.Total != len(page.Contacts) {
				t.Errorf("got %q of %d, want %q", got, page.Total, test.want)
			}
		})
	}
	for _, test := range []struct {
		name   string
		filter ContactFilter
		page   Page
		want   Code
	}{
		{"unknown folder", ContactFilter{Folder: uuid.New()}, Page{}, NotFound},
		{"unknown kind", ContactFilter{Kind: "partner"}, Page{}, Invalid},
		{"unknown order", ContactFilter{}, Page{Sort: "shoe_size"}, Invalid},
		{"negative limit", ContactFilter{}, Page{Limit: -1}, Invalid},
		{"limit of 1,001", ContactFilter{}, Page{Limit: 1001}, Invalid},
		{"limit of 1,000", ContactFilter{}, Page{Limit: 1000}, ""},
		{"end of no page", ContactFilter{}, Page{After: "!"}, Invalid},
	} {
		t.Run(test.name, func(t *testing.T) {
			_, err := d.ListContacts(ctx, test.filter, test.page)
			wantCode(t, err, test.want)
		})
	}
}

func TestPages(t *testing.T) {
	ctx := context.Background()
	d := open(t)
	var all []Contact
	for i := range 7 {
		all = append(all, contact(t, d, ContactDraft{LastName: fmt.Sprint("N", i)}))
	}
	walk := func(t *testing.T, sort Sort, between func(page int)) []string {
		var seen []string
		page := Page{Limit: 3, Sort: sort}
		for n := 0; ; n++ {
			list, err := d.ListContacts(ctx, ContactFilter{}, page)
			wantCode(t, err, "")
			for _, c := range list.Contacts {
				seen = append(seen, c.LastName)
			}
			if list.Next == "" {
				return seen
			}
			page.After = list.Next
			if between != nil {
				between(n)
			}
		}
	}
	if got := walk(t, "", nil); !slices.Equal(got, []string{"N0", "N1", "N2", "N3", "N4", "N5", "N6"}) {
		t.Errorf("got %q", got)
	}
	if got := walk(t, "-name", nil); !slices.Equal(got, []string{"N6", "N5", "N4", "N3", "N2", "N1", "N0"}) {
		t.Errorf("backwards %q", got)
	}
	got := walk(t, "", func(page int) {
		if page == 0 {
			contact(t, d, ContactDraft{LastName: "A"}) // before the page: what follows does not shift
		}
	})
	if !slices.Equal(got, []string{"N0", "N1", "N2", "N3", "N4", "N5", "N6"}) {
		t.Errorf("with one more before the page %q", got)
	}
	got = walk(t, "", func(page int) {
		if page == 0 {
			wantCode(t, d.DeleteContact(ctx, all[1].ID, 0), "") // A N0 [N1] | N2 …
		}
	})
	if !slices.Contains(got, "N6") {
		t.Errorf("when the last of a page is deleted the list ends: %q", got)
	}
}

func TestCard(t *testing.T) {
	h := newHouse(t)
	c, _, err := h.UpdateContact(context.Background(), h.inLille.ID, 0, ContactPatch{Title: pointer("Boss"), Department: pointer("D"), Email: pointer("j@example.com")})
	wantCode(t, err, "")
	card, err := h.Card(c.ID)
	wantCode(t, err, "")
	if card.DisplayName != "Jean Martin" || card.Company != "Acme" || card.Title != "Boss" || card.Department != "D" || card.Email != "j@example.com" ||
		!slices.Equal(card.ShortNumbers, []string{"203"}) || len(card.Numbers) != 1 || !slices.Equal(card.FolderPath, []string{"Acme", "Sales", "North", "Lille"}) {
		t.Errorf("got %+v", card)
	}
	outsider := contact(t, h.Directory, ContactDraft{Kind: ExternalContact, FirstName: "A", LastName: "B"})
	if card, err := h.Card(outsider.ID); err != nil || card.Company != "" {
		t.Errorf("got %+v, %v", card, err)
	}
	_, err = h.Card(uuid.New())
	wantCode(t, err, NotFound)
}

func TestHealth(t *testing.T) {
	ctx := context.Background()
	d := open(t)
	sales := folder(t, d, uuid.Nil, "Sales")
	inner := folder(t, d, sales.ID, "Inner")
	empty := folder(t, d, uuid.Nil, "Empty")
	a := contact(t, d, ContactDraft{FirstName: "A", Email: "a@example.com", Numbers: []Number{work("0123456789", "201"), {Kind: MobileNumber, Raw: "+33 1 23 45 67 89"}}})
	b := contact(t, d, ContactDraft{FirstName: "B", FolderID: inner.ID, Numbers: []Number{{Kind: HomeNumber, Raw: "01 23 45 67 89", Hidden: true}}, Hidden: true})
	c := contact(t, d, ContactDraft{Kind: ExternalContact, Company: "C", FolderID: inner.ID})

	health, err := d.Health(ctx, HealthView{})
	wantCode(t, err, "")
	ids := func(refs []ContactRef) []uuid.UUID {
		var list []uuid.UUID
		for _, r := range refs {
			list = append(list, r.ID)
		}
		return list
	}
	if got := ids(health.WithoutNumber); !slices.Equal(got, []uuid.UUID{c.ID}) {
		t.Errorf("without number %v", got)
	}
	if got := ids(health.InRoot); !slices.Equal(got, []uuid.UUID{a.ID}) {
		t.Errorf("in the root %v", got)
	}
	if got := ids(health.WithoutEmail); !slices.Equal(got, []uuid.UUID{b.ID}) {
		t.Errorf("without e-mail %v", got)
	}
	if len(health.EmptyFolders) != 1 || health.EmptyFolders[0].ID != empty.ID {
		t.Errorf("empty folders %v", health.EmptyFolders)
	}
	if len(health.DuplicateNumbers) != 1 || health.DuplicateNumbers[0].E164 != "+33123456789" ||
		!slices.Equal(ids(health.DuplicateNumbers[0].Contacts), []uuid.UUID{a.ID, b.ID}) {
		t.Errorf("duplicate numbers %+v", health.DuplicateNumbers)
	}
	ended, end := context.WithCancel(ctx)
	end()
	_, err = d.Health(ended, HealthView{})
	wantCode(t, err, Unavailable)
}

func TestJournal(t *testing.T) {
	ctx := WithActor(context.Background(), Actor{Kind: ActorAccount, Name: "anne", Address: "192.0.2.1"})
	d, clock := openAt(t, t.TempDir()+"/a.db", Config{Name: "Acme", JournalFor: 48 * time.Hour})
	c := contact(t, d, ContactDraft{})
	clock.move(time.Minute)
	_, _, err := d.UpdateContact(ctx, c.ID, 0, ContactPatch{Title: pointer("Boss")})
	wantCode(t, err, "")

	entries, err := d.Journal(ctx, 0, 10)
	wantCode(t, err, "")
	if len(entries) != 3 {
		t.Fatalf("entries %+v", entries)
	}
	want := JournalEntry{Revision: d.Revision(), Time: d.now(), Actor: Actor{Kind: ActorAccount, Name: "anne", Address: "192.0.2.1"}, Action: "contact.update", Changes: 1}
	if !entries[0].Time.Equal(want.Time) {
		t.Errorf("at %s", entries[0].Time)
	}
	entries[0].Time = want.Time
	if entries[0] != want {
		t.Errorf("got %+v, want %+v", entries[0], want)
	}
	if entries[1].Actor != (Actor{Kind: ActorSystem}) || entries[1].Action != "contact.create" {
		t.Errorf("got %+v", entries[1])
	}
	older, err := d.Journal(ctx, entries[0].Revision, 1)
	if err != nil || len(older) != 1 || older[0].Revision != entries[1].Revision {
		t.Errorf("before that: %+v, %v", older, err)
	}
	changes, err := d.Changes(entries[0].Revision)
	if err != nil || len(changes) != 1 || changes[0].Table != "contacts" || changes[0].ID != c.ID ||
		strings.Contains(string(changes[0].Before), "Boss") || !strings.Contains(string(changes[0].After), "Boss") {
		t.Errorf("changes %+v, %v", changes, err)
	}
	_, err = d.Changes(999)
	wantCode(t, err, NotFound)
	_, err = d.Journal(ctx, 0, 0)
	wantCode(t, err, Invalid)

	clock.move(72 * time.Hour)
	if n, err := d.Expire(ctx); n != 3 || err != nil {
		t.Errorf("%d entries expired, %v", n, err)
	}
	if entries, err := d.Journal(ctx, 0, 10); len(entries) != 0 || err != nil {
		t.Errorf("left %v, %v", entries, err)
	}
	wantSound(t, d)
}
