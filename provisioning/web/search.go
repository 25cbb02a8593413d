package web

import (
	"net/url"
	"slices"
	"strings"
)

// searchPage is what the page of a search shows, and the list under the search box while one types.
type searchPage struct {
	Text  string
	Hits  []hit
	Next  string // address of the page that follows; "" for the last one
	Total int
}

// hit is a person, a group or a folder that a text finds.
type hit struct {
	ID         string   `json:"id"`
	Kind       string   `json:"kind"`
	Name       string   `json:"name"`
	Company    string   `json:"company"`
	Title      string   `json:"title"`
	FolderPath []string `json:"folder_path"`
	Numbers    []struct {
		Raw  string `json:"raw"`
		E164 string `json:"e164"`
	} `json:"numbers"`
	ShortNumbers []string `json:"short_numbers"`
	shut         bool     // the visitor may not open it
}

// Address is where one reads more of it; "" where one may not.
func (h hit) Address() string {
	switch {
	case h.shut:
		return ""
	case h.Kind == "folder":
		return folder{ID: h.ID}.Address()
	case h.Kind == "group":
		return "/groups/" + url.PathEscape(h.ID)
	}
	return "/directory/contacts/" + url.PathEscape(h.ID)
}

// About tells it from others of its name: what somebody does and where, what a folder is in.
func (h hit) About() string {
	if h.Kind == "folder" {
		return strings.Join(h.FolderPath, betweenFolders)
	}
	about := []string{h.Title}
	if h.Company != h.Name {
		about = append(about, h.Company)
	}
	return strings.Join(slices.DeleteFunc(about, func(s string) bool { return s == "" }), " · ")
}

// search shows what a text finds, as phones find it.
func (v *visit) search() error {
	p := searchPage{Text: v.r.FormValue("q")}
	if p.Text == "" {
		return v.show("search", v.say("Search"), p)
	}
	var found struct {
		Hits  []hit  `json:"hits"`
		Next  string `json:"next"`
		Total int    `json:"total"`
	}
	query := url.Values{"q": {p.Text}, "limit": {"20"}}
	if after := v.r.FormValue("after"); after != "" {
		query.Set("after", after)
	}
	if err := v.api.get("/search?"+query.Encode(), &found); err != nil {
		return err
	}
	p.Hits, p.Total = found.Hits, found.Total
	for i, h := range p.Hits {
		p.Hits[i].shut = h.Kind == "group" && !v.self.May("groups", "read")
	}
	if found.Next != "" {
		p.Next = "/search?" + url.Values{"q": {p.Text}, "after": {found.Next}}.Encode()
	}
	return v.show("search", v.say("Search"), p)
}
