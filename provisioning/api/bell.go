package api

import "sync"

// bell wakes everybody who waits for it. Its zero value works.
type bell struct {
	mu    sync.Mutex
	rings chan struct{} // closed with the next ring; nil: nobody waits
}

// next is closed with the next ring.
func (b *bell) next() <-chan struct{} {
	b.mu.Lock()
	defer b.mu.Unlock()
	if b.rings == nil {
		b.rings = make(chan struct{})
	}
	return b.rings
}

func (b *bell) ring() {
	b.mu.Lock()
	defer b.mu.Unlock()
	if b.rings != nil {
		close(b.rings)
		b.rings = nil
	}
}
