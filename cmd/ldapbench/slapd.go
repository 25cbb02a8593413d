package main

import (
	"bytes"
	"context"
	"errors"
	"fmt"
	"net"
	"os"
	"os/exec"
	"path/filepath"
	"time"
)

// slapdConfig is how an administrator sets slapd up for phones: the memory-mapped backend, and an index for each kind of search on each attribute
// that is searched. The account is the database's own, so no access rule costs it anything; its password is hashed as slappasswd does by default.
const slapdConfig = `include /etc/ldap/schema/core.schema
include /etc/ldap/schema/cosine.schema
include /etc/ldap/schema/inetorgperson.schema
include "%[1]s/annuaire.schema"
pidfile "%[1]s/slapd.pid"
moduleload back_mdb
loglevel 0
database mdb
suffix %[2]s
rootdn %[3]s
rootpw %[4]s
directory "%[1]s/slapd"
maxsize 17179869184
index objectClass eq
index cn,sn,givenName,telephoneNumber,mobile,shortNumber,o eq,sub,pres
`

// serveSlapd loads the company's LDIF into Debian's slapd and starts it.
func (c *company) serveSlapd(ctx context.Context) (*process, error) {
	tool := func(name string, args ...string) ([]byte, error) {
		out, err := exec.CommandContext(ctx, sbin(name), args...).CombinedOutput()
		if err != nil {
			return nil, fmt.Errorf("%s: %w\n%s", name, err, out)
		}
		return bytes.TrimSpace(out), nil
	}
	hash, err := tool("slappasswd", "-s", benchSecret)
	if err != nil {
		return nil, err
	}
	if err := c.installSchema(); err != nil {
		return nil, err
	}
	file := filepath.Join(c.folder, "slapd.conf")
	if err := os.WriteFile(file, fmt.Appendf(nil, slapdConfig, c.folder, baseDN, benchName, hash), 0o600); err != nil {
		return nil, err
	}
	if err := os.Mkdir(filepath.Join(c.folder, "slapd"), 0o700); err != nil && !errors.Is(err, os.ErrExist) {
		return nil, err
	}
	if _, err := os.Stat(filepath.Join(c.folder, "slapd", "data.mdb")); err != nil {
		if _, err := tool("slapadd", "-q", "-f", file, "-l", c.ldif); err != nil {
			return nil, err
		}
	}
	address, err := freeAddress()
	if err != nil {
		return nil, err
	}
	p, _, err := launch(ctx, c.folder, sbin("slapd"), "-d", "0", "-f", file, "-h", "ldap://"+address)
	if err != nil {
		return nil, err
	}
	p.name, p.address, p.bind = "slapd", address, bindRequest(benchName, benchSecret)
	for until := time.Now().Add(patience); ; {
		held, err := hold(p.target, 1)
		if err == nil {
			held()
			p.write, err = c.modifier(address)
			return p, err
		}
		if time.Now().After(until) {
			return nil, p.unready(err)
		}
		time.Sleep(10 * time.Millisecond) // it has no way to say that it is ready
	}
}

// installSchema puts annuaire's schema beside the others that slapd reads.
func (c *company) installSchema() error {
	schema, err := os.ReadFile(filepath.Join("docs", "annuaire.schema"))
	if err != nil {
		return fmt.Errorf("ldapbench runs in the project's folder: %w", err)
	}
	return os.WriteFile(filepath.Join(c.folder, "annuaire.schema"), schema, 0o600)
}

// sbin is where Debian keeps slapd's programs, which is not on everybody's path.
func sbin(name string) string {
	if path, err := exec.LookPath(name); err == nil {
		return path
	}
	return filepath.Join("/usr/sbin", name)
}

// freeAddress is an address nobody listens on at the moment.
func freeAddress() (string, error) {
	l, err := net.Listen("tcp", "127.0.0.1:0")
	if err != nil {
		return "", err
	}
	defer l.Close()
	return l.Addr().String(), nil
}
