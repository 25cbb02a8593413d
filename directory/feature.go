package directory

import (
	"fmt"
	"reflect"
	"slices"
	"strings"

	"github.com/google/uuid"
)

// FeatureName is one of the things a user's telephone service can do. The directory keeps them; the telephone system acts on them.
type FeatureName string

const (
	FeatureVoicemail      FeatureName = "voicemail"   // kept in the user's own mailbox
	FeatureCallGroups     FeatureName = "call_groups" // kept in the call groups that the contact is a member of
	FeatureCallerID       FeatureName = "caller_id"
	FeatureCallForward    FeatureName = "call_forward"
	FeatureDoNotDisturb   FeatureName = "do_not_disturb"
	FeatureHotdesk        FeatureName = "hotdesk"
	FeatureFindMeFollowMe FeatureName = "find_me_follow_me"
	FeatureCallRecording  FeatureName = "call_recording"
	FeatureConferencing   FeatureName = "conferencing"
	FeatureFax            FeatureName = "fax"
	FeatureMusicOnHold    FeatureName = "music_on_hold"
)

// FeatureNames gives the features in the order they are shown in.
func FeatureNames() []FeatureName {
	return []FeatureName{
		FeatureVoicemail, FeatureCallGroups, FeatureCallerID, FeatureCallForward, FeatureDoNotDisturb, FeatureHotdesk, FeatureFindMeFollowMe,
		FeatureCallRecording, FeatureConferencing, FeatureFax, FeatureMusicOnHold,
	}
}

// Feature is whether a feature is on, and how it is set. Turning it off keeps the settings.
type Feature struct {
	Enabled  bool            `json:"enabled"`
	Settings FeatureSettings `json:"settings,omitzero"`
}

// FeatureSettings are the settings of all features; each feature takes those its comment names and refuses the others.
type FeatureSettings struct {
	ToEmail          bool `json:"to_email,omitempty"`           // voicemail, fax: sent to the contact's e-mail address
	DeleteAfterEmail bool `json:"delete_after_email,omitempty"` // voicemail
	// caller_id: which of the user's extensions is shown inside ("": the main one), and which of its external numbers outside
	// ("": the telephone system's choice), as E.164.
	Internal string `json:"internal,omitempty"`
	External string `json:"external,omitempty"`
	// call_forward: where calls go; "": nowhere.
	Always      string `json:"always,omitempty"`
	Busy        string `json:"busy,omitempty"`
	NoAnswer    string `json:"no_answer,omitempty"`
	Unreachable string `json:"unreachable,omitempty"`
	// find_me_follow_me: the numbers that ring, one after the other, and how long each does.
	Numbers     []string `json:"numbers,omitempty"`
	RingSeconds int      `json:"ring_seconds,omitempty"`
	Direction   string   `json:"direction,omitempty"` // call_recording: inbound, outbound or both
	Source      string   `json:"source,omitempty"`    // music_on_hold: what is played
	// call_groups: those that the contact is a member of; while it is off, those that it was one of.
	Groups []uuid.UUID `json:"groups,omitempty"`
}

// Need is what a feature needs a user to have.
type Need string

const (
	NeedExtension Need = "extension"
	NeedNumber    Need = "number" // an external one
	NeedEmail     Need = "email"
)

// FeatureNeed is the detail of feature_precondition.
type FeatureNeed struct {
	Feature FeatureName `json:"feature"`
	Needs   Need        `json:"needs"`
}

// takes gives the JSON names of the settings a feature takes.
func (n FeatureName) takes() []string {
	switch n {
	case FeatureVoicemail:
		return []string{"to_email", "delete_after_email"}
	case FeatureCallGroups:
		return []string{"groups"}
	case FeatureCallerID:
		return []string{"internal", "external"}
	case FeatureCallForward:
		return []string{"always", "busy", "no_answer", "unreachable"}
	case FeatureFindMeFollowMe:
		return []string{"numbers", "ring_seconds"}
	case FeatureCallRecording:
		return []string{"direction"}
	case FeatureFax:
		return []string{"to_email"}
	case FeatureMusicOnHold:
		return []string{"source"}
	}
	return nil
}

// needs gives what a feature needs when it is set as s.
func (n FeatureName) needs(s FeatureSettings) []Need {
	var needs []Need
	switch n {
	case FeatureMusicOnHold, FeatureCallGroups:
	case FeatureFax:
		needs = append(needs, NeedNumber)
	case FeatureCallerID:
		needs = append(needs, NeedExtension)
		if s.External != "" {
			needs = append(needs, NeedNumber)
		}
	default:
		needs = append(needs, NeedExtension)
	}
	if s.ToEmail {
		needs = append(needs, NeedEmail)
	}
	return needs
}

// feature brings a feature into the form it is stored in.
func (f *faults) feature(name FeatureName, feature Feature) Feature {
	s := &feature.Settings
	at := "settings."
	s.Internal = f.line(at+"internal", s.Internal, maxNumber)
	s.External = f.line(at+"external", s.External, maxNumber)
	s.Always = f.target(at+"always", s.Always)
	s.Busy = f.target(at+"busy", s.Busy)
	s.NoAnswer = f.target(at+"no_answer", s.NoAnswer)
	s.Unreachable = f.target(at+"unreachable", s.Unreachable)
	s.Source = f.line(at+"source", s.Source, maxName)
	s.Numbers = slices.Clone(s.Numbers)
	if len(s.Numbers) > maxNumbers {
		f.add(at+"numbers", Invalid, "", "has %d numbers; at most %d are allowed", len(s.Numbers), maxNumbers)
	}
	for i := range s.Numbers {
		field := indexed(at+"numbers", i)
		s.Numbers[i] = f.target(field, s.Numbers[i])
		f.required(field, s.Numbers[i])
	}
	if s.RingSeconds != 0 {
		f.ringSeconds(at+"ring_seconds", s.RingSeconds)
	}
	if s.Direction != "" && !slices.Contains([]string{"inbound", "outbound", "both"}, s.Direction) {
		f.add(at+"direction", Invalid, s.Direction, "must be inbound, outbound or both")
	}
	s.Groups = slices.Clone(s.Groups)
	for i, id := range s.Groups {
		if slices.Contains(s.Groups[:i], id) {
			f.add(indexed(at+"groups", i), Invalid, id.String(), "is given twice")
		}
	}
	f.otherSettings(name, *s)
	return feature
}

// target makes the number, or SIP address, that a call goes to of value.
func (f *faults) target(field, value string) string {
	before := len(*f)
	if value = f.line(field, value, maxNumber); value != "" && len(*f) == before {
		f.checkRaw(field, value)
	}
	return value
}

// otherSettings notes settings that are another feature's.
func (f *faults) otherSettings(name FeatureName, s FeatureSettings) {
	v := reflect.ValueOf(s)
	for i := range v.NumField() {
		setting, _, _ := strings.Cut(v.Type().Field(i).Tag.Get("json"), ",")
		if !v.Field(i).IsZero() && !slices.Contains(name.takes(), setting) {
			f.add("settings."+setting, Invalid, fmt.Sprint(v.Field(i)), "is no setting of %s", name)
		}
	}
}

// unknownFeatures refuses names that are no feature's.
func unknownFeatures(features map[FeatureName]Feature) error {
	var f faults
	for name := range features {
		if !slices.Contains(FeatureNames(), name) {
			f.add("features", Invalid, string(name), "has %q, which is no feature; the features are %s", name, joined(FeatureNames()))
		}
	}
	return f.err("there is no such feature")
}
