package control

import (
	"fmt"
	"net/http"
	"strings"

	"github.com/google/uuid"

	"annuaire/directory"
)

// Whereabouts says where a person's record is.
type Whereabouts string

const (
	InUse Whereabouts = "in_use"
	InBin Whereabouts = "in_bin"
	Gone  Whereabouts = "gone" // only the journal can know anything
)

// Person is whom a command means.
type Person struct {
	ID    uuid.UUID   `json:"id"`
	Name  string      `json:"name,omitempty"`
	Where Whereabouts `json:"where"`
}

// personFind answers GET /people/{person}: whom an id, a uid or an e-mail address names.
func (h *handler) personFind(w http.ResponseWriter, r *http.Request) {
	person, err := h.person(r.PathValue("person"))
	if err != nil {
		writeProblem(w, err)
		return
	}
	writeJSON(w, http.StatusOK, person)
}

// person finds a contact in use by its id, uid or e-mail address, else one in the bin. An id that nobody has is somebody who is gone.
func (h *handler) person(name string) (Person, error) {
	id, notID := uuid.Parse(name)
	for _, find := range []func() (directory.Contact, error){
		func() (directory.Contact, error) { return h.Directory.Contact(id) },
		func() (directory.Contact, error) { return h.Directory.ContactByUID(name) },
		func() (directory.Contact, error) { return h.Directory.ContactByEmail(name) },
	} {
		c, err := find()
		if err == nil {
			return Person{ID: c.ID, Name: c.DisplayName(), Where: InUse}, nil
		}
		if directory.CodeOf(err) != directory.NotFound {
			return Person{}, err
		}
	}
	bin, err := h.Directory.Bin()
	if err != nil {
		return Person{}, err
	}
	var found []directory.Contact
	for _, c := range bin.Contacts {
		if c.ID == id || strings.EqualFold(c.UID, name) || c.Email != "" && strings.EqualFold(c.Email, name) {
			found = append(found, c)
		}
	}
	switch {
	case len(found) == 1:
		return Person{ID: found[0].ID, Name: found[0].DisplayName(), Where: InBin}, nil
	case len(found) > 1:
		ids := make([]string, len(found))
		for i, c := range found {
			ids[i] = c.ID.String()
		}
		return Person{}, &directory.Error{Code: directory.Invalid, Message: fmt.Sprintf("%q is %d contacts of the bin: name one of %s", name, len(found), strings.Join(ids, ", "))}
	case notID == nil:
		return Person{ID: id, Where: Gone}, nil
	}
	return Person{}, &directory.Error{Code: directory.NotFound, Message: fmt.Sprintf("there is no contact %q; want a uid, an e-mail address or an id", name)}
}

// personPurge answers DELETE /people/{person}, a contact's id: it is erased for good.
func (h *handler) personPurge(w http.ResponseWriter, r *http.Request) {
	id, err := uuid.Parse(r.PathValue("person"))
	if err != nil {
		writeProblem(w, &directory.Error{Code: directory.Invalid, Message: "who is to be erased is named by the id alone"})
		return
	}
	purged, err := h.Directory.PurgePerson(r.Context(), id)
	if err != nil {
		writeProblem(w, err)
		return
	}
	writeJSON(w, http.StatusOK, purged)
}
