package web

import "encoding/json"

// feature is one of the things a user's telephone can do. Settings are kept as they came.
type feature struct {
	Enabled  bool            `json:"enabled"`
	Settings json.RawMessage `json:"settings,omitempty"`
}

// knownFeature is a feature with what people call it.
type knownFeature struct {
	Name  string
	Label words
}

// features are those that the API knows, in the order they are shown in.
func features() []knownFeature {
	return []knownFeature{
		{"voicemail", "Voicemail"},
		{"call_groups", "Call groups"},
		{"caller_id", "Caller ID"},
		{"call_forward", "Call forwarding"},
		{"do_not_disturb", "Do not disturb"},
		{"hotdesk", "Hot desking"},
		{"find_me_follow_me", "Find me, follow me"},
		{"call_recording", "Call recording"},
		{"conferencing", "Conferencing"},
		{"fax", "Fax"},
		{"music_on_hold", "Music on hold"},
	}
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
