package search

import "strings"

// "mar j" finds Marie Jouve and Jean Martin alike, of which a directory has few, and all of them late in the alphabet. Its two
// words are common, each with other words: whoever leaps through the one and the other leaps through half of the directory. So
// how two words begin together is a term of its own.

// mostWords is how many words of a form are paired; longer forms are found by their length.
const mostWords = 8

// manyWords is the term of forms that have more words than are paired. No word begins with nothing.
const manyWords = wordPairs

// wordPair is the term of two words, with one or two bytes of the first.
func wordPair(first, second string, length int) uint32 {
	pair := [3]byte{first[0], 0, second[0]}
	if length > 1 {
		pair[1] = first[1]
	}
	return wordPairs | gram(string(pair[:]))
}

// addWordPairs adds the terms of all words of a form with those after them.
func (v *inverter) addWordPairs(form string, ordinal uint32) {
	var words [mostWords]string
	n := 0
	for rest := form[1:]; rest != ""; n++ {
		if n == mostWords {
			v.add(manyWords, ordinal)
			return
		}
		words[n], rest, _ = strings.Cut(rest, " ")
	}
	for i := range n {
		for j := i + 1; j < n; j++ {
			if words[i] == "" || words[j] == "" {
				continue // the form of a text without words
			}
			v.add(wordPair(words[i], words[j], 1), ordinal)
			if len(words[i]) > 1 {
				v.add(wordPair(words[i], words[j], 2), ordinal)
			}
			if six, ok := wordPair6(words[i], words[j]); ok {
				v.add(six, ordinal)
			}
		}
	}
}

// wordPair6 is the term of two words with three letters of each, if they have as many: a hash, as the words of who is found are compared.
func wordPair6(first, second string) (key uint32, ok bool) {
	if len(first) < 3 || len(second) < 3 {
		return 0, false
	}
	six := uint64(gram(first[:3]))<<24 | uint64(gram(second[:3]))
	return wordPairs6 | uint32(six*spread>>34), true
}

const (
	// worthNames is up to how many names are compared word by word rather than leaping through the letters of their words.
	worthNames = 2048
	// mostNames is up to how many are compared where it is likely that those sought come soon: one of worthComparing.
	mostNames      = 1 << 14
	worthComparing = 6
)

// words plans to find the names in which each of words begins a word, in that order: of those who have terms of them, whose names have the words.
func (p *planner) words(words []string) plan {
	plans := p.room(piecesKept)
	sought := p.planMemory.sought.one()
	sought.in, sought.ranges = &p.nameWords, p.ranges.some(len(words))
	most := len(p.docs)
	for i, word := range words {
		sought.ranges[i] = p.beginning(word)
		if i > 0 {
			together := p.pair(words[i-1], word)
			plans = append(plans, together)
			most = min(most, together.most)
		}
	}
	if most > worthNames {
		plans = p.wordLetters(plans, words, most)
	}
	for i := range plans {
		plans[i].exact = false // in which order they stand, terms do not say
	}
	found := p.both(plans)
	if found.how == byNothing {
		return found
	}
	return plan{how: byWords, most: found.most, args: p.of(found), words: sought, exact: true}
}

// wordLetters appends plans to find the names in which the letters of words stand, unless it costs less to compare the names, of which there are most.
func (p *planner) wordLetters(plans []plan, words []string, most int) []plan {
	n, sought := len(plans), 1.0 // the share of those that a term of two words finds
	_, known := pairTerm(words[0], words[1])
	for i, word := range words {
		have := len(plans)
		plans = p.inside(plans, nameGroup, " "+word)
		if i < len(known) && len(word) > known[i] {
			begin := p.inside(p.room(1), nameGroup, " "+word[:known[i]])
			sought *= float64(rarest(plans[have:])) / float64(max(1, rarest(begin)))
		}
	}
	if len(words) == len(known) && most <= mostNames && sought*worthComparing >= 1 {
		return plans[:n]
	}
	return plans
}

// pairTerm is the term by which two words are found, and how many letters it has of each.
func pairTerm(first, second string) (key uint32, known [2]int) {
	if key, ok := wordPair6(first, second); ok {
		return key, [2]int{3, 3}
	}
	n := min(2, len(first))
	return wordPair(first, second, n), [2]int{n, 1}
}

// rarest tells how many the narrowest of plans finds at most.
func rarest(plans []plan) int {
	most := plans[0].most
	for i := range plans[1:] {
		most = min(most, plans[i+1].most)
	}
	return most
}

// pair plans to find the names in which a word may begin with second after one that begins with first.
func (p *planner) pair(first, second string) plan {
	names := &p.grams[nameGroup]
	key, _ := pairTerm(first, second)
	return p.either(p.of(p.term(names.find(key)), p.term(names.find(manyWords))))
}
