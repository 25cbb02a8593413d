package message

import (
	"errors"
	"net"
	"slices"
	"testing"

	"annuaire/ldapserver/ber"

	oracle "github.com/go-asn1-ber/asn1-ber"
	ldap "github.com/go-ldap/ldap/v3"
)

// element is an element with the given tag around parts, each the encoding of an element or, for a primitive tag, content.
func element(tag Tag, parts ...string) string {
	return string(ber.AppendString(nil, tag, slices.Concat(asBytes(parts)...)))
}

func asBytes(parts []string) [][]byte {
	b := make([][]byte, len(parts))
	for i, part := range parts {
		b[i] = []byte(part)
	}
	return b
}

func octets(s string) string { return element(ber.OctetString, s) }

func integer(n int64) string { return string(ber.AppendInteger(nil, ber.Integer, n)) }

func enumerated(n int64) string { return string(ber.AppendInteger(nil, ber.Enumerated, n)) }

func boolean(v bool) string { return string(ber.AppendBoolean(nil, ber.Boolean, v)) }

// request is message 7 with the operation's element and what may follow it.
func request(op string, rest ...string) []byte {
	return []byte(element(ber.Sequence, slices.Concat([]string{integer(7), op}, rest)...))
}

// searchFor is a search with the filter.
func searchFor(filter string, rest ...string) []byte {
	return request(element(TagSearchRequest, slices.Concat([]string{octets("dc=x"), enumerated(2), enumerated(0), integer(0),
		integer(0), boolean(false), filter, element(ber.Sequence)}, rest)...))
}

// decoded is what Decode makes of b, which must be no error.
func decoded(t *testing.T, b []byte) Message {
	t.Helper()
	m, err := Decode(b, Limits{})
	if err != nil {
		t.Fatalf("%x: %v", b, err)
	}
	return m
}

// filterOf is the filter of a search that Decode must accept.
func filterOf(t *testing.T, b []byte) Filter {
	t.Helper()
	return decoded(t, b).Op.(*SearchRequest).Filter
}

// exchange runs a request of a go-ldap client against a server that decodes it and writes the bytes that answer makes
// of it. It returns the decoded request and the client's error.
func exchange(t *testing.T, do func(*ldap.Conn) error, answer func(Message) []byte) (Message, error) {
	t.Helper()
	client, server := net.Pipe()
	conn := ldap.NewConn(client, false)
	conn.Start()
	defer conn.Close()

	type outcome struct {
		request Message
		err     error
	}
	served := make(chan outcome, 1)
	go func() {
		defer server.Close()
		packet, err := oracle.ReadPacket(server)
		if err != nil {
			served <- outcome{err: err}
			return
		}
		m, err := Decode(packet.Bytes(), Limits{})
		if err == nil {
			_, err = server.Write(answer(m))
		}
		served <- outcome{m, err}
		for err == nil { // until the client closes, so that it reads what was written
			_, err = oracle.ReadPacket(server)
		}
	}()
	clientErr := do(conn)
	got := <-served
	if got.err != nil {
		t.Fatalf("the server's side: %v", got.err)
	}
	return got.request, clientErr
}

// resultOf is the LDAP result in an error of go-ldap's.
func resultOf(t *testing.T, err error) *ldap.Error {
	t.Helper()
	var result *ldap.Error
	if !errors.As(err, &result) {
		t.Fatalf("error is %v, want an LDAP result", err)
	}
	return result
}
