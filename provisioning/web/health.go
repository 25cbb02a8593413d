package web

import "slices"

// ailment is one of the things that make a directory less useful than it could be.
type ailment struct {
	Name     string // in the address
	Text     words  // what its page is called
	Counted  words  // the same with how many there are
	Why      words
	Contacts []ailing // the first of them
	Total    int
	Address  string // of the list of all of them, where there is one
}

// ailing is a contact, or a folder, that something is missing of.
type ailing struct {
	Name    string
	Address string
	About   string
}

// reference names a contact.
type reference struct {
	ID   string `json:"id"`
	Name string `json:"name"`
}

func (r reference) ailing(about string) ailing {
	return ailing{r.Name, contact{ID: r.ID}.Link(), about}
}

// ailments asks how the directory is.
func (v *visit) ailments() ([]ailment, error) {
	var h struct {
		WithoutNumber []reference `json:"without_number"`
		InRoot        []reference `json:"in_root"`
		WithoutEmail  []reference `json:"without_email"`
		WithoutLine   []reference `json:"without_line"`
		OneLineShort  []struct {
			reference
			Bundle  string `json:"bundle"`
			Missing string `json:"missing"`
		} `json:"one_line_short"`
		DuplicateNumbers []struct {
			E164     string      `json:"e164"`
			Contacts []reference `json:"contacts"`
		} `json:"duplicate_numbers"`
		EmptyFolders []folder `json:"empty_folders"`
		Totals       struct {
			WithoutNumber    int `json:"without_number"`
			InRoot           int `json:"in_root"`
			WithoutEmail     int `json:"without_email"`
			WithoutLine      int `json:"without_line"`
			OneLineShort     int `json:"one_line_short"`
			DuplicateNumbers int `json:"duplicate_numbers"`
		} `json:"totals"`
	}
	if err := v.api.get("/health", &h); err != nil {
		return nil, err
	}
	list := func(references []reference) []ailing {
		ill := make([]ailing, len(references))
		for i, r := range references {
			ill[i] = r.ailing("")
		}
		return ill
	}
	var short, twice, empty []ailing
	for _, r := range h.OneLineShort {
		short = append(short, r.ailing(v.say("For the bundle “%s” is missing: %s.", r.Bundle, v.say(lineKindLabel(r.Missing)))))
	}
	for _, d := range h.DuplicateNumbers {
		number := v.number(d.E164)
		for _, r := range d.Contacts {
			twice = append(twice, r.ailing(number))
		}
	}
	for _, f := range h.EmptyFolders {
		empty = append(empty, ailing{f.Name, f.Address(), ""})
	}
	all := []ailment{
		{"without_number", "without a number", "%d contacts without a number", "Phones show them, and can not call them.", list(h.WithoutNumber), h.Totals.WithoutNumber, ""},
		{"without_email", "without an e-mail address", "%d contacts without an e-mail address", "Internal contacts that can neither sign in nor be written to.", list(h.WithoutEmail), h.Totals.WithoutEmail, "/directory?has_email=false&kind=internal"},
		{"in_root", "still in the first folder", "%d contacts still in the first folder", "Nobody has chosen a folder for them.", list(h.InRoot), h.Totals.InRoot, "/directory"},
		{"without_line", "without a line", "%d contacts without a line", "Internal contacts that can not use the applications.", list(h.WithoutLine), h.Totals.WithoutLine, "/directory?has_service=false&kind=internal"},
		{"one_line_short", "one line short of a bundle", "%d contacts one line short of a bundle", "With one more line the offer would apply.", short, h.Totals.OneLineShort, ""},
		{"duplicate_numbers", "numbers that several contacts have", "%d numbers that several contacts have", "Who calls is shown with one of their names.", twice, h.Totals.DuplicateNumbers, ""},
		{"empty_folders", "empty folders", "%d empty folders", "Phones show them, with nothing in them.", empty, len(empty), ""},
	}
	return slices.DeleteFunc(all, func(a ailment) bool { return len(a.Contacts) == 0 }), nil
}

// health shows how the directory is, in short or, of one ailment, at length.
func (v *visit) health() error {
	all, err := v.ailments()
	if err != nil {
		return err
	}
	return v.show("health", v.say("Health of the directory"), all)
}

// mostAiling is how many of an ailment are listed on its page: who mends them sees the next ones then.
const mostAiling = 200

// ailmentPage is what the page of one ailment shows.
type ailmentPage struct {
	ailment
	More int // that are not listed
}

// ailment shows who has an ailment.
func (v *visit) ailment() error {
	all, err := v.ailments()
	if err != nil {
		return err
	}
	p := ailmentPage{ailment: ailment{Name: v.r.PathValue("name"), Text: "Health of the directory"}}
	if i := slices.IndexFunc(all, func(a ailment) bool { return a.Name == p.Name }); i >= 0 {
		p.ailment = all[i]
		listed := min(len(p.Contacts), mostAiling)
		p.More, p.Contacts = max(p.Total, len(p.Contacts))-listed, p.Contacts[:listed]
	}
	return v.show("ailment", sentence(v.say(p.Text)), p)
}
