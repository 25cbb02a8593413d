package web

import (
	"encoding/json"
	"net/http"
	"net/url"
)

// services are a contact's lines, and what follows from them.
type services struct {
	Lines   []line        `json:"lines"`
	Bundles []bundleState `json:"bundles"`
	Access  struct {
		Apps     bool     `json:"apps"`
		HasEmail bool     `json:"has_email"`
		HasLine  bool     `json:"has_line"`
		Reason   []string `json:"reason"`
	} `json:"access"`
}

// bundleState is whether an offer applies to a contact, and which lines it lacks.
type bundleState struct {
	Name     string   `json:"name"`
	Complete bool     `json:"bundle_eligible"`
	Missing  []string `json:"missing"`
}

// Lacks are the sorts of lines that are missing.
func (b bundleState) Lacks() []words {
	var list []words
	for _, kind := range b.Missing {
		list = append(list, shapeOf(lineSorts(), kind).Label)
	}
	return list
}

// lineGive makes a line a contact's. One that is somebody else's is taken only after that was said.
func (v *visit) lineGive() error {
	p, err := v.linePage()
	if err != nil {
		return err
	}
	contact := v.r.FormValue("contact")
	path := "/contacts/" + url.PathEscape(contact) + "/services/" + p.Line.ID
	if v.r.FormValue("reassign") != "" {
		path += "?reassign=true"
	}
	var l line
	err = v.api.put(path, nil, &l)
	if refused := problemIn(err); refused != nil && refused.Code == "service_already_associated" {
		p.Taken, p.For = &named{}, contact
		_ = json.Unmarshal(refused.Info, p.Taken) // whose it is, where that is in sight
		return v.showAs(http.StatusConflict, "line", v.number(p.Line.Name()), p)
	}
	if err != nil {
		return err
	}
	who := ""
	if l.Contact != nil {
		who = l.Contact.Name
	}
	return v.done(v.back("/lines/"+p.Line.ID), "The line has been associated with %s.", who)
}

// back is where a form asks to go on to, else usual.
func (v *visit) back(usual string) string {
	if back := v.r.FormValue("back"); back != "" {
		return back
	}
	return usual
}

// lineTake makes a line nobody's.
func (v *visit) lineTake() error {
	p, err := v.linePage()
	if err != nil {
		return err
	}
	if err := v.api.delete("/contacts/" + p.Line.ContactID + "/services/" + p.Line.ID); err != nil {
		return err
	}
	return v.done(v.back("/lines/"+p.Line.ID), "The line %s has been dissociated.", v.number(p.Line.Name()))
}

// lineStand makes a line the one that stands for its holder.
func (v *visit) lineStand() error {
	p, err := v.linePage()
	if err != nil {
		return err
	}
	if err := v.api.put("/contacts/"+p.Line.ContactID+"/services/"+p.Line.ID+"/default", nil, nil); err != nil {
		return err
	}
	return v.done(v.back("/lines/"+p.Line.ID), "%s is the default line now.", v.number(p.Line.Name()))
}
