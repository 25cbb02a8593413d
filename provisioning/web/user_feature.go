package web

import (
	"encoding/json"
	"fmt"
	"net/http"
	"strings"
)

// userFeaturePage is what the page of a feature's settings shows.
type userFeaturePage struct {
	userPage
	Feature knownFeature
	Groups  []groupTick // of call groups, those there are
	Needs   tab         // where what is missing is given
}

// groupTick is a call group that somebody is a member of, or not.
type groupTick struct {
	named
	In bool
}

// featureFields declare what there is to set of a feature. Their names are those of the API's settings.
func (v *visit) featureFields(name string, u user) []*field {
	switch name {
	case "voicemail":
		return []*field{
			{Name: "to_email", Label: "Send messages by e-mail", Kind: "checkbox"},
			{Name: "delete_after_email", Label: "Delete messages once they are sent", Kind: "checkbox"},
		}
	case "caller_id":
		inside, outside := []option{{Label: "the main extension"}}, []option{{Label: "as the telephone system chooses"}}
		for _, x := range u.Extensions {
			inside = append(inside, option{Value: x.Number, Name: x.Number})
		}
		for _, n := range u.Numbers {
			outside = append(outside, option{Value: n.E164, Name: v.number(n.E164)})
		}
		return []*field{
			{Name: "internal", Label: "Shown inside", Kind: "select", Options: inside, Required: true},
			{Name: "external", Label: "Shown outside", Kind: "select", Options: outside, Required: true},
		}
	case "call_forward":
		return []*field{
			{Name: "always", Label: "Always to", Kind: "tel"}, {Name: "busy", Label: "When busy to", Kind: "tel"},
			{Name: "no_answer", Label: "Without an answer to", Kind: "tel"}, {Name: "unreachable", Label: "When no phone is reachable to", Kind: "tel"},
		}
	case "find_me_follow_me":
		return []*field{
			{Name: "numbers", Label: "Numbers that ring, one after the other", Kind: "textarea", Hint: "One a line."},
			{Name: "ring_seconds", Label: "Each rings for", Kind: "number", Unit: "seconds"},
		}
	case "call_recording":
		return []*field{{Name: "direction", Label: "Which calls", Kind: "select", Required: true, Options: []option{
			{Value: "both", Label: "all calls"}, {Value: "inbound", Label: "incoming calls"}, {Value: "outbound", Label: "outgoing calls"},
		}}}
	case "fax":
		return []*field{{Name: "to_email", Label: "Send faxes by e-mail", Kind: "checkbox"}}
	case "music_on_hold":
		return []*field{{Name: "source", Label: "What is played", Hint: "As the telephone system calls it.", Most: 256}}
	}
	return nil
}

// userFeaturePage is the page of the feature that the address names, with its form filled in.
func (v *visit) userFeaturePage() (userFeaturePage, error) {
	p, err := v.userPage()
	page := userFeaturePage{userPage: p}
	if err != nil {
		return page, err
	}
	for _, known := range features() {
		if known.Name == v.r.PathValue("feature") && known.Sets {
			page.Feature = known
		}
	}
	if page.Feature.Name == "" {
		return page, refusal(http.StatusNotFound, "not_found")
	}
	var set struct {
		Features []struct {
			Name     string         `json:"name"`
			Enabled  bool           `json:"enabled"`
			Settings map[string]any `json:"settings"`
		} `json:"features"`
	}
	if err := v.api.get(p.User.path()+"/features", &set); err != nil {
		return page, err
	}
	page.Form = newForm(v, "Save", p.User.address()+"/features", append([]*field{
		{Name: "enabled", Label: "On", Kind: "checkbox"},
	}, v.featureFields(page.Feature.Name, p.User)...))
	for _, f := range set.Features {
		if f.Name == page.Feature.Name {
			page.Form.fill(featureValues(f.Enabled, f.Settings), p.User.seen())
			if f.Name == "call_groups" {
				err = v.groupTicks(&page, f.Settings["groups"])
			}
		}
	}
	return page, err
}

// featureValues are what stands in the form of a feature.
func featureValues(enabled bool, settings map[string]any) map[string]string {
	values := map[string]string{"enabled": ticked(enabled)}
	for name, value := range settings {
		switch value := value.(type) {
		case bool:
			values[name] = ticked(value)
		case []any:
			var lines []string
			for _, one := range value {
				lines = append(lines, fmt.Sprint(one))
			}
			values[name] = strings.Join(lines, "\n")
		default:
			values[name] = fmt.Sprint(value)
		}
	}
	return values
}

// groupTicks puts the call groups into a form, those ticked that the user is in.
func (v *visit) groupTicks(page *userFeaturePage, in any) error {
	var list struct {
		Groups []named `json:"groups"`
	}
	if err := v.api.get("/groups?limit=1000", &list); err != nil {
		return err
	}
	raw, _ := json.Marshal(in) // it came as JSON
	for _, g := range list.Groups {
		page.Groups = append(page.Groups, groupTick{g, strings.Contains(string(raw), g.ID)})
	}
	return nil
}

// userFeature shows the settings of a feature.
func (v *visit) userFeature() error {
	page, err := v.userFeaturePage()
	if err != nil {
		return err
	}
	return v.show("user_feature", page.User.Name, page)
}

// userFeatureChange saves the settings of a feature.
func (v *visit) userFeatureChange() error {
	page, err := v.userFeaturePage()
	if err != nil {
		return err
	}
	f := page.Form
	f.read(v)
	settings := map[string]any{}
	for _, one := range f.Fields[1:] {
		switch {
		case one.Kind == "checkbox":
			settings[one.Name] = one.Checked()
		case one.Kind == "textarea":
			settings[one.Name] = strings.Fields(strings.ReplaceAll(one.Value, " ", ""))
		case one.Kind == "number" && one.Value != "":
			settings[one.Name] = number(one.Value)
		case one.Value != "":
			settings[one.Name] = one.Value
		}
	}
	if page.Feature.Name == "call_groups" {
		settings["groups"] = v.r.PostForm["groups"]
		for i := range page.Groups {
			page.Groups[i].In = strings.Contains(strings.Join(v.r.PostForm["groups"], " "), page.Groups[i].ID)
		}
	}
	body := map[string]any{"enabled": f.Field("enabled").Checked(), "settings": settings}
	if err := v.api.put(page.User.path()+"/features/"+page.Feature.Name, body, nil, ifMatch(f.Version)...); err != nil {
		return v.refused(f, err, func(status int) error {
			page.Needs = v.whatIsNeeded(page.User, problemIn(err))
			return v.showAs(status, "user_feature", page.User.Name, page)
		})
	}
	return v.done(page.User.address()+"/features", "The feature “%s” has been set.", v.say(page.Feature.Label))
}
