package directory

import (
	"runtime"
	"slices"

	"golang.org/x/sync/errgroup"

	"annuaire/directory/search"
)

// chunk is how many documents a workshop's goroutine makes at a time.
const chunk = 1024

// workshop makes documents on all cores while what they are made of is still being read.
type workshop struct {
	workers errgroup.Group
	waiting []order
	parts   [][]*search.Document
}

// order makes one document, or nil where there is none to be made.
type order func() (*search.Document, error)

func newWorkshop() *workshop {
	w := &workshop{}
	w.workers.SetLimit(runtime.GOMAXPROCS(0))
	return w
}

// add takes an order; what it reads must not be changed any more.
func (w *workshop) add(o order) {
	if w.waiting = append(w.waiting, o); len(w.waiting) == chunk {
		w.start()
	}
}

func (w *workshop) start() {
	orders, part := w.waiting, make([]*search.Document, len(w.waiting))
	w.waiting, w.parts = nil, append(w.parts, part)
	w.workers.Go(func() error {
		for i, make := range orders {
			var err error
			if part[i], err = make(); err != nil {
				return err
			}
		}
		return nil
	})
}

// finish gives the documents in the order of add, or the first error.
func (w *workshop) finish() ([]*search.Document, error) {
	w.start()
	if err := w.workers.Wait(); err != nil {
		return nil, err
	}
	return slices.DeleteFunc(slices.Concat(w.parts...), func(d *search.Document) bool { return d == nil }), nil
}
