package dit

import (
	"context"

	"annuaire/directory"
	"annuaire/ldapserver/message"
)

// Nobody is why a search finds nobody.
type Nobody string

// Why a search finds nobody, what is surest first.
const (
	BelowBase        Nobody = "below_base"        // there are some, but not below its base
	NotVisible       Nobody = "not_visible"       // there are some, whom or whose attributes the account does not see
	WildcardMissing  Nobody = "wildcard_missing"  // a name begins so, but nobody has it and no more
	AttributeUnknown Nobody = "attribute_unknown" // an attribute that does not exist decides
	NumberForm       Nobody = "number_form"       // somebody has the number, without what is in front of it
	NumberLetters    Nobody = "number_letters"    // letters are looked for among numbers
	NumberUnknown    Nobody = "number_unknown"
	NameUnknown      Nobody = "name_unknown"
	NoMatch          Nobody = "no_match"
)

// WhyNobody looks into why who finds nobody with a search that succeeds without an entry, and gives the value or the attribute that it is about. It
// searches several times: it is for who waits beside a phone, not for phones.
func (t *DIT) WhyNobody(ctx context.Context, who Who, req *message.SearchRequest) (why Nobody, what string) {
	a, known := t.asker(who)
	if !known {
		return NotVisible, ""
	}
	options := directory.Account{Attributes: []string{"*"}, PhoneOptions: a.options}
	all := asker{picture: a.picture, view: a.newView(options, t.opts.DialPrefixes), dit: t}
	p := &probe{ctx: ctx}
	p.read(&req.Filter)
	rest, some := withoutUnknown(req.Filter)
	switch {
	case p.finds(a, &req.Filter, false):
		return BelowBase, readText(req.Base)
	case p.finds(all, &req.Filter, false):
		word, _ := p.word()
		return NotVisible, word
	case p.equality != "" && !a.options.LenientEquality && p.finds(a, &req.Filter, true):
		return WildcardMissing, p.equality
	case p.unknown != "" && some && p.finds(a, &rest, false):
		return AttributeUnknown, p.unknown
	}
	return p.whyNoValue(a)
}
