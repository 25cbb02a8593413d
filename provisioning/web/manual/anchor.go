package manual

import (
	"html"
	"html/template"
	"regexp"
)

// anchored puts beside each heading below the title a link to itself, for who wants to point somebody to it. It is no part of the heading: a reader of
// headings does not hear each twice.
func anchored(body template.HTML, label func(heading string) string) template.HTML {
	heading := regexp.MustCompile(`<h([2-6]) id="([^"]*)">(.*?)</h[2-6]>`)
	tag := regexp.MustCompile(`<[^>]*>`)
	return template.HTML(heading.ReplaceAllStringFunc(string(body), func(found string) string {
		part := heading.FindStringSubmatch(found)
		name := label(html.UnescapeString(tag.ReplaceAllString(part[3], "")))
		return `<div class="anchored level-` + part[1] + `">` + found + `<a class="anchor" href="#` + part[2] + `" aria-label="` + html.EscapeString(name) + `">#</a></div>`
	}))
}
