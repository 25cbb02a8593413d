package web

import (
	"net/http"
	"net/url"
)

// choosePerson has an internal contact be chosen in a field, by typing a name or a number. None is what nobody stands for.
func (v *visit) choosePerson(one *field, none words) *field {
	one.Kind = "chooser"
	one.Chooser = &chooser{
		Suggests: "/choices/people?", None: none,
		Unknown: "Nobody has such a name or number. Try fewer letters, or another number.",
		find:    v.peopleLike,
		name: func(id string) (string, error) {
			var c person
			err := v.api.get("/contacts/"+url.PathEscape(id), &c)
			if p := problemIn(err); p != nil && p.Status == http.StatusNotFound {
				return "", nil
			}
			return c.Name(), err
		},
	}
	return one
}

// peopleLike are the internal contacts that are found by a text.
func (v *visit) peopleLike(text string) ([]choice, error) {
	p := picker{Text: text}
	err := v.findPeople(&p, mostWhich)
	return p.Hits, err
}
