package ldapserver

import (
	"crypto/tls"
	"maps"
	"regexp"
	"slices"
	"strings"
	"testing"

	"annuaire/directory"
	"annuaire/ldapserver/ber"
	"annuaire/ldapserver/message"
)

// sized is a search for as many people as that at most.
func sized(id int32, most int64, filter []byte) []byte {
	b := ber.AppendString(nil, ber.OctetString, base)
	b = ber.AppendInteger(b, ber.Enumerated, int64(message.WholeSubtree))
	b = ber.AppendInteger(b, ber.Enumerated, 0)
	b = ber.AppendInteger(b, ber.Integer, most)
	b = ber.AppendInteger(b, ber.Integer, 0)
	b = ber.AppendBoolean(b, ber.Boolean, false)
	b = append(b, filter...)
	return pack(id, message.TagSearchRequest, ber.AppendString(b, ber.Sequence, ""))
}

func TestWhatCameOfARequestIsExplained(t *testing.T) {
	server, _ := certificate(t)
	f := newFixture(t)
	f.person(everywhere)
	s, address := f.serve(Options{TLS: always(server)})
	w := s.watched(t, Watch{Explain: true})
	c := dial(t, address)
	bound := simpleBind(1, 3, "phones", f.secret)
	equality := ber.AppendString(nil, ber.Context|ber.Constructed|3, ber.AppendString(ber.AppendString(nil, ber.OctetString, "sn"), ber.OctetString, "marti"))
	for _, tt := range []struct {
		name string
		sent []byte
		code string
		said string // of the English
	}{
		{"search of nobody", byName(1, "mar"), "bind_first", `not allowed from 127.0.0.1`},
		{"bind without name", simpleBind(1, 3, "", ""), "anonymous_refused", "127.0.0.1"},
		{"bind without secret", simpleBind(1, 3, "phones", ""), "secret_missing", "phones without a secret"},
		{"wrong secret", simpleBind(1, 3, "cn=Phones,"+base, "wrong"), "wrong_secret", "the secret of phones is wrong"},
		{"unknown account", simpleBind(1, 3, "fones", "wrong"), "unknown_account", "no account fones"},
		{"a person in the clear", simpleBind(1, 3, "zoe@example.com", herPassword), "tls_needed", `"zoe@example.com" is a person's name`},
		{"a mechanism", saslBind(1, "DIGEST-MD5"), "mechanism_not_supported", "DIGEST-MD5"},
		{"an account", bound, "bound", "bound as phones"},
		{"some people", byName(1, "mart"), "shown", "entries shown: 2"},
		{"too many", sized(1, 1, present("sn")), "truncated", "entries shown: 1, and there are more"},
		{"a wrong base", search(1, "dc=xyz", message.WholeSubtree, present("cn")), "wrong_base", `it searches under "dc=xyz", which is not here: change Base to "dc=phonebook"`},
		{"no base", search(1, "asterisk", message.WholeSubtree, present("cn")), "wrong_base", `under asterisk`},
		{"a number", search(1, base, message.WholeSubtree, initial("telephoneNumber", "0123450000")), "number_unknown", "it asked for 0123450000; nobody has that number"},
		{"letters", search(1, base, message.WholeSubtree, initial("telephoneNumber", "foo")), "number_letters", "letters match no number"},
		{"a lost asterisk", search(1, base, message.WholeSubtree, equality), "wildcard_missing", "nobody's name is marti, but"},
		{"a name", byName(1, "xyz"), "name_unknown", "it asked for xyz"},
		{"the root DSE", search(1, "", message.BaseObject, present("objectClass")), "described", "what the server can do"},
		{"a control", search(1, base, message.WholeSubtree, present("cn"), control{unheard, true}), "refused", "unavailableCriticalExtension"},
		{"a comparison", compare(1, jean), "done", "done"},
		{"a change", write(1, message.TagDeleteRequest, jean), "read_only", "not done over LDAP"},
		{"an operation there is not", extended(1, unheard, nil), "refused", "protocolError"},
		{"nothing readable", pack(1, message.TagSearchRequest, nil), "unreadable", "not readable"},
		{"no LDAP", []byte("GET / HTTP/1.1\r\n"), "connection_ended", `"not an LDAP message"`},
	} {
		c.note("-- %s", tt.name)
		c.send(tt.sent)
		got := (<-w.shown).Why
		if got.Code != tt.code || !strings.Contains(got.String(), tt.said) {
			t.Errorf("%s: %s %q, want %s with %q", tt.name, got.Code, got, tt.code, tt.said)
		}
		if strings.Contains(got.String(), f.secret) || strings.Contains(got.String(), herPassword) {
			t.Errorf("%s: a secret is in %q", tt.name, got)
		}
	}
}

