package web

import (
	"encoding/json"
	"net/url"
	"slices"
	"strconv"
)

// group is a call group: people who are called by one number.
type group struct {
	ID        string    `json:"id"`
	Name      string    `json:"name"`
	Number    string    `json:"number"`
	FolderID  string    `json:"folder_id"`
	Members   []string  `json:"members"` // contacts, in the order they ring, those out of sight included
	Strategy  string    `json:"strategy"`
	Hidden    bool      `json:"hidden"`
	Contacts  []named   `json:"contacts"`  // the members in sight
	Mailboxes []mailbox `json:"mailboxes"` // that it has taken over from leavers
	Version   uint64    `json:"version"`
}

// strategies say in which order members ring.
func strategies() []shape {
	return []shape{
		{"ring_all", "All at once", ""}, {"sequential", "One after the other", ""},
		{"round_robin", "In turn, each call beginning with the next", ""}, {"longest_idle", "Whoever has not talked for longest", ""},
	}
}

// Rings is how the group's members ring.
func (g group) Rings() words { return shapeOf(strategies(), g.Strategy).Label }

// Unseen is how many members are out of the visitor's sight.
func (g group) Unseen() int { return len(g.Members) - len(g.Contacts) }

// groupsPage is what the list of call groups shows.
type groupsPage struct {
	Groups []group
	Total  int
	Pager  pager
}

// groups shows the list.
func (v *visit) groups() error {
	var list struct {
		Groups []group `json:"groups"`
		Next   string  `json:"next"`
		Total  int     `json:"total"`
	}
	if err := v.api.get("/groups?"+v.asked("50").Encode(), &list); err != nil {
		return err
	}
	return v.show("groups", v.say("Call groups"), groupsPage{list.Groups, list.Total, v.pager(list.Next)})
}

func (v *visit) groupForm(submit words) (*form, error) {
	list := []*field{
		{Name: "name", Label: "Name", Required: true, Most: 128},
		{Name: "number", Label: "Number", Kind: "number", Hint: "What is dialled inside to call them all.", Required: true},
		{Name: "strategy", Label: "How they ring", Kind: "select", Options: optionsOf(strategies()), Required: true},
		{Name: "hidden", Label: "Hide the group from phones", Kind: "checkbox"},
	}
	if v.self.May("directory", "read") {
		folder, err := v.chooseFolder(&field{Name: "folder_id", Label: "Folder", Required: true}, "", folderRange{Section: "groups"})
		if err != nil {
			return nil, err
		}
		list = slices.Insert(list, 3, folder)
	}
	f := newForm(v, submit, "/groups", list)
	f.now = func(record []byte) (map[string]string, error) {
		var g group
		err := json.Unmarshal(record, &g)
		return g.values(), err
	}
	return f, nil
}

func (g group) values() map[string]string {
	return map[string]string{"name": g.Name, "number": g.Number, "strategy": g.Strategy, "folder_id": g.FolderID, "hidden": ticked(g.Hidden)}
}

// groupNew shows the empty form, with the next free number.
func (v *visit) groupNew() error {
	f, err := v.groupForm("Add")
	if err != nil {
		return err
	}
	return v.show("group_new", v.say("Add call group"), f)
}

// groupCreate makes a call group; its members come afterwards.
func (v *visit) groupCreate() error {
	f, err := v.groupForm("Add")
	if err != nil {
		return err
	}
	f.read(v)
	var made group
	if err = v.choose(f); err == nil {
		err = v.api.post("/groups", f.body(), &made)
	}
	if err != nil {
		return v.refused(f, err, func(status int) error { return v.showAs(status, "group_new", v.say("Add call group"), f) })
	}
	return v.added("/groups/"+made.ID, "/groups", "The call group “%s” has been added. Members can be added now.", made.Name)
}

// groupPage is what the page of one call group shows.
type groupPage struct {
	Group    group
	MayWrite bool
	Form     *form
	Picker   picker
}

// groupPage asks for the call group that the address names.
func (v *visit) groupPage() (groupPage, error) {
	p := groupPage{MayWrite: v.self.May("groups", "write")}
	if err := v.api.get("/groups/"+url.PathEscape(v.r.PathValue("id"))+"?expand=mailboxes", &p.Group); err != nil {
		return p, err
	}
	address := "/groups/" + p.Group.ID
	var err error
	if p.Form, err = v.groupForm("Save"); err != nil {
		return p, err
	}
	p.Form.Address = address
	p.Form.fill(p.Group.values(), strconv.FormatUint(p.Group.Version, 10))
	p.Picker = picker{Label: "Who else is to ring", Address: address, Post: address + "/members", Field: "contact", Choose: "Add"}
	if err := v.people(&p.Picker); err != nil {
		return p, err
	}
	p.Picker.Hits = slices.DeleteFunc(p.Picker.Hits, func(c choice) bool { return slices.Contains(p.Group.Members, c.ID) })
	return p, nil
}

// groupShow shows a call group.
func (v *visit) groupShow() error {
	p, err := v.groupPage()
	if err != nil {
		return err
	}
	return v.show("group", p.Group.Name, p)
}

// groupChange saves a call group.
func (v *visit) groupChange() error {
	p, err := v.groupPage()
	if err != nil {
		return err
	}
	p.Form.read(v)
	if err = v.choose(p.Form); err == nil {
		err = v.api.patch("/groups/"+p.Group.ID, p.Form.body(), nil, ifMatch(p.Form.Version)...)
	}
	if err != nil {
		return v.refused(p.Form, err, func(status int) error { return v.showAs(status, "group", p.Group.Name, p) })
	}
	return v.done("/groups/"+p.Group.ID, "The call group “%s” has been changed.", p.Form.Field("name").Value)
}

// groupDelete puts a call group in the bin.
func (v *visit) groupDelete() error {
	p, err := v.groupPage()
	if err != nil {
		return err
	}
	if err := v.api.delete("/groups/"+p.Group.ID, ifMatch(v.r.FormValue("version"))...); err != nil {
		return err
	}
	return v.done("/groups", "The call group “%s” is in the bin.", p.Group.Name)
}
