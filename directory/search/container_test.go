package search

import (
	"math/rand/v2"
	"slices"
	"testing"

	"github.com/RoaringBitmap/roaring/v2"
)

// lowsOf makes ordinals of a container: of each so many, which come in runs as long as that on average.
func lowsOf(random *rand.Rand, n, run int) []uint16 {
	in := make([]bool, containerOrdinals)
	for range n {
		at := random.IntN(containerOrdinals)
		for range 1 + random.IntN(2*run) {
			in[at%containerOrdinals] = true
			at++
		}
	}
	var lows []uint16
	for low, is := range in {
		if is {
			lows = append(lows, uint16(low))
		}
	}
	return lows
}

func everyLow() []uint16 {
	lows := make([]uint16, containerOrdinals)
	for i := range lows {
		lows[i] = uint16(i)
	}
	return lows
}

// A bitmap that is written as a whole is the same as one that ordinals have been added to, and no larger.
func TestBitmapsOfContainers(t *testing.T) {
	random := rand.New(rand.NewPCG(1, 0))
	arrays := []uint16{0, 7, 255, 256, 65535}
	for name, containers := range map[string][][]uint16{
		"one ordinal":            {{0}},
		"the last ordinal":       {{65535}},
		"an array":               {arrays},
		"the longest array":      {everyLow()[:2*longestArray][longestArray:]},
		"as many ordinals alone": {lowsOf(random, 4500, 1)},
		"every ordinal":          {everyLow()},
		"bits":                   {lowsOf(random, 20_000, 1)},
		"runs":                   {lowsOf(random, 40, 300)},
		"runs in a large array":  {lowsOf(random, 300, 10)},
		"three containers":       {arrays, nil, lowsOf(random, 40, 300), lowsOf(random, 20_000, 1)},
		"ten containers":         {arrays, {1}, {2}, lowsOf(random, 40, 300), arrays, nil, everyLow(), {5}, {6}, {7}, everyLow()},
	} {
		t.Run(name, func(t *testing.T) {
			var packed []packedContainer
			want := roaring.New()
			for of, lows := range containers {
				for _, low := range lows {
					want.Add(uint32(of)<<16 + uint32(low))
				}
				if len(lows) == 0 {
					continue
				}
				b, c := appendContainer([]byte("before"), lows)
				p := packedContainer{c, uint16(of), c.cut(append(b, "behind"...)[len("before"):])}
				if got := p.appendLows(nil); !slices.Equal(got, lows) {
					t.Errorf("container %d holds %d ordinals, want %d", of, len(got), len(lows))
				}
				packed = append(packed, p)
			}
			b := appendBitmap(nil, packed)
			got := readBitmap(b)
			if err := got.Validate(); err != nil || !got.Equals(want) {
				t.Errorf("%d ordinals, want %d; %v", got.GetCardinality(), want.GetCardinality(), err)
			}
			want.RunOptimize()
			if n := want.GetSerializedSizeInBytes(); uint64(len(b)) > n+8 {
				t.Errorf("%d bytes, want %d", len(b), n)
			}
		})
	}
}

// What documents of many stretches have is found again, term by term.
func TestTermsOfManyStretches(t *testing.T) {
	random := rand.New(rand.NewPCG(2, 0))
	const documents = 2*containerOrdinals + stretch + 10
	often := func(key uint32) int { // of how many documents one has a term
		return []int{1, 2, 7, 300, 20_000, documents}[key%6]
	}
	want := map[uint32][]uint32{}
	var v inverter
	for ordinal := range uint32(documents) {
		if ordinal > 3*stretch && ordinal < 5*stretch { // who have nothing
			continue
		}
		for key := range uint32(60) {
			if random.IntN(often(key)) > 0 {
				continue
			}
			v.add(key*1000, ordinal)
			v.add(key*1000, ordinal)
			want[key*1000] = append(want[key*1000], ordinal)
		}
	}
	var made dictionary
	v.finish(&made)
	if len(made.keys) != len(want) || !slices.IsSorted(made.keys) {
		t.Errorf("%d terms, want %d", len(made.keys), len(want))
	}
	for key, ordinals := range want {
		got := made.find(key)
		list := got.list
		if got.bitmap != nil {
			list = got.bitmap.ToArray()
		}
		if !slices.Equal(list, ordinals) || got.len() != len(ordinals) {
			t.Errorf("term %d is in %d documents, said to be in %d, want %d", key, len(list), got.len(), len(ordinals))
		}
	}
}

func TestNoTerms(t *testing.T) {
	var of dictionary
	new(inverter).finish(&of)
	if len(of.keys) > 0 || of.find(1).len() > 0 {
		t.Errorf("%d terms", len(of.keys))
	}
}
