package ldapserver

import (
	"bytes"
	"context"
	"io"
	"os"
	"path/filepath"
	"runtime/trace"
	"testing"
	"time"

	exectrace "golang.org/x/exp/trace"

	"annuaire/directory/exchange"
	"annuaire/directory/exchange/sample"
)

// BenchmarkPause tells from a trace of the runtime what a search waits for while a file of a fifth as many contacts as there are is imported, and
// while the index is merged behind it: of the longest time that one search waited for another goroutine (waiting-us), for a processor
// (runnable-us), and that it ran, with what the collector has it do (running-us). A thousand searches are made each second.
func BenchmarkPause(b *testing.B) {
	s, account := benchServer(b)
	var file bytes.Buffer
	fifth := s.directory.Snapshot().People.Len() / 5
	if err := sample.CSV(&file, fifth, 10, 2); err != nil {
		b.Fatal(err)
	}
	recorded := filepath.Join(b.TempDir(), "trace")
	for b.Loop() {
		out, err := os.Create(recorded)
		if err != nil {
			b.Fatal(err)
		}
		if err := trace.Start(out); err != nil {
			b.Fatal(err)
		}
		stop, longest := searching(b, s, account)
		if _, err := exchange.Import(context.Background(), s.directory, bytes.NewReader(file.Bytes()), exchange.Options{
			CreateFolders: true, Limits: exchange.Limits{Bytes: int64(file.Len()), Rows: fifth},
		}); err != nil {
			b.Fatal(err)
		}
		time.Sleep(5 * time.Second) // for the merge; what it takes is not told
		close(stop)
		<-longest
		trace.Stop()
		if err := out.Close(); err != nil {
			b.Fatal(err)
		}
	}
	of, searches := pauses(b, recorded)
	b.ReportMetric(float64(searches), "searches")
	for state, name := range map[exectrace.GoState]string{
		exectrace.GoWaiting: "waiting-us", exectrace.GoRunnable: "runnable-us", exectrace.GoRunning: "running-us",
	} {
		b.ReportMetric(float64(of[state].Microseconds()), name)
	}
}

// searchRegion is what searching marks its searches with in a trace.
const searchRegion = "search"

// pauses are the longest times that one search was in each state, and how many searches there were, as a trace has it.
func pauses(b *testing.B, file string) (most map[exectrace.GoState]time.Duration, searches int) {
	in, err := os.Open(file)
	if err != nil {
		b.Fatal(err)
	}
	defer in.Close()
	events, err := exectrace.NewReader(in)
	if err != nil {
		b.Fatal(err)
	}
	most = map[exectrace.GoState]time.Duration{}
	var (
		who   exectrace.GoID                      // who is searching
		spent map[exectrace.GoState]time.Duration // by the search that is made; nil: there is none
		state exectrace.GoState                   // of who
		since exectrace.Time                      // when who came to be in it
		until = func(t exectrace.Time) { spent[state] += t.Sub(since); since = t }
	)
	for {
		e, err := events.ReadEvent()
		if err == io.EOF {
			return most, searches
		}
		if err != nil {
			b.Fatal(err)
		}
		switch e.Kind() {
		case exectrace.EventRegionBegin:
			if e.Region().Type == searchRegion {
				who, state, since, spent = e.Goroutine(), exectrace.GoRunning, e.Time(), map[exectrace.GoState]time.Duration{}
			}
		case exectrace.EventStateTransition:
			change := e.StateTransition()
			if spent != nil && change.Resource.Kind == exectrace.ResourceGoroutine && change.Resource.Goroutine() == who {
				until(e.Time())
				_, state = change.Goroutine()
			}
		case exectrace.EventRegionEnd:
			if e.Region().Type == searchRegion && spent != nil {
				until(e.Time())
				for state, d := range spent {
					most[state] = max(most[state], d)
				}
				spent = nil
				searches++
			}
		}
	}
}
