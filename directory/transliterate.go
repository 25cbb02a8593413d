package directory

// transliterate writes a folded letter in ASCII: Latin letters that are no letter with a mark, Greek and Cyrillic. "" where
// there is no usual way.
func transliterate(r rune) string {
	switch {
	case r < 0x370:
		return latin(r)
	case r < 0x400:
		return greek(r)
	}
	return cyrillic(r)
}

func latin(r rune) string {
	switch r {
	case 'ø':
		return "o"
	case 'ł':
		return "l"
	case 'đ', 'ð':
		return "d"
	case 'þ':
		return "th"
	case 'ħ':
		return "h"
	case 'ı':
		return "i"
	case 'ŋ':
		return "ng"
	case 'ŧ':
		return "t"
	case 'ß':
		return "ss"
	case 'æ':
		return "ae"
	case 'œ':
		return "oe"
	case 'ə':
		return "e"
	}
	return ""
}

func greek(r rune) string {
	switch r {
	case 'θ':
		return "th"
	case 'χ':
		return "ch"
	case 'ψ':
		return "ps"
	case 'ς':
		return "s"
	}
	return letterOf(r, 'α', "a b g d e z i ? i k l m n x o p r ? s t u f ? ? o")
}

func cyrillic(r rune) string {
	switch r {
	case 'ё', 'є':
		return "e"
	case 'і':
		return "i"
	case 'ї':
		return "i"
	case 'ґ':
		return "g"
	case 'ђ':
		return "dj"
	case 'ј':
		return "j"
	case 'љ':
		return "lj"
	case 'њ':
		return "nj"
	case 'ћ':
		return "c"
	case 'џ':
		return "dz"
	case 'ж':
		return "zh"
	case 'х':
		return "kh"
	case 'ц':
		return "ts"
	case 'ч':
		return "ch"
	case 'ш':
		return "sh"
	case 'щ':
		return "shch"
	case 'ю':
		return "yu"
	case 'я':
		return "ya"
	}
	return letterOf(r, 'а', "a b v g d e ? z i i k l m n o p r s t u f ? ? ? ? ? ? y ? e")
}

// letterOf looks r up in a run of letters that begins with first; letters stand two apart, "?" for none.
func letterOf(r, first rune, letters string) string {
	at := int(r-first) * 2
	if at < 0 || at >= len(letters) || letters[at] == '?' {
		return ""
	}
	return letters[at : at+1]
}
