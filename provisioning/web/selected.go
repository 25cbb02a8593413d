package web

import (
	"net/http"
	"net/url"
)

// selected are the contacts that are ticked in a list, or that were dragged.
func (v *visit) selected() ([]string, error) {
	ids := v.r.PostForm["id"]
	if len(ids) == 0 {
		return nil, refusal(http.StatusUnprocessableEntity, "nothing_selected")
	}
	return ids, nil
}

// moveField chooses the folder that what is selected in a list is moved into; nil where nothing may be moved.
func (v *visit) moveField(from string) (*field, error) {
	if !v.self.May("directory", "write") {
		return nil, nil
	}
	to, err := v.chooseFolder(&field{Name: "to", Label: "Move into", Value: from, Required: true}, "", folderRange{Section: "directory"})
	if err == nil && to.Kind == "chooser" {
		to.Value = "" // what is typed there is where to, not where from
	}
	return to, err
}

// selectedMovePage asks again where what is selected is to be moved.
type selectedMovePage struct {
	Form *form
	IDs  []string
	Back string
}

// selectedMove puts contacts into a folder.
func (v *visit) selectedMove() error {
	ids, err := v.selected()
	if err != nil {
		return err
	}
	back := v.back("/directory")
	one, err := v.moveField("")
	if err != nil {
		return err
	}
	if one == nil {
		return refusal(http.StatusForbidden, "forbidden")
	}
	p := selectedMovePage{newForm(v, "Move", back, []*field{one}), ids, back}
	p.Form.read(v)
	again := func(status int) error { return v.showAs(status, "selected_move", v.say("Move what is selected"), p) }
	if err := v.choose(p.Form); err != nil {
		return v.refused(p.Form, err, again)
	}
	var to folder
	if err := v.api.get("/folders/"+url.PathEscape(one.Value), &to); err != nil {
		return err
	}
	if err := v.api.post("/contacts:move", map[string]any{"ids": ids, "folder_id": to.ID}, nil); err != nil {
		return err
	}
	return v.done(v.r.PostFormValue("back"), "What was selected is in “%s” now.", to.Name)
}

// selectedDelete puts contacts in the bin, all or none.
func (v *visit) selectedDelete() error {
	ids, err := v.selected()
	if err != nil {
		return err
	}
	if err := v.api.post("/contacts:delete", map[string]any{"ids": ids}, nil); err != nil {
		return err
	}
	return v.done(v.r.PostFormValue("back"), "What was selected is in the bin.", "")
}
