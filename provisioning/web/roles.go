package web

import (
	"encoding/json"
	"net/http"
	"net/url"
	"strconv"
)

// rolesPage is what the list of roles shows: the matrix of section and right.
type rolesPage struct {
	Roles    []role
	Sections []section
	Tabs     []tab
}

// accessTabs lead from one page about access to the others, those that the visitor may open.
func (v *visit) accessTabs() []tab {
	return []tab{
		{Label: "Roles", Address: "/access", Current: v.r.URL.Path == "/access"},
		{Label: "People", Address: "/access/people", Current: v.r.URL.Path == "/access/people"},
		{Label: "API tokens", Address: "/access/tokens", Current: v.r.URL.Path == "/access/tokens"},
	}
}

func (v *visit) allRoles() ([]role, error) {
	var list struct {
		Roles []role `json:"roles"`
	}
	err := v.api.get("/roles", &list)
	for i := range list.Roles {
		v.inWords(&list.Roles[i])
	}
	return list.Roles, err
}

// roles shows the matrix.
func (v *visit) roles() error {
	list, err := v.allRoles()
	if err != nil {
		return err
	}
	return v.show("roles", v.say("Access management"), rolesPage{list, sections(), v.accessTabs()})
}

// roleForm declares a name, a description, and a right for each section.
func (v *visit) roleForm(submit words) *form {
	list := []*field{
		{Name: "name", Label: "Name", Required: true, Most: 128},
		{Name: "description", Label: "Description", Most: 512},
	}
	for _, s := range sections() {
		list = append(list, &field{Name: "permissions." + s.Name, Label: s.Label, Kind: "right", Options: rights()})
	}
	f := newForm(v, submit, "/access", list)
	f.now = func(record []byte) (map[string]string, error) {
		var r role
		err := json.Unmarshal(record, &r)
		return r.values(), err
	}
	return f
}

// rights are what may be done with a section.
func rights() []option {
	return []option{{Value: "", Label: "nothing"}, {Value: "read", Label: "see"}, {Value: "write", Label: "see and change"}}
}

func (r role) values() map[string]string {
	values := map[string]string{"name": r.Name, "description": r.Description}
	for _, s := range sections() {
		values["permissions."+s.Name] = r.May(s.Name)
	}
	return values
}

func roleBody(f *form) map[string]any {
	list := []permission{}
	for _, s := range sections() {
		if access := f.Field("permissions." + s.Name).Value; access != "" {
			list = append(list, permission{s.Name, access})
		}
	}
	return map[string]any{"name": f.Field("name").Value, "description": f.Field("description").Value, "permissions": list}
}

// rolePage is what the page of one role shows; of a new one, Role is empty.
type rolePage struct {
	Role     role
	Form     *form
	MayWrite bool
	Others   []role // that can take its place
	Logins   int    // how many people have the role that was to be deleted
	Tokens   int    // and API tokens
	InUse    bool
}

// roleNew shows the empty form.
func (v *visit) roleNew() error {
	return v.show("role", v.say("Add role"), rolePage{Form: v.roleForm("Add"), MayWrite: true})
}

// roleCreate makes a role.
func (v *visit) roleCreate() error {
	f := v.roleForm("Add")
	f.read(v)
	if err := v.api.post("/roles", roleBody(f), nil); err != nil {
		return v.roleRefused(f, err, rolePage{Form: f, MayWrite: true}, v.say("Add role"))
	}
	return v.done("/access", "The role “%s” has been added.", f.Field("name").Value)
}

// roleRefused shows the form of a role again. That somebody gives a right they do not have is said there too.
func (v *visit) roleRefused(f *form, err error, p rolePage, title string) error {
	if refused := problemIn(err); refused != nil && refused.Code == "privilege_escalation" {
		f.Wrong = append(f.Wrong, wrong{Message: v.explain(refused)})
		return v.showAs(refused.Status, "role", title, p)
	}
	return v.refused(f, err, func(status int) error { return v.showAs(status, "role", title, p) })
}

// rolePage asks for the role that the address names.
func (v *visit) rolePage() (rolePage, error) {
	p := rolePage{MayWrite: v.self.MayEverywhere("access", "write")}
	if err := v.api.get("/roles/"+url.PathEscape(v.r.PathValue("id")), &p.Role); err != nil {
		return p, err
	}
	v.inWords(&p.Role)
	p.Form = v.roleForm("Save")
	p.Form.Address = "/access/roles/" + p.Role.ID
	p.Form.fill(p.Role.values(), strconv.FormatUint(p.Role.Version, 10))
	return p, nil
}

// roleShow shows a role; one that is built in can be copied, not changed.
func (v *visit) roleShow() error {
	p, err := v.rolePage()
	if err != nil {
		return err
	}
	return v.show("role", p.Role.Name, p)
}

// roleChange saves a role.
func (v *visit) roleChange() error {
	p, err := v.rolePage()
	if err != nil {
		return err
	}
	p.Form.read(v)
	if err := v.api.patch("/roles/"+p.Role.ID, roleBody(p.Form), nil, ifMatch(p.Form.Version)...); err != nil {
		return v.roleRefused(p.Form, err, p, p.Role.Name)
	}
	return v.done("/access", "The role “%s” has been changed.", p.Form.Field("name").Value)
}

// roleCopy makes a role of another one, to be changed.
func (v *visit) roleCopy() error {
	p, err := v.rolePage()
	if err != nil {
		return err
	}
	var made role
	if err := v.api.post("/roles/"+p.Role.ID+"/copy", map[string]any{"name": v.say("Copy of %s", p.Role.Name)}, &made); err != nil {
		return v.roleRefused(p.Form, err, p, p.Role.Name)
	}
	return v.added("/access/roles/"+made.ID, "/access", "The role “%s” has been added. It can be changed now.", made.Name)
}

// roleDelete deletes a role. One that somebody has is only deleted where another takes its place.
func (v *visit) roleDelete() error {
	p, err := v.rolePage()
	if err != nil {
		return err
	}
	query := url.Values{}
	if other := v.r.FormValue("replace_with"); other != "" {
		query.Set("replace_with", other)
	}
	err = v.api.delete("/roles/"+p.Role.ID+"?"+query.Encode(), ifMatch(v.r.FormValue("version"))...)
	if refused := problemIn(err); refused != nil && refused.Code == "role_in_use" {
		var use struct{ Logins, Tokens int }
		_ = json.Unmarshal(refused.Info, &use) // the counts, where there are any
		p.InUse, p.Logins, p.Tokens = true, use.Logins, use.Tokens
		list, err := v.allRoles()
		if err != nil {
			return err
		}
		for _, r := range list {
			if r.ID != p.Role.ID {
				p.Others = append(p.Others, r)
			}
		}
		return v.showAs(http.StatusConflict, "role", p.Role.Name, p)
	}
	if err != nil {
		return err
	}
	return v.done("/access", "The role “%s” has been deleted.", p.Role.Name)
}
