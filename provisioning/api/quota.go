package api

import (
	"hash/maphash"
	"sync"
	"time"
)

// quotaEntries is how many names a quota counts before it forgets the oldest of them early.
const quotaEntries = 16_384

// quota allows each name so many times within a period. Its memory is bounded: it counts in periods, of which it knows this one and the last; what
// was counted in the last weighs less the longer ago it is.
type quota struct {
	now    func() time.Time
	most   float64
	period time.Duration
	size   int
	seed   maphash.Seed

	mu         sync.Mutex
	began      time.Time // of this period
	this, last map[uint64]float64
}

// newQuota makes a quota that reads the time from now and allows most times in a period.
func newQuota(now func() time.Time, most int, period time.Duration) *quota {
	return &quota{now: now, most: float64(most), period: period, size: quotaEntries, seed: maphash.MakeSeed(), began: now(), this: map[uint64]float64{}}
}

// allow counts name once more, unless that is too often. Names are kept as hashes: they may be anything.
func (q *quota) allow(name string) bool {
	key := maphash.String(q.seed, name)
	q.mu.Lock()
	defer q.mu.Unlock()
	since := q.now().Sub(q.began)
	switch {
	case since < 0 || since >= 2*q.period:
		q.began, q.this, q.last, since = q.now(), map[uint64]float64{}, nil, 0
	case since >= q.period || len(q.this) >= q.size:
		step := min(since, q.period)
		q.began, q.this, q.last = q.began.Add(step), map[uint64]float64{}, q.this
		since -= step
	}
	weight := 1 - float64(since)/float64(q.period)
	if q.this[key]+q.last[key]*weight+1 > q.most {
		return false
	}
	q.this[key]++
	return true
}
