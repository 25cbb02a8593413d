package api

import (
	"context"
	"slices"
	"sync"
	"time"

	"annuaire/directory"
)

// What phones ask is kept for who looks at it from time to time: as long as somebody has looked lately, of so many phones, so many requests of each.
const (
	recordFor      = 15 * time.Minute
	mostRecordings = 20
	mostRecorded   = 100
)

// recordings are what phones have asked since somebody began to look, by whose requests are wanted.
type recordings struct {
	recordFor time.Duration

	mu      sync.Mutex
	of      map[PhoneWatch]*recording
	closed  bool
	running sync.WaitGroup
}

// recording is what some phones have asked.
type recording struct {
	since  time.Time
	looked time.Time
	end    *time.Timer // stops it when nobody has looked for long
	stop   context.CancelFunc
	begun  chan struct{}   // closed when nothing is missed any more
	ended  <-chan struct{} // closed when nothing is added any more
	more   bell            // rings with each request

	mu       sync.Mutex
	requests []PhoneRequest // the first is the oldest
	last     uint64         // how many there have been
}

func newRecordings() *recordings {
	return &recordings{recordFor: recordFor, of: map[PhoneWatch]*recording{}}
}

// look gives the recording of what is wanted; the first who looks begins it. It returns unavailable when the server stops.
func (r *recordings) look(a *API, wanted PhoneWatch) (*recording, error) {
	r.mu.Lock()
	defer r.mu.Unlock()
	if r.closed {
		return nil, &directory.Error{Code: directory.Unavailable, Message: "the server is stopping"}
	}
	now := time.Now()
	if one, found := r.of[wanted]; found {
		one.looked = now
		one.end.Reset(r.recordFor)
		return one, nil
	}
	if len(r.of) >= mostRecordings {
		r.forgetOne()
	}
	ctx, stop := context.WithCancel(context.Background())
	one := &recording{since: now, looked: now, stop: stop, end: time.AfterFunc(r.recordFor, stop), begun: make(chan struct{}), ended: ctx.Done()}
	r.of[wanted] = one
	r.running.Go(func() {
		begun := sync.OnceFunc(func() { close(one.begun) })
		_ = a.Watch(ctx, wanted, begun, one.add) // it fails as ctx does
		begun()
		one.end.Stop()
		stop()
		r.mu.Lock()
		defer r.mu.Unlock()
		if r.of[wanted] == one {
			delete(r.of, wanted)
		}
	})
	return one, nil
}

// forgetOne ends the recording that nobody has looked at for longest.
func (r *recordings) forgetOne() {
	var oldest PhoneWatch
	for wanted, one := range r.of {
		if was := r.of[oldest]; was == nil || one.looked.Before(was.looked) {
			oldest = wanted
		}
	}
	r.of[oldest].stop()
	delete(r.of, oldest)
}

// close ends all recordings.
func (r *recordings) close() {
	r.mu.Lock()
	r.closed = true
	for _, one := range r.of {
		one.stop()
	}
	r.mu.Unlock()
	r.running.Wait()
}

func (r *recording) add(request PhoneRequest) error {
	r.mu.Lock()
	defer r.mu.Unlock()
	if len(r.requests) == mostRecorded {
		r.requests = slices.Delete(r.requests, 0, 1)
	}
	r.last++
	request.ID = r.id(r.last)
	r.requests = append(r.requests, request)
	r.more.ring()
	return nil
}

// latest gives the requests that wants wants, the latest first, and the id of the last of all.
func (r *recording) latest(wants func(PhoneRequest) bool) (list []PhoneRequest, last string) {
	r.mu.Lock()
	defer r.mu.Unlock()
	list, last = []PhoneRequest{}, r.id(r.last)
	for _, request := range slices.Backward(r.requests) {
		if wants(request) {
			list = append(list, request)
		}
	}
	return list, last
}

// WatchRecentOutput is what phones have asked.
type WatchRecentOutput struct {
	Body struct {
		Since    time.Time      `json:"since" doc:"What was asked before is not kept."`
		Last     string         `json:"last" doc:"What GET /watch goes on after, so that nothing is missed between the two."`
		Requests []PhoneRequest `json:"requests" doc:"The latest first, 100 at most."`
	}
}

// watchRecent gives what phones have asked since the first time that this was asked for, for who can not follow the stream.
func (a *API) watchRecent(ctx context.Context, _ *caller, in *WatchInput) (*WatchRecentOutput, error) {
	wanted, err := in.wanted()
	if err != nil {
		return nil, err
	}
	if a.Watch == nil {
		return nil, errNoPhones()
	}
	kept, err := a.kept(ctx, wanted)
	if err != nil {
		return nil, err
	}
	var out WatchRecentOutput
	out.Body.Since = kept.since.UTC()
	out.Body.Requests, out.Body.Last = kept.latest(in.wants)
	return &out, nil
}

// kept is the recording of what is wanted, once it misses nothing.
func (a *API) kept(ctx context.Context, wanted PhoneWatch) (*recording, error) {
	kept, err := a.recordings.look(a, wanted)
	if err != nil {
		return nil, err
	}
	select {
	case <-kept.begun:
		return kept, nil
	case <-ctx.Done():
		return nil, ctx.Err()
	}
}
