package main

import (
	"encoding/csv"
	"fmt"
	"math/rand/v2"
	"net/url"
	"os"
	"os/exec"
	"path/filepath"
	"strings"
	"testing"
	"time"

	"github.com/go-ldap/ldap/v3"
)

// differential is the program and slapd, with the same two thousand people.
type differential struct {
	people      []drawnPerson
	uri, secret string // of the program, and of an account that sees everything
	ours, slapd *ldap.Conn
}

const (
	differentialPeople = 2000
	differentialBase   = "dc=example,dc=com"
)

func newDifferential(t *testing.T) *differential {
	t.Helper()
	folder := t.TempDir()
	d := &differential{people: drawPeople(rand.New(rand.NewPCG(2000, 1)), differentialPeople)}
	d.write(t, filepath.Join(folder, "contacts.csv"))
	config := "[directory]\ncountry = \"FR\"\n[ldap.limits]\nsize_limit = 100000\n"
	if err := os.WriteFile(filepath.Join(folder, "config.toml"), []byte(config), 0o600); err != nil {
		t.Fatal(err)
	}
	program := buildProgram(t)
	runIn(t, folder, program, "import", "contacts.csv", "--create-folders")
	runIn(t, folder, program, "export", "--format", "ldif", "-o", "out.ldif")
	d.secret = runIn(t, folder, program, "account", "add", "all", "--attributes", "*")
	d.serveSlapd(t, folder)

	p, err := startServer(program, folder, os.Environ(), "serve", "--listen", "127.0.0.1:0")
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() {
		if err := p.kill(); err != nil {
			t.Error(err)
		}
	})
	d.uri = p.uris[0]
	if d.ours, err = ldap.DialURL(d.uri); err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { d.ours.Close() })
	if err := d.ours.Bind("all", d.secret); err != nil {
		t.Fatal(err)
	}
	return d
}

// runIn runs a command in folder and gives what it writes to standard output, less white space around it.
func runIn(t *testing.T, folder, name string, args ...string) string {
	t.Helper()
	cmd := exec.Command(name, args...)
	cmd.Dir = folder
	var wrong strings.Builder
	cmd.Stderr = &wrong
	out, err := cmd.Output()
	if err != nil {
		t.Fatalf("%s %s: %v\n%s%s", name, strings.Join(args, " "), err, out, &wrong)
	}
	return strings.TrimSpace(string(out))
}

// serveSlapd loads the export in folder into slapd and serves it.
func (d *differential) serveSlapd(t *testing.T, folder string) {
	t.Helper()
	schema, err := filepath.Abs("../../docs/annuaire.schema")
	if err != nil {
		t.Fatal(err)
	}
	conf := fmt.Sprintf(`include /etc/ldap/schema/core.schema
include /etc/ldap/schema/cosine.schema
include /etc/ldap/schema/inetorgperson.schema
include "%s"
pidfile "%s/pid"
modulepath /usr/lib/ldap
moduleload back_mdb
moduleload sssvlv
sizelimit unlimited
overlay sssvlv
sssvlv-max 1000
sssvlv-maxperconn 1000
database mdb
suffix %s
directory "%s"
maxsize 268435456
`, schema, folder, differentialBase, folder)
	if err := os.WriteFile(filepath.Join(folder, "slapd.conf"), []byte(conf), 0o600); err != nil {
		t.Fatal(err)
	}
	t.Setenv("PATH", os.Getenv("PATH")+":/usr/sbin:/sbin")
	runIn(t, folder, "slapadd", "-q", "-f", "slapd.conf", "-l", "out.ldif")
	socket := filepath.Join(folder, "s")
	cmd := exec.Command("slapd", "-d", "0", "-f", "slapd.conf", "-h", "ldapi://"+url.PathEscape(socket))
	cmd.Dir = folder
	if err := cmd.Start(); err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() {
		if err := cmd.Process.Kill(); err != nil {
			t.Error(err)
		}
		_ = cmd.Wait() // killed
	})
	for deadline := time.Now().Add(patienceOfTests); ; <-time.After(10 * time.Millisecond) {
		if d.slapd, err = ldap.DialURL("ldapi://" + socket); err == nil {
			t.Cleanup(func() { d.slapd.Close() })
			return
		}
		if time.Now().After(deadline) {
			t.Fatalf("slapd does not listen: %v", err)
		}
	}
}

// write writes the people down for an import.
func (d *differential) write(t *testing.T, path string) {
	t.Helper()
	var b strings.Builder
	w := csv.NewWriter(&b)
	rows := [][]string{{"folder", "kind", "last_name", "first_name", "company", "title", "department", "email", "city", "phone_1", "phone_1_kind", "phone_1_short", "phone_2", "phone_2_kind"}}
	for _, p := range d.people {
		kind := "internal"
		if p.company != "" {
			kind = "external"
		}
		rows = append(rows, []string{p.folder, kind, p.last, p.first, p.company, p.title, p.department, p.mail, p.city, p.work, "work", p.short, p.mobile, "mobile"})
	}
	if err := w.WriteAll(rows); err != nil {
		t.Fatal(err)
	}
	if err := os.WriteFile(path, []byte(b.String()), 0o600); err != nil {
		t.Fatal(err)
	}
}
