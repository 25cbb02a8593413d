package search

import (
	"slices"
	"testing"

	"pgregory.net/rapid"
)

func TestANameHasTheTermsOfEveryPlaceInIt(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		form := padded(rapid.StringMatching(`[a-d é'-]{0,14}`).Draw(t, "name"))
		v := &inverter{}
		var has []uint32
		for ordinal := range uint32(2) { // as a new form, and as a known one
			v.addName(form, ordinal)
			has = v.termsOf(ordinal)
			for _, key := range appendLongText(nil, form) {
				if !slices.Contains(has, key) {
					t.Fatalf("%q lacks %x as the form of document %d", form, key, ordinal)
				}
			}
		}
		all := appendLongText(nil, form)
		for _, key := range has {
			isPair := key&wordPairs == wordPairs || key&wordPairs6 != 0 && key < heads5
			if !isPair && !slices.Contains(all, key) {
				t.Fatalf("%q has %x, which does not stand in it", form, key)
			}
		}
	})
}

// termsOf gives the terms of a document that is not packed yet.
func (v *inverter) termsOf(ordinal uint32) (keys []uint32) {
	for n, doc := range v.docs {
		end := uint32(len(v.terms))
		if n+1 < len(v.docs) {
			end = v.docs[n+1].terms
		}
		if doc.ordinal == ordinal {
			for _, i := range v.terms[doc.terms:end] {
				keys = append(keys, v.heads[i].key)
			}
		}
	}
	return keys
}

func TestFormsBeyondThoseThatAreKnownHaveTheirTermsToo(t *testing.T) {
	v := &inverter{known: map[string]span{}}
	for len(v.known) < knownForms {
		v.known[string(rune(0x10000+len(v.known)))] = span{}
	}
	for ordinal := range uint32(3) {
		v.addRepeated(appendTyped, "Jean", ordinal)
		if got, want := v.termsOf(ordinal), v.termsOf(0); len(got) == 0 || !slices.Equal(got, want) {
			t.Errorf("document %d: %x, want %x", ordinal, got, want)
		}
	}
	if len(v.known) != knownForms || len(v.knownHeads) != 0 {
		t.Errorf("%d forms are known, and %d of their terms kept", len(v.known), len(v.knownHeads))
	}
}
