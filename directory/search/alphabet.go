package search

import (
	"slices"
	"sort"
	"strings"
)

// alphabet is the words of a segment's names in the order of their bytes, each once. A word is told by its place: those that begin alike stand
// side by side.
type alphabet struct {
	text string   // one word behind the other
	ends []uint32 // where each ends
}

// wordRange is the places of words, from one to before another.
type wordRange struct{ from, to uint32 }

func (r wordRange) has(place uint32) bool { return place-r.from < r.to-r.from }

// newAlphabet puts words in order, of which none is there twice, and says for each which place it has.
func newAlphabet(words []string) (a alphabet, places []uint32) {
	order := make([]uint32, len(words))
	size := 0
	for i, word := range words {
		order[i] = uint32(i)
		size += len(word)
	}
	slices.SortFunc(order, func(a, b uint32) int { return strings.Compare(words[a], words[b]) })
	var text strings.Builder
	text.Grow(size)
	places = make([]uint32, len(words))
	a.ends = make([]uint32, len(words))
	for place, i := range order {
		text.WriteString(words[i])
		a.ends[place] = uint32(text.Len())
		places[i] = uint32(place)
	}
	a.text = text.String()
	return a, places
}

func (a *alphabet) word(place int) string {
	from := uint32(0)
	if place > 0 {
		from = a.ends[place-1]
	}
	return a.text[from:a.ends[place]]
}

// beginning gives the words that begin with a text.
func (a *alphabet) beginning(with string) wordRange {
	from := sort.Search(len(a.ends), func(i int) bool { return a.word(i) >= with })
	n := sort.Search(len(a.ends)-from, func(i int) bool { return !strings.HasPrefix(a.word(from+i), with) })
	return wordRange{uint32(from), uint32(from + n)}
}
