package search

// Found are documents that a search has found, in display order, and where they stand. Those that have just been put have no places yet: Shelf is
// nil. It is good until the call ends that it was given to.
type Found struct {
	Shelf     *Shelf
	Places    []uint32 // of each on the shelf, below Shelf.Places
	documents []*Document
}

// Document is the nth that was found. Who has kept what it needs beside the shelf does without it: to look it up waits for memory.
func (f *Found) Document(n int) *Document { return f.documents[f.Places[n]] }

// Shelf stands for documents that stay in their places for as long as any index has it: who shows them can keep what was made of each beside
// it, until Index.Holds says that the shelf has been replaced.
type Shelf struct {
	Places int
}

// Holds reports whether a search can still find something on a shelf.
func (x *Index) Holds(s *Shelf) bool {
	for _, p := range x.state.Load().parts {
		if p.shelf == s {
			return true
		}
	}
	return false
}
