package schema

import (
	"flag"
	"os"
	"os/exec"
	"path/filepath"
	"testing"
)

var update = flag.Bool("update", false, "rewrite the schema files under docs")

func TestSchemaFilesInDocs(t *testing.T) {
	for name, want := range map[string]string{"annuaire.schema": SlapdSchema(), "annuaire.ldif": SlapdLDIF()} {
		t.Run(name, func(t *testing.T) {
			path := filepath.Join("..", "..", "docs", name)
			if *update {
				if err := os.WriteFile(path, []byte(want), 0o644); err != nil {
					t.Fatal(err)
				}
			}
			got, err := os.ReadFile(path)
			if err != nil {
				t.Fatal(err)
			}
			if string(got) != want {
				t.Errorf("%s is not what the package makes; run go test ./ldapserver/schema -update\ngot:\n%s\nwant:\n%s", path, got, want)
			}
		})
	}
}

// TestSlapdTakesTheSchema starts slapd's configuration check on each form of the schema.
func TestSlapdTakesTheSchema(t *testing.T) {
	slaptest, err := exec.LookPath("slaptest")
	if err != nil {
		t.Fatal("slaptest is missing: install OpenLDAP's server (apt-get install slapd), as make test does")
	}
	const includes = "include /etc/ldap/schema/core.schema\ninclude /etc/ldap/schema/cosine.schema\ninclude /etc/ldap/schema/inetorgperson.schema\n"

	t.Run("include in slapd.conf", func(t *testing.T) {
		dir := t.TempDir()
		write(t, filepath.Join(dir, "annuaire.schema"), SlapdSchema())
		conf := filepath.Join(dir, "slapd.conf")
		write(t, conf, includes+"include \""+filepath.Join(dir, "annuaire.schema")+"\"\n")
		run(t, slaptest, "-u", "-f", conf)
	})
	t.Run("entry of cn=config", func(t *testing.T) {
		dir := t.TempDir()
		conf := filepath.Join(dir, "slapd.conf")
		write(t, conf, includes)
		config := filepath.Join(dir, "slapd.d")
		if err := os.Mkdir(config, 0o700); err != nil {
			t.Fatal(err)
		}
		run(t, slaptest, "-f", conf, "-F", config)
		write(t, filepath.Join(dir, "annuaire.ldif"), SlapdLDIF())
		run(t, "slapadd", "-n", "0", "-F", config, "-l", filepath.Join(dir, "annuaire.ldif"))
		run(t, slaptest, "-u", "-F", config)
	})
}

func write(t *testing.T, path, text string) {
	t.Helper()
	if err := os.WriteFile(path, []byte(text), 0o600); err != nil {
		t.Fatal(err)
	}
}

func run(t *testing.T, name string, args ...string) {
	t.Helper()
	if out, err := exec.Command(name, args...).CombinedOutput(); err != nil {
		t.Fatalf("%s %q: %v\n%s", name, args, err, out)
	}
}
