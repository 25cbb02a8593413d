package web

import (
	"cmp"
	"net/http"
	"net/url"
	"slices"
	"strconv"
)

// accessPage is what the page of one person's access shows.
type accessPage struct {
	Name     string
	Email    string
	Person   *person // nil: the founder
	Login    login   // empty where there is none yet
	MayWrite bool
	Form     *form // of the roles that are for everywhere
	Ticks    []roleTick
	Local    []localRole
	Roles    []option
	In       *form // gives a role for one folder; nil: it can not
	Refuse   string
}

// roleTick is a role that somebody has everywhere, or not.
type roleTick struct {
	role
	Has bool
}

// localRole is a role in one folder.
type localRole struct {
	Role, Folder string // what they are called
	RoleID       string
	FolderID     string
}

// path is where the API has the login's roles.
func (p accessPage) path() string {
	if p.Person == nil {
		return "/founder"
	}
	return "/contacts/" + p.Person.ID
}

// accessPage asks for the access of the person that the address names.
func (v *visit) accessPage() (accessPage, error) {
	p := accessPage{MayWrite: v.self.May("access", "write")}
	id := v.r.PathValue("id")
	address := "/founder"
	if id != "founder" {
		p.Person = &person{}
		if err := v.api.get("/contacts/"+url.PathEscape(id), p.Person); err != nil {
			return p, err
		}
		p.Name, p.Email, address = p.Person.Name(), p.Person.Email, p.path()+"/roles"
	}
	if err := v.api.get(address, &p.Login); err != nil && (problemIn(err) == nil || problemIn(err).Status != http.StatusNotFound) {
		return p, err
	}
	if p.Person == nil {
		p.Name, p.Email = v.say("Founder"), p.Login.Email
	}
	roles, err := v.allRoles()
	if err != nil {
		return p, err
	}
	nameRoles(p.Login.Roles, roles)
	p.Form = newForm(v, "Save", "/access/people", nil)
	p.Form.Address = "/access/people/" + id
	for _, r := range roles {
		everywhere := slices.ContainsFunc(p.Login.Roles, func(a assignedRole) bool { return a.RoleID == r.ID && a.FolderID == "" })
		p.Form.Fields = append(p.Form.Fields, &field{Name: "role." + r.ID, Kind: "checkbox", Value: ticked(everywhere)})
		p.Ticks = append(p.Ticks, roleTick{r, everywhere})
		p.Roles = append(p.Roles, option{Value: r.ID, Name: r.Name})
	}
	if p.Login.Version != 0 {
		p.Form.Version = strconv.FormatUint(p.Login.Version, 10)
	}
	for _, a := range p.Login.Roles {
		if a.FolderID != "" {
			in, err := v.folderPath(a.FolderID)
			if err != nil {
				return p, err
			}
			p.Local = append(p.Local, localRole{a.Name, cmp.Or(v.pathShown(in), v.say("not in your sight")), a.RoleID, a.FolderID})
		}
	}
	p.In, err = v.localRoleForm(p)
	return p, err
}

// localRoleForm gives a role for one folder; nil where none can be given.
func (v *visit) localRoleForm(p accessPage) (*form, error) {
	if !p.MayWrite || !v.self.May("directory", "read") {
		return nil, nil
	}
	folder, err := v.chooseFolder(&field{Name: "folder", Label: "Folder, and what is below it", Required: true}, "", folderRange{Section: "access"})
	if err != nil {
		return nil, err
	}
	if folder.Kind == "chooser" {
		folder.Value = "" // rights are given nowhere that has not been chosen
	}
	f := newForm(v, "Add", "", []*field{{Name: "role", Label: "Role", Kind: "select", Required: true, Options: p.Roles}, folder})
	f.Address = p.Form.Address + "/local"
	return f, nil
}

// accessShow shows what somebody may do.
func (v *visit) accessShow() error {
	p, err := v.accessPage()
	if err != nil {
		return err
	}
	return v.show("person_access", p.Name, p)
}

// setRoles gives somebody these roles, and goes on with a notice; what is refused is said on the page.
func (v *visit) setRoles(p accessPage, roles []assignedRole) error {
	for i := range roles {
		roles[i].Name = ""
	}
	err := v.api.put(p.path()+"/roles", map[string]any{"roles": append([]assignedRole{}, roles...)}, nil)
	if refused := problemIn(err); refused != nil && refused.Status != http.StatusNotFound {
		p.Refuse = v.explain(refused)
		return v.showAs(refused.Status, "person_access", p.Name, p)
	}
	if err != nil {
		return err
	}
	return v.done(p.Form.Address, "The roles of %s have been saved.", p.Name)
}

// accessChange gives somebody the roles that are ticked, for everywhere, beside those for one folder.
func (v *visit) accessChange() error {
	p, err := v.accessPage()
	if err != nil {
		return err
	}
	p.Form.read(v)
	var roles []assignedRole
	for _, one := range p.Form.Fields {
		if one.Checked() {
			roles = append(roles, assignedRole{RoleID: one.Name[len("role."):]})
		}
	}
	for _, l := range p.Local {
		roles = append(roles, assignedRole{RoleID: l.RoleID, FolderID: l.FolderID})
	}
	return v.setRoles(p, roles)
}

// accessLocal gives somebody a role for one folder and what is below it, or takes one.
func (v *visit) accessLocal() error {
	p, err := v.accessPage()
	if err != nil {
		return err
	}
	one := assignedRole{RoleID: v.r.FormValue("role"), FolderID: v.r.FormValue("folder")}
	if v.r.FormValue("take") == "" && p.In != nil {
		p.In.read(v)
		if err := v.choose(p.In); err != nil {
			return v.refused(p.In, err, func(status int) error { return v.showAs(status, "person_access", p.Name, p) })
		}
		one.FolderID = p.In.Field("folder").Value
	}
	roles := slices.DeleteFunc(slices.Clone(p.Login.Roles), func(a assignedRole) bool { return a.RoleID == one.RoleID && a.FolderID == one.FolderID })
	if v.r.FormValue("take") == "" {
		roles = append(roles, one)
	}
	return v.setRoles(p, roles)
}

// accessInvite writes somebody a link to choose a password with.
func (v *visit) accessInvite() error {
	p, err := v.accessPage()
	if err != nil {
		return err
	}
	path := p.path() + "/invitation"
	if p.Person == nil || p.Login.State == "active" {
		path = "/logins/" + p.Login.ID + "/reset"
	}
	err = v.api.post(path, nil, nil)
	if refused := problemIn(err); refused != nil {
		p.Refuse = v.explain(refused)
		return v.showAs(refused.Status, "person_access", p.Name, p)
	}
	if err != nil {
		return err
	}
	v.api.revision = 0 // what was sent is not unsent
	return v.done(p.Form.Address, "A link has been sent to %s.", p.Email)
}

// accessClose closes somebody's login.
func (v *visit) accessClose() error {
	p, err := v.accessPage()
	if err != nil {
		return err
	}
	err = v.api.delete("/logins/" + p.Login.ID)
	if refused := problemIn(err); refused != nil {
		p.Refuse = v.explain(refused)
		return v.showAs(refused.Status, "person_access", p.Name, p)
	}
	if err != nil {
		return err
	}
	return v.done("/access/people", "%s has no access any more.", p.Name)
}
