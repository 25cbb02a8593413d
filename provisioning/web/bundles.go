package web

import (
	"encoding/json"
	"net/url"
	"slices"
	"strconv"
)

// bundle is an offer for whoever has a line of each of some sorts.
type bundle struct {
	ID       string   `json:"id"`
	Name     string   `json:"name"`
	Requires []string `json:"requires"`
	Version  uint64   `json:"version"`
}

// Needs are the sorts of lines that the offer needs.
func (b bundle) Needs() []words { return bundleState{Missing: b.Requires}.Lacks() }

// bundlesPage is what the list of bundles shows.
type bundlesPage struct {
	Bundles []bundle
	Tabs    []tab
}

// bundles shows the list.
func (v *visit) bundles() error {
	p := bundlesPage{Tabs: v.lineTabs()}
	var list struct {
		Bundles []bundle `json:"bundles"`
	}
	if err := v.api.get("/bundles", &list); err != nil {
		return err
	}
	p.Bundles = list.Bundles
	return v.show("bundles", v.say("Bundles"), p)
}

func (v *visit) bundleForm(submit words) *form {
	list := []*field{{Name: "name", Label: "Name", Required: true, Most: 128}}
	for _, kind := range lineSorts() {
		list = append(list, &field{Name: "requires." + kind.Value, Label: kind.Label, Kind: "checkbox"})
	}
	f := newForm(v, submit, "/bundles", list)
	f.now = func(record []byte) (map[string]string, error) {
		var b bundle
		err := json.Unmarshal(record, &b)
		return b.values(), err
	}
	return f
}

func (b bundle) values() map[string]string {
	values := map[string]string{"name": b.Name}
	for _, kind := range lineSorts() {
		values["requires."+kind.Value] = ticked(slices.Contains(b.Requires, kind.Value))
	}
	return values
}

func bundleBody(f *form) map[string]any {
	kinds := []string{}
	for _, kind := range lineSorts() {
		if f.Field("requires." + kind.Value).Checked() {
			kinds = append(kinds, kind.Value)
		}
	}
	return map[string]any{"name": f.Field("name").Value, "requires": kinds}
}

// bundlePage is what the form of a bundle shows; of a new one, Bundle is empty.
type bundlePage struct {
	Bundle bundle
	Form   *form
}

// bundleNew shows the empty form.
func (v *visit) bundleNew() error {
	return v.show("bundle", v.say("Add bundle"), bundlePage{Form: v.bundleForm("Add")})
}

// bundleCreate makes a bundle.
func (v *visit) bundleCreate() error {
	f := v.bundleForm("Add")
	f.read(v)
	if err := v.api.post("/bundles", bundleBody(f), nil); err != nil {
		return v.refused(f, err, func(status int) error { return v.showAs(status, "bundle", v.say("Add bundle"), bundlePage{Form: f}) })
	}
	return v.done("/bundles", "The bundle “%s” has been added.", f.Field("name").Value)
}

func (v *visit) bundle() (bundle, error) {
	var b bundle
	err := v.api.get("/bundles/"+url.PathEscape(v.r.PathValue("id")), &b)
	return b, err
}

// bundleEdit shows a bundle in its form.
func (v *visit) bundleEdit() error {
	b, err := v.bundle()
	if err != nil {
		return err
	}
	f := v.bundleForm("Save")
	f.fill(b.values(), strconv.FormatUint(b.Version, 10))
	return v.show("bundle", b.Name, bundlePage{b, f})
}

// bundleChange saves a bundle.
func (v *visit) bundleChange() error {
	f := v.bundleForm("Save")
	f.read(v)
	b, err := v.bundle()
	if err != nil {
		return err
	}
	if err := v.api.patch("/bundles/"+b.ID, bundleBody(f), nil, ifMatch(f.Version)...); err != nil {
		return v.refused(f, err, func(status int) error { return v.showAs(status, "bundle", b.Name, bundlePage{b, f}) })
	}
	return v.done("/bundles", "The bundle “%s” has been changed.", f.Field("name").Value)
}

// bundleDelete removes a bundle.
func (v *visit) bundleDelete() error {
	b, err := v.bundle()
	if err != nil {
		return err
	}
	if err := v.api.delete("/bundles/"+b.ID, ifMatch(v.r.FormValue("version"))...); err != nil {
		return err
	}
	return v.done("/bundles", "The bundle “%s” has been deleted.", b.Name)
}
