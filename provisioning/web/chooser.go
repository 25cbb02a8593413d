package web

import (
	"net/http"
	"net/url"
	"strings"

	"github.com/google/uuid"
)

// chooser is how one of very many is chosen, a folder or a person: by typing what it is called. Without JavaScript the form is sent with what was typed,
// and shown again with those that it can mean; with it, they are suggested as one types.
//
// A form sends three values of such a field: under its name what was typed, under .id what has been chosen, and under .for the text that was chosen for. So
// what was typed afterwards is found anew, even where nothing on the page could notice.
type chooser struct {
	Suggests string // the address that suggests, with a query
	None     words  // what an empty field stands for; "": one is to be chosen
	Unknown  words  // what is said where nothing is called as was typed
	Opens    bool   // the form is sent as soon as one is chosen

	// find gives those that a text can mean, the likeliest first: one alone is meant.
	find func(text string) ([]choice, error)
	// name is what one is called whose id is given; "" where it can not be chosen.
	name func(id string) (string, error)
}

// mostWhich is how many are offered of those that a text can mean.
const mostWhich = 20

// takeChoice takes what was sent of a field with a chooser.
func (f *field) takeChoice(sent url.Values) {
	if f.Chooser == nil {
		return
	}
	f.Typed, f.absent = strings.TrimSpace(f.Value), !sent.Has(f.Name)
	if f.Kind == "select" {
		return
	}
	f.Value = ""
	if id := sent.Get(f.Name + ".id"); id != "" && strings.TrimSpace(sent.Get(f.Name+".for")) == f.Typed {
		f.Value = id
	}
}

// Shown is what stands in a field with a chooser.
func (f *field) Shown() (string, error) {
	if f.Typed != "" || f.Value == "" {
		return f.Typed, nil
	}
	return f.Chooser.name(f.Value)
}

// choose finds what was typed into the fields of a form that have a chooser. It returns a *problem that is about the fields where something else is to be
// typed, or one of several chosen.
func (v *visit) choose(f *form) error {
	refused := &problem{Status: http.StatusUnprocessableEntity, Code: "invalid"}
	for _, one := range f.Fields {
		if one.Chooser == nil {
			continue
		}
		wrong, err := one.choose()
		if err != nil {
			return err
		}
		if wrong != "" {
			refused.Fields = append(refused.Fields, fieldProblem{Field: one.Name, Code: wrong})
		}
	}
	if len(refused.Fields) > 0 {
		return refused
	}
	return nil
}

// choose finds what was typed into the field. It gives the code of what is wrong with it, "" where nothing is.
func (f *field) choose() (wrong string, err error) {
	if f.Typed == "" {
		f.Value = ""
		if f.Chooser.None == "" && f.Required && !f.absent {
			return "required", nil
		}
		return "", nil
	}
	if isID(f.Typed) { // of a list, or of what was dragged: what is against it the API says
		f.Value, f.Typed = f.Typed, ""
		return "", nil
	}
	if f.Value != "" {
		name, err := f.Chooser.name(f.Value)
		if err != nil {
			return "", err
		}
		if name != "" {
			f.Typed = name
			return "", nil
		}
		f.Value = ""
	}
	found, err := f.Chooser.find(f.Typed)
	switch {
	case err != nil:
		return "", err
	case len(found) == 0:
		return "unknown", nil
	case len(found) > 1:
		f.Which = found[:min(len(found), mostWhich)]
		return "several", nil
	}
	f.Value, f.Typed = found[0].ID, found[0].Name
	return "", nil
}

// isID reports whether a text is an id as the API writes it, and no name.
func isID(text string) bool {
	id, err := uuid.Parse(text)
	return err == nil && id.String() == text
}

// explainChoice says what is wrong with what was typed into a field with a chooser; "" where that is no matter of choosing.
func (v *visit) explainChoice(f *field, code string) string {
	switch code {
	case "unknown":
		return v.say(f.Chooser.Unknown)
	case "several":
		return v.say("Several are called like this: choose which one is meant.")
	}
	return ""
}
