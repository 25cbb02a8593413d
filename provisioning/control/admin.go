package control

import (
	"context"
	"net/http"
	"slices"
	"strings"

	"github.com/google/uuid"

	"annuaire/directory"
)

// adminDraft is who is to be administrator.
type adminDraft struct {
	Email string `json:"email"`
}

// NewAdmin is an administrator with a one-time link's token, which can not be asked for again.
type NewAdmin struct {
	directory.LinkInfo
	Token string `json:"token"`
}

// adminAdd answers POST /admins: who has that e-mail address is administrator, and gets a one-time link to choose a password with.
func (h *handler) adminAdd(w http.ResponseWriter, r *http.Request) {
	var draft adminDraft
	if err := readJSON(w, r, &draft); err != nil {
		writeProblem(w, err)
		return
	}
	login, err := h.administrator(r.Context(), draft.Email)
	if err != nil {
		writeProblem(w, err)
		return
	}
	var token string
	info, err := h.Directory.IssueLink(r.Context(), login.ID, func(_ directory.LinkInfo, made string) error {
		token = made
		return nil
	})
	if err != nil {
		writeProblem(w, err)
		return
	}
	writeJSON(w, http.StatusCreated, NewAdmin{LinkInfo: info, Token: token})
}

// administrator gives the login of who has an e-mail address, with all rights beside those it has: an internal contact's, else the founder's,
// who is made where there is none.
func (h *handler) administrator(ctx context.Context, email string) (directory.Login, error) {
	contact, err := h.Directory.ContactByEmail(email)
	switch directory.CodeOf(err) {
	case "":
		return h.promote(ctx, contact)
	case directory.NotFound:
		return h.founder(ctx, email)
	}
	return directory.Login{}, err
}

func (h *handler) promote(ctx context.Context, c directory.Contact) (directory.Login, error) {
	all := directory.RoleAssignment{RoleID: directory.AdministratorRole()}
	login, err := h.Directory.LoginOf(c.ID)
	if directory.CodeOf(err) == directory.NotFound || err == nil && login.State == directory.LoginClosed {
		return h.Directory.SetRoles(ctx, c.ID, 0, []directory.RoleAssignment{all})
	}
	if err != nil || slices.Contains(login.Roles, all) {
		return login, err
	}
	return h.Directory.SetRoles(ctx, c.ID, login.Version, append(login.Roles, all))
}

func (h *handler) founder(ctx context.Context, email string) (directory.Login, error) {
	login, err := h.Directory.LoginOf(uuid.Nil)
	if err != nil && directory.CodeOf(err) != directory.NotFound {
		return directory.Login{}, err
	}
	if err != nil || login.State == directory.LoginClosed || !strings.EqualFold(login.Email, strings.TrimSpace(email)) {
		return h.Directory.CreateFounder(ctx, email) // which knows why not, where there is another
	}
	all := directory.RoleAssignment{RoleID: directory.AdministratorRole()}
	if slices.Contains(login.Roles, all) {
		return login, nil
	}
	return h.Directory.SetFounderRoles(ctx, login.Version, append(login.Roles, all))
}
