package directory

import (
	"cmp"
	"context"
	"slices"

	"github.com/google/uuid"

	"annuaire/directory/search"
)

// Callers gives who is in sight and has a number, however it is written on either side: those of the company first, then those whose number it is before
// their others, then who was changed last. All of them are given, as several may share a number. It returns required where the number has no digit.
func (d *Directory) Callers(ctx context.Context, sight Sight, number string) ([]Hit, error) {
	if !looksDialled(number) {
		var f faults
		f.add("number", Required, number, "must have digits: say which number calls")
		return nil, f.err("nobody is looked up")
	}
	s := d.Snapshot()
	number = trim(number)
	anywhere := search.Expr{Op: search.Or}
	for _, field := range []search.Field{
		search.Work, search.Mobile, search.Home, search.Fax, search.Other, search.Car, search.OtherHome, search.ShortNumber,
	} {
		anywhere.Args = append(anywhere.Args, search.Expr{Op: search.Equal, Field: field, Value: number})
	}
	people := search.Expr{Op: search.OfKind, Kinds: search.Kinds(search.Contact, search.Group)}
	found, err := sight.find(ctx, s.People, search.Expr{Op: search.And, Args: []search.Expr{anywhere, people}}, nil)
	if err != nil {
		return nil, asError("look up a caller", err)
	}
	e164 := d.rules.dialect.E164(number)
	slices.SortStableFunc(found, func(a, b *search.Document) int {
		return cmp.Or(
			cmp.Compare(outside(a), outside(b)),
			cmp.Compare(sight.position(a, number, e164), sight.position(b, number, e164)),
			cmp.Compare(b.First(search.Modified), a.First(search.Modified)),
		)
	})
	hits := make([]Hit, 0, len(found))
	for _, doc := range found {
		hits = append(hits, sight.hit(doc))
	}
	return hits, nil
}

// outside is 1 for contacts that are not of the company.
func outside(doc *search.Document) int {
	if doc.First(search.ContactKind) == string(ExternalContact) {
		return 1
	}
	return 0
}

// position is how many of the numbers in sight come before one, given as typed and in E.164; all of them where only its end is the same.
func (s Sight) position(doc *search.Document, number, e164 string) int {
	whole := s.SeesAll(uuid.UUID(doc.Parent)) || uuid.UUID(doc.ID) == s.self
	before := 0
	for v := range doc.Values() {
		if !v.Field.IsNumber() || v.Hidden && !whole {
			continue
		}
		if v.Text == number || e164 != "" && v.E164 == e164 {
			break
		}
		before++
	}
	return before
}
