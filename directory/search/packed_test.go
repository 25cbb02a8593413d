package search

import (
	"slices"
	"strings"
	"testing"

	"pgregory.net/rapid"
)

// TestADocumentKeepsWhatItIsMadeOf holds whatever is packed against what it was packed from.
func TestADocumentKeepsWhatItIsMadeOf(t *testing.T) {
	d := mustDialect(t, "FR", "fr", "0")
	rapid.Check(t, func(t *rapid.T) {
		src := anyRecord.Draw(t, "record")
		if rapid.Bool().Draw(t, "with its ID") {
			src.Values = append(src.Values, of(EntryID, spell(src.ID)))
		}
		src.Values = append(src.Values, of(Note, strings.Repeat("x", rapid.IntRange(0, 40_000).Draw(t, "long"))))
		doc := d.Document(src)
		got := values(doc)
		for i, v := range src.Values {
			if v.Field.IsNumber() && v.E164 == "" {
				v.E164 = got[i].E164 // filled in
			}
			if got[i] != v {
				t.Fatalf("value %d is %+v, want %+v", i, got[i], v)
			}
			if first := slices.IndexFunc(src.Values, func(other Value) bool { return other.Field == v.Field }); doc.First(v.Field) != src.Values[first].Text {
				t.Fatalf("the first of field %d is %q", v.Field, doc.First(v.Field))
			}
		}
		if len(got) != len(src.Values) || doc.ID != src.ID || doc.Parent != src.Parent || doc.Kind != src.Kind || doc.Hidden != src.Hidden {
			t.Fatalf("%+v holds %+v", doc, got)
		}
		for i := doc.items(); i.next(); {
			if i.folded() != Fold(i.typed()) {
				t.Fatalf("%q is folded as %q", i.typed(), i.folded())
			}
		}
	})
}

func TestTheNumberThatWasGivenIsKept(t *testing.T) {
	for name, v := range map[string]Value{
		"as the text reads": {Field: Work, Text: "0123456789", E164: "+33123456789"},
		"another":           {Field: Work, Text: "0123456789", E164: "+4989123456"},
		"none":              {Field: Work, Text: "*21"},
		"of a short number": {Field: ShortNumber, Text: "21", E164: "+33123456789"},
		"that is no number": {Field: Mobile, Text: "jean", E164: "jean"},
	} {
		t.Run(name, func(t *testing.T) {
			if got := values(mustDialect(t, "FR", "fr", "0").Document(Source{Values: []Value{v}})); got[0] != v {
				t.Errorf("got %+v, want %+v", got[0], v)
			}
		})
	}
}
