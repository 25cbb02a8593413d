package control

import (
	"fmt"
	"net/http"

	"github.com/google/uuid"

	"annuaire/directory"
	"annuaire/directory/exchange"
)

// AccountDraft is what a new LDAP account is made of. Folders are ids or paths such as "Sales/North"; Attributes are
// LDAP names, aliases included.
type AccountDraft struct {
	Name       string   `json:"name"`
	Folders    []string `json:"folders,omitempty"`
	Attributes []string `json:"attributes,omitempty"`
	directory.PhoneOptions
}

// NewAccount is an account with its secret, which can not be asked for again.
type NewAccount struct {
	directory.Account
	Secret string `json:"secret"`
}

// accountSecret is a new secret of an account.
type accountSecret struct {
	Secret string `json:"secret"`
}

func (h *handler) accountList(w http.ResponseWriter, _ *http.Request) {
	writeJSON(w, http.StatusOK, h.Directory.Accounts())
}

func (h *handler) accountAdd(w http.ResponseWriter, r *http.Request) {
	var draft AccountDraft
	if err := readJSON(w, r, &draft); err != nil {
		writeProblem(w, err)
		return
	}
	resolved, err := h.resolve(draft)
	if err != nil {
		writeProblem(w, err)
		return
	}
	account, secret, err := h.Directory.AddAccount(r.Context(), resolved)
	if err != nil {
		writeProblem(w, err)
		return
	}
	writeJSON(w, http.StatusCreated, NewAccount{Account: account, Secret: secret})
}

// resolve finds the folders and attributes that a draft names. Its error lists each that is not there.
func (h *handler) resolve(draft AccountDraft) (directory.AccountDraft, error) {
	resolved := directory.AccountDraft{Name: draft.Name, PhoneOptions: draft.PhoneOptions}
	var wrong []directory.FieldError
	for i, name := range draft.Folders {
		id, ok := h.folder(name)
		if !ok {
			wrong = append(wrong, noFolder(fmt.Sprintf("folders[%d]", i), name))
			continue
		}
		resolved.Folders = append(resolved.Folders, id)
	}
	for i, name := range draft.Attributes {
		canonical, ok := h.Attribute(name)
		if !ok {
			wrong = append(wrong, directory.FieldError{
				Field: fmt.Sprintf("attributes[%d]", i), Code: directory.Invalid,
				Message: fmt.Sprintf("%q is no attribute; want names such as cn, mobile, shortNumber, or * for all", name), Value: name,
			})
			continue
		}
		resolved.Attributes = append(resolved.Attributes, canonical)
	}
	if len(wrong) > 0 {
		return resolved, &directory.Error{Code: directory.Invalid, Message: "the account can not be made", Fields: wrong}
	}
	return resolved, nil
}

// noFolder says that what a field names is no folder.
func noFolder(field, name string) directory.FieldError {
	return directory.FieldError{
		Field: field, Code: directory.FolderUnknown,
		Message: fmt.Sprintf("%q is no folder; want its path, such as Sales/North, or its id", name), Value: name,
	}
}

// folder finds a folder by its id or its path, written as in an import; the root is "/".
func (h *handler) folder(name string) (uuid.UUID, bool) {
	tree := h.Directory.Snapshot().Tree
	if id, err := uuid.Parse(name); err == nil {
		_, ok := tree.Folder(id)
		return id, ok
	}
	names, err := exchange.ParsePath(name)
	if err != nil || name == "" {
		return uuid.UUID{}, false
	}
	folder := tree.Root()
	for _, part := range names {
		child, ok := tree.Child(folder.ID, part)
		if !ok {
			return uuid.UUID{}, false
		}
		folder = child
	}
	return folder.ID, true
}

// accountSet changes how the answers to an account suit its phones.
func (h *handler) accountSet(w http.ResponseWriter, r *http.Request) {
	var options directory.PhoneOptionsPatch
	if err := readJSON(w, r, &options); err != nil {
		writeProblem(w, err)
		return
	}
	account, err := h.Directory.UpdateAccount(r.Context(), r.PathValue("name"), 0, directory.AccountPatch{PhoneOptionsPatch: options})
	if err != nil {
		writeProblem(w, err)
		return
	}
	writeJSON(w, http.StatusOK, account)
}

func (h *handler) accountRemove(w http.ResponseWriter, r *http.Request) {
	if err := h.Directory.RemoveAccount(r.Context(), r.PathValue("name")); err != nil {
		writeProblem(w, err)
		return
	}
	w.WriteHeader(http.StatusNoContent)
}

// accountRotate answers POST /accounts/{name}/secret with a new secret; the old one is good for nothing from then on.
func (h *handler) accountRotate(w http.ResponseWriter, r *http.Request) {
	secret, err := h.Directory.RotateAccount(r.Context(), r.PathValue("name"))
	if err != nil {
		writeProblem(w, err)
		return
	}
	writeJSON(w, http.StatusOK, accountSecret{Secret: secret})
}
