package ldapserver

import (
	"testing"

	"annuaire/ldapserver/message"
)

func TestTheLastBindOfAnAccountIsKnown(t *testing.T) {
	s, address, f := startServer(t, Options{PasswordsInClear: true})
	f.person(everywhere)
	account := f.directory.Accounts()[0].ID
	c := dial(t, address)
	c.wantBind(3, "phones", "wrong", message.InvalidCredentials)
	c.wantBind(3, "zoe@example.com", herPassword, message.Success)
	if last, ok := s.LastBind(account); ok {
		t.Errorf("it was bound at %v", last)
	}
	c.wantBind(3, "phones", f.secret, message.Success)
	if last, ok := s.LastBind(account); !ok || last.At.IsZero() || last.Address.String() != "127.0.0.1" {
		t.Errorf("it was bound at %v", last)
	}
}
