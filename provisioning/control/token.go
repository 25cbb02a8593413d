package control

import (
	"fmt"
	"net/http"
	"slices"
	"strings"
	"time"

	"github.com/google/uuid"

	"annuaire/directory"
	"annuaire/directory/search"
)

// TokenDraft is what a new API token is made of. Roles are names or ids; Folder is the path or id of the one folder that they are for.
type TokenDraft struct {
	Name   string   `json:"name"`
	Roles  []string `json:"roles"`
	Folder string   `json:"folder,omitempty"` // "": everywhere
	Days   int      `json:"days,omitempty"`   // how long it is good; 0: 90
}

// NewToken is an API token with its secret, which can not be asked for again.
type NewToken struct {
	directory.APIToken
	Secret string `json:"secret"`
}

// ListedToken is an API token and what it stands for in words.
type ListedToken struct {
	directory.APIToken
	RoleNames []string `json:"role_names"`      // "Technicien", "Technicien (Sales/North)"
	Owner     string   `json:"owner,omitempty"` // the address its person signs in with; "": nobody's
}

func (h *handler) tokenIssue(w http.ResponseWriter, r *http.Request) {
	var draft TokenDraft
	if err := readJSON(w, r, &draft); err != nil {
		writeProblem(w, err)
		return
	}
	resolved, err := h.tokenDraft(draft)
	if err != nil {
		writeProblem(w, err)
		return
	}
	token, secret, err := h.Directory.IssueToken(r.Context(), resolved)
	if err != nil {
		writeProblem(w, err)
		return
	}
	writeJSON(w, http.StatusCreated, NewToken{APIToken: token, Secret: secret})
}

// tokenDraft finds the roles and the folder that a draft names. Its error lists each that is not there.
func (h *handler) tokenDraft(draft TokenDraft) (directory.TokenDraft, error) {
	resolved := directory.TokenDraft{Name: draft.Name}
	if draft.Days != 0 {
		resolved.ExpiresAt = time.Now().AddDate(0, 0, draft.Days)
	}
	var (
		wrong  []directory.FieldError
		folder uuid.UUID
	)
	if draft.Folder != "" {
		var found bool
		if folder, found = h.folder(draft.Folder); !found {
			wrong = append(wrong, noFolder("folder", draft.Folder))
		}
	}
	roles, err := h.Directory.Roles()
	if err != nil {
		return resolved, err
	}
	for i, name := range draft.Roles {
		at := slices.IndexFunc(roles, func(r directory.Role) bool {
			return r.ID.String() == name || search.Fold(r.Name) == search.Fold(name)
		})
		if at < 0 {
			wrong = append(wrong, directory.FieldError{
				Field: fmt.Sprintf("roles[%d]", i), Code: directory.RoleUnknown, Value: name,
				Message: fmt.Sprintf("%q is no role; there are %s", name, roleNames(roles)),
			})
			continue
		}
		resolved.Roles = append(resolved.Roles, directory.RoleAssignment{RoleID: roles[at].ID, FolderID: folder})
	}
	if len(wrong) > 0 {
		return resolved, &directory.Error{Code: wrong[0].Code, Message: "the token can not be made", Fields: wrong}
	}
	return resolved, nil
}

func roleNames(roles []directory.Role) string {
	names := make([]string, len(roles))
	for i, r := range roles {
		names[i] = r.Name
	}
	return strings.Join(names, ", ")
}

func (h *handler) tokenList(w http.ResponseWriter, _ *http.Request) {
	tokens, err := h.Directory.Tokens()
	if err != nil {
		writeProblem(w, err)
		return
	}
	listed := make([]ListedToken, len(tokens))
	for i, t := range tokens {
		if listed[i], err = h.listedToken(t); err != nil {
			writeProblem(w, err)
			return
		}
	}
	writeJSON(w, http.StatusOK, listed)
}

func (h *handler) listedToken(t directory.APIToken) (ListedToken, error) {
	listed := ListedToken{APIToken: t}
	for _, a := range t.Roles {
		name := a.RoleID.String() // of a role that is gone
		if role, err := h.Directory.Role(a.RoleID); err == nil {
			name = role.Name
		} else if directory.CodeOf(err) != directory.NotFound {
			return listed, err
		}
		if a.FolderID != uuid.Nil {
			name += " (" + h.path(a.FolderID) + ")"
		}
		listed.RoleNames = append(listed.RoleNames, name)
	}
	if t.LoginID == uuid.Nil {
		return listed, nil
	}
	login, err := h.Directory.Login(t.LoginID)
	listed.Owner = login.Email
	return listed, err
}

// tokenRevoke answers DELETE /tokens/{token}, the token's id, or its name where only one has it.
func (h *handler) tokenRevoke(w http.ResponseWriter, r *http.Request) {
	id, err := h.tokenID(r.PathValue("token"))
	if err == nil {
		err = h.Directory.RevokeToken(r.Context(), id)
	}
	if err != nil {
		writeProblem(w, err)
		return
	}
	w.WriteHeader(http.StatusNoContent)
}

func (h *handler) tokenID(name string) (uuid.UUID, error) {
	tokens, err := h.Directory.Tokens()
	if err != nil {
		return uuid.Nil, err
	}
	var ids []string
	for _, t := range tokens {
		if t.ID.String() == name {
			return t.ID, nil
		}
		if t.Name == name {
			ids = append(ids, t.ID.String())
		}
	}
	switch len(ids) {
	case 0:
		return uuid.Nil, &directory.Error{Code: directory.NotFound, Message: fmt.Sprintf("there is no API token %q", name)}
	case 1:
		return uuid.Parse(ids[0])
	}
	return uuid.Nil, &directory.Error{Code: directory.Invalid, Message: fmt.Sprintf("%d API tokens have the name %q: name one of %s", len(ids), name, strings.Join(ids, ", "))}
}
