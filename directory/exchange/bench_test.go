package exchange

import (
	"bytes"
	"context"
	"testing"

	"annuaire/directory/exchange/sample"
)

// benchContacts and benchFolders are the size that the targets speak of: imported in well under 15 s and planned again
// in well under 10 s on two cores.
const benchContacts, benchFolders = 100_000, 1_000

func benchFile(b *testing.B) []byte {
	var file bytes.Buffer
	if err := sample.CSV(&file, benchContacts, benchFolders, 1); err != nil {
		b.Fatal(err)
	}
	return file.Bytes()
}

func BenchmarkImport100000(b *testing.B) {
	file := benchFile(b)
	for b.Loop() {
		b.StopTimer()
		d := newDirectory(b)
		b.StartTimer()
		report, err := Import(context.Background(), d, bytes.NewReader(file), Options{CreateFolders: true})
		if err != nil || report.Added != benchContacts {
			b.Fatal(reportText(report, err))
		}
	}
}

func BenchmarkPlanAgain100000(b *testing.B) {
	file := benchFile(b)
	d := newDirectory(b)
	mustImport(b, d, string(file), Options{CreateFolders: true})
	for b.Loop() {
		report, err := Plan(context.Background(), d, bytes.NewReader(file), Options{})
		if err != nil || !report.Same {
			b.Fatal(reportText(report, err))
		}
	}
}

func BenchmarkExport100000(b *testing.B) {
	d := newDirectory(b)
	mustImport(b, d, string(benchFile(b)), Options{CreateFolders: true})
	for b.Loop() {
		var out bytes.Buffer
		if err := ExportCSV(context.Background(), d, &out, ExportOptions{}); err != nil {
			b.Fatal(err)
		}
	}
}
