package main

import (
	"context"
	"errors"
	"slices"
	"sync"
	"time"
)

// target is a server as its clients know it.
type target struct {
	address string
	bind    []byte // the request by which they say who they are
}

// load is what one client did.
type load struct {
	took    []time.Duration // of each request
	entries int
}

// warmUp is asked before anything is counted, in parts of a measurement.
const warmUp = 5

// drive has clients ask t the requests of a case, each its own in turn, as fast as answers come; before is called once they are warm. What they did comes back when
// the time is over.
func drive(ctx context.Context, t target, c benchCase, clients int, duration time.Duration, before func()) (load, error) {
	ctx, cancel := context.WithCancel(ctx)
	defer cancel()
	loads, errs := make([]load, clients), make([]error, clients)
	var warm, done sync.WaitGroup
	begin := make(chan time.Time)
	warm.Add(clients)
	for i := range clients {
		done.Go(func() {
			ask, end, err := c.client(t)
			if err != nil {
				errs[i] = err
				warm.Done()
				cancel()
				return
			}
			defer end()
			next := i * len(c.requests) / clients
			step := func() {
				start := time.Now()
				entries, err := ask(c.requests[next%len(c.requests)])
				next++
				loads[i].took = append(loads[i].took, time.Since(start))
				loads[i].entries += entries
				if err != nil && errs[i] == nil {
					errs[i] = err
					cancel()
				}
			}
			for until := time.Now().Add(duration / warmUp); time.Now().Before(until) && ctx.Err() == nil; {
				step()
			}
			loads[i] = load{took: make([]time.Duration, 0, 1<<16)}
			warm.Done()
			for until := <-begin; time.Now().Before(until) && ctx.Err() == nil; {
				step()
			}
		})
	}
	warm.Wait()
	before()
	until := time.Now().Add(duration)
	started := 0
	for range clients {
		select {
		case begin <- until:
			started++
		case <-ctx.Done():
		}
	}
	close(begin) // who was not told ends at once
	done.Wait()
	var all load
	for _, l := range loads {
		all.took = append(all.took, l.took...)
		all.entries += l.entries
	}
	return all.sorted(), errors.Join(errs...)
}

// sorted is the load with its times from the shortest to the longest.
func (l load) sorted() load {
	slices.Sort(l.took)
	return l
}

// quantile is the time that a share of the requests, 0 to 1, did not exceed.
func (l load) quantile(share float64) time.Duration {
	if len(l.took) == 0 {
		return 0
	}
	return l.took[min(int(share*float64(len(l.took))), len(l.took)-1)]
}
