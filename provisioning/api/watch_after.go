package api

import (
	"context"
	"fmt"
	"net/http"
	"strconv"
	"strings"
	"time"

	"github.com/danielgtaylor/huma/v2"
	"github.com/danielgtaylor/huma/v2/adapters/humago"
)

// watchAfter streams what phones have asked since a request, as far as it is kept, and goes on with what they ask. All comes from the recording that
// GET /watch/recent answers from: whoever has been answered by that misses nothing, however late the stream begins.
func (a *API) watchAfter(ctx context.Context, wanted PhoneWatch, after string, wants func(PhoneRequest) bool) (*EventsOutput, error) {
	kept, err := a.kept(ctx, wanted)
	if err != nil {
		return nil, err
	}
	return &EventsOutput{ContentType: "text/event-stream", Body: func(ctx huma.Context) {
		r, w := humago.Unwrap(ctx)
		s := &eventStream{a: a, r: r, w: w, control: http.NewResponseController(w)}
		earlier, seen := kept.after(kept.seen(after))
		if !s.mayWatch() {
			return
		}
		for _, request := range earlier {
			if wants(request) && !s.tellPhone(request) {
				return
			}
		}
		if !s.write("event: up_to_date\ndata: {}\n\n") {
			return
		}
		s.followPhones(ctx.Context(), wants, func(ctx context.Context, begun func(), show func(PhoneRequest) error) error {
			begun()
			return a.follow(ctx, wanted, kept, seen, show)
		})
	}}, nil
}

// follow calls show with each request that comes after so many of a recording, until ctx or the recording ends, or show fails, whose error it returns.
// As long as it goes on, the recording does.
func (a *API) follow(ctx context.Context, wanted PhoneWatch, kept *recording, seen uint64, show func(PhoneRequest) error) error {
	looks := time.NewTicker(max(a.recordings.recordFor/3, time.Millisecond))
	defer looks.Stop()
	for {
		more := kept.more.next() // before the look: what comes after it is noticed
		var requests []PhoneRequest
		requests, seen = kept.after(seen)
		for _, request := range requests {
			if err := show(request); err != nil {
				return err
			}
		}
		select {
		case <-more:
		case <-looks.C:
			if now, err := a.recordings.look(a, wanted); err != nil || now != kept {
				return err // another has taken its place: who comes back is answered from that
			}
		case <-kept.ended:
			return nil
		case <-ctx.Done():
			return nil
		}
	}
}

// id names the request that is so manieth of the recording. Recordings of the same phones are told apart by when they began.
func (r *recording) id(nth uint64) string { return fmt.Sprintf("%x-%d", r.since.UnixNano(), nth) }

// seen is how many of the recording's requests somebody has seen who has seen one: none, where that is of another recording.
func (r *recording) seen(id string) uint64 {
	_, nth, _ := strings.Cut(id, "-")
	n, err := strconv.ParseUint(nth, 10, 64)
	if err != nil || id != r.id(n) {
		return 0
	}
	return n
}

// after gives the requests behind so many, the oldest first, and how many there have been. The first says how many of those are not kept.
func (r *recording) after(seen uint64) (list []PhoneRequest, last uint64) {
	r.mu.Lock()
	defer r.mu.Unlock()
	gone := r.last - uint64(len(r.requests)) // that are not kept any more
	list = append(list, r.requests[min(max(seen, gone)-gone, uint64(len(r.requests))):]...)
	if seen > 0 && seen < gone {
		list[0].Missed += gone - seen
	}
	return list, r.last
}
