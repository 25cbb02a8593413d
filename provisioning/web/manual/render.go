package manual

import (
	"bytes"
	"errors"
	"fmt"
	"html/template"
	"io/fs"
	"net/url"
	"path"
	"strings"
	"unicode"

	"github.com/yuin/goldmark"
	"github.com/yuin/goldmark/ast"
	"github.com/yuin/goldmark/extension"
	"github.com/yuin/goldmark/parser"
	"github.com/yuin/goldmark/text"
)

// render makes a page of a document.
func render(files fs.FS, file string, source []byte) (Page, error) {
	markdown := goldmark.New(goldmark.WithExtensions(extension.Table), goldmark.WithParserOptions(parser.WithAutoHeadingID()))
	root := markdown.Parser().Parse(text.NewReader(source), parser.WithContext(parser.NewContext(parser.WithIDs(ids{}))))
	var page Page
	err := ast.Walk(root, func(n ast.Node, entering bool) (ast.WalkStatus, error) {
		if !entering {
			return ast.WalkContinue, nil
		}
		switch n := n.(type) {
		case *ast.Heading:
			page.note(n, source)
		case *ast.Link:
			to, err := resolve(files, file, string(n.Destination))
			if err != nil {
				return ast.WalkStop, err
			}
			n.Destination = []byte(to)
		}
		return ast.WalkContinue, nil
	})
	if err == nil && page.Title == "" {
		err = errors.New("it has no title")
	}
	if err != nil {
		return Page{}, err
	}
	if title, is := root.FirstChild().(*ast.Heading); is && title.Level == 1 { // it stands above the list of headings
		root.RemoveChild(root, title)
	}
	var html bytes.Buffer
	if err := markdown.Renderer().Render(&html, source, root); err != nil {
		return Page{}, err
	}
	page.Body = template.HTML(scrolling.Replace(html.String()))
	return page, nil
}

// scrolling has tables and code that are wider than the page scroll by themselves, by keyboard too. There is no < in what is written by authors: it is
// escaped.
var scrolling = strings.NewReplacer("<table>", `<div class="scroll" tabindex="0"><table>`, "</table>", "</table></div>", "<pre>", `<pre tabindex="0">`)

// note keeps a heading: the first is the page's title.
func (p *Page) note(n *ast.Heading, source []byte) {
	var words strings.Builder
	_ = ast.Walk(n, func(n ast.Node, entering bool) (ast.WalkStatus, error) { // which never fails
		if t, is := n.(*ast.Text); is && entering {
			words.Write(t.Segment.Value(source))
		}
		return ast.WalkContinue, nil
	})
	id, _ := n.AttributeString("id")
	anchor, _ := id.([]byte)
	switch n.Level {
	case 1:
		p.Title = words.String()
	case 2:
		p.Headings = append(p.Headings, Heading{ID: string(anchor), Text: words.String()})
	}
}

// resolve gives the address that a link of a document leads to.
func resolve(files fs.FS, file, destination string) (string, error) {
	u, err := url.Parse(destination)
	if err != nil {
		return "", err
	}
	if u.Scheme != "" || u.Host != "" || u.Path == "" || strings.HasPrefix(u.Path, "/") {
		return destination, nil // elsewhere, on the same page, or a page of the program
	}
	to := path.Join(path.Dir(file), u.Path)
	if _, err := fs.Stat(files, to); err != nil || path.Ext(to) != ".md" {
		return "", fmt.Errorf("it links to %s, which is no document", to)
	}
	u.Path = address(to)
	return u.String(), nil
}

// ids makes the anchors of headings as readers of Markdown know them: the words in small letters, with hyphens.
type ids map[string]int

// Generate gives the anchor of a heading.
func (i ids) Generate(value []byte, _ ast.NodeKind) []byte {
	anchor := strings.Map(func(r rune) rune {
		switch {
		case r == ' ' || r == '-':
			return '-'
		case unicode.IsLetter(r) || unicode.IsDigit(r) || r == '_':
			return unicode.ToLower(r)
		}
		return -1
	}, string(value))
	i[anchor]++
	if n := i[anchor]; n > 1 {
		anchor = fmt.Sprintf("%s-%d", anchor, n-1)
	}
	return []byte(anchor)
}

// Put is told of an anchor that an author has chosen.
func (i ids) Put(value []byte) { i[string(value)]++ }
