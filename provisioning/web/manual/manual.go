// Package manual makes pages of documents in Markdown: help for who uses the program, in several languages, and documents for operators in one.
//
// What stands in the documents is text: HTML in them is left out, and addresses that would run something are. Links between documents lead to their
// pages.
package manual

import (
	"fmt"
	"html/template"
	"io/fs"
	"path"
	"strings"
)

// Root is where the pages lie.
const Root = "/help"

// Page is a document as a page.
type Page struct {
	Title    string
	Language string // "fr", "en"
	Body     template.HTML
	Headings []Heading // of the second level, in order
}

// Heading is where a part of a page begins.
type Heading struct{ ID, Text string }

// Manual is all documents. It is safe for concurrent use.
type Manual struct {
	topics    map[string]map[string]Page // help by language, then by topic
	documents map[string]Page            // by path: "operations", "phones", "phones/snom"
}

// Load reads the documents of a folder: help/LANGUAGE/TOPIC.md, and whatever else ends in .md. It fails for one that has no title, and for a link to a
// document that is not there. Set gives the help in a language, by it, the spaces and apostrophes that a printer would; label says in a language what the
// link to a heading is called.
func Load(files fs.FS, set map[string]func(string) string, label func(language, heading string) string) (*Manual, error) {
	m := &Manual{topics: map[string]map[string]Page{}, documents: map[string]Page{}}
	err := fs.WalkDir(files, ".", func(file string, entry fs.DirEntry, err error) error {
		if err != nil || entry.IsDir() || path.Ext(file) != ".md" {
			return err
		}
		text, err := fs.ReadFile(files, file)
		if err != nil {
			return err
		}
		language, topic, isHelp := topicOf(file)
		if typeset := set[language]; isHelp && typeset != nil {
			text = []byte(typeset(string(text)))
		}
		if !isHelp {
			language = "en"
		}
		page, err := render(files, file, text)
		if err != nil {
			return fmt.Errorf("%s: %w", file, err)
		}
		page.Language, page.Body = language, anchored(page.Body, func(heading string) string { return label(language, heading) })
		if !isHelp {
			m.documents[documentOf(file)] = page
			return nil
		}
		if m.topics[language] == nil {
			m.topics[language] = map[string]Page{}
		}
		m.topics[language][topic] = page
		return nil
	})
	if err != nil {
		return nil, fmt.Errorf("read the manual: %w", err)
	}
	return m, nil
}

// Topic is the help on a topic in a language.
func (m *Manual) Topic(language, topic string) (Page, bool) {
	page, found := m.topics[language][topic]
	return page, found
}

// Document is a document for operators, by its path without .md; a folder's is its README.
func (m *Manual) Document(name string) (Page, bool) {
	page, found := m.documents[name]
	return page, found
}

// topicOf takes help/fr/users.md apart.
func topicOf(file string) (language, topic string, isHelp bool) {
	rest, isHelp := strings.CutPrefix(file, "help/")
	language, topic, _ = strings.Cut(strings.TrimSuffix(rest, ".md"), "/")
	return language, topic, isHelp
}

// documentOf is what a document is called: phones for phones/README.md.
func documentOf(file string) string {
	name := strings.TrimSuffix(file, ".md")
	if path.Base(name) == "README" {
		name = path.Dir(name)
	}
	return name
}

// address is where the page of a document lies.
func address(file string) string {
	if _, topic, isHelp := topicOf(file); isHelp {
		return Root + "/" + topic
	}
	return Root + "/docs/" + documentOf(file)
}
