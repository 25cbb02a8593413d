package web

import "net/http"

// selected are the contacts that are ticked in a list, or that were dragged.
func (v *visit) selected() ([]string, error) {
	ids := v.r.PostForm["id"]
	if len(ids) == 0 {
		return nil, refusal(http.StatusUnprocessableEntity, "nothing_selected")
	}
	return ids, nil
}

// selectedMove puts contacts into a folder.
func (v *visit) selectedMove() error {
	ids, err := v.selected()
	if err != nil {
		return err
	}
	var to folder
	if err := v.api.get("/folders/"+v.r.PostFormValue("to"), &to); err != nil {
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
