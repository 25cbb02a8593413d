package main

import (
	"log/slog"
	"path/filepath"
	"strings"
	"testing"

	"annuaire/directory"
)

func TestTheInvitationMakesTheFirstAdministratorAndIsNotRepeated(t *testing.T) {
	d, err := directory.Open(filepath.Join(t.TempDir(), "annuaire.db"), directory.Config{NoSync: true, Logger: slog.New(slog.DiscardHandler)})
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() {
		if err := d.Close(); err != nil {
			t.Error(err)
		}
	})
	s := &server{directory: d}
	if unreachable, err := foundingInvitation(t.Context(), s); err != nil || unreachable != "" {
		t.Errorf("without an API to take it: %q, error %v", unreachable, err)
	}
	s.config.HTTP.Listen, s.config.HTTP.URL = "127.0.0.1:0", "https://annuaire.example.com"
	first, err := foundingInvitation(t.Context(), s)
	if err != nil {
		t.Fatal(err)
	}
	second, err := foundingInvitation(t.Context(), s)
	if err != nil {
		t.Fatal(err)
	}
	token := func(invitation string) string {
		_, token, _ := strings.Cut(strings.TrimSpace(invitation), "https://annuaire.example.com/link#")
		return token
	}
	const email, password = "chief@example.com", "cheval agrafe pile juste"
	if _, err := d.UseFoundingLink(t.Context(), token(first), email, password); directory.CodeOf(err) != directory.LinkInvalid {
		t.Errorf("the first start's token after the second start: error %v", err)
	}
	if _, err := d.UseFoundingLink(t.Context(), token(second), email, password); err != nil {
		t.Fatal(err)
	}
	if third, err := foundingInvitation(t.Context(), s); err != nil || third != "" {
		t.Errorf("with an administrator: %q, error %v", third, err)
	}
}
