package phones

import "strings"

// Setting is what goes into one place of a phone.
type Setting struct {
	Label string // what the place is called on the phone's page; empty: it is in the file alone
	Key   string // what it is called in the file; empty: it is on the page alone
	Value string // what to type or choose on the page; empty: nothing
	// InFile is what the file has, where that is not Value: 1 for "Enabled".
	InFile string
	Secret bool // Value has the account's secret in it
}

// Settings is all there is to tell a phone.
type Settings struct {
	Fields []Setting // in the order of the phone's page
	File   *File     // nil: its phones read no file
	Notes  []string  // in the language asked for
}

// File is what the provisioning of a phone wants.
type File struct {
	Name        string // to be saved as; phones that ask for theirs by a name of their own include or merge it
	ContentType string
	Content     []byte // with the secret
}

// For makes the settings of a family's phones for a target. It returns a *Refusal for what they can not be told.
func (f *Family) For(t Target) (Settings, error) {
	if err := f.check(t); err != nil {
		return Settings{}, err
	}
	words := t.words(f)
	var s Settings
	for _, one := range f.fields {
		fill := func(template string) string { return words.Replace(t.bySecurity(template)) }
		if t.Nameless {
			one = one.withoutName()
		}
		setting := Setting{Label: one.label, Key: one.key, Value: fill(one.value), Secret: one.secret()}
		if one.choice != "" {
			setting.Value, setting.InFile = fill(one.choice), setting.Value
		}
		s.Fields = append(s.Fields, setting)
	}
	for _, note := range f.Notes {
		s.Notes = append(s.Notes, note.In(t.Language))
	}
	if f.file != nil {
		s.File = &File{Name: f.file.name, ContentType: f.file.contentType, Content: f.file.write(s.Fields)}
	}
	return s, nil
}

// withoutName is the field of phones that bind without a name: places for the name and the secret stay empty.
func (f field) withoutName() field {
	if f.nameless != "" {
		f.value, f.choice = f.nameless, ""
		if f.unbound != "" {
			f.value, f.choice = f.unbound, f.nameless
		}
		return f
	}
	f.value = strings.ReplaceAll(f.value, "{account}:{secret}@", "")
	if strings.Contains(f.value, "{account}") || strings.Contains(f.value, "{dn}") || f.secret() {
		f.value, f.choice = "", ""
	}
	return f
}
