package web

import (
	"encoding/json"
	"net/http"
	"net/url"
	"strconv"
)

// devicesPage is what the list of devices shows.
type devicesPage struct {
	Text, Type, State, Spare string
	Types, States            []shape
	Devices                  []telephone
	Total                    int
	Pager                    pager
}

// devices shows the list.
func (v *visit) devices() error {
	p := devicesPage{
		Text: v.r.FormValue("q"), Type: v.r.FormValue("type"), State: v.r.FormValue("state"), Spare: v.r.FormValue("spare"),
		Types: telephoneTypes(), States: telephoneStates(),
	}
	var list struct {
		Devices []telephone `json:"devices"`
		Next    string      `json:"next"`
		Total   int         `json:"total"`
	}
	if err := v.api.get("/devices?"+v.asked("50", "q", "type", "state", "spare").Encode(), &list); err != nil {
		return err
	}
	p.Devices, p.Total, p.Pager = list.Devices, list.Total, v.pager(list.Next)
	return v.show("devices", v.say("Equipment"), p)
}

// deviceFields declare what there is to say of a telephone of a type.
func deviceFields(kind string) []*field {
	list := []*field{{Name: "name", Label: "Name", Hint: "Such as “Front desk” or “Meeting room”.", Required: true, Most: 128}}
	sip := &field{Name: "sip_user", Label: "SIP user", Hint: "What it registers as. A password is made and shown once.", Most: 128}
	switch kind {
	case "sip_device", "ata":
		list = append(list, &field{Name: "mac", Label: "MAC address", Hint: "On its label, such as 00:15:65:AA:BB:01.", Most: 32},
			&field{Name: "provisioned", Label: "It fetches its configuration", Kind: "checkbox"}, sip)
	case "cellphone", "landline":
		list = append(list, &field{Name: "number", Label: "Number", Kind: "tel", Required: true})
	case "fax":
		list = append(list, &field{Name: "number", Label: "Number", Kind: "tel"}, sip)
	case "smartphone":
		list = append(list, &field{Name: "number", Label: "Number", Kind: "tel"}, sip)
	case "softphone":
		list = append(list, sip)
	case "sip_uri":
		list = append(list, &field{Name: "uri", Label: "SIP address", Hint: "Such as sip:desk@example.com.", Required: true, Most: 256})
	}
	return append(list, &field{Name: "disabled", Label: "Disabled", Kind: "checkbox"})
}

// values are what stands in the form of a telephone.
func (t telephone) values() map[string]string {
	return map[string]string{
		"name": t.Name, "mac": t.MAC, "provisioned": ticked(t.Provisioned), "number": t.Number, "uri": t.URI, "sip_user": t.SIPUser, "disabled": ticked(t.Disabled),
	}
}

// deviceNewPage is what the page that adds a telephone shows.
type deviceNewPage struct {
	Types []shape
	Type  shape
	Form  *form  // nil: the type is to be chosen first
	User  string // the id of the user whose it is to be, "" for none
	Line  string // the id of the line it is to be on, "" for none
	For   string // what that is called
}

// deviceNewPage is the page for the type in the address.
func (v *visit) deviceNewPage() (deviceNewPage, error) {
	p := deviceNewPage{Types: telephoneTypes(), User: v.r.FormValue("user"), Line: v.r.FormValue("line")}
	back := "/devices"
	if p.User != "" {
		var u user
		if err := v.api.get("/users/"+url.PathEscape(p.User), &u); err != nil {
			return p, err
		}
		p.For, back = u.Name, u.address()+"/phones"
	}
	if p.Line != "" {
		var l line
		if err := v.api.get("/lines/"+url.PathEscape(p.Line), &l); err != nil {
			return p, err
		}
		p.For, back = v.number(l.Name()), "/lines/"+l.ID
	}
	for _, kind := range p.Types {
		if kind.Value == v.r.FormValue("type") {
			p.Type = kind
			p.Form = newForm(v, "Add", back, append(deviceFields(kind.Value),
				&field{Name: "account", Label: "With an LDAP account of its own, to search the directory", Kind: "checkbox"},
				&field{Name: "type", Label: "Type", Kind: "hidden", Value: kind.Value},
				&field{Name: "user", Label: "User", Kind: "hidden", Value: p.User},
				&field{Name: "line", Label: "Line", Kind: "hidden", Value: p.Line}))
		}
	}
	return p, nil
}

