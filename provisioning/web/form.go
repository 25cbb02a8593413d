package web

import (
	"cmp"
	"errors"
	"net/http"
	"net/url"
	"slices"
	"strconv"
	"strings"
)

// field is one field of a form: what it is called and asks for, and what stands in it.
type field struct {
	Name     string // as the API calls it in errors: "name", "features.voicemail"
	Label    words
	Kind     string // of an input element: "text" where it is "", "email", "number", "password", "checkbox"; or "select", "textarea", "chooser"
	Hint     words
	Unit     words // behind a number
	Required bool
	Depends  bool // on another field whether it is required: it is not said to be optional
	Focus    bool // one types on here
	Most     int  // how many characters, or the largest number; 0: any
	Least    int  // the smallest number
	Complete string
	Options  []option // of a select
	Chooser  *chooser // finds what was typed, where Value is one of very many

	Value string   // what stands in it; of a checkbox "on" or ""
	Was   string   // what stood in it when the form was first shown: tells which of two versions has changed
	Error string   // what is wrong with it, in the visitor's language
	Typed string   // what was typed into a chooser
	Which []choice // those that it can mean, to choose from

	absent bool // the form that was sent has no such field: the API puts what is usual
}

// option is one of a select's. Label is a text of ours; a name of somebody's stands in Name.
type option struct {
	Value string
	Label words
	Name  string
}

// Checked reports whether a checkbox is ticked.
func (f *field) Checked() bool { return f.Value != "" }

// form is fields that are sent together.
type form struct {
	Address string // where it is sent
	Submit  words  // what its button says
	Cancel  string // where one goes who does not want to
	Deletes bool   // its button takes something away, and looks so
	Version string // of the record it was filled in from; "" for a new one
	Fields  []*field
	Wrong   []wrong // what is wrong, for the summary
	Typed   bool    // something stands in it that is not saved yet

	// now reads the values that a record of the API has, for the choice between two versions; nil where there is no record yet.
	now func(record []byte) (map[string]string, error)
}

// wrong is a line of a form's summary of errors: it leads to its field, where there is one.
type wrong struct{ Field, Label, Message string }

// newForm makes a form that is sent to the address of its own page.
func newForm(v *visit, submit words, cancel string, fields []*field) *form {
	return &form{Address: v.r.URL.Path, Submit: submit, Cancel: cancel, Fields: fields}
}

// Field finds a field by its name; nil where there is none, which templates take for a mistake.
func (f *form) Field(name string) *field {
	if i := slices.IndexFunc(f.Fields, func(f *field) bool { return f.Name == name }); i >= 0 {
		return f.Fields[i]
	}
	return nil
}

// Below gives the fields whose names begin with a prefix, in their order.
func (f *form) Below(prefix string) []*field {
	var list []*field
	for _, one := range f.Fields {
		if strings.HasPrefix(one.Name, prefix) {
			list = append(list, one)
		}
	}
	return list
}

// fill puts the values of a record into the fields, and remembers them as those that the visitor has seen.
func (f *form) fill(values map[string]string, version string) {
	f.Version = version
	for _, one := range f.Fields {
		one.Value = values[one.Name]
		one.Was = one.Value
	}
}

// read takes what was sent.
func (f *form) read(v *visit) { f.take(v.r.PostForm) }

func (f *form) take(sent url.Values) {
	f.Version = sent.Get("version")
	for _, one := range f.Fields {
		one.Value, one.Was = strings.TrimRight(sent.Get(one.Name), "\r\n"), sent.Get("was."+one.Name)
		one.takeChoice(sent)
	}
}

// refused shows a form again with what the API has against it: at the fields where it names them, what was typed kept. Where the record has changed
// meanwhile it shows both versions. What is no matter of the form's is returned as it is.
func (v *visit) refused(f *form, err error, again func(status int) error) error {
	p, is := errors.AsType[*problem](err)
	if !is || p.Status < 400 || p.Status >= 500 {
		return err
	}
	switch p.Status {
	case http.StatusUnauthorized, http.StatusForbidden, http.StatusNotFound:
		return err
	}
	if p.Code == "stale_record" && f.now != nil {
		c, err := v.conflictOf(f, p)
		if err != nil {
			return err
		}
		return v.showAs(p.Status, "stale", v.say("Changed meanwhile"), c)
	}
	for _, wrongField := range p.Fields {
		f.note(v, wrongField)
	}
	if len(f.Wrong) == 0 {
		f.Wrong = append(f.Wrong, wrong{Message: v.explain(p)})
	}
	return again(p.Status)
}

// note puts one of the API's errors at its field.
func (f *form) note(v *visit, p fieldProblem) {
	one := cmp.Or(f.Field(p.Field), f.Field("contact."+p.Field)) // of a contact that is made along with a user
	message := ""
	if one != nil && one.Chooser != nil {
		message = v.explainChoice(one, p.Code)
	}
	if message == "" {
		message = v.explainField(p)
	}
	if one == nil {
		f.Wrong = append(f.Wrong, wrong{Message: message})
		return
	}
	if one.Error == "" {
		one.Error = message
	}
	f.Wrong = append(f.Wrong, wrong{Field: one.Name, Label: v.say(one.Label), Message: message})
}

// body is what the API is sent of a form whose fields are called as the API calls them: texts, and true or false of checkboxes. Hidden fields are left out.
func (f *form) body() map[string]any {
	body := map[string]any{}
	for _, one := range f.Fields {
		switch one.Kind {
		case "hidden":
		case "checkbox":
			body[one.Name] = one.Checked()
		default:
			body[one.Name] = one.Value
		}
	}
	return body
}

// number is what the API is sent for what was typed into a field of numbers: null for nothing, and what is no number as it is, for the API to refuse.
func number(typed string) any {
	typed = strings.TrimSpace(typed)
	if typed == "" {
		return nil
	}
	if n, err := strconv.Atoi(typed); err == nil {
		return n
	}
	return typed
}

// ticked is the value of a checkbox.
func ticked(on bool) string {
	if on {
		return "on"
	}
	return ""
}
