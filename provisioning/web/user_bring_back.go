package web

import (
	"net/http"
	"net/url"
)

// bringBackPage is what the page shows that brings a user back from the bin.
type bringBackPage struct {
	ID      string
	Name    string
	Seats   *seats
	Charges *charges // to be accepted; nil: none yet
	Refuse  string
}

// bringBackPage finds the user among what lies in the bin.
func (v *visit) bringBackPage() (bringBackPage, error) {
	p := bringBackPage{ID: v.r.PathValue("id")}
	var err error
	if p.Seats, err = v.seats(); err != nil {
		return p, err
	}
	var bin struct {
		Items []struct{ Kind, Name string } `json:"items"`
	}
	if err := v.api.get("/bin?"+url.Values{"id": {p.ID}}.Encode(), &bin); err != nil {
		return p, err
	}
	if len(bin.Items) != 1 || bin.Items[0].Kind != "user" {
		return p, refusal(http.StatusNotFound, "not_found")
	}
	p.Name = bin.Items[0].Name
	return p, nil
}

// userBringBackShow asks whether a user is to come back, with what that costs.
func (v *visit) userBringBackShow() error {
	p, err := v.bringBackPage()
	if err != nil {
		return err
	}
	return v.show("user_bring_back", v.say("Bring %s back", p.Name), p)
}

// userBringBack fetches a user from the bin. Where that has a price, it is shown first, to be accepted.
func (v *visit) userBringBack() error {
	p, err := v.bringBackPage()
	if err != nil {
		return err
	}
	var back struct {
		LeftOff []struct{} `json:"left_off"`
	}
	accepted := v.r.FormValue("accept_charges") != ""
	err = v.api.post("/bin/users/"+url.PathEscape(p.ID)+"/bring-back", map[string]any{"accept_charges": accepted}, &back)
	if p.Charges = chargesOf(err); p.Charges != nil {
		return v.showAs(http.StatusPaymentRequired, "user_bring_back", v.say("Bring %s back", p.Name), p)
	}
	if refused := problemIn(err); refused != nil && refused.Status == http.StatusConflict {
		p.Refuse = v.explain(refused)
		return v.showAs(refused.Status, "user_bring_back", v.say("Bring %s back", p.Name), p)
	}
	if err != nil {
		return err
	}
	text := words("%s is a user again.")
	if len(back.LeftOff) > 0 {
		text = "%s is a user again, without what others have taken meanwhile."
	}
	return v.done("/users/"+url.PathEscape(p.ID), text, p.Name)
}