// deviceNew shows the types to choose from, or the form for one.
func (v *visit) deviceNew() error {
	p, err := v.deviceNewPage()
	if err != nil {
		return err
	}
	return v.show("device_new", v.say("Add a phone"), p)
}

// deviceCreate makes a telephone, and shows once what it signs in with.
func (v *visit) deviceCreate() error {
	p, err := v.deviceNewPage()
	if err != nil {
		return err
	}
	if p.Form == nil {
		return refusal(http.StatusBadRequest, "invalid")
	}
	f := p.Form
	f.read(v)
	body := f.body()
	delete(body, "account")
	body["type"] = p.Type.Value
	for name, id := range map[string]string{"user_id": p.User, "line_id": p.Line} {
		if id != "" {
			body[name] = id
		}
	}
	if f.Field("account").Checked() {
		body["account"] = map[string]any{}
	}
	var made withSecrets
	if err := v.api.post("/devices", body, &made); err != nil {
		return v.refused(f, err, func(status int) error { return v.showAs(status, "device_new", v.say("Add a phone"), p) })
	}
	next := "/devices/" + made.ID
	if p.User != "" {
		next = "/users/" + p.User + "/phones"
	}
	if made.Secrets == nil {
		return v.added(next, f.Cancel, "The phone %s has been added.", made.Name)
	}
	return v.doneWithSecrets(made, next, "The phone %s has been added.", made.Name)
}

// devicePage is what the page of one telephone shows.
type devicePage struct {
	Device   telephone
	MayWrite bool
	Form     *form
	Line     *line
	Lines    []line // that are nobody's or somebody's, to be put on
	LineText string
	Users    picker
}

// devicePage asks for the telephone that the address names.
func (v *visit) devicePage() (devicePage, error) {
	p := devicePage{MayWrite: v.self.May("devices", "write"), LineText: v.r.FormValue("line")}
	if err := v.api.get("/devices/"+url.PathEscape(v.r.PathValue("id")), &p.Device); err != nil {
		return p, err
	}
	address := "/devices/" + p.Device.ID
	p.Form = newForm(v, "Save", "/devices", deviceFields(p.Device.Type))
	p.Form.Address = address
	p.Form.fill(p.Device.values(), strconv.FormatUint(p.Device.Version, 10))
	p.Form.now = func(record []byte) (map[string]string, error) {
		var t telephone
		err := json.Unmarshal(record, &t)
		return t.values(), err
	}
	if p.Device.LineID != "" && v.self.May("lines", "read") {
		p.Line = &line{}
		if err := v.api.get("/lines/"+p.Device.LineID, p.Line); err != nil && problemIn(err) == nil {
			return p, err
		}
	}
	if p.LineText != "" && v.self.May("lines", "read") {
		var list struct {
			Lines []line `json:"lines"`
		}
		if err := v.api.get("/lines?"+url.Values{"q": {p.LineText}, "limit": {"10"}}.Encode(), &list); err != nil {
			return p, err
		}
		p.Lines = list.Lines
	}
	p.Users = picker{Label: "Name, extension or number of a user", Address: address, Post: address + "/assign", Field: "user", Choose: "Associate"}
	return p, v.pickUsers(&p.Users)
}

// deviceShow shows a telephone.
func (v *visit) deviceShow() error {
	p, err := v.devicePage()
	if err != nil {
		return err
	}
	return v.show("device", p.Device.Name, p)
}

// deviceChange saves a telephone. One that becomes able to sign in gets a password, shown once.
func (v *visit) deviceChange() error {
	p, err := v.devicePage()
	if err != nil {
		return err
	}
	p.Form.read(v)
	var d withSecrets
	if err := v.api.patch("/devices/"+p.Device.ID, p.Form.body(), &d, ifMatch(p.Form.Version)...); err != nil {
		return v.refused(p.Form, err, func(status int) error { return v.showAs(status, "device", p.Device.Name, p) })
	}
	return v.doneWithSecrets(d, "/devices/"+p.Device.ID, "The phone %s has been changed.", d.Name)
}
