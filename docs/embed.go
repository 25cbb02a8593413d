// Package docs is the manual: what this folder holds, built into the program so that its pages can show it.
package docs

import "embed"

// Files are the documents in Markdown: help for who uses the pages, in help/fr and help/en, and everything else for operators.
//
//go:embed *.md decisions/*.md phones/*.md help
var Files embed.FS
