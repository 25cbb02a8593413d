package web

import (
	"fmt"
	"strconv"
)

// undo takes back what a notice has told of, and goes back to the page it stood on.
func (v *visit) undo() error {
	revision, err := strconv.ParseUint(v.r.FormValue("revision"), 10, 64)
	if err != nil {
		return refusal(400, "invalid")
	}
	var undone struct {
		Left []struct{} `json:"left"`
	}
	if err := v.api.post(fmt.Sprintf("/journal/%d/undo", revision), nil, &undone); err != nil {
		return err
	}
	text := words("The change has been taken back.")
	if len(undone.Left) > 0 {
		text = "What has been changed again since stays as it is; the rest has been taken back."
	}
	v.api.revision = 0
	return v.done(v.r.FormValue("back"), text, "")
}
