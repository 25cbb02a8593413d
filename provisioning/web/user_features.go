package web

import (
	"encoding/json"
	"net/http"
	"net/url"
	"strings"
)

// userFeaturesPage is what the panel of a user's features shows.
type userFeaturesPage struct {
	userPage
	List   []featureRow
	Refuse string // why what was asked for is not done; "": nothing was refused
	Needs  tab    // where what is missing is given
}

// featureRow is a feature of a user.
type featureRow struct {
	knownFeature
	On bool
}

// userFeatures shows which features are on.
func (v *visit) userFeatures() error { return v.showFeatures(http.StatusOK, nil) }

// showFeatures shows a user's features; refused is what the API has against a change, nil for nothing.
func (v *visit) showFeatures(status int, refused *problem) error {
	p, err := v.userPage()
	if err != nil {
		return err
	}
	page := userFeaturesPage{userPage: p}
	for _, known := range features() {
		page.List = append(page.List, featureRow{known, p.User.has(known.Name)})
	}
	for i := range page.Tabs {
		page.Tabs[i].Current = strings.HasSuffix(page.Tabs[i].Address, "/features")
	}
	if refused != nil {
		page.Refuse, page.Needs = v.explain(refused), v.whatIsNeeded(p.User, refused)
		if page.Needs.Label != "" {
			page.Refuse = v.say(neededFirst(refused))
		}
	}
	return v.showAs(status, "user_features", p.User.Name, page)
}

func (u user) has(feature string) bool {
	for _, on := range u.FeaturesOn {
		if on == feature {
			return true
		}
	}
	return false
}

// need is what a feature lacks: an extension, a number or an e-mail address.
func needOf(p *problem) string {
	var info struct{ Needs string }
	_ = json.Unmarshal(p.Info, &info) // what says nothing of a need, needs nothing that we know
	return info.Needs
}

// neededFirst says what a feature lacks.
func neededFirst(p *problem) words {
	switch needOf(p) {
	case "extension":
		return "This feature needs an extension, and there is none yet."
	case "number":
		return "This feature needs an outside number, and there is none yet."
	}
	return "This feature needs an e-mail address, and there is none yet."
}

// whatIsNeeded leads to where what a feature lacks is given.
func (v *visit) whatIsNeeded(u user, p *problem) tab {
	switch needOf(p) {
	case "extension":
		return tab{Label: "Add an extension", Address: u.address() + "/extensions"}
	case "number":
		return tab{Label: "Associate a number", Address: u.address() + "/numbers"}
	case "email":
		return tab{Label: "Add an e-mail address", Address: contactAddress(u.Contact.ID)}
	}
	return tab{}
}

// userFeatureSwitch turns a feature on or off; its settings stay.
func (v *visit) userFeatureSwitch() error {
	id, name := v.r.PathValue("id"), v.r.PathValue("feature")
	on := v.r.FormValue("on") != ""
	err := v.api.put("/users/"+url.PathEscape(id)+"/features/"+url.PathEscape(name), map[string]any{"enabled": on}, nil)
	if p := problemIn(err); p != nil && p.Status == http.StatusUnprocessableEntity {
		return v.showFeatures(p.Status, p)
	}
	if err != nil {
		return err
	}
	text := words("The feature “%s” is off now.")
	if on {
		text = "The feature “%s” is on now."
	}
	return v.done("/users/"+url.PathEscape(id)+"/features", text, v.say(featureShape(name).Label))
}
