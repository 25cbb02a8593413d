package search

import (
	"slices"
	"strings"
)

// wordGatherer makes nameWords of documents, which come in the order of their ordinals.
type wordGatherer struct {
	numbers map[string]uint32 // of each word, in the order in which they come
	words   []string
	names   []nameOf
	longer  []uint32

	// The forms of the names of one document, and the numbers of their words.
	forms   []gatheredForm
	scratch []uint32
}

// gatheredForm is the words of a form. Turned round at one of them, if that is not the first, they are another form.
type gatheredForm struct {
	words []uint32
	turn  int
}

func (g *wordGatherer) add(d *Document) {
	g.forms, g.scratch = g.forms[:0], g.scratch[:0]
	for i := d.items(); i.next(); {
		if i.field != Name {
			continue
		}
		for key := i.compared(); key != ""; {
			var form string
			form, key, _ = strings.Cut(key, formEnd)
			g.addForm(form)
		}
	}
	g.names = append(g.names, g.pack())
}

// addForm adds a form, if it is not the last one turned round.
func (g *wordGatherer) addForm(form string) {
	from := len(g.scratch)
	for rest := form[1:]; rest != ""; {
		var word string
		if word, rest, _ = strings.Cut(rest, " "); word != "" {
			g.scratch = append(g.scratch, g.number(word))
		}
	}
	words := g.scratch[from:]
	if len(words) == 0 {
		return
	}
	if n := len(g.forms); n > 0 && g.forms[n-1].turn == 0 {
		for turn := range words {
			if g.forms[n-1].isTurned(words, turn) {
				g.forms[n-1].turn = turn
				return
			}
		}
	}
	g.forms = append(g.forms, gatheredForm{words: words})
}

// isTurned reports whether words are those of the form, from the one at turn on and then those before.
func (f *gatheredForm) isTurned(words []uint32, turn int) bool {
	return len(words) == len(f.words) && slices.Equal(words[:len(words)-turn], f.words[turn:]) && slices.Equal(words[len(words)-turn:], f.words[:turn])
}

func (g *wordGatherer) number(word string) uint32 {
	number, known := g.numbers[word]
	if !known {
		number = uint32(len(g.words))
		g.numbers[word] = number
		g.words = append(g.words, word)
	}
	return number
}

// pack makes one of the forms of a document. Longer ones are, form by form, twice how many words there are, and one more where a form follows; where
// they are turned round; and the words.
func (g *wordGatherer) pack() nameOf {
	switch {
	case len(g.forms) == 0:
		return packedName(noWord, noWord)
	case len(g.forms) == 1 && len(g.forms[0].words) == 1:
		return packedName(g.forms[0].words[0], noWord)
	case len(g.forms) == 1 && len(g.forms[0].words) == 2:
		name := packedName(g.forms[0].words[0], g.forms[0].words[1])
		if g.forms[0].turn > 0 {
			name |= eitherWay
		}
		return name
	}
	at := len(g.longer)
	for i, form := range g.forms {
		head := uint32(len(form.words)) << 1
		if i+1 < len(g.forms) {
			head |= 1
		}
		g.longer = append(append(g.longer, head, uint32(form.turn)), form.words...)
	}
	return isLonger | nameOf(at)
}

func packedName(first, second uint32) nameOf { return nameOf(first)<<placeBits | nameOf(second) }

// finish puts the words in order, and makes of their numbers the places they have.
func (g *wordGatherer) finish() nameWords {
	made := nameWords{names: g.names, longer: slices.Clone(g.longer)}
	var places []uint32
	made.alphabet, places = newAlphabet(g.words)
	placed := func(number uint32) uint32 {
		if number == noWord {
			return noWord
		}
		return places[number]
	}
	for i, name := range made.names {
		if name&isLonger == 0 {
			made.names[i] = name&eitherWay | packedName(placed(name.first()), placed(name.second()))
		}
	}
	for at := 0; at < len(made.longer); {
		n := int(made.longer[at] >> 1)
		at += 2
		for i := range made.longer[at : at+n] {
			made.longer[at+i] = placed(made.longer[at+i])
		}
		at += n
	}
	return made
}
