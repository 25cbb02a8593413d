package api

import (
	"context"
	"sync"
	"time"
)

const (
	backgroundAtOnce = 64              // what runs in the background at one time
	backgroundDrain  = 5 * time.Second // what it gets to end when the API is closed
)

// background runs what an answer does not wait for.
type background struct {
	ctx   context.Context
	stop  context.CancelFunc
	slots chan struct{}

	mu      sync.Mutex
	closed  bool
	running sync.WaitGroup
}

func newBackground() *background {
	ctx, stop := context.WithCancel(context.Background())
	return &background{ctx: ctx, stop: stop, slots: make(chan struct{}, backgroundAtOnce)}
}

// run calls do, with a context that ends when it has to; false where too much is running already, or nothing is to begin any more.
func (b *background) run(do func(context.Context)) bool {
	b.mu.Lock()
	defer b.mu.Unlock()
	if b.closed {
		return false
	}
	select {
	case b.slots <- struct{}{}:
	default:
		return false
	}
	b.running.Go(func() {
		defer func() { <-b.slots }()
		do(b.ctx)
	})
	return true
}

// close returns once nothing runs any more: what does gets that long to end, then its context ends.
func (b *background) close(drain time.Duration) {
	b.mu.Lock()
	b.closed = true
	b.mu.Unlock()
	giveUp := time.AfterFunc(drain, b.stop)
	defer giveUp.Stop()
	b.running.Wait()
	b.stop()
}
