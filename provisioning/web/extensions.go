package web

import "net/url"

// extensionsPage is what the dialling space shows.
type extensionsPage struct {
	Kind    string // "extension", "short_number", "mailbox", "group", or "" for all
	Kinds   []shape
	Numbers []heldNumber
	Free    []freeRange
	Total   int
	Pager   pager
	Tabs    []tab
}

// heldNumber is a number that is dialled inside, and whose it is.
type heldNumber struct {
	Number    string `json:"number"`
	Kind      string `json:"kind"`
	ID        string `json:"id"`
	UserID    string `json:"user_id"`
	ContactID string `json:"contact_id"`
	Name      string `json:"name"`
	InBin     bool   `json:"in_bin"`
}

// freeRange is extensions that are nobody's, from the first to the last.
type freeRange struct {
	First string `json:"first"`
	Last  string `json:"last"`
}

// heldSorts are what sorts of things are dialled inside.
func heldSorts() []shape {
	return []shape{
		{"extension", "Extension", "hash"}, {"short_number", "Short number", "phone-outgoing"},
		{"mailbox", "Mailbox", "voicemail"}, {"group", "Call group", "users-round"},
	}
}

// Shape is how the sort of number is drawn.
func (d heldNumber) Shape() shape { return shapeOf(heldSorts(), d.Kind) }

// Address is where one reads of whose the number is; "" for what lies in the bin.
func (d heldNumber) Address() string {
	switch {
	case d.InBin:
		return ""
	case d.Kind == "group":
		return "/groups/" + url.PathEscape(d.ID)
	case d.Kind == "mailbox":
		return "/mailboxes/" + url.PathEscape(d.ID)
	case d.UserID != "":
		return "/users/" + url.PathEscape(d.UserID) + "/extensions"
	}
	return contactAddress(d.ContactID)
}

// numberTabs lead from the numbers dialled inside to those dialled outside.
func (v *visit) numberTabs() []tab {
	return []tab{
		{Label: "Inside", Address: "/extensions", Current: v.r.URL.Path == "/extensions"},
		{Label: "Outside numbers", Address: "/numbers", Current: v.r.URL.Path != "/extensions"},
	}
}

// extensions shows what is dialled inside: whose it is, and what is free.
func (v *visit) extensions() error {
	p := extensionsPage{Kind: v.r.FormValue("kind"), Kinds: heldSorts(), Tabs: v.numberTabs()}
	var list struct {
		Numbers []heldNumber `json:"numbers"`
		Free    []freeRange  `json:"free"`
		Next    string       `json:"next"`
		Total   int          `json:"total"`
	}
	if err := v.api.get("/extensions?"+v.asked("100", "kind").Encode(), &list); err != nil {
		return err
	}
	p.Numbers, p.Free, p.Total, p.Pager = list.Numbers, list.Free, list.Total, v.pager(list.Next)
	return v.show("extensions", v.say("Extensions"), p)
}

// numbersPage is what the directory's own outside numbers show.
type numbersPage struct {
	Spare   string // "true": only those that are nobody's
	Numbers []outsideNumber
	Total   int
	Pager   pager
	Tabs    []tab
	Form    *form // adds one; nil: the visitor may not
}

func (v *visit) numberForm() *form {
	return newForm(v, "Add", "", []*field{
		{Name: "number", Label: "Phone number", Kind: "tel", Required: true, Hint: "One of your own, as you write it."},
		{Name: "label", Label: "Label", Most: 64},
	})
}

// numbersPage asks for the list.
func (v *visit) numbersPage(f *form) (numbersPage, error) {
	p := numbersPage{Spare: v.r.URL.Query().Get("spare"), Tabs: v.numberTabs()}
	if v.self.MayEverywhere("users", "write") {
		p.Form = f
	}
	var list struct {
		Numbers []outsideNumber `json:"numbers"`
		Next    string          `json:"next"`
		Total   int             `json:"total"`
	}
	if err := v.api.get("/external-numbers?"+v.asked("100", "spare").Encode(), &list); err != nil {
		return p, err
	}
	p.Numbers, p.Total, p.Pager = list.Numbers, list.Total, v.pager(list.Next)
	return p, nil
}

// numbers shows the directory's own outside numbers.
func (v *visit) numbers() error {
	p, err := v.numbersPage(v.numberForm())
	if err != nil {
		return err
	}
	return v.show("numbers", v.say("Outside numbers"), p)
}

// numberAdd makes an outside number one of the directory's own.
func (v *visit) numberAdd() error {
	f := v.numberForm()
	f.read(v)
	var made outsideNumber
	body := map[string]any{"number": f.Field("number").Value, "label": f.Field("label").Value}
	if err := v.api.post("/external-numbers", body, &made); err != nil {
		return v.refused(f, err, func(status int) error {
			p, again := v.numbersPage(f)
			if again != nil {
				return err
			}
			return v.showAs(status, "numbers", v.say("Outside numbers"), p)
		})
	}
	return v.done("/numbers", "%s has been added.", v.number(made.E164))
}

// numberRemove gives a spare number up.
func (v *visit) numberRemove() error {
	var n outsideNumber
	path := "/external-numbers/" + url.PathEscape(v.r.PathValue("id"))
	if err := v.api.get(path, &n); err != nil {
		return err
	}
	if err := v.api.delete(path); err != nil {
		return err
	}
	return v.done("/numbers", "%s has been removed.", v.number(n.E164))
}

// numberLabel changes what is noted about a number.
func (v *visit) numberLabel() error {
	var n outsideNumber
	path := "/external-numbers/" + url.PathEscape(v.r.PathValue("id"))
	if err := v.api.patch(path, map[string]any{"label": v.r.FormValue("label")}, &n); err != nil {
		return err
	}
	return v.done("/numbers", "The label of %s has been saved.", v.number(n.E164))
}
