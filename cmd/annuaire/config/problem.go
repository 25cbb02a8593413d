package config

import (
	"fmt"
	"strings"
)

// Problem is one thing wrong with a configuration file.
type Problem struct {
	File    string
	Line    int    // from 1; 0 where the problem is that a key is missing
	Key     string // "ldap.limits.idle"; empty for a file that is no TOML
	Message string // what is wrong and what would be right
}

// Error is "config.toml:12: ldap.limits.idle: …".
func (p Problem) Error() string {
	at := p.File
	if p.Line > 0 {
		at = fmt.Sprintf("%s:%d", p.File, p.Line)
	}
	if p.Key != "" {
		at += ": " + p.Key
	}
	return at + ": " + p.Message
}

// Problems is everything wrong with one file, in the order of its lines.
type Problems []Problem

// Error has one problem a line.
func (ps Problems) Error() string {
	lines := make([]string, len(ps))
	for i, p := range ps {
		lines[i] = p.Error()
	}
	return strings.Join(lines, "\n")
}

// Problem makes an error about the value of a key that only shows when it is used: a folder that does not exist, a
// certificate that can not be read.
func (c *Config) Problem(key string, err error) error {
	file := c.File
	if file == "" {
		file = "default configuration"
	}
	return Problems{{File: file, Line: c.lines[key], Key: key, Message: err.Error()}}
}

// nearest is the candidate that name was most likely meant to be, or "".
func nearest(name string, candidates []string) string {
	best, distance := "", len(name)/3+2
	for _, c := range candidates {
		if d := editDistance(name, c); d < distance {
			best, distance = c, d
		}
	}
	return best
}

// editDistance is Levenshtein's, over bytes.
func editDistance(a, b string) int {
	row := make([]int, len(b)+1)
	for j := range row {
		row[j] = j
	}
	for i := range len(a) {
		diagonal := row[0]
		row[0] = i + 1
		for j := range len(b) {
			cost := diagonal
			if a[i] != b[j] {
				cost++
			}
			diagonal = row[j+1]
			row[j+1] = min(cost, row[j]+1, row[j+1]+1)
		}
	}
	return row[len(b)]
}
