package web

import (
	"net/http"
	"slices"
	"testing"
	"time"

	"annuaire/provisioning/company"
)

// BenchmarkPage measures how long the server takes for each page in a large company's directory. The median of the requests is what counts; on a machine
// that has other things to do, the processor time says more.
func BenchmarkPage(b *testing.B) {
	s := newSiteOf(b, agreed{program: installed})
	user, contact, err := company.Fill(b.Context(), s.d)
	if err != nil {
		b.Fatal(err)
	}
	root := s.d.Root()
	_, own := ownPages(s)
	all := slices.Concat(pages(s), officePages(s), importPages(s), own)
	all = append(all,
		walked{name: "accounts", address: "/accounts"},
		walked{name: "account-new", address: "/accounts/new"},
		walked{name: "connect", address: "/connect"},
		walked{name: "requests", address: "/connect/requests"},
		walked{name: "large-root", address: folderPath(root)},
		walked{name: "large-root-filtered", address: folderPath(root) + "?q=martin"},
		walked{name: "large-root-by-email", address: folderPath(root) + "?sort=email&q=a"},
		walked{name: "large-contact", address: contactPath(contact)},
		walked{name: "large-contact-details", address: contactPath(contact) + "/details"},
		walked{name: "large-users-searched", address: "/users?q=martin"},
		walked{name: "large-user", address: "/users/" + user.ID.String()},
		walked{name: "large-extensions-later", address: "/extensions?after=904000"},
	)
	reader := s.signedIn(adminEmail)
	for _, p := range all {
		b.Run(p.name, func(b *testing.B) {
			var took []time.Duration
			var size int
			used := company.ProcessorTime()
			for b.Loop() {
				began := time.Now()
				page := reader.get(p.address)
				took = append(took, time.Since(began))
				if size = len(page.body); page.status >= http.StatusBadRequest && p.name != "not-found" {
					b.Fatalf("%d at %s", page.status, p.address)
				}
			}
			b.ReportMetric(float64((company.ProcessorTime()-used).Microseconds())/1000/float64(b.N), "cpu-ms/op")
			slices.Sort(took)
			b.ReportMetric(float64(took[len(took)/2].Microseconds())/1000, "median-ms")
			b.ReportMetric(float64(size)/1024, "KiB")
		})
	}
}
