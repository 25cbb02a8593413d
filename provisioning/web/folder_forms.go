package web

import (
	"encoding/json"
	"net/url"
	"strconv"
)

// folderPage is what the pages of one folder show beside their form.
type folderPage struct {
	Folder folder
	Form   *form
	Holds  *folderContents // with the form to delete: what is in it
}

// folderContents counts what is in a folder and below it.
type folderContents struct {
	Folders  int `json:"folders"`
	Contacts int `json:"contacts"`
	Users    int `json:"users"`
	Groups   int `json:"groups"`
}

// Empty reports whether there is nothing in it.
func (c folderContents) Empty() bool { return c.Folders+c.Contacts+c.Groups == 0 }

// visitedFolder asks for the folder that the address names.
func (v *visit) visitedFolder() (folder, error) {
	var f folder
	err := v.api.get("/folders/"+url.PathEscape(v.r.PathValue("id")), &f)
	return f, err
}

func (v *visit) folderForm(submit words, f folder) *form {
	form := newForm(v, submit, f.Address(), []*field{{Name: "name", Label: "Name", Required: true, Most: 128}})
	form.now = func(record []byte) (map[string]string, error) {
		var now folder
		err := json.Unmarshal(record, &now)
		return map[string]string{"name": now.Name}, err
	}
	return form
}

// folderNew shows the form for a folder in the one that the address names.
func (v *visit) folderNew() error {
	f, err := v.visitedFolder()
	if err != nil {
		return err
	}
	return v.show("folder_new", v.say("Add folder"), folderPage{Folder: f, Form: v.folderForm("Add", f)})
}

// folderCreate makes a folder, and opens it.
func (v *visit) folderCreate() error {
	f, err := v.visitedFolder()
	if err != nil {
		return err
	}
	p := folderPage{Folder: f, Form: v.folderForm("Add", f)}
	p.Form.read(v)
	var made folder
	if err := v.api.post("/folders", map[string]string{"name": p.Form.Field("name").Value, "parent_id": f.ID}, &made); err != nil {
		return v.refused(p.Form, err, func(status int) error { return v.showAs(status, "folder_new", v.say("Add folder"), p) })
	}
	return v.added(made.Address(), f.Address(), "The folder “%s” has been added.", made.Name)
}

// folderRename shows the form for another name.
func (v *visit) folderRename() error {
	f, err := v.visitedFolder()
	if err != nil {
		return err
	}
	form := v.folderForm("Rename", f)
	form.fill(map[string]string{"name": f.Name}, strconv.FormatUint(f.Version, 10))
	return v.show("folder_rename", v.say("Rename this folder"), folderPage{Folder: f, Form: form})
}

// folderRenamed gives a folder another name.
func (v *visit) folderRenamed() error {
	f, err := v.visitedFolder()
	if err != nil {
		return err
	}
	p := folderPage{Folder: f, Form: v.folderForm("Rename", f)}
	p.Form.read(v)
	var now folder
	if err := v.api.patch("/folders/"+f.ID, map[string]string{"name": p.Form.Field("name").Value}, &now, ifMatch(p.Form.Version)...); err != nil {
		return v.refused(p.Form, err, func(status int) error { return v.showAs(status, "folder_rename", v.say("Rename this folder"), p) })
	}
	return v.done(f.Address(), "The folder is now called “%s”.", now.Name)
}

func (v *visit) moveForm(f folder) (*form, error) {
	into, err := v.chooseFolder(&field{Name: "parent_id", Label: "Into the folder", Required: true, Value: f.ParentID}, "", folderRange{Section: "directory", Without: f.ID})
	if err != nil {
		return nil, err
	}
	form := newForm(v, "Move", f.Address(), []*field{into})
	form.Address = f.Address() + "/move"
	return form, nil
}

// folderMove shows the form for another place in the tree.
func (v *visit) folderMove() error {
	f, err := v.visitedFolder()
	if err != nil {
		return err
	}
	form, err := v.moveForm(f)
	if err != nil {
		return err
	}
	return v.show("folder_move", v.say("Move this folder"), folderPage{Folder: f, Form: form})
}

// folderMoved puts a folder into another one.
func (v *visit) folderMoved() error {
	f, err := v.visitedFolder()
	if err != nil {
		return err
	}
	form, err := v.moveForm(f)
	if err != nil {
		return err
	}
	form.read(v)
	if err = v.choose(form); err == nil {
		err = v.api.patch("/folders/"+f.ID, map[string]string{"parent_id": form.Field("parent_id").Value}, nil)
	}
	if err != nil {
		return v.refused(form, err, func(status int) error {
			return v.showAs(status, "folder_move", v.say("Move this folder"), folderPage{Folder: f, Form: form})
		})
	}
	return v.done(f.Address(), "The folder “%s” has been moved.", f.Name)
}
