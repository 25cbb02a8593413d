package web

import (
	"encoding/json"
	"net/http"
	"net/url"
)

// deleteFolderForm asks what becomes of what is in a folder.
func (v *visit) deleteFolderForm(f folder) (*form, error) {
	to, err := v.chooseFolder(&field{Name: "to", Label: "Into the folder", Required: true, Value: f.ParentID}, "", folderRange{Section: "directory", Without: f.ID})
	if err != nil {
		return nil, err
	}
	form := newForm(v, "Delete", f.Address(), []*field{
		{Name: "contents", Label: "What becomes of what is in it?", Value: "move", Options: []option{
			{Value: "move", Label: "It is moved into another folder"}, {Value: "trash", Label: "It goes into the bin together with the folder"},
		}},
		to,
	})
	form.Deletes = true
	return form, nil
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
func (v *visit) folderDelete() error {
	p, err := v.folderDeletePage()
	if err != nil {
		return err
	}
	return v.showFolderDelete(http.StatusOK, p)
}

// folderDeletePage is the page with the form, and what there is in the folder.
func (v *visit) folderDeletePage() (folderPage, error) {
	f, err := v.visitedFolder()
	if err != nil {
		return folderPage{}, err
	}
	p := folderPage{Folder: f}
	if p.Form, err = v.deleteFolderForm(f); err != nil {
		return p, err
	}
	p.Holds, err = v.folderContents(f)
	return p, err
}

func (v *visit) showFolderDelete(status int, p folderPage) error {
	return v.showAs(status, "folder_delete", v.say("Delete this folder"), p)
}

// folderDeleted puts a folder in the bin.
func (v *visit) folderDeleted() error {
	p, err := v.folderDeletePage()
	if err != nil {
		return err
	}
	p.Form.read(v)
	query := url.Values{}
	switch contents := p.Form.Field("contents").Value; contents {
	case "move":
		if err := v.choose(p.Form); err != nil {
			return v.refused(p.Form, err, func(status int) error { return v.showFolderDelete(status, p) })
		}
		query = url.Values{"contents": {"move"}, "to": {p.Form.Field("to").Value}, "on_clash": {"rename"}}
	case "trash":
		query.Set("contents", contents)
	}
	err = v.api.delete("/folders/" + p.Folder.ID + "?" + query.Encode())
	if refused := problemIn(err); refused != nil && refused.Status == http.StatusConflict {
		p.Form.Wrong = []wrong{{Message: v.explain(refused)}}
		counted := folderContents{}
		if json.Unmarshal(refused.Info, &counted) == nil && counted != (folderContents{}) {
			p.Holds = &counted
		}
		return v.showFolderDelete(refused.Status, p)
	}
	if err != nil {
		return err
	}
	return v.done("/directory/folders/"+url.PathEscape(p.Folder.ParentID), "The folder “%s” is in the bin.", p.Folder.Name)
}
