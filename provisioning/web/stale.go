package web

import (
	"fmt"
	"strconv"
	"strings"
)

// difference is a field that two people have changed, or one of them, since it was read.
type difference struct {
	*field
	Mine, Theirs side
	Row          int // of several alike, such as numbers, which one; 0: there is one only
}

// side is one of two versions of a field.
type side struct {
	Value  string // what the form sends
	Shown  string // what a person reads
	Chosen bool
}

// conflict is a form that was filled in from a record that has changed since.
type conflict struct {
	Form        *form
	Same        []*field // nothing is to be chosen: sent along
	Differences []difference
}

// conflictOf is what there is to choose between what was typed into a form and the record as it is now. What only one of the two has changed is
// chosen already; what is then sent is the same form again, in the version that there is now.
func (v *visit) conflictOf(f *form, p *problem) (conflict, error) {
	theirs, err := f.now(p.Record)
	if err != nil {
		return conflict{}, fmt.Errorf("read the record as it is now: %w", err)
	}
	c := conflict{Form: f}
	for _, one := range f.Fields {
		now := theirs[one.Name]
		if now == one.Value {
			c.Same = append(c.Same, one)
			continue
		}
		mine, err := v.shown(one, one.Value)
		if err != nil {
			return conflict{}, err
		}
		other, err := v.shown(one, now)
		if err != nil {
			return conflict{}, err
		}
		c.Differences = append(c.Differences, difference{
			Row: rowOf(one.Name), field: one,
			Mine: side{one.Value, mine, now == one.Was}, Theirs: side{now, other, one.Value == one.Was},
		})
		one.Was = now
	}
	f.Version = strconv.FormatUint(p.Current, 10)
	return c, nil
}

// rowOf is which of several a field belongs to, the first being 1: of "numbers[1].raw" the second. It is 0 for other fields.
func rowOf(name string) int {
	_, rest, _ := strings.Cut(name, "[")
	index, _, found := strings.Cut(rest, "]")
	i, err := strconv.Atoi(index)
	if !found || err != nil {
		return 0
	}
	return i + 1
}

// shown is how a person reads a field's value.
func (v *visit) shown(f *field, value string) (string, error) {
	for _, o := range f.Options {
		if o.Value == value && o.Name != "" {
			return o.Name, nil
		} else if o.Value == value {
			return v.say(o.Label), nil
		}
	}
	switch {
	case f.Kind == "checkbox" && value != "":
		return v.say("yes"), nil
	case f.Kind == "checkbox":
		return v.say("no"), nil
	case value == "" && f.Chooser != nil && f.Chooser.None != "":
		return v.say(f.Chooser.None), nil
	case value == "":
		return v.say("(empty)"), nil
	case f.Chooser != nil:
		return f.Chooser.name(value)
	}
	return value, nil
}
