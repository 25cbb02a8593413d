package main

import (
	"bytes"
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"os"
	"os/exec"
	"path/filepath"

	"annuaire/directory"
	"annuaire/directory/exchange"
	"annuaire/directory/exchange/sample"
)

// What clients of the servers beside annuaire bind as; annuaire makes a secret of its own for the same name.
const (
	benchAccount = "bench"
	benchName    = "cn=bench,dc=example,dc=com"
	benchSecret  = "no secret"
)

// seed makes every run the same.
const seed = 1

// company is a made-up directory, as every server under measurement gets it.
type company struct {
	folder   string // that all is in: the store, its configuration, the program, the LDIF
	program  string // annuaire, built
	ldif     string
	contacts int
	secret   string // of the account in annuaire
	token    string // for its API
	sampled  *sampled
}

// found makes a company of n contacts in a folder that is there.
func found(ctx context.Context, folder string, n, folders int, stderr io.Writer) (*company, error) {
	c := &company{folder: folder, program: filepath.Join(folder, "annuaire"), ldif: filepath.Join(folder, "company.ldif"), contacts: n}
	build := exec.CommandContext(ctx, "go", "build", "-trimpath", "-o", c.program, "annuaire/cmd/annuaire")
	build.Stderr = stderr
	if err := build.Run(); err != nil {
		return nil, fmt.Errorf("go build: %w", err)
	}
	var file bytes.Buffer
	if err := sample.CSV(&file, n, folders, seed); err != nil {
		return nil, err
	}
	var err error
	if c.sampled, err = sampleFile(bytes.NewReader(file.Bytes()), n); err != nil {
		return nil, err
	}
	// Every client comes from one address, and takes as long as it likes; files are as large as the directory.
	const configuration = "[ldap.limits]\nconnections_per_address = 10000\n[http]\nlisten = \"127.0.0.1:0\"\n[imports]\nfile_mib = 4096\nrows = 5000000\n"
	if err := os.WriteFile(filepath.Join(folder, "config.toml"), []byte(configuration), 0o600); err != nil {
		return nil, err
	}
	if kept, err := c.keys(); kept || err != nil {
		return c, err
	}
	if err := c.fill(ctx, &file); err != nil {
		return nil, err
	}
	secret, err := c.command(ctx, "account", "add", benchAccount)
	if err != nil {
		return nil, err
	}
	c.secret = string(bytes.TrimSpace(secret))
	token, err := c.command(ctx, "token", "issue", benchAccount, "--role", "Gestionnaire d'annuaire")
	if err != nil {
		return nil, err
	}
	c.token = string(bytes.TrimSpace(token))
	if _, err = c.command(ctx, "export", "--format", "ldif", "-o", c.ldif); err != nil {
		return nil, err
	}
	return c, c.keepKeys()
}

// keys are the secrets of a company that is there already: in a folder that an earlier run has kept. Its file is the last that is written.
func (c *company) keys() (kept bool, err error) {
	content, err := os.ReadFile(c.keyFile())
	if errors.Is(err, os.ErrNotExist) {
		return false, nil
	}
	if err != nil {
		return false, err
	}
	var k keys
	if err := json.Unmarshal(content, &k); err != nil {
		return false, fmt.Errorf("%s: %w", c.keyFile(), err)
	}
	if k.Contacts != c.contacts {
		return false, fmt.Errorf("%s holds a directory of %d contacts, not of %d", c.folder, k.Contacts, c.contacts)
	}
	c.secret, c.token = k.Secret, k.Token
	return true, nil
}

func (c *company) keepKeys() error {
	content, err := json.Marshal(keys{c.contacts, c.secret, c.token})
	if err != nil {
		return err
	}
	return os.WriteFile(c.keyFile(), content, 0o600)
}

func (c *company) keyFile() string { return filepath.Join(c.folder, "keys.json") }

// keys are what a later run needs to know of a company.
type keys struct {
	Contacts      int
	Secret, Token string
}

// fill imports the contacts by the importer's own code, which sets a limit to files only by default.
func (c *company) fill(ctx context.Context, file *bytes.Buffer) error {
	d, err := directory.Open(filepath.Join(c.folder, "annuaire.db"), directory.Config{NoSync: true})
	if err != nil {
		return err
	}
	report, err := exchange.Import(ctx, d, file, exchange.Options{
		CreateFolders: true, Limits: exchange.Limits{Bytes: int64(file.Len()), Rows: c.contacts},
	})
	if err == nil && report.Errors > 0 {
		err = fmt.Errorf("%d rows are in error", report.Errors)
	}
	return errors.Join(err, d.Close())
}

// command runs an annuaire command in the company's folder and returns what it prints.
func (c *company) command(ctx context.Context, args ...string) ([]byte, error) {
	cmd := exec.CommandContext(ctx, c.program, args...)
	cmd.Dir = c.folder
	out, err := cmd.Output()
	if exit, is := errors.AsType[*exec.ExitError](err); is {
		err = fmt.Errorf("%w: %s", err, exit.Stderr)
	}
	if err != nil {
		return nil, fmt.Errorf("annuaire %v: %w", args, err)
	}
	return out, nil
}

// launch runs annuaire on the company's store.
func (c *company) launch(ctx context.Context) (*process, io.Reader, error) {
	return launch(ctx, c.folder, c.program, "serve", "--listen", "127.0.0.1:0")
}

// serve starts annuaire on the company's store.
func (c *company) serve(ctx context.Context) (*process, error) {
	p, out, err := c.launch(ctx)
	if err == nil {
		err = p.ready(out)
	}
	if err != nil {
		return nil, err
	}
	p.name, p.bind = "annuaire", bindRequest(benchName, c.secret)
	p.write, err = c.writer(ctx, p.addresses[len(p.addresses)-1], writtenContacts)
	if err != nil {
		return nil, errors.Join(err, p.stop())
	}
	return p, nil
}
