package search

import (
	"cmp"
	"slices"
)

// A condition such as "an a in a name, a company, a number or an address" is not exact, as one of its sides is not; but of who has an a in the name
// it is known. Lists of the pages ask so, for all that there are.

// knownOfAny gives plans for what satisfies a condition for certain of which plans are the sides, the ones that find the most first. Plans are put in that
// order too: whoever is found by the first of them is not looked for in the others.
func (p *planner) knownOfAny(plans []plan) []plan {
	slices.SortStableFunc(plans, func(a, b plan) int { return cmp.Compare(b.most, a.most) })
	var known []plan
	for i := range plans {
		if plans[i].exact {
			known = append(known, plans[i])
		} else {
			known = append(known, plans[i].known...)
		}
	}
	return known
}

// knownOfAll gives plans for what satisfies all of some conditions for certain, where just one of them is not exact.
func (p *planner) knownOfAll(plans []plan) []plan {
	var some []plan
	for i := range plans {
		switch {
		case plans[i].exact:
		case len(plans[i].known) == 0 || some != nil:
			return nil
		default:
			some = plans[i].known
		}
	}
	var known []plan
	for _, one := range some {
		all := p.of(one)
		for i := range plans {
			if plans[i].exact {
				all = append(all, plans[i])
			}
		}
		if one = p.both(all); one.how != byNothing {
			known = append(known, one)
		}
	}
	return known
}
