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
		}
	}
}

// words plans to find the names in which each of words begins a word, in that order.
func (p *planner) words(words []string) plan {
	names := &p.grams[nameGroup]
	plans := p.room(piecesKept)
	for i, word := range words {
		plans = p.inside(plans, nameGroup, " "+word)
		if i > 0 {
			before := words[i-1]
			together := p.term(names.find(wordPair(before, word, min(2, len(before)))))
			plans = append(plans, p.either(p.of(together, p.term(names.find(manyWords)))))
		}
	}
	for i := range plans {
		plans[i].exact = false // in which order they stand, terms do not say
	}
	return p.both(plans)
}
