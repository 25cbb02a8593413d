package web

import (
	"fmt"
	"strconv"
)

// undo takes back what a notice has told of, and goes back to the page it stood on. What was taken back by mistake can be done again: that is taking back
// what took it back, and is offered where all of it can be.
func (v *visit) undo() error {
	revision, err := strconv.ParseUint(v.r.FormValue("revision"), 10, 64)
	if err != nil {
		return refusal(400, "invalid")
	}
	var undone undone
	if err := v.api.post(fmt.Sprintf("/journal/%d/undo", revision), nil, &undone); err != nil {
		return err
	}
	again := v.r.FormValue("again") != ""
	n := notice{Text: "The change has been taken back.", Back: v.r.FormValue("back"), Redo: !again}
	switch {
	case again && len(undone.Left) > 0:
		n.Text = "What has been changed again since stays as it is; the rest has been done again."
	case again:
		n.Text = "The change has been done again."
	case len(undone.Left) > 0:
		n.Text = "What has been changed again since stays as it is; the rest has been taken back."
	}
	if undone.Revision != 0 && v.canBeUndone(undone.Revision) {
		n.Revision = undone.Revision
	}
	return v.leave(n.Back, n)
}

// undone is what taking a change back has come to.
type undone struct {
	Revision uint64     `json:"revision"`
	Restored int        `json:"restored"`
	Left     []struct{} `json:"left"`
}

// canBeUndone asks whether all of a change can be taken back. What can not be is not offered, for whatever reason.
func (v *visit) canBeUndone(revision uint64) bool {
	var plan undone
	err := v.api.post(fmt.Sprintf("/journal/%d/undo?dry_run=true", revision), nil, &plan)
	return err == nil && plan.Restored > 0 && len(plan.Left) == 0
}
