package main

import (
	"fmt"
	"strconv"
	"strings"

	"annuaire/directory/exchange"
)

// parseSeparator reads what separates cells; zero is for the import to find out.
func parseSeparator(text string) (separator exchange.Separator, err error) {
	switch text {
	case "":
		return 0, nil
	case "tab", `\t`:
		return '\t', nil
	}
	if separator.UnmarshalText([]byte(text)) != nil {
		return 0, fmt.Errorf("--separator %s: want one character, or tab", text)
	}
	return separator, nil
}

// parseColumns reads what columns of a file stand for: by their names, or by their places where a number behind # names them.
func parseColumns(list []string) (byName map[string]string, byPlace map[int]string, err error) {
	byName, byPlace = map[string]string{}, map[int]string{}
	for _, one := range list {
		at := strings.LastIndexByte(one, '=') // a name may have one; a column of ours has none
		if at <= 0 {
			return nil, nil, fmt.Errorf("--column %s: want NAME=COLUMN, such as Patronyme=last_name", one)
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
