package search

import (
	"slices"

	"github.com/RoaringBitmap/roaring/v2"
)

// postings are the ordinals of the documents that have a term, in increasing order: a list if they are few, else a bitmap.
// They are never changed.
type postings struct {
	list []uint32
	mappedPostings
}

// mappedPostings are a bitmap, and how many ordinals it holds, which a bitmap takes long to count.
type mappedPostings struct {
	bitmap *roaring.Bitmap
	count  int
}

func (p postings) len() int { return len(p.list) + p.count }

// has reports whether an ordinal is among them.
func (p postings) has(ordinal uint32) bool {
	if p.bitmap != nil {
		return p.bitmap.Contains(ordinal)
	}
	_, found := slices.BinarySearch(p.list, ordinal)
	return found
}

// dictionary maps terms to postings. Most terms are in one document, and most of the others in few: those cost eight
// bytes, and four for each document, without a pointer.
type dictionary struct {
	keys []uint32 // sorted
	// entries say where the postings of each key are: an ordinal by itself, or listed or mapped with a place.
	entries []uint32
	lists   []uint32 // each after its length
	bitmaps []mappedPostings
}

const (
	listed    = uint32(1) << 30 // in lists
	mapped    = uint32(2) << 30 // in bitmaps
	placeMask = listed - 1
	// longestList is where a bitmap, spread over many containers, becomes smaller than four bytes for each document.
	longestList = 256
)

// add adds a term whose key is greater than all before, with at least one ordinal. ordinals is not kept.
func (t *dictionary) add(key uint32, ordinals []uint32) {
	switch {
	case len(ordinals) == 1:
		t.put(key, ordinals[0])
	case len(ordinals) <= longestList:
		t.put(key, listed|uint32(len(t.lists)))
		t.lists = append(append(t.lists, uint32(len(ordinals))), ordinals...)
	default:
		t.addBitmap(key, roaring.BitmapOf(ordinals...))
	}
}

func (t *dictionary) addBitmap(key uint32, bitmap *roaring.Bitmap) {
	bitmap.RunOptimize()
	// A copy has no room to grow.
	t.putBitmap(key, mappedPostings{bitmap.Clone(), int(bitmap.GetCardinality())})
}

func (t *dictionary) putBitmap(key uint32, bitmap mappedPostings) {
	t.put(key, mapped|uint32(len(t.bitmaps)))
	t.bitmaps = append(t.bitmaps, bitmap)
}

func (t *dictionary) put(key, entry uint32) {
	t.keys = append(t.keys, key)
	t.entries = append(t.entries, entry)
}

// addOpposite adds a term of which of n documents do not have another, if there are any.
func (t *dictionary) addOpposite(key, of uint32, n int) {
	found, all := t.find(of), roaring.New()
	if found.bitmap != nil {
		all.Or(found.bitmap)
	} else {
		all.AddMany(found.list)
	}
	all.Flip(0, uint64(n))
	switch count := all.GetCardinality(); {
	case count > longestList:
		t.addBitmap(key, all)
	case count > 0:
		t.add(key, all.ToArray())
	}
}

// trim gives back the room to grow.
func (t *dictionary) trim() {
	t.keys, t.entries, t.lists, t.bitmaps = slices.Clone(t.keys), slices.Clone(t.entries), slices.Clone(t.lists), slices.Clone(t.bitmaps)
}

// find gives the postings of a term, none where nothing has it.
func (t *dictionary) find(key uint32) postings {
	i, found := slices.BinarySearch(t.keys, key)
	if !found {
		return postings{}
	}
	return t.at(i)
}

// findHash is find where keys are hashes, which are spread evenly: it looks where the key must be.
func (t *dictionary) findHash(key uint32) postings {
	i := around(t.keys, key, int(uint64(key)*uint64(len(t.keys))>>hashBits))
	if i == len(t.keys) || t.keys[i] != key {
		return postings{}
	}
	return t.at(i)
}

func (t *dictionary) at(i int) postings {
	entry := t.entries[i]
	place := entry & placeMask
	switch {
	case entry&mapped != 0:
		return postings{mappedPostings: t.bitmaps[place]}
	case entry&listed != 0:
		start := place + 1
		return postings{list: t.lists[start : start+t.lists[place]]}
	}
	return postings{list: t.entries[i : i+1]}
}
