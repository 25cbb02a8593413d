package web

import (
	"net/http"
	"net/url"
	"strconv"
)

// importPlan has the file read again as it is to be read.
func (v *visit) importPlan() error {
	j, err := v.importJob()
	if err != nil {
		return err
	}
	return v.readImport(j)
}

// importTick keeps which rows of a page are to be applied, and shows the page that is asked for.
func (v *visit) importTick() error {
	j, err := v.importJob()
	if err != nil {
		return err
	}
	if err := v.keepTicks(j); err != nil {
		return err
	}
	to := v.r.PostFormValue("to")
	if to == "" {
		here := url.URL{Path: j.Address(), RawQuery: v.r.URL.RawQuery, Fragment: "rows"}
		to = here.String()
	}
	v.redirect(to)
	return nil
}

// keepTicks takes the rows out that a form shows without a tick, and puts back those with one.
func (v *visit) keepTicks(j importJob) error {
	ticked := map[string]bool{}
	for _, line := range v.r.PostForm["id"] {
		ticked[line] = true
	}
	var change struct {
		TakeOut []int `json:"take_out,omitempty"`
		PutBack []int `json:"put_back,omitempty"`
	}
	for _, shown := range v.r.PostForm["line"] {
		line, err := strconv.Atoi(shown)
		if err != nil {
			return refusal(http.StatusBadRequest, "invalid")
		}
		if ticked[shown] {
			change.PutBack = append(change.PutBack, line)
		} else {
			change.TakeOut = append(change.TakeOut, line)
		}
	}
	if len(change.TakeOut)+len(change.PutBack) == 0 {
		return nil
	}
	return v.api.patch(j.path()+"/rows", change, nil)
}

// importApply has the plan applied, with what has been agreed to.
func (v *visit) importApply() error {
	j, err := v.importJob()
	if err != nil {
		return err
	}
	if err := v.keepTicks(j); err != nil {
		return v.importRefused(err, nil)
	}
	form := v.r.PostForm
	body := map[string]any{"valid_rows": form.Get("valid_rows") != "", "accept_charges": form.Get("accept_charges") != ""}
	if confirmed := form.Get("confirm_mass_delete"); confirmed != "" {
		body["confirm_mass_delete"] = number(confirmed)
	}
	if err := v.begin(j, "apply", body); err != nil {
		return v.importRefused(err, func(p *importPage) {
			p.Accepted, p.Confirm = form.Get("accept_charges") != "", form.Get("confirm_mass_delete")
		})
	}
	v.redirect(j.Address())
	return nil
}

// importUndo takes an import back.
func (v *visit) importUndo() error {
	j, err := v.importJob()
	if err != nil {
		return err
	}
	if err := v.begin(j, "undo", nil); err != nil {
		return v.importRefused(err, nil)
	}
	v.redirect(j.Address())
	return nil
}

// importRefused shows an import as it is now, with what a step of it was refused for.
func (v *visit) importRefused(err error, typed func(*importPage)) error {
	p := problemIn(err)
	if p == nil || p.Status == http.StatusForbidden || p.Status == http.StatusNotFound || p.Status == http.StatusUnauthorized {
		return err
	}
	j, err := v.importJob()
	if err != nil {
		return err
	}
	j.Problem = p
	page := importPage{importJob: j}
	if typed != nil {
		typed(&page)
	}
	return v.showImport(p.Status, page)
}
