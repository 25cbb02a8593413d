package web

import (
	"net/url"
	"slices"
)

// groupMemberAdd adds somebody to the end of a call group.
func (v *visit) groupMemberAdd() error {
	id := v.r.FormValue("contact")
	return v.changeMembers("%s has a new member.", func(members []string) []string {
		if slices.Contains(members, id) {
			return members
		}
		return append(members, id)
	})
}

// groupMemberRemove takes somebody out of a call group.
func (v *visit) groupMemberRemove() error {
	id := v.r.PathValue("member")
	return v.changeMembers("%s has one member less.", func(members []string) []string {
		return slices.DeleteFunc(members, func(m string) bool { return m == id })
	})
}

// groupMemberMove has somebody ring one place earlier.
func (v *visit) groupMemberMove() error {
	id := v.r.PathValue("member")
	return v.changeMembers("The members of %s ring in another order.", func(members []string) []string {
		if i := slices.Index(members, id); i > 0 {
			members[i-1], members[i] = members[i], members[i-1]
		}
		return members
	})
}

// changeMembers changes who is in the call group that the address names, and in which order they ring.
func (v *visit) changeMembers(text words, change func([]string) []string) error {
	path := "/groups/" + url.PathEscape(v.r.PathValue("id"))
	var g group
	if err := v.api.get(path, &g); err != nil {
		return err
	}
	if err := v.api.patch(path, map[string]any{"members": change(g.Members)}, nil); err != nil {
		return err
	}
	return v.done(path, text, g.Name)
}
