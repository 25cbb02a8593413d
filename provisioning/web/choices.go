package web

import (
	"encoding/json"
	"fmt"
)

// suggestions are what a field suggests while one types into it.
type suggestions struct {
	Choices []suggestion `json:"choices"`
	Said    string       `json:"said"` // how many there are, in the visitor's language
}

// suggestion is one of those that can be chosen.
type suggestion struct {
	ID    string `json:"id"`
	Name  string `json:"name"`
	About string `json:"about,omitempty"`
}

// suggestFolders answers with the folders that what has been typed is like. With nothing typed, they are the first.
func (v *visit) suggestFolders() error {
	choices, err := v.folderChoices(folderRange{Section: v.r.FormValue("may"), Without: v.r.FormValue("without")})
	if err != nil {
		return err
	}
	var list []choice
	for _, c := range alike(choices, v.r.FormValue("q")) {
		list = append(list, c.choice)
	}
	return v.suggest(list, "%d folders")
}

// suggestPeople answers with the internal contacts that are found by what has been typed.
func (v *visit) suggestPeople() error {
	list, err := v.peopleLike(v.r.FormValue("q"))
	if err != nil {
		return err
	}
	return v.suggest(list, "%d people")
}

// suggest answers with as many of a list as one looks through.
func (v *visit) suggest(list []choice, counted words) error {
	s := suggestions{Choices: []suggestion{}, Said: v.say(counted, len(list))}
	for _, c := range list[:min(len(list), mostWhich)] {
		s.Choices = append(s.Choices, suggestion(c))
	}
	body, err := json.Marshal(s)
	if err != nil {
		return fmt.Errorf("write suggestions: %w", err)
	}
	v.keepCookies()
	v.w.Header().Set("Content-Type", "application/json")
	_, _ = v.w.Write(body) // a browser that has gone needs no answer
	return nil
}
