package web

import (
	"net/url"
)

// userExtensionsPage is what the panel of a user's extensions shows.
type userExtensionsPage struct {
	userPage
	Change *form // of the extension that is changed; nil: the panel adds one
	Which  extension
}

// userExtensions shows a user's extensions, and a form for one more with the next that is free.
func (v *visit) userExtensions() error {
	p, err := v.userPage()
	if err != nil {
		return err
	}
	page := userExtensionsPage{userPage: p}
	if p.MayWrite {
		page.Form = v.extensionForm("Add")
		var next struct{ Number string }
		if err := v.api.get("/extensions/next", &next); err != nil && problemIn(err) == nil {
			return err
		}
		page.Form.Field("number").Value = next.Number
	}
	return v.show("user_extensions", p.User.Name, page)
}

func (v *visit) extensionForm(submit words) *form {
	return newForm(v, submit, "", []*field{
		{Name: "number", Label: "Extension", Kind: "number", Required: true, Hint: "The next free one is filled in."},
		{Name: "label", Label: "Label", Most: 64},
	})
}

// userExtensionAdd gives the user one more extension.
func (v *visit) userExtensionAdd() error {
	p, err := v.userPage()
	if err != nil {
		return err
	}
	f := v.extensionForm("Add")
	f.read(v)
	p.Form = f
	body := map[string]any{"number": f.Field("number").Value, "label": f.Field("label").Value}
	if err := v.api.post(p.User.path()+"/extensions", body, nil); err != nil {
		return v.refused(f, err, func(status int) error {
			return v.showAs(status, "user_extensions", p.User.Name, userExtensionsPage{userPage: p})
		})
	}
	return v.done(v.r.URL.Path, "The extension %s has been added.", f.Field("number").Value)
}

// extensionOf finds the extension that the address names among the user's.
func (v *visit) extensionOf(u user) (extension, error) {
	for _, x := range u.Extensions {
		if x.ID == v.r.PathValue("extension") {
			return x, nil
		}
	}
	return extension{}, refusal(404, "not_found")
}

// changeForm declares what can be changed of an extension.
func (v *visit) changeForm(p userPage, x extension) *form {
	fields := []*field{
		{Name: "number", Label: "Extension", Kind: "number", Required: true},
		{Name: "label", Label: "Label", Most: 64},
		{Name: "carry", Label: "The mailbox and the caller ID move to the new number", Kind: "checkbox"},
	}
	f := newForm(v, "Save", p.User.address()+"/extensions", fields)
	f.Field("number").Value, f.Field("label").Value, f.Field("carry").Value = x.Number, x.Label, "on"
	return f
}

// userExtension shows one extension in its form.
func (v *visit) userExtension() error {
	p, err := v.userPage()
	if err != nil {
		return err
	}
	x, err := v.extensionOf(p.User)
	if err != nil {
		return err
	}
	return v.show("user_extension", p.User.Name, userExtensionsPage{p, v.changeForm(p, x), x})
}

// userExtensionChange changes an extension; what answers at it comes along unless that is not wanted.
func (v *visit) userExtensionChange() error {
	p, err := v.userPage()
	if err != nil {
		return err
	}
	x, err := v.extensionOf(p.User)
	if err != nil {
		return err
	}
	f := v.changeForm(p, x)
	f.read(v)
	body := map[string]any{"number": f.Field("number").Value, "label": f.Field("label").Value, "leave_behind": !f.Field("carry").Checked()}
	if err := v.api.patch(p.User.path()+"/extensions/"+x.ID, body, nil); err != nil {
		return v.refused(f, err, func(status int) error {
			return v.showAs(status, "user_extension", p.User.Name, userExtensionsPage{p, f, x})
		})
	}
	return v.done(p.User.address()+"/extensions", "The extension %s has been changed.", f.Field("number").Value)
}

// userExtensionMain makes an extension the main one.
func (v *visit) userExtensionMain() error {
	u, err := v.user()
	if err != nil {
		return err
	}
	x, err := v.extensionOf(u)
	if err != nil {
		return err
	}
	if err := v.api.patch(u.path()+"/extensions/"+x.ID, map[string]any{"main": true}, nil); err != nil {
		return err
	}
	return v.done(u.address()+"/extensions", "%s is the main extension now.", x.Number)
}

// userExtensionRemove takes an extension from its user; where it is the main one, the oldest of the others takes its place.
func (v *visit) userExtensionRemove() error {
	u, err := v.user()
	if err != nil {
		return err
	}
	x, err := v.extensionOf(u)
	if err != nil {
		return err
	}
	query := url.Values{}
	if x.Main && len(u.Extensions) > 1 {
		query.Set("new_main", u.Extensions[1].ID)
	}
	var after user
	if _, err := v.api.send("DELETE", u.path()+"/extensions/"+x.ID+"?"+query.Encode(), nil, &after); err != nil {
		return err
	}
	text := words("The extension %s has been removed.")
	if len(after.Warnings) > 0 {
		text = "The extension %s has been removed, and what needs an extension was turned off."
	}
	return v.done(u.address()+"/extensions", text, x.Number)
}
