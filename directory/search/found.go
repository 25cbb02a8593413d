package search

// Found is a document that a search has found, and where it stands. A document that has just been put has no place yet: Shelf is nil.
type Found struct {
	Shelf    *Shelf
	Place    uint32 // on the shelf, below Shelf.Places
	document **Document
}

// Document is what was found. Who has kept what it needs beside the shelf does without it: to look it up waits for memory.
func (f Found) Document() *Document { return *f.document }

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
