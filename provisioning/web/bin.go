package web

import (
	"net/http"
	"net/url"
	"time"
)

// binned is something that lies in the bin, as the API has it.
type binned struct {
	Kind       string    `json:"kind"`
	ID         string    `json:"id"`
	Name       string    `json:"name"`
	DeletedAt  time.Time `json:"deleted_at"`
	DeletedBy  string    `json:"deleted_by"`
	Until      time.Time `json:"until"`
	FolderPath []string  `json:"folder_path"`
	With       string    `json:"deleted_with"` // "" for what was deleted by itself
}

// binKind is a kind of thing that one can bring back: how it is called here, and in the API's addresses.
type binKind struct {
	Label words
	path  string
}

// binKinds are the kinds of things in the bin, by the API's names for them.
func binKinds() map[string]binKind {
	return map[string]binKind{
		"contact": {"Contact", "contacts"},
		"folder":  {"Folder", "folders"},
		"user":    {"User", "users"},
		"mailbox": {"Voicemail", "mailboxes"},
		"group":   {"Call group", "groups"},
		"device":  {"Phone", "devices"},
	}
}

// Is is what kind of thing it is.
func (b binned) Is() binKind { return binKinds()[b.Kind] }

// BackAddress is where it is brought back: a user's page shows first what that costs.
func (b binned) BackAddress() string {
	if b.Kind == "user" {
		return "/users/" + url.PathEscape(b.ID) + "/bring-back"
	}
	return "/bin/" + b.Is().path + "/" + url.PathEscape(b.ID)
}

// AsksFirst reports whether there is a page to be read before it is brought back.
func (b binned) AsksFirst() bool { return b.Kind == "user" }

// binPage is what the list of the bin shows.
type binPage struct {
	Items   []binned
	Total   int
	Next    string // address of what was deleted before; "" for the last page
	Problem string // why something could not be brought back; "" at first
}

// bin shows what was deleted and can be brought back, latest first.
func (v *visit) bin() error { return v.binAs(http.StatusOK, "") }

func (v *visit) binAs(status int, problem string) error {
	var list struct {
		Items []binned `json:"items"`
		Total int      `json:"total"`
		Next  string   `json:"next"`
	}
	query := url.Values{"limit": {"50"}}
	if after := v.r.FormValue("after"); after != "" {
		query.Set("after", after)
	}
	if err := v.api.get("/bin?"+query.Encode(), &list); err != nil {
		return err
	}
	p := binPage{Items: list.Items, Total: list.Total, Problem: problem}
	if list.Next != "" {
		p.Next = "/bin?" + url.Values{"after": {list.Next}}.Encode()
	}
	return v.showAs(status, "bin", v.say("Bin"), p)
}

// bringBack fetches something from the bin. Where it can not come back, the bin says why.
func (v *visit) bringBack() error {
	kind, id := v.r.PathValue("kind"), v.r.PathValue("id")
	err := v.api.post("/bin/"+url.PathEscape(kind)+"/"+url.PathEscape(id)+"/bring-back", nil, nil)
	if p := problemIn(err); p != nil && p.Status == http.StatusConflict {
		return v.binAs(p.Status, v.explain(p))
	}
	if err != nil {
		return err
	}
	return v.done("/bin", "“%s” has been brought back.", v.r.FormValue("name"))
}
