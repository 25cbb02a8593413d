package main

import (
	"fmt"
	"os"
	"os/exec"
	"path/filepath"
	"strings"
	"testing"
)

// TestForeignClients runs testdata/foreign: suites of client libraries that nobody here wrote, each in its own language,
// against the real program. They read $LDAP and $LDAPS, where the server is, $CA, the certificate that it has, and $SECRET, that of
// the account "phones", who sees everything.
func TestForeignClients(t *testing.T) {
	modules, err := filepath.Abs("../../.ci/npm/node_modules")
	if err != nil {
		t.Fatal(err)
	}
	server := foreignServer(t)
	for name, command := range map[string][]string{
		"Net::LDAP": {"perl", "netldap.pl"},
		"ldap3":     {"/usr/bin/python3", "-B", "python_ldap3.py"},
		"ldapts":    {"node", "ldapts.cjs"},
	} {
		t.Run(name, func(t *testing.T) {
			cmd := exec.Command(command[0], command[1:]...)
			cmd.Dir = filepath.Join("testdata", "foreign")
			cmd.Env = append(os.Environ(), append(server, "NODE_PATH="+modules)...)
			if out, err := cmd.CombinedOutput(); err != nil {
				t.Errorf("%s: %v (make test installs what it needs)\n%s", strings.Join(command, " "), err, out)
			}
		})
	}
}

// foreignServer starts the program on the book of the suites, and gives them their environment.
func foreignServer(t *testing.T) []string {
	t.Helper()
	folder := t.TempDir()
	runIn(t, folder, "openssl", "req", "-x509", "-newkey", "ec", "-pkeyopt", "ec_paramgen_curve:P-256", "-nodes", "-keyout", "key.pem", "-out", "cert.pem",
		"-days", "2", "-subj", "/CN=127.0.0.1", "-addext", "subjectAltName=IP:127.0.0.1,DNS:localhost")
	book, err := os.ReadFile(filepath.Join("testdata", "foreign", "contacts.csv"))
	if err != nil {
		t.Fatal(err)
	}
	for i := range 40 {
		book = fmt.Appendf(book, "Staff,,Smith %02d,Ann,,,,01 99 00 30 %02d,,,,\n", i, i)
	}
	for name, text := range map[string]string{
		"contacts.csv": string(book),
		"config.toml": `[ldap]
listen = "127.0.0.1:0"
listen_tls = "127.0.0.1:0"
tls_cert = "cert.pem"
tls_key = "key.pem"

[ldap.anonymous]
networks = ["127.0.0.1"]
`,
	} {
		if err := os.WriteFile(filepath.Join(folder, name), []byte(text), 0o600); err != nil {
			t.Fatal(err)
		}
	}
	runIn(t, folder, "annuaire", "import", "contacts.csv", "--create-folders")
	secret := runIn(t, folder, "annuaire", "account", "add", "phones", "--attributes", "*")
	p, err := startServer("annuaire", folder, os.Environ(), "serve")
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() {
		if err := p.kill(); err != nil {
			t.Error(err)
		}
		if t.Failed() {
			t.Logf("the server wrote:\n%s", p.written())
		}
	})
	env := []string{"CA=" + filepath.Join(folder, "cert.pem"), "SECRET=" + secret}
	for _, uri := range p.uris {
		scheme, _, _ := strings.Cut(uri, ":")
		env = append(env, strings.ToUpper(scheme)+"="+uri)
	}
	return env
}
