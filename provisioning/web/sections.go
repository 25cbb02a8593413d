package web

// section is a part of what the directory does, for which a role gives rights.
type section struct {
	Name  string
	Label words
}

// sections are those that a role can give rights to, in the order they are shown in.
func sections() []section {
	return []section{
		{"directory", "Directory"}, {"users", "Users"}, {"lines", "Lines"}, {"devices", "Equipment"}, {"voicemail", "Voicemail"}, {"groups", "Call groups"},
		{"invoices", "Invoices"}, {"imports", "Imports"}, {"exports", "Exports"}, {"access", "Access management"}, {"journal", "Activity"},
		{"settings", "Settings"},
	}
}

// role is a name for rights.
type role struct {
	ID          string  `json:"id"`
	Name        string  `json:"name"`
	Description string  `json:"description"`
	Permissions []grant `json:"permissions"`
	BuiltIn     bool    `json:"built_in"`
	Version     uint64  `json:"version"`
}

// May is what the role allows with a section: "read", "write", or "" for nothing.
func (r role) May(section string) string {
	for _, g := range r.Permissions {
		if g.Section == section {
			return g.Access
		}
	}
	return ""
}

// permission is what the API is sent of a right.
type permission struct {
	Section string `json:"section"`
	Access  string `json:"access"`
}
