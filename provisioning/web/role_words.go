package web

// roleWords are what a role that is built in is called, and what it is for.
type roleWords struct{ Name, Description words }

// builtInRoles are the words for the roles that every directory has, by their ids. The API has them in French, which is how they are stored.
func builtInRoles() map[string]roleWords {
	return map[string]roleWords{
		administrator:                          {"Administrator", "All rights"},
		"00000000-0000-8000-8000-000000000002": {"Technician", "Lines, equipment and voicemail; looks up the directory"},
		"00000000-0000-8000-8000-000000000003": {"Accountant", "Looks up invoices and the directory"},
		"00000000-0000-8000-8000-000000000004": {"Directory manager", "Directory, imports and exports"},
		"00000000-0000-8000-8000-000000000005": {"Standard user", "Looks up the directory"},
	}
}

// roleName is what a role is called in the visitor's language where it is built in; other roles are called as somebody typed it.
func (v *visit) roleName(id, name string) string {
	if w, is := builtInRoles()[id]; is {
		return v.say(w.Name)
	}
	return name
}

// inWords puts the names and descriptions of a role that is built in into the visitor's language.
func (v *visit) inWords(r *role) {
	if w, is := builtInRoles()[r.ID]; is {
		r.Name, r.Description = v.say(w.Name), v.say(w.Description)
	}
}

// nameAssigned puts the names of roles that somebody has into the visitor's language.
func (v *visit) nameAssigned(roles []assignedRole) {
	for i, r := range roles {
		roles[i].Name = v.roleName(r.RoleID, r.Name)
	}
}
