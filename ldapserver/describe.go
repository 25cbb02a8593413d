package ldapserver

import (
	"fmt"
	"strconv"
	"strings"

	"annuaire/ldapserver/message"
)

// longestShown is how many bytes of a request's description are shown.
const longestShown = 4 << 10

// describe writes a request in one line. No secret is in it: of binds only the name, of extended operations only the
// identifier, and nothing of an assertion about a password.
func describe(m *message.Message, unread *message.DecodeError) string {
	b := new(strings.Builder)
	switch op := m.Op.(type) {
	case *message.BindRequest:
		fmt.Fprintf(b, "bind v%d name=%s", op.Version, quoted(op.Name))
		if !op.Simple {
			fmt.Fprintf(b, " sasl=%s", quoted(op.Mechanism))
		}
	case *message.UnbindRequest:
		b.WriteString("unbind")
	case *message.AbandonRequest:
		fmt.Fprintf(b, "abandon id=%d", op.ID)
	case *message.SearchRequest:
		describeSearch(b, op)
	case *message.CompareRequest:
		fmt.Fprintf(b, "compare entry=%s attribute=%s", quoted(op.Entry), quoted(op.Attribute))
		if !isSecret(op.Attribute) {
			fmt.Fprintf(b, " value=%s", quoted(op.Value))
		}
	case *message.ExtendedRequest:
		fmt.Fprintf(b, "extended %s", extendedName(op.Name))
	case *message.ModifyRequest:
		fmt.Fprintf(b, "modify entry=%s", quoted(op.Entry))
	case *message.AddRequest:
		fmt.Fprintf(b, "add entry=%s", quoted(op.Entry))
	case *message.DeleteRequest:
		fmt.Fprintf(b, "delete entry=%s", quoted(op.Entry))
	case *message.ModifyDNRequest:
		fmt.Fprintf(b, "modify_dn entry=%s", quoted(op.Entry))
	default:
		fmt.Fprintf(b, "unreadable: %v", unread)
	}
	for i := range m.Controls {
		fmt.Fprintf(b, " control=%s", quoted(m.Controls[i].OID))
		if m.Controls[i].Critical {
			b.WriteByte('!')
		}
	}
	if text := b.String(); len(text) > longestShown {
		return strings.ToValidUTF8(text[:longestShown], "") + "…"
	}
	return b.String()
}

func describeSearch(b *strings.Builder, op *message.SearchRequest) {
	scope := [...]string{message.BaseObject: "base", message.SingleLevel: "one", message.WholeSubtree: "sub"}[op.Scope]
	fmt.Fprintf(b, "search base=%s scope=%s filter=", quoted(op.Base), scope)
	if hasSecret(&op.Filter) {
		b.WriteString("(about a password)")
	} else {
		b.WriteString(op.Filter.String())
	}
	for i, name := range op.Attributes {
		if i == 0 {
			b.WriteString(" attributes=")
		} else {
			b.WriteByte(',')
		}
		b.WriteString(quoted(name))
	}
	fmt.Fprintf(b, " size=%d time=%d", op.SizeLimit, op.TimeLimit)
	if op.TypesOnly {
		b.WriteString(" types_only")
	}
}

func extendedName(oid string) string {
	switch oid {
	case message.OIDStartTLS:
		return "StartTLS"
	case message.OIDWhoAmI:
		return "WhoAmI"
	case message.OIDPasswordModify:
		return "PasswordModify"
	}
	return quoted(oid)
}

// quoted is s as it is where it is a plain word, else in quotes with everything escaped that could do something to a
// terminal.
func quoted(s string) string {
	plain := s != "" && strings.Trim(s, "abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789.-_;*+") == ""
	if plain {
		return s
	}
	return strconv.Quote(s)
}
