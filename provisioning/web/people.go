package web

import (
	"net/url"
)

// login is what a person signs in with.
type login struct {
	ID        string         `json:"id"`
	ContactID string         `json:"contact_id"`
	Name      string         `json:"name"`
	Email     string         `json:"email"`
	Roles     []assignedRole `json:"roles"`
	State     string         `json:"state"`
	Version   uint64         `json:"version"`
}

// loginStates say whether one can sign in.
func loginStates() []shape {
	return []shape{{"invited", "invited", "mail"}, {"active", "active", "circle-check"}, {"closed", "closed", "ban"}}
}

// Standing is how the state of the login is drawn.
func (l login) Standing() shape { return shapeOf(loginStates(), l.State) }

// Address is where the login is shown.
func (l login) Address() string {
	if l.ContactID == "" {
		return "/access/people/founder"
	}
	return "/access/people/" + l.ContactID
}

// peoplePage is what the list of people with access shows.
type peoplePage struct {
	Logins []login
	Total  int
	Pager  pager
	Tabs   []tab
	Picker picker
}

// accessPeople shows who has access.
func (v *visit) accessPeople() error {
	p := peoplePage{Tabs: v.accessTabs()}
	var list struct {
		Logins []login `json:"logins"`
		Next   string  `json:"next"`
		Total  int     `json:"total"`
	}
	if err := v.api.get("/logins?"+v.asked("50").Encode(), &list); err != nil {
		return err
	}
	roles, err := v.allRoles()
	if err != nil {
		return err
	}
	for i := range list.Logins {
		nameRoles(list.Logins[i].Roles, roles)
	}
	p.Logins, p.Total, p.Pager = list.Logins, list.Total, v.pager(list.Next)
	p.Picker = picker{Label: "Give somebody access", Address: "/access/people", Field: "contact", Choose: "Choose"}
	if err := v.people(&p.Picker); err != nil {
		return err
	}
	if id := v.r.FormValue("contact"); id != "" {
		v.redirect("/access/people/" + url.PathEscape(id))
		return nil
	}
	return v.show("people", v.say("People with access"), p)
}

func nameRoles(assigned []assignedRole, roles []role) {
	for i := range assigned {
		for _, r := range roles {
			if r.ID == assigned[i].RoleID {
				assigned[i].Name = r.Name
			}
		}
	}
}
