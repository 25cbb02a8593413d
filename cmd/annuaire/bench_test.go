package main

import (
	"bytes"
	"fmt"
	"os"
	"os/exec"
	"path/filepath"
	"strings"
	"testing"

	"github.com/go-ldap/ldap/v3"

	"annuaire/directory/exchange/sample"
)

// The size of the directory that BenchmarkProgram measures.
const (
	benchContacts = 100_000
	benchFolders  = 1_000
)

// BenchmarkProgram measures the program as it is shipped, from the outside: an import into an empty store, the same file
// again as a dry run, the time until a server on that store is ready with what memory it then has, and searches by a client
// on a connection of its own, its own time included.
func BenchmarkProgram(b *testing.B) {
	folder := b.TempDir()
	annuaire := buildProgram(b)
	var file bytes.Buffer
	if err := sample.CSV(&file, benchContacts, benchFolders, 1); err != nil {
		b.Fatal(err)
	}
	if err := os.WriteFile(filepath.Join(folder, "contacts.csv"), file.Bytes(), 0o600); err != nil {
		b.Fatal(err)
	}
	command := func(b *testing.B, args ...string) string {
		cmd := exec.Command(annuaire, args...)
		cmd.Dir = folder
		out, err := cmd.Output()
		if err != nil {
			b.Fatalf("annuaire %v: %v\n%s", args, err, out)
		}
		reportCPU(b, cmd.ProcessState)
		return string(out)
	}
	b.Run("import", func(b *testing.B) {
		for b.Loop() {
			b.StopTimer()
			if err := os.RemoveAll(filepath.Join(folder, "annuaire.db")); err != nil {
				b.Fatal(err)
			}
			b.StartTimer()
			command(b, "import", "contacts.csv", "--create-folders")
		}
	})
	b.Run("import_again_dry_run", func(b *testing.B) {
		for b.Loop() {
			out := command(b, "import", "contacts.csv", "--dry-run")
			if want := fmt.Sprintf("0 to add, 0 to update, 0 to delete, %d unchanged", benchContacts); !strings.Contains(out, want) {
				b.Fatalf("no %q in\n%s", want, out)
			}
		}
	})
	start := func(b *testing.B) *process {
		p, err := startServer(annuaire, folder, os.Environ(), "serve", "--listen", "127.0.0.1:0")
		if err != nil {
			b.Fatal(err)
		}
		return p
	}
	b.Run("start", func(b *testing.B) {
		for b.Loop() {
			p := start(b)
			b.StopTimer()
			b.ReportMetric(anonymousMemory(b, p.cmd.Process.Pid), "RssAnon-MB")
			if err := p.kill(); err != nil {
				b.Fatal(err)
			}
			reportCPU(b, p.cmd.ProcessState)
			b.StartTimer()
		}
	})
	server := start(b)
	b.Cleanup(func() {
		if err := server.kill(); err != nil {
			b.Error(err)
		}
	})
	secret := strings.TrimSpace(command(b, "account", "add", "bench"))
	b.Run("search", func(b *testing.B) { benchmarkSearches(b, server.uris[0], secret) })
}

func benchmarkSearches(b *testing.B, uri, secret string) {
	conn, err := ldap.DialURL(uri)
	if err != nil {
		b.Fatal(err)
	}
	b.Cleanup(func() { _ = conn.Close() })
	if err := conn.Bind("bench", secret); err != nil {
		b.Fatal(err)
	}
	const page = 50
	for _, tc := range []struct{ name, filter string }{
		{"number", "(|(telephoneNumber=+33 1 99 00 00 01)(mobile=+33 1 99 00 00 01))"},
		{"type_ahead", "(|(cn=mar*)(sn=mar*))"},
		{"five_letters", "(|(cn=marti*)(sn=marti*))"},
		{"contains", "(|(cn=*arti*)(sn=*arti*)(telephoneNumber=*arti*))"},
		{"first_page", "(objectClass=inetOrgPerson)"},
	} {
		b.Run(tc.name, func(b *testing.B) {
			entries := 0
			for b.Loop() {
				found, err := conn.Search(ldap.NewSearchRequest("dc=example,dc=com", ldap.ScopeWholeSubtree, ldap.NeverDerefAliases,
					page, 0, false, tc.filter, []string{"cn", "telephoneNumber", "mobile"}, nil))
				if err != nil && !ldap.IsErrorWithCode(err, ldap.LDAPResultSizeLimitExceeded) {
					b.Fatal(err)
				}
				entries = len(found.Entries)
			}
			b.ReportMetric(float64(entries), "entries")
		})
	}
}

// reportCPU reports what a process that has ended took of the processors: unlike the time that passed, it says the same on a
// machine that others work on too.
func reportCPU(b *testing.B, p *os.ProcessState) {
	b.ReportMetric((p.UserTime() + p.SystemTime()).Seconds(), "cpu-s")
}

// anonymousMemory is what a process holds that is not a mapped file, in MB; 0 where the system does not tell.
func anonymousMemory(b *testing.B, pid int) float64 {
	b.Helper()
	status, err := os.ReadFile(fmt.Sprintf("/proc/%d/status", pid))
	if err != nil {
		return 0
	}
	for line := range strings.Lines(string(status)) {
		var kilobytes float64
		if n, _ := fmt.Sscanf(line, "RssAnon: %f kB", &kilobytes); n == 1 {
			return kilobytes / 1000
		}
	}
	return 0
}
