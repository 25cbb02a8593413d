package web

import "strings"

// anonymousPhones is what phones see that bind without an account, and where they may be.
type anonymousPhones struct {
	Networks []string `json:"networks"`
	Folders  []struct {
		ID   string `json:"id"`
		Name string `json:"name"`
	} `json:"folders"`
	DialFormat      string `json:"dial_format"`
	Truncation      string `json:"truncation"`
	LenientEquality bool   `json:"lenient_equality"`
}

// From is where they may be.
func (a anonymousPhones) From() string { return strings.Join(a.Networks, ", ") }

// Sees are the folders that they see, by name; "" for the whole directory.
func (a anonymousPhones) Sees() string {
	var names []string
	for _, f := range a.Folders {
		if f.Name != "" {
			names = append(names, f.Name)
		}
	}
	return strings.Join(names, ", ")
}

// anonymousPhones asks what phones without an account see; nil where each needs one.
func (v *visit) anonymousPhones() (*anonymousPhones, error) {
	var list struct {
		Anonymous *anonymousPhones `json:"anonymous"`
	}
	err := v.api.get("/phones", &list)
	return list.Anonymous, err
}
