package main

import (
	"bufio"
	"bytes"
	"context"
	"io"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"github.com/go-ldap/ldap/v3"
)

// run carries out one command line in this process.
func run(t *testing.T, stdin string, args ...string) (status int, stdout, stderr string) {
	t.Helper()
	var out, errs bytes.Buffer
	status = Run(t.Context(), args, strings.NewReader(stdin), &out, &errs)
	return status, out.String(), errs.String()
}

// inProcess serves in this process until the test ends, and gives the server's first address.
func inProcess(t *testing.T, args ...string) string {
	t.Helper()
	ctx, cancel := context.WithCancel(t.Context())
	r, w := io.Pipe()
	var log bytes.Buffer
	status := make(chan int, 1)
	go func() {
		status <- Run(ctx, append([]string{"serve", "--listen", "127.0.0.1:0"}, args...), strings.NewReader(""), w, &log)
		_ = w.Close()
	}()
	uri := make(chan string, 1)
	go func() {
		for lines := bufio.NewScanner(r); lines.Scan(); {
			if uris, ok := strings.CutPrefix(lines.Text(), "ready "); ok {
				uri <- strings.Fields(uris)[0]
			}
		}
		close(uri)
	}()
	t.Cleanup(func() {
		cancel()
		if s := <-status; s != statusDone {
			t.Errorf("the server ended with status %d:\n%s", s, log.String())
		}
	})
	first, ok := <-uri
	if !ok {
		t.Fatal("the server is not ready")
	}
	return first
}

// configured writes a configuration of the test's own and gives the flag that names it.
func configured(t *testing.T, text string) []string {
	t.Helper()
	file := filepath.Join(t.TempDir(), "config.toml")
	if err := os.WriteFile(file, []byte(text), 0o600); err != nil {
		t.Fatal(err)
	}
	return []string{"--config", file}
}

func dialLDAP(t *testing.T, uri string) *ldap.Conn {
	t.Helper()
	conn, err := ldap.DialURL(uri)
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { _ = conn.Close() })
	return conn
}

func TestAWrongPasswordLeavesTheConnectionOpen(t *testing.T) {
	config := configured(t, "")
	uri := inProcess(t, config...)
	status, secret, stderr := run(t, "", append(config, "account", "add", "phones")...)
	if status != statusDone {
		t.Fatalf("status %d: %s", status, stderr)
	}
	conn := dialLDAP(t, uri)
	for _, wrong := range []string{"", "wrong", secret} { // with its line break, the right one is wrong
		err := conn.Bind("phones", wrong)
		if wrong == "" {
			continue // go-ldap refuses by itself
		}
		if !ldap.IsErrorWithCode(err, ldap.LDAPResultInvalidCredentials) {
			t.Fatalf("bind with %q: %v, want 49", wrong, err)
		}
	}
	if err := conn.Bind("phones", strings.TrimSpace(secret)); err != nil {
		t.Fatalf("bind on the same connection: %v", err)
	}
	who, err := conn.WhoAmI(nil)
	if err != nil || who.AuthzID != "dn:cn=phones,dc=example,dc=com" {
		t.Errorf("who am I: %+v, %v", who, err)
	}
}

func TestTwoDirectoriesInOneProcess(t *testing.T) {
	for _, base := range []string{"o=one", "o=two"} {
		config := configured(t, "[directory]\nbase_dn = \""+base+"\"\n[ldap.anonymous]\nnetworks = [\"127.0.0.0/8\"]\n")
		conn := dialLDAP(t, inProcess(t, config...))
		found, err := conn.Search(ldap.NewSearchRequest("", ldap.ScopeBaseObject, ldap.NeverDerefAliases, 0, 0, false,
			"(objectClass=*)", []string{"namingContexts"}, nil))
		if err != nil || len(found.Entries) != 1 || found.Entries[0].GetAttributeValue("namingContexts") != base {
			t.Errorf("root DSE of %s: %+v, %v", base, found, err)
		}
	}
}

func TestACommandThatIsCancelledFails(t *testing.T) {
	ctx, cancel := context.WithCancel(t.Context())
	cancel()
	var stderr bytes.Buffer
	args := append(configured(t, ""), "import", "-")
	status := Run(ctx, args, strings.NewReader("nom;prenom\nMartin;Jean\n"), io.Discard, &stderr)
	if status != statusFailed || !strings.Contains(stderr.String(), "canceled") {
		t.Errorf("status %d: %s", status, stderr.String())
	}
}
