package web

import (
	"regexp"
	"strings"
)

// narrow is the space that French sets before some signs: narrow, and never at the end of a line (U+202F).
const narrow = "\u202f"

// typeset gives a French text the spaces and apostrophes that a printer would: it is written with plain ones.
func typeset(french string) string {
	french = strings.NewReplacer("'", "’", "...", "…").Replace(french)
	french = regexp.MustCompile(` ([;:!?»])`).ReplaceAllString(french, narrow+"$1")
	return strings.ReplaceAll(french, "« ", "«"+narrow)
}
