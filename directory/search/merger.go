package search

import (
	"context"
	"log/slog"
	"runtime/debug"
	"sync"
)

// Merger merges what has been changed of an index into it, in the background. It is who its goroutine belongs to.
type Merger struct {
	work  sync.WaitGroup
	large sync.Mutex // held by the one large merge that is made

	mu     sync.Mutex
	closed bool
	end    context.CancelFunc // of the merges of the index that was opened last
}

// NewMerger makes a merger. It is to be closed.
func NewMerger() *Merger { return &Merger{end: func() {}} }

// Open makes an index of documents, all of one Dialect, that are there already when a program starts. Of several with one ID
// the last counts. docs is not kept. An index that was opened before still answers, but is merged no more: this one takes its
// place.
func (m *Merger) Open(docs []*Document) *Index {
	ctx := m.turn()
	x := newLineage(func(documents int, merge func(context.Context)) bool { return m.start(ctx, documents, merge) })
	if len(docs) <= manyDocuments {
		x.open(docs)
		return x
	}
	defer m.start(ctx, len(docs), func(context.Context) {}) // gives what is needed for it back to the system
	defer m.spare()()
	x.open(docs)
	return x
}

// turn ends the merges of the index that was opened before, and gives what ends with those of the next.
func (m *Merger) turn() context.Context {
	m.mu.Lock()
	defer m.mu.Unlock()
	m.end()
	ctx, end := context.WithCancel(context.Background())
	m.end = end
	return ctx
}

// Close ends what is being merged and waits for it. Indexes stay as they are, and can be read and changed.
func (m *Merger) Close() {
	m.mu.Lock()
	m.closed = true
	m.end()
	m.mu.Unlock()
	m.work.Wait()
}

func (m *Merger) start(ctx context.Context, documents int, merge func(context.Context)) bool {
	m.mu.Lock()
	defer m.mu.Unlock()
	if m.closed || ctx.Err() != nil {
		return false
	}
	m.work.Go(func() {
		defer survive()
		if documents > manyDocuments { // what it needs would be kept for the next one, hours later
			defer debug.FreeOSMemory()
			defer m.spare()()
		}
		merge(ctx)
	})
	return true
}

// survive keeps a merge that panics from ending the process. Its index goes on answering from what it has, and is merged no more until it is
// opened again: slower with every change, but right.
func survive() {
	if r := recover(); r != nil {
		slog.Error("merging the search index failed; searches go on without it, slower", "panic", r, "stack", string(debug.Stack()))
	}
}

// garbagePercent is how much garbage there may be beside what is in use, while a large merge is made.
const garbagePercent = 40

// spare has one large thing done at a time, with little memory, until what it returns is called: what it is made of and what it makes are
// much already, and the collector would let the same again be garbage before it looks.
func (m *Merger) spare() (end func()) {
	m.large.Lock()
	percent := debug.SetGCPercent(garbagePercent)
	return func() {
		debug.SetGCPercent(percent)
		m.large.Unlock()
	}
}
