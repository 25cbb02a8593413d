package web

import "strings"

// narrow is the space that French sets before some signs: narrow, and never at the end of a line (U+202F).
const narrow = "\u202f"

var frenchSigns = strings.NewReplacer("'", "’", "...", "…", "« ", "«"+narrow, " ;", narrow+";", " :", narrow+":", " !", narrow+"!", " ?", narrow+"?", " »", narrow+"»", " %%", narrow+"%%")

// typeset gives a French text the spaces and apostrophes that a printer would: it is written with plain ones.
func typeset(french string) string { return frenchSigns.Replace(french) }
