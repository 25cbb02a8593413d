package web

import "slices"

// sight is something that an account may be let see of people: one tick stands for what belongs together.
type sight struct {
	Name       string
	Label      words
	Attributes []string // of LDAP, as the API calls them
}

// sights are all that an account may be let see, beside names, which every account does.
func sights() []sight {
	return []sight{
		{"given_name", "First names by themselves", []string{"givenname"}},
		{"company", "Company", []string{"o"}},
		{"work", "Work numbers", []string{"telephonenumber"}},
		{"mobile", "Mobile numbers", []string{"mobile"}},
		{"short", "Short numbers", []string{"shortnumber"}},
		{"home", "Private numbers", []string{"homephone", "otherhomephone"}},
		{"car", "Car phones", []string{"carphone"}},
		{"other", "Other numbers", []string{"othertelephone"}},
		{"fax", "Fax numbers", []string{"facsimiletelephonenumber"}},
		{"email", "E-mail addresses", []string{"mail"}},
		{"department", "Department", []string{"ou"}},
		{"title", "Job title", []string{"title"}},
		{"address", "Postal address", []string{"street", "postalcode", "l", "st", "c", "postaladdress"}},
		{"kind", "Whether internal or external", []string{"employeetype"}},
		{"note", "Note", []string{"description"}},
		{"photo", "Photo", []string{"jpegphoto"}},
	}
}

// What an account sees of people: what is usual, all, or what was chosen.
const (
	seesUsual  = ""
	seesAll    = "all"
	seesChosen = "chosen"
)

// sees is how it was said what an account sees.
func sees(attributes []string) string {
	switch {
	case len(attributes) == 0:
		return seesUsual
	case slices.Contains(attributes, "*"):
		return seesAll
	}
	return seesChosen
}

// seesOptions are the choices.
func seesOptions() []option {
	return []option{
		{Value: seesUsual, Label: "names, company, work, mobile and short numbers"}, {Value: seesAll, Label: "everything"}, {Value: seesChosen, Label: "what is ticked below"},
	}
}

// seesLabel says in a list what an account sees; what was chosen is counted there.
func seesLabel(how string) words {
	for _, o := range seesOptions() {
		if o.Value == how && how != seesChosen {
			return o.Label
		}
	}
	return ""
}

// ticks are the names of what an account sees; of what belongs together, all of it is to be seen.
func ticks(attributes []string) map[string]bool {
	ticked := map[string]bool{}
	for _, s := range sights() {
		if !slices.ContainsFunc(s.Attributes, func(one string) bool { return !slices.Contains(attributes, one) }) {
			ticked[s.Name] = true
		}
	}
	return ticked
}

// seen is what the API is sent of what a form says. What an account sees that there is no tick for it keeps.
func seen(f *form, before []string) []string {
	switch f.Field("sees").Value {
	case seesUsual:
		return []string{}
	case seesAll:
		return []string{"*"}
	}
	var chosen, known []string
	for _, s := range sights() {
		known = append(known, s.Attributes...)
		if f.Field("sees." + s.Name).Checked() {
			chosen = append(chosen, s.Attributes...)
		} else if !ticks(before)[s.Name] { // some of what belongs together
			known = slices.DeleteFunc(known, func(one string) bool { return slices.Contains(before, one) && slices.Contains(s.Attributes, one) })
		}
	}
	for _, one := range before {
		if one != "*" && !slices.Contains(known, one) {
			chosen = append(chosen, one)
		}
	}
	if len(chosen) == 0 {
		chosen = []string{"cn"} // names alone: none at all would be the usual ones
	}
	return chosen
}
