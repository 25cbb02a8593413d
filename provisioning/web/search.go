package web

import "net/url"

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
}

// Address is where one reads more of it.
func (h hit) Address() string {
	if h.Kind == "contact" {
		return "/directory/contacts/" + url.PathEscape(h.ID)
	}
	return ""
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
	if found.Next != "" {
		p.Next = "/search?" + url.Values{"q": {p.Text}, "after": {found.Next}}.Encode()
	}
	return v.show("search", v.say("Search"), p)
}
