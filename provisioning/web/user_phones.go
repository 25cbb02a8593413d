package web

import "net/url"

// userPhonesPage is what the panel of a user's telephones shows.
type userPhonesPage struct {
	userPage
	MayWrite   bool        // devices
	MayConnect bool        // phones to the directory
	Spare      []telephone // that the user can be given
	Types      []shape
}

// userPhones shows a user's telephones, those that are spare, and what can be added.
func (v *visit) userPhones() error {
	p, err := v.userPage()
	if err != nil {
		return err
	}
	page := userPhonesPage{userPage: p, MayWrite: v.self.May("devices", "write"), MayConnect: v.self.MayConnect(), Types: telephoneTypes()}
	if page.MayWrite {
		var spare struct {
			Devices []telephone `json:"devices"`
		}
		if err := v.api.get("/devices?spare=true&limit=200", &spare); err != nil {
			return err
		}
		page.Spare = spare.Devices
	}
	return v.show("user_phones", p.User.Name, page)
}

// userPhoneAssign gives the user a spare telephone. What it signs in with is made anew, and shown once.
func (v *visit) userPhoneAssign() error {
	u, err := v.user()
	if err != nil {
		return err
	}
	var d withSecrets
	if err := v.api.patch("/devices/"+url.PathEscape(v.r.FormValue("phone")), map[string]any{"user_id": u.ID}, &d); err != nil {
		return err
	}
	return v.doneWithSecrets(d, u.address()+"/phones", "%s has been associated.", d.Name)
}
