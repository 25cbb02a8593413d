package api

import (
	"bytes"
	"encoding/json"
	"io"
	"net/http"
	"net/http/httptest"
	"runtime/metrics"
	"testing"
	"time"

	"annuaire/directory"
	"annuaire/directory/exchange/sample"
)

// The size that the targets speak of: a file of 100,000 rows is planned in at most 10 s and applied in at most 15 s.
const (
	importedContacts = 100_000
	importedFolders  = 1_000
)

// BenchmarkImport imports a large file into an empty directory over a real connection: upload, plan and apply, each with the time it takes,
// and the most that the heap held meanwhile.
func BenchmarkImport(b *testing.B) {
	var file bytes.Buffer
	if err := sample.CSV(&file, importedContacts, importedFolders, 1); err != nil {
		b.Fatal(err)
	}
	spent := map[string]time.Duration{}
	var most uint64
	for b.Loop() {
		b.StopTimer()
		s := newSite(b, func(c *directory.Config) { c.NoSync = false })
		server := httptest.NewServer(s.api)
		peak := watchHeap()
		b.StartTimer()
		step := func(name, path string, body io.Reader) Import {
			began := time.Now()
			job := sendTo(b, server.URL+prefix+path, s.admin.cookie, body)
			spent[name] += time.Since(began)
			return job
		}
		path := "/imports/" + step("upload", "/imports?create_folders=true", bytes.NewReader(file.Bytes())).ID.String()
		if plan := step("plan", path+"/plan", nil).Plan; plan.Added != importedContacts {
			b.Fatalf("%d to add", plan.Added)
		}
		if report := step("apply", path+"/apply", nil).Report; !report.Applied || report.Added != importedContacts {
			b.Fatalf("%d added", report.Added)
		}
		b.StopTimer()
		most = max(most, peak())
		server.Close()
		b.StartTimer()
	}
	for name, total := range spent {
		b.ReportMetric(total.Seconds()/float64(b.N), name+"-s")
	}
	b.ReportMetric(float64(most)/1e6, "peak-heap-MB")
}

// sendTo posts to a server as somebody and gives the import that is answered with.
func sendTo(b *testing.B, url, cookie string, body io.Reader) Import {
	b.Helper()
	r, err := http.NewRequestWithContext(b.Context(), http.MethodPost, url, body)
	if err != nil {
		b.Fatal(err)
	}
	r.Header.Set("Cookie", cookie)
	if body != nil {
		r.Header.Set("Content-Type", "text/csv")
	}
	answer, err := http.DefaultClient.Do(r)
	if err != nil {
		b.Fatal(err)
	}
	defer answer.Body.Close()
	var job Import
	if err := json.NewDecoder(answer.Body).Decode(&job); err != nil || answer.StatusCode >= 300 {
		b.Fatalf("%s %s: %s %v", r.Method, url, answer.Status, err)
	}
	return job
}

// watchHeap looks at the heap ten times a second until the function it gives is called, which tells the most it held, in bytes.
func watchHeap() (stop func() uint64) {
	heap := []metrics.Sample{{Name: "/memory/classes/heap/objects:bytes"}}
	end, most := make(chan struct{}), make(chan uint64)
	go func() {
		var peak uint64
		tick := time.NewTicker(100 * time.Millisecond)
		defer tick.Stop()
		for {
			metrics.Read(heap)
			peak = max(peak, heap[0].Value.Uint64())
			select {
			case <-tick.C:
			case <-end:
				most <- peak
				return
			}
		}
	}()
	return func() uint64 {
		close(end)
		return <-most
	}
}
