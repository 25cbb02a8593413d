package directory

import (
	"strings"

	"annuaire/directory/search"
)

// textQuery gives the conditions that a text typed into a search box stands for: one for each word, or one for all of it
// where it is a number.
func textQuery(text string) []search.Expr {
	words := strings.Fields(text)
	if looksDialled(text) {
		words = []string{trim(text)}
	}
	conditions := make([]search.Expr, 0, len(words))
	for _, word := range words {
		anywhere := search.Expr{Op: search.Or}
		for _, field := range []search.Field{
			search.Name, search.LastName, search.Company, search.Department, search.Title, search.Email, search.UID, search.City,
			search.Work, search.Mobile, search.Home, search.Fax, search.Other, search.Car, search.OtherHome, search.ShortNumber,
		} {
			anywhere.Args = append(anywhere.Args, search.Expr{Op: search.Substrings, Field: field, Any: []string{word}})
		}
		conditions = append(conditions, anywhere)
	}
	return conditions
}

// looksDialled reports whether a text is digits and what people write between digits.
func looksDialled(text string) bool {
	return strings.ContainsAny(text, "0123456789") && strings.Trim(text, "0123456789 +()./-\u00a0\u202f") == ""
}
