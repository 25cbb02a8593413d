package sample

import (
	_ "embed"
	"io"
	"strings"
)

//go:embed demo.csv
var demo string

// Demo is the directory of the Ateliers Vauban, a company of 60 contacts inside and outside in nested folders, as a file to
// import with CreateFolders. Its header is in French; the columns are separated by semicolons.
func Demo() io.Reader { return strings.NewReader(demo) }
