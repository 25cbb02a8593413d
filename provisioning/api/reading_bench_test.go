package api

import (
	"testing"

	"github.com/google/uuid"

	"annuaire/directory"
	"annuaire/provisioning/company"
)

// BenchmarkReading measures what every list and every view costs in a large company's directory, for who sees everything and for who sees a part of it.
func BenchmarkReading(b *testing.B) {
	s := newSite(b)
	user, contact, err := company.Fill(b.Context(), s.d)
	if err != nil {
		b.Fatal(err)
	}
	part, _ := s.login("Rita", reads(s.subtree("Direction générale"), directory.Sections()...)...)
	paths := []string{
		"/users", "/users?q=martin", "/users?q=904999", "/users?sort=-updated_at", "/users?enabled=true&limit=25", "/users/" + user.ID.String(),
		"/extensions", "/extensions?after=904000", "/extensions/next", "/external-numbers", "/mailboxes", "/licences", "/templates",
		"/contacts", "/contacts?limit=25", "/contacts?folder_id=" + contact.FolderID.String(), "/contacts?sort=-updated_at", "/contacts?sort=email",
		"/contacts?q=martin", "/contacts?kind=external", "/contacts?has_email=false", "/contacts?has_service=true", "/contacts?origin=import",
		"/contacts/" + contact.ID.String() + "?expand=services,devices,workstations,voicemail,roles",
		"/folders", "/folders?limit=1000", "/search?q=martin", "/search?q=0139980012",
		"/lines", "/lines?q=0139980012", "/devices", "/devices?spare=true", "/devices?q=poste", "/groups", "/bundles",
		"/health", "/bin", "/journal", "/journal?limit=25", "/accounts", "/logins", "/roles",
	}
	for name, reader := range map[string]client{"all": s.admin, "part": part} {
		for _, path := range paths {
			b.Run(name+path, func(b *testing.B) {
				began := company.ProcessorTime()
				for b.Loop() {
					if a := reader.get(path); a.Code != 200 && name == "all" {
						b.Fatalf("%d %s", a.Code, a.Body)
					}
				}
				b.ReportMetric(float64((company.ProcessorTime()-began).Microseconds())/1000/float64(b.N), "cpu-ms/op")
			})
		}
	}
}

// subtree finds a folder by its name.
func (s *site) subtree(name string) uuid.UUID {
	s.t.Helper()
	for _, f := range s.d.Snapshot().Tree.All() {
		if f.Name == name {
			return f.ID
		}
	}
	s.t.Fatalf("no folder %s", name)
	return uuid.Nil
}
