package web

import (
	"slices"
	"strings"
	"unicode"

	"golang.org/x/text/unicode/norm"
)

// How a text is like the name of a choice, or the path that leads to it, the likest first. Up to endsWith, it is what the choice is called.
const (
	samePath = iota
	sameName
	endsWith // the last names of the path
	nameBegins
	wordsOfNameBegin
	wordsOfPathBegin
	within
	unlike
)

// likened is a choice, and how what was typed is like it.
type likened struct {
	choice
	like int
}

// alike gives the choices that a text is like, the likest first, otherwise in their order.
func alike(choices []choice, text string) []likened {
	var list []likened
	typed := plainWords(text)
	for _, c := range choices {
		if like := likeness(c.Name, typed); like < unlike {
			list = append(list, likened{c, like})
		}
	}
	slices.SortStableFunc(list, func(a, b likened) int { return a.like - b.like })
	return list
}

// meant gives the choices that a text can mean. Who types a name, or names that lead to one, means nothing that has more to its name; who types a whole path
// means that.
func meant(choices []choice, text string) []choice {
	ranked := alike(choices, text)
	most := within
	if len(ranked) > 0 {
		switch like := ranked[0].like; {
		case like == samePath && strings.ContainsAny(text, "›>/"):
			most = samePath
		case like <= endsWith:
			most = endsWith
		case like <= wordsOfPathBegin:
			most = wordsOfPathBegin
		}
	}
	var list []choice
	for _, c := range ranked {
		if c.like <= most {
			list = append(list, c.choice)
		}
	}
	return list
}

// likeness says how typed words are like a path.
func likeness(path string, typed []string) int {
	words := plainWords(path)
	name := plainWords(path[strings.LastIndex(path, betweenFolders)+1:])
	switch {
	case slices.Equal(words, typed):
		return samePath
	case slices.Equal(name, typed):
		return sameName
	case len(typed) > len(name) && len(words) > len(typed) && slices.Equal(words[len(words)-len(typed):], typed):
		return endsWith
	case strings.HasPrefix(strings.Join(name, " "), strings.Join(typed, " ")):
		return nameBegins
	case eachIn(typed, name, strings.HasPrefix):
		return wordsOfNameBegin
	case eachIn(typed, words, strings.HasPrefix):
		return wordsOfPathBegin
	case eachIn(typed, words, strings.Contains):
		return within
	}
	return unlike
}

// eachIn reports whether each typed word is in one of the words in a way.
func eachIn(typed, words []string, in func(word, typed string) bool) bool {
	for _, one := range typed {
		if !slices.ContainsFunc(words, func(word string) bool { return in(word, one) }) {
			return false
		}
	}
	return true
}

// plainWords are the words of a text without accents and capitals. What stands between them, also between the folders of a path, is left out.
func plainWords(text string) []string {
	plain := strings.Map(func(r rune) rune {
		if unicode.Is(unicode.Mn, r) {
			return -1
		}
		return unicode.ToLower(r)
	}, norm.NFKD.String(text))
	plain = strings.NewReplacer("œ", "oe", "æ", "ae", "ß", "ss").Replace(plain)
	return strings.FieldsFunc(plain, func(r rune) bool { return !unicode.IsLetter(r) && !unicode.IsDigit(r) })
}
