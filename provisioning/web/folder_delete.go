package web

import (
	"encoding/json"
	"errors"
	"net/url"
)

// deleteFolderForm asks what becomes of what is in a folder.
func (v *visit) deleteFolderForm(f folder) (*form, error) {
	tree, err := v.folderTree()
	if err != nil {
		return nil, err
	}
	return newForm(v, "Delete", f.Address(), []*field{
		{Name: "contents", Label: "What becomes of what is in it?", Value: "move", Options: []option{
			{Value: "move", Label: "It is moved into another folder"}, {Value: "trash", Label: "It goes into the bin together with the folder"},
		}},
		{Name: "to", Label: "Into the folder", Kind: "select", Required: true, Value: f.ParentID, Options: tree.options(f.ID)},
	}), nil
}

// folderContents counts what is in a folder: contacts by asking for them, folders by the tree.
func (v *visit) folderContents(f folder) (*folderContents, error) {
	tree, err := v.folderTree()
	if err != nil {
		return nil, err
	}
	var contacts struct {
		Total int `json:"total"`
	}
	if err := v.api.get("/contacts?"+url.Values{"folder_id": {f.ID}, "subtree": {"true"}, "limit": {"1"}}.Encode(), &contacts); err != nil {
		return nil, err
	}
	return &folderContents{Folders: tree.countBelow(f.ID), Contacts: contacts.Total}, nil
}

// countBelow counts the folders below one.
func (t *folderTree) countBelow(id string) int {
	n := 0
	for _, f := range t.children[id] {
		n += 1 + t.countBelow(f.ID)
	}
	return n
}

// folderDelete asks what is to become of what is in the folder.
func (v *visit) folderDelete() error { return v.askToDeleteFolder(200, nil) }

// askToDeleteFolder shows the form, with what there is against what was asked.
func (v *visit) askToDeleteFolder(status int, refused *problem) error {
	f, err := v.visitedFolder()
	if err != nil {
		return err
	}
	p := folderPage{Folder: f}
	if p.Form, err = v.deleteFolderForm(f); err != nil {
		return err
	}
	if p.Holds, err = v.folderContents(f); err != nil {
		return err
	}
	if refused != nil {
		p.Form.read(v)
		p.Form.Wrong = []wrong{{Message: v.explain(refused)}}
		counted := folderContents{}
		if json.Unmarshal(refused.Info, &counted) == nil && counted != (folderContents{}) {
			p.Holds = &counted
		}
	}
	return v.showAs(status, "folder_delete", v.say("Delete this folder"), p)
}

// folderDeleted puts a folder in the bin.
func (v *visit) folderDeleted() error {
	f, err := v.visitedFolder()
	if err != nil {
		return err
	}
	query := url.Values{}
	switch contents := v.r.PostFormValue("contents"); contents {
	case "move":
		query = url.Values{"contents": {"move"}, "to": {v.r.PostFormValue("to")}, "on_clash": {"rename"}}
	case "trash":
		query.Set("contents", contents)
	}
	err = v.api.delete("/folders/" + f.ID + "?" + query.Encode())
	if p, is := errors.AsType[*problem](err); is && p.Status == 409 {
		return v.askToDeleteFolder(p.Status, p)
	}
	if err != nil {
		return err
	}
	return v.done("/directory/folders/"+url.PathEscape(f.ParentID), "The folder “%s” is in the bin.", f.Name)
}
