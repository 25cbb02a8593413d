package main

import (
	"log/slog"
	"path/filepath"
	"strings"
	"testing"

	"annuaire/cmd/annuaire/config"
)

func TestTheSettingsTellHowTheServerRuns(t *testing.T) {
	c := config.Default()
	c.Directory.Store = filepath.Join(t.TempDir(), "annuaire.db")
	c.LDAP.Listen, c.LDAP.ListenTLS, c.HTTP.Listen = "127.0.0.1:0", "127.0.0.1:0", "127.0.0.1:0"
	s, err := newServer(c, slog.New(slog.DiscardHandler))
	if err != nil {
		t.Fatal(err)
	}
	if err := s.start(t.Context()); err != nil {
		t.Fatal(err)
	}
	defer func() {
		if err := s.stop(nil); err != nil {
			t.Error(err)
		}
	}()
	told, err := s.installed()
	if err != nil {
		t.Fatal(err)
	}
	if told.Store.Path != c.Directory.Store || told.Store.Bytes == 0 || told.ConfigFile != "" {
		t.Errorf("%+v", told.Store)
	}
	if a := told.LDAP.Addresses; len(a) != 2 || !strings.HasPrefix(a[0], "ldap://127.0.0.1:") || !strings.HasPrefix(a[1], "ldaps://127.0.0.1:") || !told.LDAP.StartTLS {
		t.Errorf("%+v", told.LDAP)
	}
	if own := told.LDAP.Certificate; own == nil || !own.Own || len(own.SHA256) != 95 || own.Until.IsZero() {
		t.Errorf("%+v", own)
	}
	if told.HTTP.Certificate != nil || told.HTTP.URL != told.HTTP.Address || !strings.HasPrefix(told.HTTP.URL, "http://127.0.0.1:") || told.Metrics.Address != "" {
		t.Errorf("%+v %+v", told.HTTP, told.Metrics)
	}
	c.LDAP.Limits.SizeLimit = 77
	if err := s.reload(c); err != nil {
		t.Fatal(err)
	}
	if told, err = s.installed(); err != nil || told.LDAP.Limits.SizeLimit != 77 {
		t.Errorf("after the limits were read again: %+v, %v", told.LDAP.Limits, err)
	}
}
