package web

import (
	"net/http"
	"strconv"
)

// namedColumn is a column of a file, whatever its place: which one of those of its name.
type namedColumn struct {
	header string
	nth    int // from 1
}

// named are the columns of a file, in its order.
func (r *recognised) named() []namedColumn {
	list := make([]namedColumn, len(r.Columns))
	seen := map[string]int{}
	for i, c := range r.Columns {
		seen[c.Header]++
		list[i] = namedColumn{c.Header, seen[c.Header]}
	}
	return list
}

// count is how many columns of a file have a name.
func (r *recognised) count(header string) int {
	n := 0
	for _, c := range r.Columns {
		if c.Header == header {
			n++
		}
	}
	return n
}

// recognised asks what a file is taken for; nil where it can not be read, which its plan says, too.
func (v *visit) recognised(j importJob) (*recognised, error) {
	var found recognised
	err := v.api.get(j.path()+"/recognised", &found)
	if p := problemIn(err); p != nil && p.Status == http.StatusUnprocessableEntity {
		return nil, nil
	}
	return &found, err
}

// columnsMeant is what columns stand for: as has been said before, and now with those for which something else has been chosen.
func (v *visit) columnsMeant(j importJob) (map[namedColumn]string, error) {
	meant := map[namedColumn]string{}
	found, err := v.recognised(j)
	if err != nil {
		return nil, err
	}
	if found == nil {
		found = &recognised{} // it can not be read as it is to be read now: what was said of names holds when it can be again
		for header, meaning := range j.Options.Columns {
			meant[namedColumn{header, 1}] = meaning
		}
	}
	for i, column := range found.named() {
		if meaning, said := j.Options.Columns[column.header]; said {
			meant[column] = meaning
		}
		if meaning, said := j.Options.ColumnsAt[found.Columns[i].Place]; said {
			meant[column] = meaning
		}
	}
	v.columnsChosen(meant)
	return meant, nil
}

// columnsChosen notes what a form says of columns: those for which something else has been chosen, and all that share their name with others, of which none
// can be left open.
func (v *visit) columnsChosen(meant map[namedColumn]string) {
	sent := v.r.PostForm
	count, seen := map[string]int{}, map[string]int{}
	for _, header := range sent["header"] {
		count[header]++
	}
	for i, header := range sent["header"] {
		seen[header]++
		name := "column." + strconv.Itoa(i)
		if chosen := sent.Get(name); chosen != sent.Get("was."+name) || count[header] > 1 {
			meant[namedColumn{header, seen[header]}] = chosen
		}
	}
}

// readAs has a file be read with the import's options, its columns as they are meant, as far as it has them: read otherwise it may have others.
func (v *visit) readAs(j importJob, meant map[namedColumn]string) error {
	if err := v.api.put(j.path()+"/options", j.Options, nil); err != nil || len(meant) == 0 {
		return err
	}
	found, err := v.recognised(j)
	if err != nil || found == nil {
		return err
	}
	j.Options.Columns, j.Options.ColumnsAt = map[string]string{}, map[int]string{}
	for i, column := range found.named() {
		meaning, said := meant[column]
		switch {
		case said && found.count(column.header) == 1:
			j.Options.Columns[column.header] = meaning
		case said:
			j.Options.ColumnsAt[found.Columns[i].Place] = meaning
		}
	}
	return v.api.put(j.path()+"/options", j.Options, nil)
}
