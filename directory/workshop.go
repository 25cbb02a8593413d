package directory

import (
	"runtime"
	"slices"

	"golang.org/x/sync/errgroup"

	"annuaire/directory/search"
)

// chunk is how many contacts a workshop's goroutine makes documents of at a time.
const chunk = 1024

// workshop makes documents of many contacts on all cores while they are still being read.
type workshop struct {
	make    func(order) *search.Document
	workers errgroup.Group
	waiting []order
	parts   [][]*search.Document
}

// order is what a workshop makes one document of.
type order struct {
	contact *Contact
	joined  joinedRecords
}

func (d *Directory) newWorkshop(company string) *workshop {
	w := &workshop{make: func(o order) *search.Document { return d.rules.contactDocument(o.contact, company, o.joined) }}
	w.workers.SetLimit(runtime.GOMAXPROCS(0))
	return w
}

// add takes a contact with what is joined to it; neither must be changed any more.
func (w *workshop) add(c *Contact, joined joinedRecords) {
	if w.waiting = append(w.waiting, order{c, joined}); len(w.waiting) == chunk {
		w.start()
	}
}

func (w *workshop) start() {
	orders, part := w.waiting, make([]*search.Document, len(w.waiting))
	w.waiting, w.parts = nil, append(w.parts, part)
	w.workers.Go(func() error {
		for i, o := range orders {
			part[i] = w.make(o)
		}
		return nil
	})
}

// finish gives the documents in the order of add.
func (w *workshop) finish() []*search.Document {
	w.start()
	_ = w.workers.Wait() // no worker returns an error
	return slices.Concat(w.parts...)
}
