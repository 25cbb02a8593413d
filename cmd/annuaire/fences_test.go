package main

import (
	"regexp"
)

// fence is a fenced block of a Markdown document.
type fence struct {
	language   string
	text       string // with its last end of line
	begin, end int    // in the document, the lines of the fence included
}

// String is the block as it stands in a document, without the end of its last line.
func (f fence) String() string { return "```" + f.language + "\n" + f.text + "```" }

// fencesOf gives the fenced blocks that begin at the margin, in order.
func fencesOf(document string) []fence {
	var fences []fence
	for _, at := range regexp.MustCompile("(?ms)^```([a-z]+)\n(.*?)^```$").FindAllStringSubmatchIndex(document, -1) {
		fences = append(fences, fence{document[at[2]:at[3]], document[at[4]:at[5]], at[0], at[1]})
	}
	return fences
}
