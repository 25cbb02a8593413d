package search

import "sync"

// longDelta is how many documents beside the segments are too many to wait for the background, as an import brings, unless
// it is at work already.
const longDelta = 4096

// lineage is what all indexes that come from one have in common: the last of them is kept in shape.
type lineage struct {
	background func(merge func()) // runs merge, now or later

	mu      sync.Mutex // held by who makes an index, never by who searches
	last    *Index
	merging bool
}

// open gives an index its first documents, before anybody has it.
func (x *Index) open(docs []*Document) {
	l := x.lineage
	l.mu.Lock()
	defer l.mu.Unlock()
	x.state.Store(&state{delta: NewScan(docs)})
	l.last = x
	l.start()
}

func (l *lineage) with(x *Index, put []*Document, drop []ID) *Index {
	l.mu.Lock()
	defer l.mu.Unlock()
	s := x.state.Load().with(put, drop)
	if s.delta.Len() > longDelta && !l.merging {
		if m := s.merging(); m != nil {
			m.run()
			s = m.adopt(s)
		}
	}
	next := &Index{lineage: l}
	next.state.Store(s)
	l.last = next
	l.start()
	return next
}

// start starts a merge if one is needed and none is going on.
func (l *lineage) start() {
	if l.merging {
		return
	}
	if m := l.last.state.Load().merging(); m != nil {
		l.merging = true
		l.background(func() {
			m.run()
			l.mu.Lock()
			defer l.mu.Unlock()
			l.merging = false
			l.last.state.Store(m.adopt(l.last.state.Load()))
			l.start()
		})
	}
}
