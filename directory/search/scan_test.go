package search

import (
	"slices"
	"testing"

	"pgregory.net/rapid"
)

func TestScan(t *testing.T) {
	d := mustDialect(t, "FR", "fr", "0")
	jean, peter := d.Document(person("Jean", "Martin")), d.Document(person("Peter", "Meier"))
	scan := NewScan([]*Document{peter, jean})
	if scan.Len() != 2 || scan.Get(jean.ID) != jean || scan.Get(peter.ID) != peter || scan.Get(ID{1}) != nil {
		t.Errorf("scan holds %d documents", scan.Len())
	}
	everything := Query{Where: Expr{Op: Always}}
	t.Run("an empty scan finds nothing", func(t *testing.T) {
		wantNames(t, NewScan(nil), everything)
		wantNames(t, new(Scan), everything)
		if NewScan(nil).Get(jean.ID) != nil {
			t.Error("an empty scan holds a document")
		}
	})
	t.Run("a document takes the place of the one with its ID", func(t *testing.T) {
		src := person("Zoé", "Zola")
		src.ID = jean.ID
		wantNames(t, scan.With([]*Document{d.Document(src)}, nil), everything, "Peter Meier", "Zoé Zola")
		wantNames(t, scan, everything, "Jean Martin", "Peter Meier")
	})
	t.Run("the last of several with one ID counts", func(t *testing.T) {
		src := person("Zoé", "Zola")
		src.ID = jean.ID
		wantNames(t, NewScan([]*Document{jean, peter, d.Document(src)}), everything, "Peter Meier", "Zoé Zola")
	})
	t.Run("dropping what is not there changes nothing", func(t *testing.T) {
		wantNames(t, scan.With(nil, []ID{{1}, {2}}), everything, "Jean Martin", "Peter Meier")
	})
	t.Run("what is dropped and put is put", func(t *testing.T) {
		wantNames(t, scan.With([]*Document{jean}, []ID{jean.ID, peter.ID, peter.ID}), everything, "Jean Martin")
	})
	t.Run("the consumer may stop and start again", func(t *testing.T) {
		seen := 0
		found := scan.Search(everything)
		for range found {
			seen++
			break
		}
		for range found {
			seen++
		}
		if seen != 3 {
			t.Errorf("saw %d documents, want 1 and 2", seen)
		}
	})
}

func TestASearchStaysWhereItMay(t *testing.T) {
	d := mustDialect(t, "FR", "fr", "0")
	sales, stock := ID{0xA}, ID{0xB}
	in := func(folder ID, src Source) Source {
		src.Parent = folder
		return src
	}
	secret := in(sales, person("Agent", "Secret"))
	secret.Hidden = true
	root := Source{ID: ID{0xF}, Kind: Root, Values: []Value{of(FolderName, "Acme")}}
	scan := scanOf(d, in(sales, person("Jean", "Martin")), in(stock, person("Peter", "Meier")), secret,
		in(root.ID, Source{ID: sales, Kind: Folder, Values: []Value{of(FolderName, "Ventes")}}), root)
	always := Expr{Op: Always}
	inSales := map[ID]struct{}{sales: {}}
	for name, c := range map[string]struct {
		q    Query
		want []string
	}{
		"everywhere":                            {Query{Where: always}, []string{"Jean Martin", "Peter Meier", "Acme", "Ventes"}},
		"everywhere, hidden ones too":           {Query{Where: always, Hidden: true}, []string{"Jean Martin", "Peter Meier", "Agent Secret", "Acme", "Ventes"}},
		"in a folder":                           {Query{Where: always, Folders: inSales}, []string{"Jean Martin"}},
		"in a folder, hidden ones too":          {Query{Where: always, Folders: inSales, Hidden: true}, []string{"Jean Martin", "Agent Secret"}},
		"in a folder and the folder itself":     {Query{Where: always, Folders: inSales, Self: sales}, []string{"Jean Martin", "Ventes"}},
		"the folder itself, if it matches":      {Query{Where: begins(Name, "j"), Folders: inSales, Self: sales}, []string{"Jean Martin"}},
		"nowhere":                               {Query{Where: always, Folders: map[ID]struct{}{}}, nil},
		"nowhere but one":                       {Query{Where: always, Folders: map[ID]struct{}{}, Self: root.ID}, []string{"Acme"}},
		"a zero Self is nobody":                 {Query{Where: always, Folders: map[ID]struct{}{}, Self: ID{}}, nil},
		"a hidden document is not even itself":  {Query{Where: always, Folders: map[ID]struct{}{}, Self: secret.ID}, nil},
		"no condition is undefined: nobody":     {Query{}, nil},
		"nor is anyone found by its opposite":   {Query{Where: not(Expr{})}, nil},
		"the documents of the given identifers": {Query{Where: Expr{Op: OneOf, IDs: []ID{sales, secret.ID}}}, []string{"Ventes"}},
	} {
		t.Run(name, func(t *testing.T) {
			wantNames(t, scan, c.q, c.want...)
			for _, doc := range scan.ordered {
				if c.q.Matches(doc) != slices.Contains(c.want, sortedName(doc)) {
					t.Errorf("Matches(%s) = %v", sortedName(doc), c.q.Matches(doc))
				}
			}
		})
	}
}

func TestAChangedScanIsLikeANewOne(t *testing.T) {
	d := mustDialect(t, "FR", "fr", "0")
	documents := rapid.SliceOfN(rapid.Map(anySource, d.Document), 0, 12)
	rapid.Check(t, func(t *rapid.T) {
		first := documents.Draw(t, "first")
		scan, left := NewScan(first), map[ID]*Document{}
		for _, doc := range first {
			left[doc.ID] = doc
		}
		for range rapid.IntRange(1, 4).Draw(t, "changes") {
			put := documents.Draw(t, "put")
			drop := rapid.SliceOfN(rapid.Custom(func(t *rapid.T) ID { return ID{rapid.Byte().Draw(t, "id")} }), 0, 5).Draw(t, "drop")
			if scan.Len() > 0 && rapid.Bool().Draw(t, "drop one that is there") {
				drop = append(drop, rapid.SampledFrom(scan.ordered).Draw(t, "one").ID)
			}
			before := slices.Clone(scan.ordered)
			changed := scan.With(put, drop)
			if !slices.Equal(scan.ordered, before) {
				t.Fatal("the old scan has changed")
			}
			for _, id := range drop {
				delete(left, id)
			}
			for _, doc := range put {
				left[doc.ID] = doc
			}
			scan = changed
		}
		fresh := make([]*Document, 0, len(left))
		for _, doc := range left {
			fresh = append(fresh, doc)
			if scan.Get(doc.ID) != doc {
				t.Errorf("%x is lost", doc.ID)
			}
		}
		if want := NewScan(fresh); !slices.Equal(scan.ordered, want.ordered) || !slices.Equal(scan.byID, want.byID) {
			t.Errorf("changed scan has %d documents, a new one %d, or another order", scan.Len(), want.Len())
		}
		if !slices.IsSortedFunc(scan.ordered, Compare) {
			t.Error("not in the order of display")
		}
	})
}
