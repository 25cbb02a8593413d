package exchange

import (
	"strings"

	"annuaire/directory"
)

// splitList gives the items of a cell that holds several, separated by commas. A backslash keeps the character behind it from separating;
// it stays in the item.
func splitList(text string) []string {
	var items []string
	from := 0
	flush := func(to int) {
		if item := strings.TrimSpace(text[from:to]); item != "" {
			items = append(items, item)
		}
		from = to + 1
	}
	for i := 0; i < len(text); i++ {
		switch text[i] {
		case '\\':
			i++
		case ',':
			flush(i)
		}
	}
	flush(len(text))
	return items
}

// escapeItem writes a name so that it is one item; what follows an @ in an item is a folder.
func escapeItem(name string) string {
	return strings.NewReplacer(`\`, `\\`, `,`, `\,`, `@`, `\@`).Replace(name)
}

func unescapeItem(item string) string {
	return strings.NewReplacer(`\\`, `\`, `\,`, `,`, `\@`, `@`).Replace(item)
}

// splitRole parts "Technicien@Direction/RH" into the role and the path of the folder it is for; scoped is false where there is none.
func splitRole(item string) (name, path string, scoped bool) {
	for i := 0; i < len(item); i++ {
		switch item[i] {
		case '\\':
			i++
		case '@':
			return unescapeItem(item[:i]), strings.ReplaceAll(item[i+1:], `\,`, `,`), true
		}
	}
	return unescapeItem(item), "", false
}

// formatRole writes a role, for a folder where path is not empty, as splitRole reads it.
func formatRole(name, path string) string {
	if path == "" {
		return escapeItem(name)
	}
	return escapeItem(name) + "@" + strings.ReplaceAll(path, `,`, `\,`)
}

// parseExtensions reads "1001*,1002"; the star marks the main one.
func parseExtensions(text string) []directory.ExtensionDraft {
	var drafts []directory.ExtensionDraft
	for _, item := range splitList(text) {
		number, main := strings.CutSuffix(item, "*")
		drafts = append(drafts, directory.ExtensionDraft{Number: strings.TrimSpace(number), Main: main})
	}
	return drafts
}

// mainOf is the extension that a list marks as the main one, or the only one; "" where none is.
func mainOf(drafts []directory.ExtensionDraft) string {
	for _, x := range drafts {
		if x.Main || len(drafts) == 1 {
			return x.Number
		}
	}
	return ""
}

func formatExtensions(list []directory.Extension) string {
	items := make([]string, len(list))
	for i, x := range list {
		if items[i] = x.Number; x.Main {
			items[i] += "*"
		}
	}
	return strings.Join(items, ",")
}
