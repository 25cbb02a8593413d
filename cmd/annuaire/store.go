package main

import (
	"context"
	"errors"
	"fmt"
	"io"
	"log/slog"
	"os"
	"path/filepath"
	"time"

	"github.com/google/uuid"

	"annuaire/cmd/annuaire/config"
	"annuaire/directory"
	"annuaire/directory/store"
	"annuaire/ldapserver"
	"annuaire/ldapserver/dit"
	"annuaire/provisioning/control"
)

// directoryConfig is what of the configuration a directory is opened with.
func directoryConfig(c config.Config, log *slog.Logger) directory.Config {
	d := c.Directory
	return directory.Config{
		Name: d.Name, Country: d.Country, Language: d.Language, OutsidePrefix: d.OutsidePrefix,
		FillTelephone: d.FillTelephone, BinDays: d.BinDays, JournalFor: time.Duration(d.JournalDays) * 24 * time.Hour,
		MinShortDigits: c.Extensions.MinDigits, MaxShortDigits: c.Extensions.MaxDigits, FirstExtension: c.Extensions.First,
		ExtensionRanges: c.Extensions.Ranges, Reserved: c.Extensions.Reserved, DialPrefixConflict: c.Extensions.DialPrefixConflict, PINDigits: c.Voicemail.PINDigits, Licence: c.Licence,
		AutoContactKinds: append([]directory.LineKind{}, c.Lines.ContactsFor...), // nil would stand for landlines
		Logger:           log,
	}
}

// How long a command waits for a store that another process has open: a server that is starting will answer soon, and
// another command will be done.
const (
	patience = 10 * time.Second
	pause    = 100 * time.Millisecond
)

// withStore calls do with a client for the store that the configuration names: of the server that has it open, else of one
// in this process. A store that is not there is made only where create says so.
func (p *program) withStore(ctx context.Context, create bool, do func(config.Config, *control.Client) error) error {
	c, err := p.configuration()
	if err != nil {
		return err
	}
	client, done, err := p.connect(ctx, c, create)
	if err != nil {
		return err
	}
	return errors.Join(do(c, client), done())
}

func (p *program) connect(ctx context.Context, c config.Config, create bool) (client *control.Client, done func() error, err error) {
	path := c.Directory.Store
	socket := control.SocketPath(path)
	patient, cancel := context.WithTimeout(ctx, p.patience)
	defer cancel()
	for {
		client, err := control.Dial(ctx, socket)
		if !errors.Is(err, control.ErrNoServer) {
			return client, func() error { return nil }, err
		}
		if _, err := os.Stat(path); errors.Is(err, os.ErrNotExist) && !create {
			return nil, nil, fmt.Errorf("there is no store %s yet: annuaire serve or annuaire import makes one", path)
		}
		client, done, err := p.openStore(c)
		var inUse *store.InUseError
		if !errors.As(err, &inUse) {
			return client, done, err
		}
		select {
		case <-patient.Done():
			return nil, nil, fmt.Errorf("%w, which does not answer at %s", err, socket)
		case <-time.After(pause):
		}
	}
}

// openStore opens the store itself, for one command.
func (p *program) openStore(c config.Config) (client *control.Client, done func() error, err error) {
	d, err := directory.Open(c.Directory.Store, directoryConfig(c, p.log))
	var damaged *store.DamagedError
	if errors.As(err, &damaged) {
		return nil, nil, fmt.Errorf("%w; move it away, then annuaire restore can put a backup in its place", err)
	}
	if err != nil {
		return nil, nil, err
	}
	tree, err := newTree(c, d)
	if err != nil {
		return nil, nil, errors.Join(err, d.Close())
	}
	client, stop := control.InProcess(services(d, tree, c), p.log)
	return client, func() error {
		stop()
		return d.Close()
	}, nil
}

// newTree makes the LDAP tree of a directory.
func newTree(c config.Config, d *directory.Directory) (*dit.DIT, error) {
	anonymous := c.LDAP.Anonymous.Folders
	if len(anonymous) == 0 && len(c.LDAP.Anonymous.Networks) > 0 {
		anonymous = []uuid.UUID{d.Root().ID}
	}
	tls := ldapTLS(c) != tlsFiles{}
	tree, err := dit.New(d, dit.Options{
		BaseDN: c.Directory.BaseDN, SizeLimit: c.LDAP.Limits.SizeLimit, LookThrough: c.LDAP.Limits.LookThrough,
		ReadyBytes:       c.LDAP.Limits.ReadyEntries,
		AnonymousFolders: anonymous, AnonymousOptions: c.LDAP.Anonymous.Options, DialPrefixes: c.LDAP.DialPrefixes,
		Extensions: ldapserver.Extensions(tls, c.LDAP.PasswordsInClear), Mechanisms: ldapserver.Mechanisms(tls),
		Version: version(),
	})
	if err != nil {
		return nil, c.Problem("directory.base_dn", err)
	}
	return tree, nil
}

// services is what commands are carried out with.
func services(d *directory.Directory, tree *dit.DIT, c config.Config) control.Services {
	return control.Services{
		Directory:  d,
		Imports:    c.Imports.Limits(),
		ExportLDIF: func(ctx context.Context, w io.Writer) error { return exportLDIF(ctx, tree, w) },
		Attribute:  attributeName,
		Spool:      filepath.Dir(c.Directory.Store),
	}
}
