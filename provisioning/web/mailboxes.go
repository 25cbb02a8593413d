package web

import (
	"encoding/json"
	"net/url"
	"strconv"
)

// mailboxesPage is what the list of mailboxes shows.
type mailboxesPage struct {
	Mailboxes []mailbox
	Total     int
	Pager     pager
}

// Holder is where one reads of whose mailbox it is.
func (m mailbox) Holder() string {
	if m.GroupID != "" {
		return "/groups/" + m.GroupID
	}
	return "/users/" + m.HolderID + "/voicemail"
}

// mailboxes shows the list.
func (v *visit) mailboxes() error {
	var list struct {
		Mailboxes []mailbox `json:"mailboxes"`
		Next      string    `json:"next"`
		Total     int       `json:"total"`
	}
	if err := v.api.get("/mailboxes?"+v.asked("50").Encode(), &list); err != nil {
		return err
	}
	return v.show("mailboxes", v.say("Voicemail"), mailboxesPage{list.Mailboxes, list.Total, v.pager(list.Next)})
}

// mailboxPage is what the page of one mailbox shows.
type mailboxPage struct {
	Mailbox mailbox
	Form    *form
	PIN     *form // to choose one
}

// mailboxPage is the page of the mailbox that the address names, with its forms filled in.
func (v *visit) mailboxPage() (mailboxPage, error) {
	var p mailboxPage
	path := "/mailboxes/" + url.PathEscape(v.r.PathValue("id"))
	if err := v.api.get(path, &p.Mailbox); err != nil {
		return p, err
	}
	list := []*field{
		{Name: "enabled", Label: "On", Kind: "checkbox"},
		{Name: "label", Label: "Label", Most: 64},
		{Name: "number", Label: "Number of its own", Kind: "number", Hint: "Empty: it answers at the main extension."},
	}
	if p.Mailbox.GroupID == "" {
		list = append(list,
			&field{Name: "to_email", Label: "Send messages by e-mail", Kind: "checkbox"},
			&field{Name: "delete_after_email", Label: "Delete messages once they are sent", Kind: "checkbox"})
	}
	p.Form = newForm(v, "Save", p.Mailbox.Holder(), list)
	p.Form.Address = path
	p.Form.now = func(record []byte) (map[string]string, error) {
		var m mailbox
		err := json.Unmarshal(record, &m)
		return m.values(), err
	}
	p.Form.fill(p.Mailbox.values(), strconv.FormatUint(p.Mailbox.Version, 10))
	p.PIN = &form{Address: path + "/pin", Submit: "Set the PIN", Fields: []*field{
		{Name: "pin", Label: "New PIN", Kind: "password", Required: true, Complete: "off", Hint: "Digits; no sequence, and not one digit repeated. It is not shown again."},
	}}
	return p, nil
}

// values are what stands in the form of a mailbox.
func (m mailbox) values() map[string]string {
	return map[string]string{
		"enabled": ticked(m.Enabled), "label": m.Label, "number": m.Number, "to_email": ticked(m.ToEmail), "delete_after_email": ticked(m.DeleteAfterEmail),
	}
}

// mailboxShow shows a mailbox in its form.
func (v *visit) mailboxShow() error {
	p, err := v.mailboxPage()
	if err != nil {
		return err
	}
	return v.show("mailbox", v.say("Mailbox of %s", p.Mailbox.Name), p)
}

// mailboxChange saves a mailbox.
func (v *visit) mailboxChange() error {
	p, err := v.mailboxPage()
	if err != nil {
		return err
	}
	p.Form.read(v)
	if err := v.api.patch(p.Form.Address, p.Form.body(), nil, ifMatch(p.Form.Version)...); err != nil {
		return v.refused(p.Form, err, func(status int) error { return v.showAs(status, "mailbox", v.say("Mailbox of %s", p.Mailbox.Name), p) })
	}
	return v.done(p.Mailbox.Holder(), "The mailbox of %s has been changed.", p.Mailbox.Name)
}

// mailboxPIN gives a mailbox the PIN that was chosen.
func (v *visit) mailboxPIN() error {
	p, err := v.mailboxPage()
	if err != nil {
		return err
	}
	p.PIN.read(v)
	body := map[string]any{"pin": p.PIN.Field("pin").Value}
	p.PIN.Field("pin").Value = ""
	if err := v.api.put(p.PIN.Address, body, nil); err != nil {
		return v.refused(p.PIN, err, func(status int) error { return v.showAs(status, "mailbox", v.say("Mailbox of %s", p.Mailbox.Name), p) })
	}
	v.api.revision = 0 // a PIN is not taken back: nobody can tell what it was
	return v.done(p.Mailbox.Holder(), "The PIN of %s has been set.", p.Mailbox.Name)
}

// mailboxDelete puts a mailbox in the bin.
func (v *visit) mailboxDelete() error {
	p, err := v.mailboxPage()
	if err != nil {
		return err
	}
	if err := v.api.delete(p.Form.Address, ifMatch(v.r.FormValue("version"))...); err != nil {
		return err
	}
	return v.done(p.Mailbox.Holder(), "The mailbox of %s is in the bin.", p.Mailbox.Name)
}
