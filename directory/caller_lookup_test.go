package directory

import (
	"strings"
	"testing"
	"time"

	"github.com/google/uuid"
)

func TestCallersAreThoseOfTheCompanyFirstThenByPositionThenTheLatest(t *testing.T) {
	d, clock := openAt(t, t.TempDir()+"/a.db", Config{Name: "Acme"})
	const shared = "01 23 45 67 89"
	make := func(last string, kind ContactKind, numbers ...string) Contact {
		clock.move(time.Second)
		draft := ContactDraft{Kind: kind, FirstName: "X", LastName: last}
		for _, n := range numbers {
			draft.Numbers = append(draft.Numbers, work(n, ""))
		}
		return contact(t, d, draft)
	}
	make("Supplier", ExternalContact, shared)
	make("Second", InternalContact, "06 12 34 56 78", shared)
	make("Older", InternalContact, shared)
	make("Newer", InternalContact, shared)
	clock.move(time.Second)
	hidden := contact(t, d, ContactDraft{FirstName: "X", LastName: "Private", Numbers: []Number{{Kind: HomeNumber, Raw: shared, Hidden: true}}})
	make("Stranger", InternalContact, "01 99 00 00 00")
	clock.move(time.Second)
	_, err := d.CreateGroup(t.Context(), GroupDraft{Name: "Accueil", Number: "3001"})
	wantCode(t, err, "")

	everything := d.SystemRights().Sight(uuid.Nil)
	reader := Rights{known: true, tree: d.Snapshot().Tree, grants: []Grant{{Permission{SectionDirectory, Read}, uuid.Nil}}}.Sight(uuid.Nil)
	for name, test := range map[string]struct {
		sight  Sight
		number string
		want   string
	}{
		"as the network writes it":              {reader, "+33123456789", "Newer Older Second Supplier"},
		"as people write it":                    {reader, "01.23.45.67.89", "Newer Older Second Supplier"},
		"to who sees what is hidden":            {everything, "0033123456789", "Private Newer Older Second Supplier"},
		"to who sees her own, which is hidden":  {func() Sight { s := reader; s.self = hidden.ID; return s }(), "0123456789", "Newer Older Second Supplier"},
		"a call group by its number":            {reader, "3001", "Accueil"},
		"nobody's":                              {reader, "01 44 44 44 44", ""},
		"of nothing to who may not read at all": {Rights{}.Sight(uuid.Nil), "+33123456789", ""},
	} {
		t.Run(name, func(t *testing.T) {
			hits, err := d.Callers(t.Context(), test.sight, test.number)
			wantCode(t, err, "")
			var names []string
			for _, h := range hits {
				names = append(names, strings.TrimPrefix(h.Name, "X "))
			}
			wantText(t, strings.Join(names, " "), test.want)
		})
	}
	for _, none := range []string{"", "  ", "abc"} {
		_, err := d.Callers(t.Context(), reader, none)
		wantCode(t, err, Required)
	}
}
