package search

import (
	"context"
	"runtime"
	"sync"
)

// longDelta is how many documents beside the segments are too many to wait for the background, as an import brings, unless
// it is at work already: they are made a segment at once. What that is merged with waits, also for the import's memory to be free.
const longDelta = 4096

// background runs a merge of so many documents later, and says whether it will: not where nobody needs it any more.
type background func(documents int, merge func(context.Context)) (started bool)

// lineage is what all indexes that come from one have in common: the last of them is kept in shape.
type lineage struct {
	background background

	walks sync.Pool // of *walk

	mu      sync.Mutex // held by who makes an index, never by who searches
	last    *Index
	merging bool
}

// open gives an index its first documents, before anybody has it.
func (x *Index) open(docs []*Document) {
	s := &state{delta: &Scan{}}
	if len(docs) < fullDelta {
		s.delta = NewScan(docs)
	} else {
		s.parts = []part{{segment: newSegment(context.Background(), arranged(docs), runtime.GOMAXPROCS(0))}}
	}
	x.state.Store(s)
	x.lineage.last = x
}

func (l *lineage) with(x *Index, put []*Document, drop []ID) *Index {
	l.mu.Lock()
	defer l.mu.Unlock()
	s := x.state.Load().with(put, drop)
	if s.delta.Len() > longDelta && !l.merging {
		m := &merging{from: s, first: len(s.parts)}
		m.run(context.Background())
		s = m.adopt(s)
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
		l.merging = l.background(m.size(), func(ctx context.Context) { l.finish(ctx, m) })
	}
}

// finish does a merge, and starts the one that has become due meanwhile.
func (l *lineage) finish(ctx context.Context, m *merging) {
	m.run(ctx)
	l.mu.Lock()
	defer l.mu.Unlock()
	l.merging = false
	if ctx.Err() != nil {
		return
	}
	l.last.state.Store(m.adopt(l.last.state.Load()))
	l.start()
}

// rank has the rankings made that somebody who searched asked for.
func (l *lineage) rank(s *state) {
	for _, p := range s.parts {
		if p.asked.Load() == 0 {
			continue
		}
		fields := FieldSet(p.asked.Swap(0))
		l.background(len(p.docs), func(ctx context.Context) { p.rank(ctx, fields) })
	}
}
