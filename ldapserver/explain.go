package ldapserver

import (
	"context"
	"strconv"
	"strings"

	"annuaire/ldapserver/dit"
	"annuaire/ldapserver/message"
)

// Explanation says what came of a request to who waits beside a phone: a code for programs to translate, and the values that it is about, by name. Of a
// search these are also what it "asked" for, and the name of the folder "under" whose entry it looked, as far as there is such a thing.
// The zero value explains nothing.
type Explanation struct {
	Code   string
	Values map[string]string
}

// explain makes out of what is known of a request what came of it. It may search, which its caller has time for.
func (s *Server) explain(ctx context.Context, f *facts) Explanation {
	switch {
	case f == nil:
		return Explanation{}
	case f.handshake:
		return because("tls_failed", "reason", f.end)
	case f.end != "":
		return because("connection_ended", "reason", f.end)
	case f.unreadable:
		return because("unreadable")
	}
	switch f.kind {
	case kindBind:
		return s.explainBind(f)
	case kindSearch:
		return s.explainSearch(ctx, f)
	case kindUnbind: // which has no result: nothing became of it, well or badly
		return because("unbound")
	case kindModify, kindAdd, kindDelete, kindModifyDN:
		return because("read_only")
	}
	switch f.result {
	case message.Success, message.CompareTrue, message.CompareFalse:
		return because("done")
	}
	return because("refused", "result", f.result.String())
}

// because pairs names with values.
func because(code string, values ...string) Explanation {
	e := Explanation{Code: code}
	for i := 0; i+1 < len(values); i += 2 {
		e = e.with(values[i], values[i+1])
	}
	return e
}

// with is an explanation with one more value.
func (e Explanation) with(name, value string) Explanation {
	if e.Values == nil {
		e.Values = map[string]string{}
	}
	e.Values[name] = value
	return e
}

func (s *Server) explainBind(f *facts) Explanation {
	switch f.result {
	case message.Success:
		if f.bound == "" {
			return because("bound_anonymously")
		}
		return because("bound", "account", f.bound)
	case message.InvalidCredentials:
		if name, is := s.whoseName(f.name); is {
			return because("wrong_secret", "account", name)
		}
		return because("unknown_account", "name", f.name)
	case message.UnwillingToPerform:
		return because("secret_missing", "name", f.name)
	case message.InappropriateAuthentication:
		return because("anonymous_refused", "address", f.address)
	case message.AuthMethodNotSupported:
		return because("mechanism_not_supported", "mechanism", f.mechanism)
	case message.ConfidentialityRequired:
		return because("tls_needed", "name", f.name)
	}
	return because("refused", "result", f.result.String())
}

// whoseName finds the account, or the person who can sign in, that the name of a bind stands for.
func (s *Server) whoseName(bindName string) (name string, is bool) {
	if name, ok := s.tree.AccountName(bindName); ok {
		for _, account := range s.directory.Accounts() {
			if strings.EqualFold(account.Name, name) {
				return account.Name, true
			}
		}
	}
	login, err := s.directory.LoginByName(s.tree.PersonName(bindName))
	return login.Email, err == nil
}

func (s *Server) explainSearch(ctx context.Context, f *facts) Explanation {
	m, err := message.Decode(f.search, s.limits.Load().decoding())
	if err != nil {
		return because("unreadable")
	}
	req := m.Op.(*message.SearchRequest)
	e := s.explainResult(ctx, f, req)
	for name, value := range map[string]string{"asked": s.tree.AskedFor(req), "under": s.tree.FolderAt(f.who, req.Base)} {
		if value != "" {
			e = e.with(name, value)
		}
	}
	return e
}

// explainResult makes out of a search and its result what came of it.
func (s *Server) explainResult(ctx context.Context, f *facts, req *message.SearchRequest) Explanation {
	switch f.result {
	case message.Success:
	case message.SizeLimitExceeded:
		return because("truncated", "entries", strconv.Itoa(f.entries))
	case message.NoSuchObject, message.InvalidDNSyntax:
		return because("wrong_base", "base", strings.Clone(req.Base), "right", s.tree.BaseDN())
	case message.InsufficientAccessRights:
		if f.bound == "" {
			return because("bind_first", "address", f.address)
		}
		return because("sees_nothing", "account", f.bound)
	case message.TimeLimitExceeded, message.AdminLimitExceeded:
		return because("too_slow")
	default:
		return because("refused", "result", f.result.String())
	}
	switch {
	case isPublic(req):
		return because("described")
	case f.entries > 0:
		return because("shown", "entries", strconv.Itoa(f.entries))
	}
	why, what := s.tree.WhyNobody(ctx, f.who, req)
	if what == "" {
		return because(string(why))
	}
	return because(string(why), nameOfValue(why), strings.Clone(what))
}

// nameOfValue is what the value is called that a reason is about.
func nameOfValue(why dit.Nobody) string {
	switch why {
	case dit.BelowBase:
		return "base"
	case dit.AttributeUnknown:
		return "attribute"
	case dit.NumberForm, dit.NumberLetters, dit.NumberUnknown:
		return "number"
	}
	return "name"
}
