package search

import (
	"cmp"
	"slices"
)

// both narrows to what all of plans find. It keeps plans.
func (p *planner) both(plans []plan) plan {
	known := p.knownOfAll(plans)
	exact, narrowing := true, plans[:0]
	for _, a := range plans {
		if a.how == byNothing {
			return nothing()
		}
		exact = exact && a.exact
		if a.how != byAll || a.most < len(p.docs) {
			narrowing = append(narrowing, a)
		}
	}
	if len(narrowing) == 0 {
		return plan{how: byAll, most: len(p.docs), exact: exact, known: known}
	}
	slices.SortFunc(narrowing, func(a, b plan) int { return cmp.Compare(a.most, b.most) })
	// People come first, and mostly all that is found are people.
	if last := len(narrowing) - 1; last > 0 && narrowing[last].how == byAll && narrowing[0].isBelow(narrowing[last].most) {
		narrowing = narrowing[:last]
	}
	n, least := 1, narrowing[0].most
	if exact {
		n = len(narrowing) // to look at the others' postings is cheaper than to look at a document
	}
	for n < min(len(narrowing), mostArgs) && narrowing[n].most <= least*worthLeap && least > worthLeap {
		n++
	}
	if n == 1 {
		narrowing[0].exact, narrowing[0].known = exact, known
		return narrowing[0]
	}
	found := plan{how: byBoth, most: least, args: narrowing[:n], exact: exact, known: known}
	for i := range found.args {
		found.correlated = found.correlated || found.args[i].correlated
	}
	return found
}

// either widens to what any of plans find. It keeps plans.
func (p *planner) either(plans []plan) plan {
	found := plan{how: byEither, exact: true}
	kept := plans[:0]
next:
	for i := range plans {
		a := &plans[i]
		if a.how == byNothing {
			continue
		}
		// A phone asks for one number in several fields, which postings do not tell apart.
		for k := range kept[:min(len(kept), mostArgs)] {
			if kept[k].sameTerm(a) {
				kept[k].alsoSure(a)
				continue next
			}
		}
		found.most += a.most
		found.correlated = found.correlated || a.correlated
		kept = append(kept, *a)
	}
	for i := range kept {
		found.exact = found.exact && kept[i].exact
	}
	kept = p.withoutLastNames(kept)
	if !found.exact && found.most > worthKnowing {
		found.known = p.knownOfAny(kept)
	}
	switch found.args = kept; {
	case len(kept) == 0:
		return nothing()
	case len(kept) == 1:
		return kept[0]
	case !found.correlated && !found.exact && found.most > len(p.docs)/worthTerms && len(found.known) == 0:
		return p.all()
	}
	return found
}

// withoutLastNames leaves out the last names that have what names are asked for too, as phones ask for both: a name has its last name in it.
func (p *planner) withoutLastNames(plans []plan) []plan {
	if !p.lastNamesLead {
		return plans
	}
	return slices.DeleteFunc(plans, func(a plan) bool {
		return a.exact && a.group == lastNameGroup && slices.ContainsFunc(plans, func(b plan) bool {
			return b.exact && b.group == nameGroup && b.key == a.key
		})
	})
}