func TestAnExplanationOfASearchSaysWhatItAskedForAndWhere(t *testing.T) {
	f := newFixture(t)
	s, address := f.serve(Options{})
	w := s.watched(t, Watch{Explain: true})
	c := dial(t, address)
	c.wantBind(3, "phones", f.secret, message.Success)
	c.send(byName(2, "mart"))
	c.send(search(3, "dc=xyz", message.WholeSubtree, initial("telephoneNumber", "0123")))
	for _, want := range []struct{ code, asked, under string }{{"bound", "", ""}, {"shown", "mart", "Acme"}, {"wrong_base", "0123", ""}} {
		if got := (<-w.shown).Why; got.Code != want.code || got.Values["asked"] != want.asked || got.Values["under"] != want.under {
			t.Errorf("%+v instead of %+v", got, want)
		}
	}
}

// A phone whose secret was refused signs off too: that is neither trouble nor a success.
func TestSigningOffIsExplainedAsSuch(t *testing.T) {
	f := newFixture(t)
	s, address := f.serve(Options{})
	w := s.watched(t, Watch{Explain: true})
	c := dial(t, address)
	c.wantBind(3, "phones", "wrong", message.InvalidCredentials)
	c.send(unbind(4))
	for _, code := range []string{"wrong_secret", "unbound"} {
		if got := (<-w.shown).Why; got.Code != code || got.IsTrouble() != (code == "wrong_secret") {
			t.Errorf("%+v instead of %s", got, code)
		}
	}
}

func TestAHandshakeThatFailsIsExplained(t *testing.T) {
	server, _ := certificate(t)
	f := newFixture(t)
	s, address := f.serve(Options{TLS: always(server)})
	w := s.watched(t, Watch{Explain: true})
	c := dial(t, address)
	c.send(startTLS(1))
	c.want(1, message.TagExtendedResponse, message.Success)
	if err := tls.Client(c.conn, &tls.Config{ServerName: "phonebook"}).Handshake(); err == nil {
		t.Fatal("an unknown certificate was accepted")
	}
	if got := (<-w.shown).Why; got.Code != "done" {
		t.Errorf("StartTLS: %+v", got)
	}
	if got := (<-w.shown).Why; got.Code != "tls_failed" || !got.IsTrouble() || !strings.Contains(got.Values["reason"], "certificate") {
		t.Errorf("the handshake: %+v", got)
	}
}

func TestAnAccountThatSeesNothingIsExplained(t *testing.T) {
	f := newFixture(t)
	zoe := f.person(everywhere)
	s, address := f.serve(Options{PasswordsInClear: true})
	w := s.watched(t, Watch{Explain: true})
	c := dial(t, address)
	c.wantBind(3, "zoe@example.com", herPassword, message.Success)
	if got := (<-w.shown).Why; got.Code != "bound" || got.Values["account"] != zoeDN {
		t.Errorf("%+v", got)
	}
	if _, err := f.directory.SetRoles(t.Context(), zoe.ID, 0, []directory.RoleAssignment{}); err != nil {
		t.Fatal(err)
	}
	c.send(byName(2, "mar"))
	c.want(2, message.TagSearchDone, message.InsufficientAccessRights)
	if got := (<-w.shown).Why; got.Code != "sees_nothing" || got.Values["account"] != zoeDN {
		t.Errorf("%+v", got)
	}
}

// Nobody pays for explanations who does not ask for them.
func TestOnlyWhoAsksGetsExplanations(t *testing.T) {
	f := newFixture(t)
	s, address := f.serve(Options{})
	plain, explained := s.watched(t, Watch{}), s.watched(t, Watch{Explain: true})
	c := dial(t, address)
	c.wantBind(3, "phones", f.secret, message.Success)
	if got := (<-plain.shown).Why; got.Code != "" || got.String() != "" || got.IsTrouble() {
		t.Errorf("%+v", got)
	}
	if got := (<-explained.shown).Why; got.Code != "bound" {
		t.Errorf("%+v", got)
	}
}

func TestEveryExplanationHasASentence(t *testing.T) {
	named := map[string]string{}
	for code, text := range explanations() {
		for _, match := range regexp.MustCompile(`\{(\w+)\}`).FindAllStringSubmatch(text, -1) {
			named[match[1]] = code
		}
	}
	want := []string{"account", "address", "attribute", "base", "entries", "mechanism", "name", "number", "reason", "result", "right"}
	if got := slices.Sorted(maps.Keys(named)); !slices.Equal(got, want) {
		t.Errorf("values are called %q, want %q", got, want)
	}
	if e := because("wrong_base", "base", "{right}", "right", "x"); e.String() != `it searches under "{right}", which is not here: change Base to x` {
		t.Errorf("said %q", e)
	}
	if codes := ExplanationCodes(); !slices.IsSorted(codes) || len(codes) != len(explanations()) {
		t.Errorf("codes %q", codes)
	}
}
