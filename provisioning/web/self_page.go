package web

import (
	"encoding/json"
	"net/http"
	"strconv"
)

// selfPage is what the page of one's own account shows.
type selfPage struct {
	Contact  *contact   // nil: the founder, and who is no contact
	Photo    *photoForm // of one's own record; nil without a contact
	Details  *form      // one's own title and private numbers; nil without a contact
	Password *form
	Sessions []openSession
	Roles    []ownRole
	Rights   []ownRight
}

// selfPage asks for everything of one's own account.
func (v *visit) selfPage() (selfPage, error) {
	var (
		p selfPage
		s struct {
			Contact *contact  `json:"contact"`
			Roles   []ownRole `json:"roles"`
			Grants  []grant   `json:"grants"`
		}
	)
	if err := v.api.get("/self", &s); err != nil {
		return p, err
	}
	for i, r := range s.Roles {
		if w, is := builtInRoles()[r.RoleID]; is {
			s.Roles[i].Name, s.Roles[i].Description = v.say(w.Name), v.say(w.Description)
		}
	}
	p.Contact, p.Roles, p.Password = s.Contact, s.Roles, v.passwordChangeForm()
	p.Rights = v.rightsOf(s.Grants, s.Roles)
	if s.Contact != nil {
		p.Details, p.Photo = v.selfForm(*s.Contact), v.photoForm("/self/photo", *s.Contact)
	}
	var err error
	p.Sessions, err = v.openSessions()
	return p, err
}

// selfShow shows one's own account.
func (v *visit) selfShow() error {
	p, err := v.selfPage()
	if err != nil {
		return err
	}
	return v.showSelf(http.StatusOK, p)
}

// selfLead leads from an address that a part of the page is sent to, to the page: for who reloads what came in answer.
func (v *visit) selfLead() error {
	v.redirect("/self")
	return nil
}

func (v *visit) showSelf(status int, p selfPage) error {
	return v.showAs(status, "self", v.say("My account"), p)
}

// private are the numbers that are hidden from phones.
func (c contact) private() []contactNumber {
	var list []contactNumber
	for _, n := range c.Numbers {
		if n.Hidden {
			list = append(list, n)
		}
	}
	return list
}

// selfForm declares what everybody may change of their own record.
func (v *visit) selfForm(c contact) *form {
	private := c.private()
	f := newForm(v, "Save", "", []*field{{Name: "title", Label: "Job title", Most: 128}})
	f.Address = "/self"
	f.addPrivateRows(min(len(private)+1, mostNumbers))
	f.fill(privateValues(c), strconv.FormatUint(c.Version, 10))
	f.now = func(record []byte) (map[string]string, error) {
		var now contact
		err := json.Unmarshal(record, &now)
		f.addPrivateRows(len(now.private()))
		return privateValues(now), err
	}
	return f
}

// addPrivateRows has the form have at least so many rows for private numbers.
func (f *form) addPrivateRows(rows int) {
	for i := range rows {
		if at := numberField(i, ""); f.Field(at+"raw") == nil {
			f.Fields = append(f.Fields,
				&field{Name: at + "raw", Label: "Number", Kind: "tel", Most: 64, Complete: "off"},
				&field{Name: at + "kind", Label: "Type", Kind: "select", Options: numberKinds(), Value: "mobile"},
				&field{Name: at + "label", Label: "Label", Most: 64},
			)
		}
	}
}

func privateValues(c contact) map[string]string {
	values := map[string]string{"title": c.Title}
	private := c.private()
	for i, n := range private {
		values[numberField(i, "raw")], values[numberField(i, "kind")], values[numberField(i, "label")] = n.Raw, n.Kind, n.Label
	}
	values[numberField(len(private), "kind")] = "mobile"
	return values
}
