package web

import "net/url"

// userNumbersPage is what the panel of a user's outside numbers shows.
type userNumbersPage struct {
	userPage
	Spare []outsideNumber // that the user can be given
}

// userNumbers shows a user's outside numbers, and those that are spare.
func (v *visit) userNumbers() error {
	p, err := v.userPage()
	if err != nil {
		return err
	}
	page := userNumbersPage{userPage: p}
	if p.MayWrite {
		var spare struct {
			Numbers []outsideNumber `json:"numbers"`
		}
		if err := v.api.get("/external-numbers?spare=true&limit=1000", &spare); err != nil {
			return err
		}
		page.Spare = spare.Numbers
	}
	return v.show("user_numbers", p.User.Name, page)
}

// userNumberAssign gives the user a spare number.
func (v *visit) userNumberAssign() error {
	var u user
	path := "/users/" + url.PathEscape(v.r.PathValue("id"))
	id := v.r.FormValue("number")
	if err := v.api.put(path+"/external-numbers/"+url.PathEscape(id), nil, &u); err != nil {
		return err
	}
	return v.done(path+"/numbers", "%s has been associated.", v.number(u.numberOf(id)))
}

// userNumberTake takes a number from the user: it is spare.
func (v *visit) userNumberTake() error {
	u, err := v.user()
	if err != nil {
		return err
	}
	id := v.r.PathValue("number")
	var after user
	if _, err := v.api.send("DELETE", u.path()+"/external-numbers/"+url.PathEscape(id), nil, &after); err != nil {
		return err
	}
	text := words("%s has been dissociated and is spare.")
	if len(after.Warnings) > 0 {
		text = "%s has been dissociated and is spare; what needs a number was turned off."
	}
	return v.done(u.address()+"/numbers", text, v.number(u.numberOf(id)))
}

func (u user) numberOf(id string) string {
	for _, n := range u.Numbers {
		if n.ID == id {
			return n.E164
		}
	}
	return ""
}
