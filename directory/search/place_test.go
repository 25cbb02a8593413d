package search

import (
	"testing"
)

// What somebody has seen of a list stays behind them, even when the last one they saw is gone or has another name.
func TestAListGoesOnFromWhereItWasLeft(t *testing.T) {
	d := mustDialect(t, "FR", "fr", "")
	anna, bob, clara := person("Anna", "Adler"), person("Bob", "Bauer"), person("Clara", "Caron")
	scan := scanOf(d, anna, bob, clara)
	left := scan.Get(bob.ID).Place()
	everybody := Query{Where: Expr{Op: Always}, After: d.At(left)}
	wantNames(t, scan, everybody, "Clara Caron")

	scan = scan.With(nil, []ID{bob.ID})
	wantNames(t, scan, everybody, "Clara Caron")
	renamed := person("Bob", "Zimmer")
	renamed.ID = bob.ID
	scan = scan.With([]*Document{d.Document(renamed), d.Document(person("Aaron", "Adam")), d.Document(person("Bea", "Bauer"))}, nil)
	wantNames(t, scan, everybody, "Clara Caron", "Bob Zimmer")
}

func TestAPlaceIsWhereItsDocumentStands(t *testing.T) {
	d := mustDialect(t, "FR", "fr", "")
	company := Source{ID: ID{1}, Values: []Value{of(Name, "Acme"), of(Company, "Acme")}}
	folder := Source{ID: ID{2}, Kind: Folder, Values: []Value{of(FolderName, "Sales")}}
	root := Source{ID: ID{3}, Kind: Root, Values: []Value{of(FolderName, "Acme")}}
	unnamed := Source{ID: ID{4}, Values: []Value{of(Name, "nobody")}}
	bare := Source{ID: ID{5}}
	for _, src := range []Source{person("Jean", "Martin", of(Company, "Acme")), person("Cher", ""), person("", "Hélène"), company, folder, root, bare} {
		doc := d.Document(src)
		if at := d.At(doc.Place()); Compare(at, doc) != 0 || Compare(doc, at) != 0 {
			t.Errorf("%+v stands at %+v", src, doc.Place())
		}
	}
	// Who has nothing but a shown name stands under it, as under a last name.
	doc := d.Document(unnamed)
	if at := d.At(doc.Place()); Compare(at, doc) != 0 {
		t.Errorf("stands at %+v", doc.Place())
	}
}
