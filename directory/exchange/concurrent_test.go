package exchange

import (
	"bytes"
	"context"
	"testing"

	"golang.org/x/sync/errgroup"

	"annuaire/directory"
	"annuaire/directory/exchange/sample"
)

// TestImportsAtTheSameTimeWaitForEachOther: a row that adds a contact in one import finds it in the other, whoever comes
// first, because matching and changing are one transaction.
func TestImportsAtTheSameTimeWaitForEachOther(t *testing.T) {
	d := newDirectory(t)
	var file bytes.Buffer
	if err := sample.CSV(&file, 200, 20, 3); err != nil {
		t.Fatal(err)
	}
	reports := make([]*Report, 3)
	var group errgroup.Group
	for i := range reports {
		group.Go(func() (err error) {
			reports[i], err = Import(context.Background(), d, bytes.NewReader(file.Bytes()), Options{CreateFolders: true})
			return err
		})
	}
	group.Go(func() error { return ExportCSV(context.Background(), d, &bytes.Buffer{}, ExportOptions{}) })
	group.Go(func() error {
		_, _, err := d.CreateContact(context.Background(), directory.ContactDraft{LastName: "Martin", FirstName: "Jean"})
		return err
	})
	if err := group.Wait(); err != nil {
		t.Fatal(err)
	}
	added, same := 0, 0
	for _, report := range reports {
		if report.Errors > 0 {
			t.Error(report.Problems())
		}
		added += report.Added
		if report.Same {
			same++
		}
	}
	if added != 200 || same != 2 {
		t.Errorf("%d contacts added, %d imports that found all as it is", added, same)
	}
}
