package web

import (
	"encoding/json"
	"net/url"
	"strconv"
)

// userTemplate is how users of one sort begin, as the API has it.
type userTemplate struct {
	ID            string             `json:"id"`
	Name          string             `json:"name"`
	RingSeconds   int                `json:"ring_seconds"`
	CallerPrivacy bool               `json:"caller_privacy"`
	Features      map[string]feature `json:"features"`
	Version       uint64             `json:"version"`
}

// templates shows the list.
func (v *visit) templates() error {
	var list struct {
		Templates []userTemplate `json:"templates"`
	}
	if err := v.api.get("/templates", &list); err != nil {
		return err
	}
	rows := make([]templateRow, len(list.Templates))
	for i, t := range list.Templates {
		rows[i] = templateRow{t, featuresOn(t.Features)}
	}
	return v.show("templates", v.say("Templates"), rows)
}

// templateRow is a template in the list.
type templateRow struct {
	userTemplate
	On []words // the features that are on
}

// templateForm declares the fields once, for the new one, the change and both versions of a stale one.
func (v *visit) templateForm(submit words) *form {
	fields := []*field{
		{Name: "name", Label: "Name", Hint: "Such as “Front desk” or “Sales”: who will be made with it.", Required: true, Most: 128},
		{Name: "ring_seconds", Label: "Ring for", Kind: "number", Unit: "seconds", Hint: "From 5 to 120. Empty: as usual.", Least: 5, Most: 120},
		{Name: "caller_privacy", Label: "Hide the number when calling", Kind: "checkbox"},
	}
	for _, f := range features() {
		fields = append(fields, &field{Name: "features." + f.Name, Label: f.Label, Kind: "checkbox"})
	}
	f := newForm(v, submit, "/templates", fields)
	f.now = func(record []byte) (map[string]string, error) {
		var t userTemplate
		err := json.Unmarshal(record, &t)
		return t.values(), err
	}
	return f
}

// values are what stands in the form of a template.
func (t userTemplate) values() map[string]string {
	values := map[string]string{"name": t.Name, "caller_privacy": ticked(t.CallerPrivacy)}
	if t.RingSeconds != 0 {
		values["ring_seconds"] = strconv.Itoa(t.RingSeconds)
	}
	for name, f := range t.Features {
		values["features."+name] = ticked(f.Enabled)
	}
	return values
}

// body is what the API is sent: all of the form, with the settings that features have had.
func (t userTemplate) body(f *form) map[string]any {
	body := map[string]any{"name": f.Field("name").Value, "caller_privacy": f.Field("caller_privacy").Checked()}
	if ring := f.Field("ring_seconds").Value; ring != "" || t.RingSeconds != 0 {
		body["ring_seconds"] = number(ring)
	}
	changed := map[string]feature{}
	for _, known := range features() {
		now, was := f.Field("features."+known.Name).Checked(), t.Features[known.Name]
		if now != was.Enabled {
			changed[known.Name] = feature{now, was.Settings}
		}
	}
	if len(changed) > 0 {
		body["features"] = changed
	}
	return body
}

// templateNew shows the empty form.
func (v *visit) templateNew() error {
	return v.show("template_new", v.say("Add template"), v.templateForm("Add"))
}

// templateCreate makes a template.
func (v *visit) templateCreate() error {
	f := v.templateForm("Add")
	f.read(v)
	if err := v.api.post("/templates", userTemplate{}.body(f), nil); err != nil {
		return v.refused(f, err, func(status int) error {
			return v.showAs(status, "template_new", v.say("Add template"), f)
		})
	}
	return v.done("/templates", "The template “%s” has been added.", f.Field("name").Value)
}

// templatePage is what the page of one template shows.
type templatePage struct {
	Name string // as it is, whatever is being typed
	Form *form
}

// templateEdit shows a template in its form.
func (v *visit) templateEdit() error {
	t, err := v.template()
	if err != nil {
		return err
	}
	f := v.templateForm("Save")
	f.fill(t.values(), strconv.FormatUint(t.Version, 10))
	return v.show("template", t.Name, templatePage{t.Name, f})
}

// template asks for the template that the address names.
func (v *visit) template() (userTemplate, error) {
	var t userTemplate
	err := v.api.get("/templates/"+url.PathEscape(v.r.PathValue("id")), &t)
	return t, err
}

// templateChange saves a template.
func (v *visit) templateChange() error {
	f := v.templateForm("Save")
	f.read(v)
	t, err := v.template()
	if err != nil {
		return err
	}
	err = v.api.patch("/templates/"+t.ID, t.body(f), nil, ifMatch(f.Version)...)
	if err != nil {
		return v.refused(f, err, func(status int) error { return v.showAs(status, "template", t.Name, templatePage{t.Name, f}) })
	}
	return v.done("/templates", "The template “%s” has been changed.", f.Field("name").Value)
}

// templateDelete deletes a template; its notice offers to take that back.
func (v *visit) templateDelete() error {
	t, err := v.template()
	if err != nil {
		return err
	}
	if err := v.api.delete("/templates/"+t.ID, ifMatch(v.r.FormValue("version"))...); err != nil {
		return err
	}
	return v.done("/templates", "The template “%s” has been deleted.", t.Name)
}
