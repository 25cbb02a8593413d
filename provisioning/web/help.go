package web

import (
	"net/http"
	"strings"

	"annuaire/provisioning/web/manual"
)

// topic is what a page of help is about, and which pages open it.
type topic struct {
	Name      string
	addresses []string // of pages, each with what is below it
}

// topics are the pages of help, in the order they are helpEntry in.
func topics() []topic {
	return []topic{
		{"home", []string{"/", "/health", "/help", "/keys"}},
		{"directory", []string{"/directory", "/search", "/choices"}},
		{"users", []string{"/users", "/mailboxes"}},
		{"extensions", []string{"/extensions", "/numbers"}},
		{"lines", []string{"/lines", "/bundles"}},
		{"equipment", []string{"/devices"}},
		{"connect", []string{"/connect"}},
		{"groups", []string{"/groups"}},
		{"templates", []string{"/templates"}},
		{"imports", []string{"/imports", "/exports"}},
		{"bin", []string{"/bin"}},
		{"activity", []string{"/journal"}},
		{"invoices", []string{"/invoices"}},
		{"access", []string{"/access"}},
		{"accounts", []string{"/accounts"}},
		{"settings", []string{"/settings"}},
		{"account", []string{"/self", "/sign-in", "/forgotten", "/link"}},
	}
}

// topicOf is what the help of a page is about; "" where nobody has said so.
func topicOf(address string) string {
	for _, t := range topics() {
		for _, begins := range t.addresses {
			if address == begins || begins != "/" && strings.HasPrefix(address, begins+"/") {
				return t.Name
			}
		}
	}
	return ""
}

// Help is where the question mark of the page leads.
func (p page) Help() string {
	path, _, _ := strings.Cut(p.Here, "?")
	if name := topicOf(path); name != "" && !strings.HasPrefix(path, manual.Root) {
		return manual.Root + "/" + name
	}
	return manual.Root
}

// headingLink is what the link to a heading of the manual is called.
func (w *Web) headingLink(language, heading string) string {
	return w.languages.printers[language].Sprintf(string(words("Link to “%s”")), heading)
}

// helpPage is what a page of help shows; without a page, the list of all.
type helpPage struct {
	*manual.Page
	Name      string // of the topic; "" for a document
	Foreign   bool   // it is in another language than the visitor's
	Topics    []helpEntry
	Documents []helpEntry
}

// helpEntry is a page in a list.
type helpEntry struct{ Address, Title string }

// help lists all pages of help, and the documents for operators that stand at the beginning of others.
func (v *visit) help() error {
	all, err := v.web.manual()
	if err != nil {
		return err
	}
	var p helpPage
	for _, t := range topics() {
		page, _ := all.Topic(v.language, t.Name)
		p.Topics = append(p.Topics, helpEntry{manual.Root + "/" + t.Name, page.Title})
	}
	for _, name := range []string{"operations", "import", "phones", "api"} {
		page, _ := all.Document(name)
		p.Documents = append(p.Documents, helpEntry{manual.Root + "/docs/" + name, page.Title})
	}
	return v.show("help", v.say("Help"), p)
}

// helpTopic shows the help on a topic, in the visitor's language.
func (v *visit) helpTopic() error {
	all, err := v.web.manual()
	if err != nil {
		return err
	}
	page, found := all.Topic(v.language, v.r.PathValue("topic"))
	if !found {
		return refusal(http.StatusNotFound, "not_found")
	}
	return v.show("help", page.Title, helpPage{Page: &page, Name: v.r.PathValue("topic")})
}

// helpDocument shows a document for operators.
func (v *visit) helpDocument() error {
	all, err := v.web.manual()
	if err != nil {
		return err
	}
	page, found := all.Document(v.r.PathValue("path"))
	if !found {
		return refusal(http.StatusNotFound, "not_found")
	}
	return v.show("help", page.Title, helpPage{Page: &page, Foreign: page.Language != v.language})
}

// keys shows which keys do what.
func (v *visit) keys() error {
	return v.show("keys", v.say("Keyboard"), []keyHelp{
		{[]string{"/"}, "Go to the search box"},
		{[]string{"?"}, "Show these keys"},
		{[]string{"↓", "↑"}, "Walk a list, the tree or what was found"},
		{[]string{"→", "←"}, "In the directory: from the tree to the list, and back"},
		{[]string{v.say("Home key"), v.say("End")}, "The first or the last of a list"},
		{[]string{v.say("Enter")}, "Open"},
		{[]string{v.say("Space")}, "Tick, in a list"},
		{[]string{v.say("Esc")}, "Close the record, what is edited in it, a menu or what was found"},
	})
}

// keyHelp is what keys do.
type keyHelp struct {
	Keys []string
	Does words
}
