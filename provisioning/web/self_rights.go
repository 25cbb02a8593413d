package web

// ownRole is a role of the visitor's, and where it holds.
type ownRole struct {
	RoleID      string `json:"role_id"`
	Name        string `json:"name"`
	Description string `json:"description"`
	FolderID    string `json:"folder_id"`
	FolderName  string `json:"folder_name"`
}

// ownRight is what all roles of the visitor's together allow with a section.
type ownRight struct {
	Section words
	May     words
	Folders []string // where; none: everywhere
}

// rightsOf says in words what grants allow, in the order of the sections.
func (v *visit) rightsOf(grants []grant, roles []ownRole) []ownRight {
	names := map[string]string{}
	for _, r := range roles {
		names[r.FolderID] = r.FolderName
	}
	var list []ownRight
	for _, s := range sections() {
		for _, access := range []struct {
			name string
			may  words
		}{{"write", "see and change"}, {"read", "see"}} {
			right, has := ownRight{Section: s.Label, May: access.may}, false
			for _, g := range grants {
				if g.Section != s.Name || g.Access != access.name {
					continue
				}
				has = true
				if g.FolderID != "" {
					right.Folders = append(right.Folders, names[g.FolderID])
				}
			}
			if has {
				list = append(list, right)
			}
		}
	}
	return list
}
