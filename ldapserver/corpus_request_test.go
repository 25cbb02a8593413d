package ldapserver

import (
	"encoding/hex"
	"slices"
	"strconv"
	"strings"
	"testing"

	"github.com/go-ldap/ldap/v3"
	"github.com/google/uuid"

	"annuaire/directory"
	"annuaire/ldapserver/ber"
	"annuaire/ldapserver/message"
)

// corpusRequest is a search as a device sends it, and what comes before it.
type corpusRequest struct {
	server, bind         string
	base, filter, packed string
	scope                message.Scope
	size, time           int
	attrs                []string
	controls             []message.Control
	options              directory.PhoneOptions
}

// read understands the lines of a request:
//
//	server: the server's base DN (dc=phonebook, if missing)
//	bind: none, anonymous, v2, or a name that comes without a password (as phones, if missing)
//	base: DN (the server's, if missing)
//	scope: base, one or sub (sub, if missing)
//	size, time: limits (0, if missing)
//	filter: as RFC 4515 writes it ((objectClass=*), if missing)
//	attrs: separated by commas (none, if missing)
//	control: object identifier, with ! behind it where it is critical, of one without a value
//	sort: keys as sortControl reads them, with ! behind them where it is critical
//	view: what viewControl reads, likewise
//	page: how many entries
//	account: options of the account that is bound as, such as "lenient_equality" or "dial_format national"
//	packet: the whole message in hexadecimal digits, instead of what makes one
func (q *corpusRequest) read(t *testing.T, text string) {
	t.Helper()
	q.server, q.bind, q.scope, q.filter, q.base = "dc=phonebook", "phones", message.WholeSubtree, "(objectClass=*)", "\x00"
	for line := range strings.Lines(text) {
		key, value, _ := strings.Cut(strings.TrimSuffix(line, "\n"), ":")
		value = strings.TrimSpace(value)
		switch key {
		case "server":
			q.server = value
		case "bind":
			q.bind = value
		case "base":
			q.base = value
		case "scope":
			q.scope = message.Scope(slices.Index([]string{"base", "one", "sub"}, value))
		case "size":
			q.size = number(t, value)
		case "time":
			q.time = number(t, value)
		case "filter":
			q.filter = value
		case "attrs":
			q.attrs = strings.Split(strings.ReplaceAll(value, " ", ""), ",")
		case "control":
			oid, critical := strings.CutSuffix(value, "!")
			q.controls = append(q.controls, message.Control{OID: oid, Critical: critical})
		case "sort":
			keys, critical := strings.CutSuffix(value, "!")
			q.controls = append(q.controls, sortControl(keys, critical))
		case "view":
			target, critical := strings.CutSuffix(value, "!")
			q.controls = append(q.controls, viewControl(t, target, critical))
		case "page":
			q.controls = append(q.controls, pageControl(int64(number(t, value)), "", false))
		case "account":
			q.option(t, value)
		case "packet":
			q.packed += value
		default:
			t.Fatalf("what does %q mean?", line)
		}
	}
	if q.base == "\x00" {
		q.base = q.server
	}
}

func (q *corpusRequest) option(t *testing.T, text string) {
	t.Helper()
	name, value, _ := strings.Cut(text, " ")
	switch name {
	case "dial_format":
		q.options.DialFormat = directory.DialFormat(value)
	case "outside_line":
		q.options.OutsideLine = value
	case "lenient_equality":
		q.options.LenientEquality = true
	case "truncation":
		q.options.Truncation = directory.Truncation(value)
	case "search_base":
		q.options.SearchBase = directory.SearchBase(value)
	default:
		t.Fatalf("what option is %q?", text)
	}
}

func number(t *testing.T, s string) int {
	t.Helper()
	n, err := strconv.Atoi(s)
	if err != nil {
		t.Fatal(err)
	}
	return n
}

// bindRequest is message 1; nil where there is none.
func (q *corpusRequest) bindRequest(t *testing.T, b *corpusBook) []byte {
	if q.options != (directory.PhoneOptions{}) {
		name := "phones " + strings.ReplaceAll(uuid.NewString(), "-", "")
		return simpleBind(1, 3, name, b.account(t, name, q.options))
	}
	secret := b.secret
	switch q.bind {
	case "none":
		return nil
	case "anonymous":
		return simpleBind(1, 3, "", "")
	case "v2":
		return simpleBind(1, 2, "phones", secret)
	case "phones":
		return simpleBind(1, 3, "phones", secret)
	}
	return simpleBind(1, 3, q.bind, "")
}

// packet is message 2.
func (q *corpusRequest) packet(t *testing.T) []byte {
	t.Helper()
	if q.packed != "" {
		b, err := hex.DecodeString(q.packed)
		if err != nil {
			t.Fatal(err)
		}
		return b
	}
	filter, err := ldap.CompileFilter(q.filter)
	if err != nil {
		t.Fatalf("filter %s: %v", q.filter, err)
	}
	b := ber.AppendString(nil, ber.OctetString, q.base)
	b = ber.AppendInteger(b, ber.Enumerated, int64(q.scope))
	b = ber.AppendInteger(b, ber.Enumerated, 0)
	b = ber.AppendInteger(b, ber.Integer, int64(q.size))
	b = ber.AppendInteger(b, ber.Integer, int64(q.time))
	b = ber.AppendBoolean(b, ber.Boolean, false)
	b = append(b, filter.Bytes()...)
	b, list := ber.Begin(b, ber.Sequence)
	for _, name := range q.attrs {
		b = ber.AppendString(b, ber.OctetString, name)
	}
	return packWith(2, message.TagSearchRequest, ber.End(b, list), q.controls)
}
