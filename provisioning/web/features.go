package web

import "encoding/json"

// feature is one of the things a user's telephone can do. Settings are kept as they came.
type feature struct {
	Enabled  bool            `json:"enabled"`
	Settings json.RawMessage `json:"settings,omitempty"`
}

// knownFeature is a feature with what people call it, how it is drawn, and what there is to set of it.
type knownFeature struct {
	Name  string
	Label words
	Icon  string
	Sets  bool
}

// features are those that the API knows, in the order they are shown in.
func features() []knownFeature {
	return []knownFeature{
		{"voicemail", "Voicemail", "voicemail", true},
		{"call_groups", "Call groups", "users-round", true},
		{"caller_id", "Caller ID", "id-card", true},
		{"call_forward", "Call forwarding", "phone-forwarded", true},
		{"do_not_disturb", "Do not disturb", "bell-off", false},
		{"hotdesk", "Hot desking", "armchair", false},
		{"find_me_follow_me", "Find me, follow me", "list-ordered", true},
		{"call_recording", "Call recording", "mic", true},
		{"conferencing", "Conferencing", "headphones", false},
		{"fax", "Fax", "printer", true},
		{"music_on_hold", "Music on hold", "music", true},
	}
}

// featureShape is how a feature is drawn.
func featureShape(name string) shape {
	for _, f := range features() {
		if f.Name == name {
			return shape{name, f.Label, f.Icon}
		}
	}
	return shape{name, words(name), "circle-help"}
}

// featuresOn gives what the features that are on are called.
func featuresOn(have map[string]feature) []words {
	var on []words
	for _, f := range features() {
		if have[f.Name].Enabled {
			on = append(on, f.Label)
		}
	}
	return on
}
