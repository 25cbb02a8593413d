package exchange

import (
	"fmt"
	"strconv"
	"strings"
)

// ParseSeparator reads what is said to separate cells: a character, or tab; zero where nothing is said, for the import to find out.
func ParseSeparator(text string) (separator Separator, err error) {
	switch text {
	case "":
		return 0, nil
	case "tab", `\t`:
		return '\t', nil
	}
	if separator.UnmarshalText([]byte(text)) != nil {
		return 0, fmt.Errorf("%s: want one character, or tab", text)
	}
	return separator, nil
}

// ParseColumns reads what columns of a file are said to stand for, as Options have it: "Patronyme=last_name" by name, or "#4=mobile" by place.
func ParseColumns(list []string) (byName map[string]string, byPlace map[int]string, err error) {
	byName, byPlace = map[string]string{}, map[int]string{}
	for _, one := range list {
		at := strings.LastIndexByte(one, '=') // a name may have one; a column of ours has none
		if at <= 0 {
			return nil, nil, fmt.Errorf("%s: want NAME=COLUMN, such as Patronyme=last_name", one)
		}
		name, column := strings.TrimSpace(one[:at]), strings.TrimSpace(one[at+1:])
		place, isPlace := strings.CutPrefix(name, "#")
		if n, err := strconv.Atoi(place); isPlace && err == nil {
			byPlace[n] = column
			continue
		}
		byName[name] = column
	}
	return byName, byPlace, nil
}
