package search

import (
	"fmt"
	"slices"
	"testing"
)

func TestANumberIsFoundByAllOfItsDigits(t *testing.T) {
	d := mustDialect(t, "FR", "fr", "")
	table := &numberTable{}
	for i := range 1000 {
		table.addNumbers(d.Document(Source{ID: ID{1, byte(i >> 8), byte(i)}, Values: []Value{
			{Field: Work, Text: fmt.Sprintf("01 99 00 %02d %02d", i/2/100, i/2%100)}, // of two each
			{Field: Mobile, Text: fmt.Sprintf("06 39 98 %02d %02d", i/100, i%100)},
			{Field: ShortNumber, Text: fmt.Sprint(i)},
		}}), uint32(i))
	}
	table.finish()
	for number, want := range map[string][]holder{
		"33199000000":      {holderOf(0, Work), holderOf(1, Work)},
		"33199000499":      {holderOf(998, Work), holderOf(999, Work)},
		"33639980123":      {holderOf(123, Mobile)},
		"33199000500":      nil,
		"133199000000":     nil,
		"0033199000000":    nil,
		"199000000":        nil,
		"12":               nil,
		"":                 nil,
		"*21":              nil,
		"1234567890123456": nil,
	} {
		if got := table.find(number); !slices.Equal(got, want) {
			t.Errorf("%q is held by %v, want %v", number, got, want)
		}
	}
	if found := new(numberTable).find("33199000000"); found != nil {
		t.Errorf("nobody's numbers are held by %v", found)
	}
}

func TestAroundFindsWhatBinarySearchFinds(t *testing.T) {
	keys := []uint32{2, 2, 3, 5, 5, 5, 8, 13, 21, 34, 55, 89, 89, 144}
	for key := range uint32(150) {
		want, _ := slices.BinarySearch(keys, key)
		for place := range len(keys) + 1 {
			if got := around(keys, key, place); got != want {
				t.Errorf("from %d, %d is at %d, want %d", place, key, got, want)
			}
		}
	}
}
