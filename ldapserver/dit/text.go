package dit

import (
	"slices"
	"unicode/utf8"
)

// readText reads a text of a request. What is not UTF-8 is ISO 8859-1, as LDAPv2 phones and some of LDAPv3 send it;
// no text of theirs that has accents happens to be UTF-8, so the version is not asked.
func readText(s string) string {
	if utf8.ValidString(s) {
		return s
	}
	return fromLatin1(s)
}

// readTexts reads several; where all are UTF-8 it gives them as they are.
func readTexts(texts []string) []string {
	if !slices.ContainsFunc(texts, func(s string) bool { return !utf8.ValidString(s) }) {
		return texts
	}
	read := make([]string, len(texts))
	for i, s := range texts {
		read[i] = readText(s)
	}
	return read
}
