package web

import (
	"encoding/json"
	"fmt"
	"maps"
	"slices"
	"strings"
)

// recordChange is one record before and after a change, as the API has it; without one where it did not exist.
type recordChange struct {
	Table  string         `json:"table"`
	ID     string         `json:"id"`
	Before map[string]any `json:"before"`
	After  map[string]any `json:"after"`
	Erased bool           `json:"erased"`
}

// recordShown is how a person reads what became of a record.
type recordShown struct {
	Kind   words
	Name   string
	Fate   words // "added", "changed", "deleted"
	Erased bool
	Lines  []fieldShown
}

// fieldShown is a field that a change has given another value.
type fieldShown struct {
	Label         words
	Before, After string
}

// recordShown reads a record's change: those of its fields that differ, in the order of fieldNames.
func (v *visit) recordShown(r recordChange, folders map[string]string) (recordShown, error) {
	shown := recordShown{Kind: kindOf(r.Table), Name: nameOf(r), Fate: "changed", Erased: r.Erased}
	switch {
	case r.Before == nil:
		shown.Fate = "added"
	case r.After == nil, r.Before["deleted_at"] == nil && r.After["deleted_at"] != nil:
		shown.Fate = "deleted"
	case r.Before["deleted_at"] != nil && r.After["deleted_at"] == nil:
		shown.Fate = "brought back"
	}
	keys := maps.Clone(r.Before)
	if keys == nil {
		keys = map[string]any{}
	}
	maps.Copy(keys, r.After)
	for _, key := range slices.Sorted(maps.Keys(keys)) {
		label, told := fieldNames()[key]
		before, after := v.valueShown(r.Before[key], folders), v.valueShown(r.After[key], folders)
		if told && before != after {
			shown.Lines = append(shown.Lines, fieldShown{label, before, after})
		}
	}
	return shown, nil
}

// nameOf is what a record is called: by what it has of a name, else by nothing.
func nameOf(r recordChange) string {
	state := r.After
	if state == nil {
		state = r.Before
	}
	text := func(key string) string { s, _ := state[key].(string); return s }
	for _, name := range []string{strings.TrimSpace(text("first_name") + " " + text("last_name")), text("name"), text("company"), text("number"), text("e164"), text("email")} {
		if name != "" {
			return name
		}
	}
	return ""
}

// valueShown is how a person reads a value: folders by their names, lists with commas.
func (v *visit) valueShown(value any, folders map[string]string) string {
	switch value := value.(type) {
	case nil:
		return ""
	case bool:
		if value {
			return v.say("yes")
		}
		return v.say("no")
	case string:
		if name, is := folders[value]; is {
			return name
		}
		return value
	case []any:
		parts := make([]string, len(value))
		for i, one := range value {
			parts[i] = v.valueShown(one, folders)
		}
		return strings.Join(parts, ", ")
	case map[string]any:
		var parts []string
		for _, key := range slices.Sorted(maps.Keys(value)) {
			if text := v.valueShown(value[key], folders); text != "" && key != "id" {
				parts = append(parts, fmt.Sprintf("%s %s", v.say(labelOf(key)), text))
			}
		}
		return strings.Join(parts, " · ")
	case json.Number:
		return value.String()
	}
	return fmt.Sprint(value)
}

// labelOf is what a field within a field is called.
func labelOf(key string) words {
	if label, told := fieldNames()[key]; told {
		return label
	}
	return words(key)
}
