package web

import (
	"encoding/json"
	"fmt"
	"maps"
	"slices"
	"strconv"
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
	Fate   words // "was added", "was changed" …
	Erased bool
	Lines  []fieldShown
}

// fieldShown is a field that a change has given another value.
type fieldShown struct {
	Label         words
	Before, After string
}

// state is what the record became, or what it was where it is no more.
func (r recordChange) state() map[string]any {
	if r.After != nil {
		return r.After
	}
	return r.Before
}

// recordShown reads a record's change: those of its fields that differ, in the order of fieldNames.
func (n *journalNames) recordShown(r recordChange, folders map[string]string) (recordShown, error) {
	shown := recordShown{Kind: kindOf(r.Table), Name: nameOf(r), Fate: "was changed", Erased: r.Erased}
	switch {
	case r.Before == nil:
		shown.Fate = "was added"
	case r.After == nil, r.Before["deleted_at"] == nil && r.After["deleted_at"] != nil:
		shown.Fate = "was deleted"
	case r.Before["deleted_at"] != nil && r.After["deleted_at"] == nil:
		shown.Fate = "was brought back"
	}
	keys := maps.Clone(r.Before)
	if keys == nil {
		keys = map[string]any{}
	}
	maps.Copy(keys, r.After)
	for _, key := range slices.Sorted(maps.Keys(keys)) {
		label, told := fieldNames()[key]
		before, err := n.fieldShown(key, r.Before[key], folders)
		if err != nil {
			return recordShown{}, err
		}
		after, err := n.fieldShown(key, r.After[key], folders)
		if err != nil {
			return recordShown{}, err
		}
		if told && before != after {
			shown.Lines = append(shown.Lines, fieldShown{label, before, after})
		}
	}
	return shown, nil
}

// nameOf is what a record is called: by what it has of a name, else by nothing.
func nameOf(r recordChange) string {
	state := r.state()
	text := func(key string) string { s, _ := state[key].(string); return s }
	for _, name := range []string{strings.TrimSpace(text("first_name") + " " + text("last_name")), text("name"), text("company"), text("number"), text("raw"), text("e164"), text("email")} {
		if name != "" {
			return name
		}
	}
	return ""
}

// fieldShown is how a person reads the value of a field: who is named by an id, by their name.
func (n *journalNames) fieldShown(key string, value any, folders map[string]string) (string, error) {
	if id, is := value.(string); is && (key == "contact_id" || key == "user_id" || key == "holder_id") {
		m, err := n.named(key, id)
		name := m.say(n.v)
		if name == "" && id != "" {
			name = n.v.say("somebody you do not see")
		}
		return name, err
	}
	if seconds, err := strconv.Atoi(fmt.Sprint(value)); err == nil && key == "ring_seconds" {
		return n.v.say("%d seconds", seconds), nil
	}
	return n.v.valueShown(key, value, folders), nil
}

// valueShown is how a person reads a value: folders by their names, lists with commas.
func (v *visit) valueShown(key string, value any, folders map[string]string) string {
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
		if text, is := choiceNames()[key+" "+value]; is {
			return v.say(text)
		}
		return value
	case []any:
		parts := make([]string, len(value))
		for i, one := range value {
			parts[i] = v.valueShown(key, one, folders)
		}
		return strings.Join(parts, ", ")
	case map[string]any:
		var parts []string
		for _, key := range slices.Sorted(maps.Keys(value)) {
			if on, is := value[key].(bool); is { // it is so, or there is nothing to say
				if on {
					parts = append(parts, v.say(labelOf(key)))
				}
				continue
			}
			if feature, is := value[key].(map[string]any); is && feature["enabled"] != nil {
				if feature["enabled"] == true {
					parts = append(parts, strings.TrimSpace(v.say(labelOf(key))+" "+v.valueShown("settings", feature["settings"], folders)))
				}
				continue
			}
			if text := v.valueShown(key, value[key], folders); text != "" && key != "id" {
				parts = append(parts, fmt.Sprintf("%s %s", v.say(labelOf(key)), text))
			}
		}
		return strings.Join(parts, " · ")
	case json.Number:
		return value.String()
	}
	return fmt.Sprint(value)
}

// labelOf is what a field within a field is called, or a feature.
func labelOf(key string) words {
	if label, told := fieldNames()[key]; told {
		return label
	}
	return featureShape(key).Label
}
