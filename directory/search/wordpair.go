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
			if five, ok := wordPair5(words[i], words[j]); ok {
				v.add(five, ordinal)
			}
		}
	}
}

// wordPair5 is the term of two words with two letters of the first and three of the second, if both are of the usual ones.
func wordPair5(first, second string) (key uint32, ok bool) {
	if len(first) < 2 || len(second) < 3 {
		return 0, false
	}
	before, ok := letters(first[:2])
	if !ok {
		return 0, false
	}
	after, ok := letters(second[:3])
	return wordPairs5 | before<<18 | after, ok
}

// words plans to find the names in which each of words begins a word, in that order: of those who have terms of them, whose names have the words.
func (p *planner) words(words []string) plan {
	names := &p.grams[nameGroup]
	plans := p.room(piecesKept)
	sought := p.planMemory.sought.one()
	sought.in, sought.ranges = &p.nameWords, p.ranges.some(len(words))
	for i, word := range words {
		sought.ranges[i] = p.beginning(word)
		plans = p.inside(plans, nameGroup, " "+word)
		if i > 0 {
			before := words[i-1]
			pair, ok := wordPair5(before, word)
			if !ok {
				pair = wordPair(before, word, min(2, len(before)))
			}
			together := p.term(names.find(pair))
			plans = append(plans, p.either(p.of(together, p.term(names.find(manyWords)))))
		}
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
