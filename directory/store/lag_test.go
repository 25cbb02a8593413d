package store

import "testing"

func TestLagIsThatOfTheSlowestFollower(t *testing.T) {
	var f feed
	want := func(followers, batches int) {
		t.Helper()
		if n, lag := f.lag(); n != followers || lag != batches {
			t.Errorf("%d followers, %d batches; want %d, %d", n, lag, followers, batches)
		}
	}
	want(0, 0)
	slow, quick := f.add(), f.add()
	want(2, 0)
	for revision := range uint64(3) {
		f.publish(Batch{Revision: revision + 1})
		<-quick.queue
	}
	want(2, 3)
	f.remove(slow)
	want(1, 0)
}
