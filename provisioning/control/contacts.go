package control

import (
	"net/http"
	"net/url"
	"strconv"

	"github.com/google/uuid"

	"annuaire/directory"
	"annuaire/directory/exchange"
)

// ContactQuery says which contacts are wanted.
type ContactQuery struct {
	Folder string // path or id of a folder, with what is below it; "": everywhere
	Text   string // words of names, company, …, or a number; "": all
	After  string // Next of the page before
}

// ListedContact is a contact and where it is.
type ListedContact struct {
	directory.Contact
	Folder string `json:"folder"` // path from the root, which is "/" itself
}

// ContactPage is a part of a list of contacts.
type ContactPage struct {
	Contacts []ListedContact `json:"contacts"`
	Next     string          `json:"next,omitempty"` // "": this is the last one
	Total    int             `json:"total"`
}

func (q ContactQuery) query() url.Values {
	return url.Values{"folder": {q.Folder}, "text": {q.Text}, "after": {q.After}}
}

// contactPage is how many contacts a page has.
const contactPage = 1000

// contactList answers GET /contacts?folder=&text=&after=.
func (h *handler) contactList(w http.ResponseWriter, r *http.Request) {
	query := r.URL.Query()
	filter := directory.ContactFilter{Text: query.Get("text"), Subtree: true}
	if name := query.Get("folder"); name != "" {
		var found bool
		if filter.Folder, found = h.folder(name); !found {
			writeProblem(w, &directory.Error{
				Code: directory.FolderUnknown, Message: "nothing can be listed", Fields: []directory.FieldError{noFolder("folder", name)},
			})
			return
		}
	}
	list, err := h.Directory.ListContacts(r.Context(), filter, directory.Page{After: query.Get("after"), Limit: contactPage})
	if err != nil {
		writeProblem(w, err)
		return
	}
	page := ContactPage{Contacts: make([]ListedContact, len(list.Contacts)), Next: list.Next, Total: list.Total}
	for i, c := range list.Contacts {
		page.Contacts[i] = ListedContact{Contact: c, Folder: h.path(c.FolderID)}
	}
	writeJSON(w, http.StatusOK, page)
}

// path is a folder's path as folder reads it. A folder in the bin has its id alone.
func (h *handler) path(id uuid.UUID) string {
	folders := h.Directory.Snapshot().Tree.Path(id)
	if len(folders) == 0 {
		return id.String()
	}
	names := make([]string, len(folders)-1)
	for i, f := range folders[1:] {
		names[i] = f.Name
	}
	return exchange.FormatPath(names)
}

// number reads a whole number of a query; without one it is 0.
func number(query url.Values, name string) (uint64, error) {
	text := query.Get(name)
	if text == "" {
		return 0, nil
	}
	n, err := strconv.ParseUint(text, 10, 63)
	if err != nil {
		return 0, badNumber(name, text)
	}
	return n, nil
}

func badNumber(name, value string) error {
	return &directory.Error{
		Code: directory.Invalid, Message: "the question makes no sense",
		Fields: []directory.FieldError{{Field: name, Code: directory.Invalid, Message: "must be a whole number", Value: value}},
	}
}
