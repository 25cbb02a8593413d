package directory

import (
	"fmt"
	"strings"
	"time"

	"github.com/google/uuid"

	"annuaire/directory/search"
	"annuaire/directory/store"
)

// Role is a named set of permissions that is assigned to logins.
type Role struct {
	ID          uuid.UUID    `json:"id"`
	Name        string       `json:"name"`
	Description string       `json:"description,omitempty"`
	Permissions []Permission `json:"permissions,omitempty"`
	BuiltIn     bool         `json:"built_in,omitempty"` // the program's own: can be copied, not changed
	CreatedAt   time.Time    `json:"created_at,omitzero"`
	UpdatedAt   time.Time    `json:"updated_at,omitzero"`
	Version     uint64       `json:"version"`
}

// RoleAssignment gives a role everywhere, or for one folder and what is below it.
type RoleAssignment struct {
	RoleID   uuid.UUID `json:"role_id"`
	FolderID uuid.UUID `json:"folder_id,omitzero"` // zero: everywhere
}

// maxRoles is how many roles one login or API token may have.
const maxRoles = 64

// role finds a role, built in or not.
func (t tables) role(tx *store.Tx, id uuid.UUID) (Role, bool, error) {
	for _, r := range BuiltInRoles() {
		if r.ID == id {
			return r, true, nil
		}
	}
	r, found, err := t.roles.Get(tx, recordKey(id))
	if err != nil || !found {
		return Role{}, false, err
	}
	return *r, true, nil
}

// roleToChange finds a role that is not built in, for a caller that has seen version; 0 stands for whichever is current.
func (e *Edit) roleToChange(id uuid.UUID, version uint64) (Role, error) {
	r, found, err := e.d.tables.role(e.tx, id)
	switch {
	case err != nil:
		return Role{}, err
	case !found:
		return Role{}, &Error{Code: NotFound, Message: "there is no role " + id.String()}
	case r.BuiltIn:
		return Role{}, &Error{Code: RoleImmutable, Message: "the role " + r.Name + " is built in: it can be copied, not changed"}
	case version != 0 && version != r.Version:
		return Role{}, stale("the role "+r.Name, version, r.Version, r)
	}
	return r, nil
}

// cleanRole brings r into the form it is stored in.
func (e *Edit) cleanRole(f *faults, r *Role) error {
	r.Name = f.line("name", r.Name, maxName)
	f.required("name", r.Name)
	f.foldable("name", r.Name)
	r.Description = f.lines("description", r.Description, maxNote)
	r.Permissions = f.permissions(r.Permissions)
	for _, other := range BuiltInRoles() {
		if search.Fold(other.Name) == search.Fold(r.Name) {
			f.add("name", RoleNameTaken, r.Name, "is the name of a role that is built in")
		}
	}
	_, holder, held := e.tx.Holder(indexRoleName, search.Fold(r.Name))
	if !held || holder == recordKey(r.ID) {
		return nil
	}
	other, _, err := e.d.tables.role(e.tx, recordID(holder))
	f.add("name", RoleNameTaken, r.Name, "is too much like the name of the role %q", other.Name)
	return err
}

// indexed names the i-th of a list in an error.
func indexed(list string, i int) string { return fmt.Sprintf("%s[%d]", list, i) }

// joined writes a list out.
func joined[T ~string](list []T) string {
	words := make([]string, len(list))
	for i, word := range list {
		words[i] = string(word)
	}
	return strings.Join(words, ", ")
}
