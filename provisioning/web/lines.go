package web

import (
	"cmp"
	"encoding/json"
	"net/url"
	"strconv"
)

// line is a subscription with its number.
type line struct {
	ID        string `json:"id"`
	Kind      string `json:"kind"`
	Raw       string `json:"raw"`
	E164      string `json:"e164"`
	Label     string `json:"label"`
	Hidden    bool   `json:"hidden"`
	ContactID string `json:"contact_id"`
	Default   bool   `json:"default"`
	Contact   *named `json:"contact"`
	Version   uint64 `json:"version"`
}

// lineKinds are what sorts of lines there are.
func lineSorts() []shape {
	return []shape{
		{"landline", "Landline", "cable"}, {"mobile", "Mobile line", "smartphone"}, {"fax", "Fax line", "printer"}, {"voip", "VoIP line", "headset"},
	}
}

// Shape is how the line's kind is drawn.
func (l line) Shape() shape { return shapeOf(lineSorts(), l.Kind) }

// Name is the line's number, in its international form where it has one.
func (l line) Name() string { return cmp.Or(l.E164, l.Raw) }

// linesPage is what the list of lines shows.
type linesPage struct {
	Text, Kind, Associated string
	Kinds                  []shape
	Lines                  []line
	Total                  int
	Pager                  pager
	Tabs                   []tab
}

func (v *visit) lineTabs() []tab {
	return []tab{
		{Label: "Lines", Address: "/lines", Current: v.r.URL.Path == "/lines"},
		{Label: "Bundles", Address: "/bundles", Current: v.r.URL.Path == "/bundles"},
	}
}

// lines shows the list.
func (v *visit) lines() error {
	p := linesPage{
		Text: v.r.FormValue("q"), Kind: v.r.FormValue("kind"), Associated: v.r.FormValue("associated"), Kinds: lineSorts(), Tabs: v.lineTabs(),
	}
	var list struct {
		Lines []line `json:"lines"`
		Next  string `json:"next"`
		Total int    `json:"total"`
	}
	if err := v.api.get("/lines?"+v.asked("50", "q", "kind", "associated").Encode(), &list); err != nil {
		return err
	}
	p.Lines, p.Total, p.Pager = list.Lines, list.Total, v.pager(list.Next)
	return v.show("lines", v.say("Lines"), p)
}

func (v *visit) lineForm(submit words, cancel string) *form {
	f := newForm(v, submit, cancel, []*field{
		{Name: "kind", Label: "Type", Kind: "select", Options: optionsOf(lineSorts()), Required: true},
		{Name: "raw", Label: "Number", Kind: "tel", Required: true},
		{Name: "label", Label: "Label", Most: 64},
		{Name: "hidden", Label: "Hide the number from phones", Kind: "checkbox"},
	})
	f.now = func(record []byte) (map[string]string, error) {
		var l line
		err := json.Unmarshal(record, &l)
		return l.values(), err
	}
	return f
}

func (l line) values() map[string]string {
	return map[string]string{"kind": l.Kind, "raw": l.Raw, "label": l.Label, "hidden": ticked(l.Hidden)}
}

// newLineForm is the form of a new line, which can be given to somebody at once.
func (v *visit) newLineForm() *form {
	f := v.lineForm("Add", "/lines")
	if v.self.May("directory", "read") {
		f.Fields = append(f.Fields, v.choosePerson(&field{
			Name: "contact_id", Label: "Holder", Hint: "A name or a number of the person whose line it is to be. It can be associated later too.",
		}, "nobody's"))
	}
	return f
}

// lineNew shows the empty form.
func (v *visit) lineNew() error {
	return v.show("line_new", v.say("Add line"), v.newLineForm())
}

// lineCreate makes a line; one of some kinds that is nobody's gets a record made for it.
func (v *visit) lineCreate() error {
	f := v.newLineForm()
	f.read(v)
	var made line
	err := v.choose(f)
	if err == nil {
		body := f.body()
		if body["contact_id"] == "" {
			delete(body, "contact_id")
		}
		err = v.api.post("/lines", body, &made)
	}
	if err != nil {
		return v.refused(f, err, func(status int) error { return v.showAs(status, "line_new", v.say("Add line"), f) })
	}
	return v.added("/lines/"+made.ID, "/lines", "The line %s has been added.", v.number(made.Name()))
}

// linePage is what the page of one line shows.
type linePage struct {
	Line     line
	MayWrite bool
	Form     *form
	Picker   picker
	Services *services // of whose line it is; nil: nobody's, or not in sight
	Devices  []telephone
	Taken    *named // who has the line that somebody else was to get
	For      string // the id of who was to get it
}

// linePage asks for the line that the address names, and what its holder has.
func (v *visit) linePage() (linePage, error) {
	p := linePage{MayWrite: v.self.May("lines", "write")}
	if err := v.api.get("/lines/"+url.PathEscape(v.r.PathValue("id")), &p.Line); err != nil {
		return p, err
	}
	address := "/lines/" + p.Line.ID
	p.Form = v.lineForm("Save", "/lines")
	p.Form.Address = address
	p.Form.fill(p.Line.values(), strconv.FormatUint(p.Line.Version, 10))
	p.Picker = picker{Label: "Whose line it is to be", Address: address, Post: address + "/associate", Field: "contact", Choose: "Associate"}
	if err := v.people(&p.Picker); err != nil {
		return p, err
	}
	if p.Line.Contact != nil {
		p.Services = &services{}
		if err := v.api.get("/contacts/"+p.Line.ContactID+"/services", p.Services); err != nil {
			return p, err
		}
	}
	if !v.self.May("devices", "read") {
		return p, nil
	}
	var list struct {
		Devices []telephone `json:"devices"`
	}
	err := v.api.get("/devices?line_id="+p.Line.ID, &list)
	p.Devices = list.Devices
	return p, err
}

// lineShow shows a line.
func (v *visit) lineShow() error {
	p, err := v.linePage()
	if err != nil {
		return err
	}
	return v.show("line", v.number(p.Line.Name()), p)
}

// lineChange saves a line.
func (v *visit) lineChange() error {
	p, err := v.linePage()
	if err != nil {
		return err
	}
	p.Form.read(v)
	if err := v.api.patch("/lines/"+p.Line.ID, p.Form.body(), nil, ifMatch(p.Form.Version)...); err != nil {
		return v.refused(p.Form, err, func(status int) error { return v.showAs(status, "line", v.number(p.Line.Name()), p) })
	}
	return v.done("/lines/"+p.Line.ID, "The line %s has been changed.", v.number(p.Line.Name()))
}

// lineDeleteShow says what deleting a line comes to.
func (v *visit) lineDeleteShow() error {
	p, err := v.linePage()
	if err != nil {
		return err
	}
	return v.show("line_delete", v.say("Delete the line %s", v.number(p.Line.Name())), p)
}

// lineDelete removes a line for good.
func (v *visit) lineDelete() error {
	p, err := v.linePage()
	if err != nil {
		return err
	}
	if err := v.api.delete("/lines/"+p.Line.ID, ifMatch(v.r.FormValue("version"))...); err != nil {
		return err
	}
	v.api.revision = 0 // for good
	return v.done("/lines", "The line %s has been deleted.", v.number(p.Line.Name()))
}
