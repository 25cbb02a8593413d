package directory

import (
	"runtime"
	"slices"

	"github.com/google/uuid"
	"golang.org/x/sync/errgroup"

	"annuaire/directory/search"
)

// chunk is how many contacts a workshop's goroutine makes documents of at a time.
const chunk = 1024

// workshop makes documents of many contacts on all cores while they are still being read.
type workshop struct {
	make    func(*Contact) *search.Document
	workers errgroup.Group
	waiting []*Contact
	parts   [][]*search.Document
}

// newWorkshop makes one for contacts that have these lines.
func (d *Directory) newWorkshop(company string, lines map[uuid.UUID][]Line) *workshop {
	w := &workshop{make: func(c *Contact) *search.Document { return d.rules.contactDocument(c, company, lines[c.ID]...) }}
	w.workers.SetLimit(runtime.GOMAXPROCS(0))
	return w
}

// add takes a contact, which must not be changed any more.
func (w *workshop) add(c *Contact) {
	if w.waiting = append(w.waiting, c); len(w.waiting) == chunk {
		w.start()
	}
}

func (w *workshop) start() {
	contacts, part := w.waiting, make([]*search.Document, len(w.waiting))
	w.waiting, w.parts = nil, append(w.parts, part)
	w.workers.Go(func() error {
		for i, c := range contacts {
			part[i] = w.make(c)
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
